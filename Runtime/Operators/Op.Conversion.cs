using System.Runtime.CompilerServices;

namespace Containerless.Runtime;

/// <summary>The operators of the language, as generated code calls them.</summary>
public static partial class Op
{
    internal enum Hint
    {
        Number,     // also for hint "default": only Date tells them apart
        String,
    }

    /// <summary>ToNumber (ECMA-262 §7.1.4).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToNumber(Realm r, Value v) => v.IsNumber ? v.Num : ToNumberSlow(r, v);

    private static double ToNumberSlow(Realm r, Value v)
    {
        switch (v.Ref)
        {
            case null: return double.NaN;
            case Tag: return v.Num;     // booleans carry 1 or 0, and null 0
            case string s:
                r.Spend(1 + s.Length / 16);
                return TextNumber.ToNumber(s);
            case Rope rope: return TextNumber.ToNumber(rope.Flatten());
            default: return ToNumberSlow2(r, v);
        }
    }

    private static double ToNumberSlow2(Realm r, Value v)
    {
        Value primitive = ToPrimitive(r, v, Hint.Number);
        return primitive.IsNumber ? primitive.Num : ToNumberSlow(r, primitive);
    }

    /// <summary>ToString (ECMA-262 §7.1.17), flat.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static string ToText(Realm r, Value v) => v.Ref as string ?? ToTextSlow(r, v);

    private static string ToTextSlow(Realm r, Value v) => Rope.Flat(Text(r, v));

    /// <summary>ToString, perhaps as a rope.</summary>
    internal static object TextOrRope(Realm r, Value v) => v.Ref is string || v.Ref is Rope ? v.Ref : Text(r, v);

    private static object Text(Realm r, Value v)
    {
        switch (v.Ref)
        {
            case null: return "undefined";
            case string s: return s;
            case Rope rope: return rope.Flatten();
            case Tag:
                if (v.IsNumber) return NumberToText(r, v.Num);
                if (v.IsBoolean) return v.AsBoolean ? "true" : "false";
                return v.IsNull ? "null" : "undefined";
            default: return Text(r, ToPrimitive(r, v, Hint.String));
        }
    }

    /// <summary>Number::toString (ECMA-262 §6.1.6.1.20), radix 10.</summary>
    public static string NumberToText(Realm r, double d)
    {
        int i = double.ConvertToIntegerNative<int>(d);
        if (i == d && (uint)i < 1024) return PropertyKey.OfIndex(i);
        r.Charge(56);
        return NumberText.Of(d);
    }

    /// <summary>ToBoolean (ECMA-262 §7.1.2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Truthy(Value v)
    {
        if (v.Ref is Tag) return Truthy(v.Num);     // false, null, 0 and NaN; booleans carry 1 or 0
        return v.Ref is not null && (v.Ref is not string s || s.Length != 0);   // a rope is never empty
    }

    /// <summary>ToBoolean of a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Truthy(double d) => d != 0 && !double.IsNaN(d);

    /// <summary>ToBoolean of a string.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Truthy(string s) => s.Length != 0;

    /// <summary>The operator typeof (ECMA-262 §13.5.3).</summary>
    public static string TypeOf(Value v) => v.Ref switch
    {
        null => "undefined",
        Tag tag => ReferenceEquals(tag, Tag.Number) ? "number" : ReferenceEquals(tag, Tag.Boolean) ? "boolean" : "object",
        string or Rope => "string",
        FunctionObject => "function",
        _ => "object",
    };

    // Conversions of doubles to int here are the machine's own, whose result is not defined out of range: the
    // comparison with the double afterwards fails then, whatever it was.

    /// <summary>ToInt32 (ECMA-262 §7.1.6).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ToInt32(double d)
    {
        int i = double.ConvertToIntegerNative<int>(d);
        return i == d ? i : ToInt32Slow(d);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ToInt32Slow(double d)
    {
        if (Math.Abs(d) < 9e18) return unchecked((int)(long)d);
        if (!double.IsFinite(d)) return 0;
        return unchecked((int)(long)(d % 4294967296.0));    // d is integral here, and % is exact
    }

    /// <summary>ToUint32 (ECMA-262 §7.1.7).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ToUint32(double d) => unchecked((uint)ToInt32(d));

    /// <summary>ToIntegerOrInfinity (ECMA-262 §7.1.5).</summary>
    internal static double ToInteger(Realm r, Value v)
    {
        double d = ToNumber(r, v);
        return double.IsNaN(d) ? 0 : Math.Truncate(d) + 0.0;
    }

    /// <summary>ToPrimitive (ECMA-262 §7.1.1); there are no symbols, so always OrdinaryToPrimitive.</summary>
    internal static Value ToPrimitive(Realm r, Value v, Hint hint)
    {
        switch (v.Ref)
        {
            case PlainObject o:
                if (Try(r, o, hint == Hint.String ? "toString" : "valueOf", out Value result)) return result;
                if (Try(r, o, hint == Hint.String ? "valueOf" : "toString", out result)) return result;
                throw new Bailout("TypeError: Cannot convert object to primitive value", r.CurrentLine);
            case ArrayObject array:     // valueOf gives the array itself, so toString decides under either hint
                return Builtins.ArrayText.Join(r, array, ",");
            case JsObject other:
                throw new Bailout($"conversion of {other.Describe()} to a primitive", r.CurrentLine);
            default:
                return v;
        }
    }

    private static bool Try(Realm r, PlainObject o, string name, out Value result)
    {
        if (!o.TryGetOwn(name, out Value method))
        {
            // Object.prototype: valueOf gives the object itself, which does not count.
            result = name == "toString" ? "[object Object]" : default(Value);
            return name == "toString";
        }
        if (method.Ref is not FunctionObject f)
        {
            result = default;
            return false;
        }
        r.ProbeStack();
        result = f.Invoke(r, o, new Args(), r.CurrentLine);
        return result.Ref is not JsObject;
    }
}
