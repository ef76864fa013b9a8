using System.Runtime.CompilerServices;

namespace Containerless.Runtime.Fdlibm;

/// <summary>The two 32-bit words of a double, in whose terms the library's thresholds are written, and polynomials.</summary>
internal static class Words
{
    /// <summary>Sign, exponent and the first 20 bits of the fraction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int High(double x) => (int)(BitConverter.DoubleToInt64Bits(x) >> 32);

    /// <summary>The last 32 bits of the fraction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint Low(double x) => (uint)BitConverter.DoubleToInt64Bits(x);

    /// <summary>The high word without the sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Magnitude(double x) => High(x) & 0x7fffffff;

    /// <summary>A double of these words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double Make(int high, uint low) => BitConverter.Int64BitsToDouble(((long)high << 32) | low);

    /// <summary>The double with another high word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double WithHigh(double x, int high) => Make(high, Low(x));

    /// <summary>The double with the last 32 bits of its fraction cleared.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double Head(double x) => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x) & ~0xffffffffL);

    /// <summary>2^k, for k from -1022 to 1023.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double PowerOfTwo(int k) => Make(0x3ff00000 + (k << 20), 0);

    /// <summary>c0 + z (c1 + z (c2 + …)), by Horner's rule, which fixes the order of roundings.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double Horner(double z, ReadOnlySpan<double> c)
    {
        double sum = c[^1];
        for (int i = c.Length - 2; i >= 0; i--) sum = c[i] + z * sum;
        return sum;
    }
}
