using System.Runtime.CompilerServices;
using Containerless.Runtime.Fdlibm;

namespace Containerless.Runtime;

using Containerless.Runtime.Builtins;

public static partial class Intrinsics
{
    /// <summary>Math.floor.</summary>
    [Intrinsic("Math.floor")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Floor(double x) => Math.Floor(x);

    /// <summary>Math.ceil.</summary>
    [Intrinsic("Math.ceil")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Ceil(double x) => Math.Ceiling(x);

    /// <summary>Math.trunc.</summary>
    [Intrinsic("Math.trunc")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Trunc(double x) => Math.Truncate(x);

    /// <summary>Math.round: ties towards positive infinity, keeping -0 (ECMA-262 §21.3.2.28).</summary>
    [Intrinsic("Math.round")]
    public static double Round(double x)
    {
        double floor = Math.Floor(x);
        double rounded = x - floor >= 0.5 ? floor + 1 : floor;
        return rounded == 0 ? Math.CopySign(0, x) : rounded;
    }

    /// <summary>Math.abs.</summary>
    [Intrinsic("Math.abs")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Abs(double x) => Math.Abs(x);

    /// <summary>Math.sqrt, which IEEE 754 rounds exactly.</summary>
    [Intrinsic("Math.sqrt")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sqrt(double x) => Math.Sqrt(x);

    /// <summary>Math.sign.</summary>
    [Intrinsic("Math.sign")]
    public static double Sign(double x) => x > 0 ? 1 : x < 0 ? -1 : x;

    /// <summary>Math.min of two: NaN wins, and -0 is below 0.</summary>
    [Intrinsic("Math.min")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Min(double a, double b) => Math.Min(a, b);

    /// <summary>Math.max of two: NaN wins, and 0 is above -0.</summary>
    [Intrinsic("Math.max")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Max(double a, double b) => Math.Max(a, b);

    /// <summary>Math.min of two integers.</summary>
    [Intrinsic("Math.min")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Min(int a, int b) => Math.Min(a, b);

    /// <summary>Math.max of two integers.</summary>
    [Intrinsic("Math.max")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Max(int a, int b) => Math.Max(a, b);

    /// <summary>Math.imul.</summary>
    [Intrinsic("Math.imul")]
    public static int Imul(double a, double b) => unchecked(Op.ToInt32(a) * Op.ToInt32(b));

    /// <summary>Math.clz32.</summary>
    [Intrinsic("Math.clz32")]
    public static int Clz32(double x) => System.Numerics.BitOperations.LeadingZeroCount(Op.ToUint32(x));

    /// <summary>Math.fround.</summary>
    [Intrinsic("Math.fround")]
    public static double Fround(double x) => (float)x;

    /// <summary>Math.pow.</summary>
    [Intrinsic("Math.pow")]
    public static double Pow(double x, double y) => Power.Of(x, y);

    /// <summary>Math.exp.</summary>
    [Intrinsic("Math.exp")]
    public static double Exp(double x) => Exponentials.Exp(x);

    /// <summary>Math.log.</summary>
    [Intrinsic("Math.log")]
    public static double Log(double x) => Logarithms.Log(x);

    /// <summary>Math.log2.</summary>
    [Intrinsic("Math.log2")]
    public static double Log2(double x) => Logarithms.Log2(x);

    /// <summary>Math.log10.</summary>
    [Intrinsic("Math.log10")]
    public static double Log10(double x) => Logarithms.Log10(x);

    /// <summary>Math.sin.</summary>
    [Intrinsic("Math.sin")]
    public static double Sin(double x) => Trigonometry.Sin(x);

    /// <summary>Math.cos.</summary>
    [Intrinsic("Math.cos")]
    public static double Cos(double x) => Trigonometry.Cos(x);

    /// <summary>Math.tan.</summary>
    [Intrinsic("Math.tan")]
    public static double Tan(double x) => Trigonometry.Tan(x);

    /// <summary>Math.asin.</summary>
    [Intrinsic("Math.asin")]
    public static double Asin(double x) => InverseTrigonometry.Asin(x);

    /// <summary>Math.acos.</summary>
    [Intrinsic("Math.acos")]
    public static double Acos(double x) => InverseTrigonometry.Acos(x);

    /// <summary>Math.atan.</summary>
    [Intrinsic("Math.atan")]
    public static double Atan(double x) => InverseTrigonometry.Atan(x);

    /// <summary>Math.cbrt.</summary>
    [Intrinsic("Math.cbrt")]
    public static double Cbrt(double x) => Roots.Cbrt(x);

    /// <summary>Math.atan2.</summary>
    [Intrinsic("Math.atan2")]
    public static double Atan2(double y, double x) => InverseTrigonometry.Atan2(y, x);

    /// <summary>Math.hypot of two.</summary>
    [Intrinsic("Math.hypot")]
    public static double Hypot(double x, double y) => Roots.Hypot([x, y]);

    /// <summary>Math.random, from the realm's source.</summary>
    [Intrinsic("Math.random")]
    public static double Random(Realm r) => r.NextRandom();

    /// <summary>parseInt in base 10, or 16 after 0x.</summary>
    [Intrinsic("parseInt")]
    public static double ParseInt(Realm r, string text) => Globals.ParseInt(r, text, 0);

    /// <summary>parseInt.</summary>
    [Intrinsic("parseInt")]
    public static double ParseInt(Realm r, string text, int radix) => Globals.ParseInt(r, text, radix);

    /// <summary>parseFloat.</summary>
    [Intrinsic("parseFloat")]
    public static double ParseFloat(Realm r, string text) => Globals.ParseFloat(r, text);

    /// <summary>Number(text).</summary>
    [Intrinsic("Number")]
    public static double Number(Realm r, Value value) => Op.ToNumber(r, value);

    /// <summary>String(value).</summary>
    [Intrinsic("String")]
    public static string String(Realm r, Value value) => value.Ref is Symbol symbol ? symbol.ToString() : Op.ToText(r, value);

    /// <summary>Boolean(value).</summary>
    [Intrinsic("Boolean")]
    public static bool Boolean(Value value) => Op.Truthy(value);

    /// <summary>isNaN of a number.</summary>
    [Intrinsic("isNaN")]
    public static bool IsNaN(double x) => double.IsNaN(x);

    /// <summary>isFinite of a number.</summary>
    [Intrinsic("isFinite")]
    public static bool IsFinite(double x) => double.IsFinite(x);

    /// <summary>Number.isNaN.</summary>
    [Intrinsic("Number.isNaN")]
    public static bool NumberIsNaN(Value v) => v.IsNumber && double.IsNaN(v.Num);

    /// <summary>Number.isFinite.</summary>
    [Intrinsic("Number.isFinite")]
    public static bool NumberIsFinite(Value v) => v.IsNumber && double.IsFinite(v.Num);

    /// <summary>Number.isInteger.</summary>
    [Intrinsic("Number.isInteger")]
    public static bool IsInteger(Value v) => v.IsNumber && double.IsFinite(v.Num) && Math.Truncate(v.Num) == v.Num;

    /// <summary>Number.isSafeInteger.</summary>
    [Intrinsic("Number.isSafeInteger")]
    public static bool IsSafeInteger(Value v) => IsInteger(v) && Math.Abs(v.Num) <= 9007199254740991;

    /// <summary>Number.prototype.toFixed.</summary>
    [Intrinsic("Number.prototype.toFixed")]
    public static string ToFixed(Realm r, double self, double digits) => NumberPrototype.ToFixed(r, self, Integer(digits));

    /// <summary>Number.prototype.toString, radix 10.</summary>
    [Intrinsic("Number.prototype.toString")]
    public static string ToText(Realm r, double self) => Op.NumberToText(r, self);

    /// <summary>JSON.parse.</summary>
    [Intrinsic("JSON.parse")]
    public static Value JsonParse(Realm r, string text) => JsonNamespace.Parse(r, text, 0);

    /// <summary>JSON.stringify; undefined for undefined and functions.</summary>
    [Intrinsic("JSON.stringify")]
    public static Value JsonStringify(Realm r, Value value) => JsonNamespace.Stringify(r, value, "");
}
