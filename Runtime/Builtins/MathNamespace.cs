using Containerless.Runtime.Fdlibm;

namespace Containerless.Runtime.Builtins;

/// <summary>
/// Math (ECMA-262 §21.3). What the specification leaves to the implementation is computed as the pinned Node does, to
/// the last bit.
/// </summary>
internal static class MathNamespace
{
    internal static readonly NamespaceObject Instance = new("Math", new BuiltinTable(
        "Math", NodeNames.Math, Prototypes.Object,
    [
        BuiltinTable.Tag("Math"),
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
        Unary("exp", Exponentials.Exp),
        Unary("expm1", Exponentials.Expm1),
        Unary("cosh", Exponentials.Cosh),
        Unary("sinh", Exponentials.Sinh),
        Unary("tanh", Exponentials.Tanh),
        Unary("log", Logarithms.Log),
        Unary("log1p", Logarithms.Log1p),
        Unary("log2", Logarithms.Log2),
        Unary("log10", Logarithms.Log10),
        Unary("asinh", Logarithms.Asinh),
        Unary("acosh", Logarithms.Acosh),
        Unary("atanh", Logarithms.Atanh),
        Unary("sin", Trigonometry.Sin),
        Unary("cos", Trigonometry.Cos),
        Unary("tan", Trigonometry.Tan),
        Unary("asin", InverseTrigonometry.Asin),
        Unary("acos", InverseTrigonometry.Acos),
        Unary("atan", InverseTrigonometry.Atan),
        Unary("cbrt", Roots.Cbrt),
        BuiltinTable.Method("atan2", 2, static (Realm realm, Value self, in Args args, int line) =>
        {
            double y = Op.ToNumber(realm, args[0]);
            return InverseTrigonometry.Atan2(y, Op.ToNumber(realm, args[1]));
        }),
        BuiltinTable.Method("hypot", 2, static (Realm realm, Value self, in Args args, int line) =>
        {
            realm.Charge(24 + 8 * args.Count);
            var values = new double[args.Count];
            for (int i = 0; i < values.Length; i++) values[i] = Op.ToNumber(realm, args[i]);
            return Roots.Hypot(values);
        }),
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
