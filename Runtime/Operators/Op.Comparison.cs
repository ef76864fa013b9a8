using System.Runtime.CompilerServices;

namespace Containerless.Runtime;

public static partial class Op
{
    /// <summary>The operator === (ECMA-262 §7.2.15).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool StrictEquals(Value a, Value b) =>
        ReferenceEquals(a.Ref, b.Ref) ? a.Num == b.Num : StrictEqualsSlow(a, b);

    /// <summary>a === b where b is a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool StrictEquals(Value a, double b) => a.IsNumber && a.Num == b;

    /// <summary>a === b where b is a string.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool StrictEquals(Value a, string b) =>
        a.Ref is string text ? text == b : a.IsString && StrictEquals(a, (Value)b);

    private static bool StrictEqualsSlow(Value a, Value b)
    {
        if (a.Ref is string s && b.Ref is string t) return string.Equals(s, t);
        if (!a.IsString || !b.IsString) return false;
        return Rope.LengthOf(a.Ref!) == Rope.LengthOf(b.Ref!) && string.Equals(Rope.Flat(a.Ref!), Rope.Flat(b.Ref!));
    }

    /// <summary>SameValueZero (ECMA-262 §7.2.11): === but NaN equals itself.</summary>
    internal static bool SameValueZero(Value a, Value b) =>
        StrictEquals(a, b) || (a.IsNumber && b.IsNumber && double.IsNaN(a.Num) && double.IsNaN(b.Num));

    /// <summary>The operator == (ECMA-262 §7.2.14).</summary>
    public static bool LooseEquals(Realm r, Value a, Value b)
    {
        while (true)
        {
            if (ReferenceEquals(a.Ref, b.Ref)) return a.Num == b.Num;
            if (a.IsNullish || b.IsNullish) return a.IsNullish && b.IsNullish;
            if (a.IsString && b.IsString) return StrictEqualsSlow(a, b);
            bool objectA = a.Ref is JsObject, objectB = b.Ref is JsObject;
            if (objectA && objectB) return false;
            if (objectA)
            {
                if (b.IsBoolean) b = b.Num;
                a = ToPrimitive(r, a, Hint.Number);
                continue;
            }
            if (objectB)
            {
                if (a.IsBoolean) a = a.Num;
                b = ToPrimitive(r, b, Hint.Number);
                continue;
            }
            return ToNumber(r, a) == ToNumber(r, b);    // numbers, booleans and strings of different types
        }
    }

    /// <summary>The operator &lt; (ECMA-262 §13.10).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Less(Realm r, Value a, Value b) =>
        a.IsNumber && b.IsNumber ? a.Num < b.Num : Compare(r, a, b, out double x, out double y) is { } order ? order < 0 : x < y;

    /// <summary>The operator &lt;= .</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool LessOrEqual(Realm r, Value a, Value b) =>
        a.IsNumber && b.IsNumber ? a.Num <= b.Num : Compare(r, a, b, out double x, out double y) is { } order ? order <= 0 : x <= y;

    /// <summary>The operator &gt; .</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Greater(Realm r, Value a, Value b) =>
        a.IsNumber && b.IsNumber ? a.Num > b.Num : Compare(r, a, b, out double x, out double y) is { } order ? order > 0 : x > y;

    /// <summary>The operator &gt;= .</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool GreaterOrEqual(Realm r, Value a, Value b) =>
        a.IsNumber && b.IsNumber ? a.Num >= b.Num : Compare(r, a, b, out double x, out double y) is { } order ? order >= 0 : x >= y;

    /// <summary>
    /// The conversions of IsLessThan (§7.2.13), which are left to right for all four operators: the order of two
    /// strings by UTF-16 units, or null and two numbers.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int? Compare(Realm r, Value a, Value b, out double x, out double y)
    {
        a = ToPrimitive(r, a, Hint.Number);
        b = ToPrimitive(r, b, Hint.Number);
        if (a.IsString && b.IsString)
        {
            x = y = 0;
            string s = Rope.Flat(a.Ref!), t = Rope.Flat(b.Ref!);
            r.Spend(1 + Math.Min(s.Length, t.Length) / 16);
            return string.CompareOrdinal(s, t);
        }
        x = ToNumber(r, a);
        y = ToNumber(r, b);
        return null;
    }

    /// <summary>The operator in (ECMA-262 §13.10.1).</summary>
    public static bool In(Realm r, Value key, Value o)
    {
        if (o.Ref is not JsObject target)
            throw new Bailout("TypeError: Cannot use 'in' operator on a primitive", r.CurrentLine);
        return target.Has(r, PropertyKey.Of(r, key), r.CurrentLine);
    }

    /// <summary>The operator instanceof (ECMA-262 §13.10.2), for the builtin constructors Array and Object.</summary>
    public static bool InstanceOf(Realm r, Value v, Value f)
    {
        if (v.Ref is Builtins.NamespaceObject) throw new Bailout("instanceof of a builtin", r.CurrentLine);
        if (ReferenceEquals(f.Ref, Builtins.ArrayConstructor.Instance)) return v.Ref is ArrayObject;
        if (ReferenceEquals(f.Ref, Builtins.ObjectConstructor.Instance)) return v.Ref is JsObject;
        throw new Bailout("instanceof with this constructor", r.CurrentLine);
    }
}
