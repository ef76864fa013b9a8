namespace Containerless.Runtime.Builtins;

/// <summary>The function RegExp (ECMA-262 §22.2.4). V8's statics like $1 are not there, so reading one bails out.</summary>
internal static class RegExpConstructor
{
    internal static readonly BuiltinConstructor Instance = new(
        "RegExp", 2, Call, Construct, RegExpPrototype.Instance, NodeNames.RegExpConstructor, []);

    private static Value Call(Realm r, Value self, in Args args, int line)
    {
        // RegExp(re) is re itself where it was made by this constructor.
        if (args[1].IsUndefined && args[0].Ref is JsObject o && RegExpObjects.Is(r, args[0], line)
            && ReferenceEquals(o.GetNamed(r, "constructor", line).Ref, Instance))
            return o;
        return Construct(r, Instance, in args, line);
    }

    private static Value Construct(Realm r, FunctionObject newTarget, in Args args, int line)
    {
        Value pattern = args[0], flags = args[1];
        if (pattern.Ref is PlainObject { Data: RegExpData data })
        {
            pattern = data.Source;
            if (flags.IsUndefined) flags = RegexFlagText.Of(data.Flags);
        }
        else if (RegExpObjects.Is(r, pattern, line))
        {
            throw new Bailout("RegExp of an object that only looks like one", line);
        }
        Shape shape = r.ShapeOfNew(newTarget, RegExpPrototype.Instance, line);
        string source = pattern.IsUndefined ? "" : Op.ToText(r, pattern);
        string letters = flags.IsUndefined ? "" : Op.ToText(r, flags);
        return RegExpObjects.New(r, shape, source, RegExpObjects.Flags(r, letters, line), line);
    }
}
