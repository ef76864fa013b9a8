namespace Containerless.Runtime.Builtins;

/// <summary>
/// Math (ECMA-262 §21.3): the functions that IEEE 754 or the specification define to the last bit. The others are
/// implementation-approximated and bail out but for arguments whose result is exact everywhere.
/// </summary>
internal static class MathNamespace
{
    internal static readonly NamespaceObject Instance = new("Math", new BuiltinTable(
        "Math", NodeNames.Math, Prototypes.Object,
    [
        ("PI", Math.PI),
        ("E", Math.E),
        ("LN2", 0.6931471805599453),
        ("LN10", 2.302585092994046),
        ("LOG2E", 1.4426950408889634),
        ("LOG10E", 0.4342944819032518),
        ("SQRT2", 1.4142135623730951),
        ("SQRT1_2", 0.7071067811865476),
        Unary("floor", Intrinsics.Floor),
        Unary("ceil", Intrinsics.Ceil),
        Unary("trunc", Intrinsics.Trunc),
        Unary("round", Intrinsics.Round),
        Unary("abs", Intrinsics.Abs),
        Unary("sqrt", Intrinsics.Sqrt),
        Unary("sign", Intrinsics.Sign),
        Unary("fround", Intrinsics.Fround),
        Unary("clz32", static x => Intrinsics.Clz32(x)),
        BuiltinTable.Method("imul", 2, static (Realm realm, Value self, in Args args, int line) =>
        {
            double a = Op.ToNumber(realm, args[0]);
            return Intrinsics.Imul(a, Op.ToNumber(realm, args[1]));
        }),
        BuiltinTable.Method("pow", 2, static (Realm realm, Value self, in Args args, int line) =>
            Op.Power(realm, args[0], args[1])),
        BuiltinTable.Method("random", 0, static (Realm realm, Value self, in Args args, int line) => realm.NextRandom()),
        BuiltinTable.Method("max", 2, static (Realm realm, Value self, in Args args, int line) =>
        {
            double max = double.NegativeInfinity;
            for (int i = 0; i < args.Count; i++) max = Math.Max(max, Op.ToNumber(realm, args[i]));
            return max;
        }),
        BuiltinTable.Method("min", 2, static (Realm realm, Value self, in Args args, int line) =>
        {
            double min = double.PositiveInfinity;
            for (int i = 0; i < args.Count; i++) min = Math.Min(min, Op.ToNumber(realm, args[i]));
            return min;
        }),
    ]));

    private static (string, Value) Unary(string name, Func<double, double> f) => BuiltinTable.Method(name, 1,
        (Realm realm, Value self, in Args args, int line) => f(Op.ToNumber(realm, args[0])));
}
