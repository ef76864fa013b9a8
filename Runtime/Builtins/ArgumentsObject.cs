namespace Containerless.Runtime.Builtins;

/// <summary>arguments (ECMA-262 §10.4.4).</summary>
internal static class ArgumentsObject
{
    // In sloppy code it is the function itself, in strict code a thrower.
    private static readonly Value Callee = Value.FromAccessor(new Accessor(null, null) { IsOpaque = true });
    private static readonly BuiltinFunction Thrower = new("", 0, static (Realm r, Value self, in Args args, int line) => throw Errors.Type(
        r, "'caller', 'callee', and 'arguments' properties may not be accessed on strict mode functions or the arguments objects for calls to them", line));

    private static readonly Value StrictCallee = Value.FromAccessor(new Accessor(Thrower, Thrower));
    private static readonly Value Values = Prototypes.Array.Get(null!, "values", default, 0);

    internal static PlainObject Make(Realm r, in Args args, bool mapped)
    {
        int count = args.Count;
        r.Charge(120 + 16 * count);
        var o = new PlainObject(r.ArgumentsRoot, new Value[count + 3], mapped ? ArgumentsData.Mapped : ArgumentsData.Unmapped);
        for (int i = 0; i < count; i++) o.DefineOwn(r, PropertyKey.OfIndex(i), args[i]);
        o.DefineOwn(r, "length", count, PropertyFlags.Method);
        o.DefineOwn(r, "callee", mapped ? Callee : StrictCallee, PropertyFlags.Accessor | (mapped ? PropertyFlags.Configurable : PropertyFlags.None));
        o.DefineOwn(r, Symbol.Iterator.Key, Values, PropertyFlags.Method);
        return o;
    }
}

/// <summary>Marks an arguments object. Writing an element of a mapped one would write the parameter.</summary>
internal sealed class ArgumentsData : GuardedData, ITagged
{
    internal static readonly ArgumentsData Mapped = new() { IsMapped = true };
    internal static readonly ArgumentsData Unmapped = new();

    private bool IsMapped { get; init; }

    public string Tag => "Arguments";

    internal override void BeforeWrite(string name, int line)
    {
        if (IsMapped && (name.Length == 0 || PropertyKey.IsIndex(name, out _)))
            throw new Bailout("write to an element of arguments", line);
    }
}
