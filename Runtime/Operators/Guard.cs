using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Containerless.Runtime;

/// <summary>Checks what the trace promised about a value; each throws <see cref="Bailout"/> where it does not hold.</summary>
public static class Guard
{
    /// <summary>The number in <paramref name="v"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Number(Value v, int line)
    {
        if (!v.IsNumber) Fail("number", line);
        return v.Num;
    }

    /// <summary>The number in <paramref name="v"/>, integral, in the range of int32 and not -0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Int32(Value v, int line)
    {
        int i = double.ConvertToIntegerNative<int>(v.Num);
        if (!v.IsNumber || i != v.Num || (i == 0 && double.IsNegative(v.Num))) Fail("int32", line);
        return i;
    }

    /// <summary>The flat text of the string in <paramref name="v"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static string String(Value v, int line) => v.Ref as string ?? Flat(v, line);

    /// <summary>The boolean in <paramref name="v"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Boolean(Value v, int line)
    {
        if (!v.IsBoolean) Fail("boolean", line);
        return v.Num != 0;
    }

    /// <summary>The array in <paramref name="v"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ArrayObject Array(Value v, int line)
    {
        if (v.Ref is ArrayObject { IsOrdinary: true } array) return array;
        Fail("array", line);
        return null;
    }

    private static string Flat(Value v, int line)
    {
        if (v.Ref is Rope rope) return rope.Flatten();
        Fail("string", line);
        return null;
    }

    [DoesNotReturn]
    private static void Fail(string expected, int line) => throw new Bailout($"guard: {expected} expected", line);
}
