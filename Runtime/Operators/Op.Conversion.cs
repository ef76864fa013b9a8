using System.Runtime.CompilerServices;

namespace Containerless.Runtime;

/// <summary>The operators of the language, as generated code calls them.</summary>
public static partial class Op
{
    internal enum Hint
    {
        Default,
        Number,
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
            case Symbol: throw Builtins.Errors.Type(r, "Cannot convert a Symbol value to a number", 0);
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
            case Symbol: throw Builtins.Errors.Type(r, "Cannot convert a Symbol value to a string", 0);
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
        Symbol => "symbol",
        FunctionObject => "function",
        Builtins.NamespaceObject { IsCallable: true } => "function",
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

    /// <summary>ToLength (ECMA-262 §7.1.20).</summary>
    internal static double ToLength(Realm r, Value v) => Math.Clamp(ToInteger(r, v), 0, 9007199254740991);

    /// <summary>ToPrimitive (ECMA-262 §7.1.1).</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Value ToPrimitive(Realm r, Value v, Hint hint)
    {
        if (v.Ref is not JsObject o) return v;
        int line = r.CurrentLine;
        r.Enter(r.CurrentLine, FrameStack.OfBuiltin);
        Value exotic = o.GetNamed(r, Symbol.ToPrimitive.Key, line);
        if (!exotic.IsNullish)
        {
            if (exotic.Ref is not FunctionObject convert) throw new Bailout("Symbol.toPrimitive is not a function", line);
            Value hinted = hint switch { Hint.String => "string", Hint.Number => "number", _ => "default" };
            Value primitive = convert.Invoke(r, v, new Args(hinted), line);
            return primitive.Ref is JsObject ? throw NotPrimitive(r) : primitive;
        }
        if (TryOrdinary(r, o, hint == Hint.String ? "toString" : "valueOf", line, out Value result)) return result;
        if (TryOrdinary(r, o, hint == Hint.String ? "valueOf" : "toString", line, out result)) return result;
        throw NotPrimitive(r);
    }

    private static JsThrow NotPrimitive(Realm r) => Builtins.Errors.Type(r, "Cannot convert object to primitive value", 0);

    private static bool TryOrdinary(Realm r, JsObject o, string name, int line, out Value result)
    {
        if (o.GetNamed(r, name, line).Ref is not FunctionObject f)
        {
            result = default;
            return false;
        }
        result = f.Invoke(r, o, new Args(), line);
        return result.Ref is not JsObject;
    }
}
