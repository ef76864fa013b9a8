namespace Containerless.Runtime.Builtins;

/// <summary>The primitive that a wrapper object holds (ECMA-262 §20.3.4, §20.4.4, §21.1.4, §22.1.4).</summary>
internal sealed class WrapperData(Value value) : ITagged
{
    internal Value Value { get; } = value;

    public string Tag => Value.IsString ? "String" : Value.IsNumber ? "Number" : Value.IsBoolean ? "Boolean" : "Object";
}

/// <summary>Objects that wrap a primitive: what <c>new Number</c>, <c>Object(5)</c> and <c>this</c> of sloppy functions are.</summary>
internal static class Wrappers
{
    /// <summary>A string's units are properties of its wrapper, made at once.</summary>
    private const int LongestString = 1_000;

    /// <summary>ToObject (§7.1.18) of what is neither undefined nor null.</summary>
    internal static JsObject Of(Realm r, Value v, int line) => v.Ref as JsObject ?? Make(r, r.RootShapeOf(Prototype(v)), v, line);

    /// <summary>StringCreate and the like (§10.4.3.4): an object of the shape that holds the primitive.</summary>
    internal static PlainObject Make(Realm r, Shape shape, Value v, int line)
    {
        r.Charge(88);
        var o = new PlainObject(shape, [], new WrapperData(v));
        if (!v.IsString) return o;
        string text = Op.ToText(r, v);
        if (text.Length > LongestString) throw new Bailout("an object of a long string", line);
        r.Spend(text.Length);
        r.Charge(32L * text.Length);
        for (int i = 0; i < text.Length; i++) o.DefineOwn(r, PropertyKey.OfIndex(i), CharText.Of(text[i]), PropertyFlags.Enumerable);
        o.DefineOwn(r, "length", text.Length, PropertyFlags.None);
        return o;
    }

    /// <summary>The primitive in a wrapper; anything else as it is.</summary>
    internal static Value Unwrapped(Value v) => v.Ref is PlainObject { Data: WrapperData data } ? data.Value : v;

    private static NamespaceObject Prototype(Value v) => v.Ref switch
    {
        string or Rope => Prototypes.StringObject,
        Symbol => Prototypes.SymbolObject,
        _ => v.IsNumber ? Prototypes.NumberObject : Prototypes.BooleanObject,
    };
}
