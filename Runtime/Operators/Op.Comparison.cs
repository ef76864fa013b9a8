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
                a = ToPrimitive(r, a, Hint.Default);
                continue;
            }
            if (objectB)
            {
                if (a.IsBoolean) a = a.Num;
                b = ToPrimitive(r, b, Hint.Default);
                continue;
            }
            if (a.Ref is Symbol || b.Ref is Symbol) return false;
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
        {
            string searched = key.Ref is JsObject ? Builtins.Errors.Show(r, key, r.CurrentLine) : PropertyKey.Describe(PropertyKey.Of(r, key));
            throw Builtins.Errors.Type(r, $"Cannot use 'in' operator to search for '{searched}' in {Builtins.Errors.Show(r, o, r.CurrentLine)}", 0);
        }
        return target.Has(r, PropertyKey.Of(r, key), r.CurrentLine);
    }

    /// <summary>The operator instanceof (ECMA-262 §13.10.2).</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool InstanceOf(Realm r, Value v, Value f)
    {
        if (f.Ref is not JsObject target) throw Builtins.Errors.Type(r, "Right-hand side of 'instanceof' is not an object", 0);
        int line = r.CurrentLine;
        Value own = target.GetNamed(r, Symbol.HasInstance.Key, line);
        if (own.Ref is FunctionObject method)
        {
            r.Enter(r.CurrentLine, FrameStack.OfLightBuiltin);
            if (!method.IsBuiltin) return Truthy(method.Call(f, new Args(v)));
        }
        else if (!own.IsNullish)
        {
            throw new Bailout("Symbol.hasInstance is not a function", line);
        }
        if (target is not FunctionObject function) throw Builtins.Errors.Type(r, "Right-hand side of 'instanceof' is not callable", 0);
        return HasInstance(r, function, v, line);
    }

    /// <summary>OrdinaryHasInstance (ECMA-262 §7.3.21).</summary>
    internal static bool HasInstance(Realm r, FunctionObject f, Value v, int line)
    {
        while (f is Builtins.BoundFunction bound) f = bound.Target;
        if (v.Ref is not JsObject o) return false;
        Value prototype = f.GetNamed(r, "prototype", line);
        if (prototype.Ref is not JsObject wanted)
        {
            throw Builtins.Errors.Type(
                r, $"Function has non-object prototype '{Builtins.Errors.Show(r, prototype, line)}' in instanceof check", 0);
        }
        for (JsObject? each = o.GetPrototype(r); each is not null; each = each.GetPrototype(r))
        {
            r.Spend(1);
            if (ReferenceEquals(each, wanted)) return true;
        }
        return false;
    }
}
