using System.Runtime.CompilerServices;

namespace Containerless.Runtime;

public static partial class Op
{
    /// <summary>The operator + (ECMA-262 §13.15.3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Add(Realm r, Value a, Value b) =>
        a.IsNumber && b.IsNumber ? a.Num + b.Num : AddSlow(r, a, b);

    private static Value AddSlow(Realm r, Value a, Value b)
    {
        if (a.Ref is JsObject) a = ToPrimitive(r, a, Hint.Default);
        if (b.Ref is JsObject) b = ToPrimitive(r, b, Hint.Default);
        if (a.IsString || b.IsString) return Rope.Concat(r, TextOrRope(r, a), TextOrRope(r, b));
        return ToNumber(r, a) + ToNumber(r, b);
    }

    /// <summary>+ of two strings.</summary>
    public static Value Concat(Realm r, string a, string b) => Rope.Concat(r, a, b);

    /// <summary>+ of a string and any value.</summary>
    public static Value Concat(Realm r, string a, Value b)
    {
        if (b.Ref is JsObject) b = ToPrimitive(r, b, Hint.Default);
        return Rope.Concat(r, a, TextOrRope(r, b));
    }

    /// <summary>+ of any value and a string.</summary>
    public static Value Concat(Realm r, Value a, string b)
    {
        if (a.Ref is JsObject) a = ToPrimitive(r, a, Hint.Default);
        return Rope.Concat(r, TextOrRope(r, a), b);
    }

    /// <summary>A template literal (ECMA-262 §13.2.8): each part through ToString, in order. Takes the array.</summary>
    public static Value Template(Realm r, Value[] parts)
    {
        Value result = "";
        foreach (Value part in parts) result = Rope.Concat(r, result.Ref!, TextOrRope(r, part));
        return result;
    }

    /// <summary>The operator - .</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Subtract(Realm r, Value a, Value b)
    {
        double x = ToNumber(r, a);
        return x - ToNumber(r, b);
    }

    /// <summary>The operator * .</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Multiply(Realm r, Value a, Value b)
    {
        double x = ToNumber(r, a);
        return x * ToNumber(r, b);
    }

    /// <summary>The operator / .</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Divide(Realm r, Value a, Value b)
    {
        double x = ToNumber(r, a);
        return x / ToNumber(r, b);
    }

    /// <summary>The operator % (ECMA-262 §6.1.6.1.6), which is C's fmod.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Remainder(Realm r, Value a, Value b)
    {
        double x = ToNumber(r, a);
        return Remainder(x, ToNumber(r, b));
    }

    /// <summary>The operator % (ECMA-262 §6.1.6.1.6), with integers divided as integers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Remainder(double x, double y)
    {
        int a = double.ConvertToIntegerNative<int>(x), b = double.ConvertToIntegerNative<int>(y);
        // Not below zero, so that neither -0 nor int.MinValue % -1 comes up; a == x is also true of x = -0.
        if (a == x && b == y && a > 0 && b > 0) return a % b;
        return x % y;
    }

    /// <summary>The operator ** where the pinned Node's result is known to be exact; otherwise bails out.</summary>
    public static double Power(Realm r, Value a, Value b)
    {
        double x = ToNumber(r, a);
        return Power(x, ToNumber(r, b));
    }

    /// <summary>The operator ** where the pinned Node's result is known to be exact; otherwise bails out.</summary>
    public static double Power(double x, double y) => Fdlibm.Power.Of(x, y);

    /// <summary>The operator &amp; .</summary>
    public static int BitAnd(Realm r, Value a, Value b)
    {
        int x = ToInt32(ToNumber(r, a));
        return x & ToInt32(ToNumber(r, b));
    }

    /// <summary>The operator | .</summary>
    public static int BitOr(Realm r, Value a, Value b)
    {
        int x = ToInt32(ToNumber(r, a));
        return x | ToInt32(ToNumber(r, b));
    }

    /// <summary>The operator ^ .</summary>
    public static int BitXor(Realm r, Value a, Value b)
    {
        int x = ToInt32(ToNumber(r, a));
        return x ^ ToInt32(ToNumber(r, b));
    }

    /// <summary>The operator &lt;&lt; .</summary>
    public static int ShiftLeft(Realm r, Value a, Value b)
    {
        int x = ToInt32(ToNumber(r, a));
        return unchecked(x << (ToInt32(ToNumber(r, b)) & 31));
    }

    /// <summary>The operator &gt;&gt; .</summary>
    public static int ShiftRight(Realm r, Value a, Value b)
    {
        int x = ToInt32(ToNumber(r, a));
        return x >> (ToInt32(ToNumber(r, b)) & 31);
    }

    /// <summary>The operator &gt;&gt;&gt; .</summary>
    public static double ShiftRightUnsigned(Realm r, Value a, Value b)
    {
        uint x = ToUint32(ToNumber(r, a));
        return x >> (ToInt32(ToNumber(r, b)) & 31);
    }

    /// <summary>The operator ~ .</summary>
    public static int BitNot(Realm r, Value a) => ~ToInt32(ToNumber(r, a));

    /// <summary>The comma operator: both were evaluated, in order.</summary>
    public static T Sequence<T>(Value dropped, T last) => last;
}
