namespace Containerless.Runtime.Builtins;

/// <summary>The function Number and its members (ECMA-262 §21.1.1, §21.1.2), with parseInt and parseFloat.</summary>
internal static class NumberConstructor
{
    // Number.parseInt === parseInt (§21.1.2.13), so both names share the objects.
    internal static readonly BuiltinFunction ParseIntFunction = new("parseInt", 2, ParseInt);
    internal static readonly BuiltinFunction ParseFloatFunction = new("parseFloat", 1,
        static (Realm realm, Value self, in Args args, int line) => Globals.ParseFloat(realm, Op.ToText(realm, args[0])));

    internal static readonly BuiltinConstructor Instance = new("Number", 1, Call,
        static (Realm r, FunctionObject newTarget, in Args args, int line) =>
            Wrappers.Make(r, r.ShapeOfNew(newTarget, Prototypes.NumberObject, line), Call(r, default, in args, line), line),
        Prototypes.NumberObject, NodeNames.NumberConstructor,
    [
        ("MAX_SAFE_INTEGER", 9007199254740991.0),
        ("MIN_SAFE_INTEGER", -9007199254740991.0),
        ("MAX_VALUE", double.MaxValue),
        ("MIN_VALUE", double.Epsilon),
        ("EPSILON", Math.ScaleB(1, -52)),
        ("POSITIVE_INFINITY", double.PositiveInfinity),
        ("NEGATIVE_INFINITY", double.NegativeInfinity),
        ("NaN", double.NaN),
        ("parseInt", ParseIntFunction),
        ("parseFloat", ParseFloatFunction),
        BuiltinTable.Method("isNaN", 1, static (Realm realm, Value self, in Args args, int line) =>
            Intrinsics.NumberIsNaN(args[0])),
        BuiltinTable.Method("isFinite", 1, static (Realm realm, Value self, in Args args, int line) =>
            Intrinsics.NumberIsFinite(args[0])),
        BuiltinTable.Method("isInteger", 1, static (Realm realm, Value self, in Args args, int line) =>
            Intrinsics.IsInteger(args[0])),
        BuiltinTable.Method("isSafeInteger", 1, static (Realm realm, Value self, in Args args, int line) =>
            Intrinsics.IsSafeInteger(args[0])),
    ]);

    private static Value Call(Realm realm, Value self, in Args args, int line) =>
        args.Count == 0 ? 0 : Op.ToNumber(realm, args[0]);

    private static Value ParseInt(Realm realm, Value self, in Args args, int line)
    {
        string text = Op.ToText(realm, args[0]);
        return Globals.ParseInt(realm, text, Op.ToInt32(Op.ToNumber(realm, args[1])));
    }
}
