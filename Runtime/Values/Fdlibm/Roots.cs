using static Containerless.Runtime.Fdlibm.Words;

namespace Containerless.Runtime.Fdlibm;

/// <summary>Cube root and hypotenuse as the pinned Node computes them.</summary>
internal static class Roots
{
    private const double Two54 = 18014398509481984;

    private static ReadOnlySpan<double> P => [1.87595182427177009643, -1.88497979543377169875, 1.621429720105354466140];

    /// <summary>A guess by dividing the exponent by three, a polynomial to 23 bits, rounded, and one step of Newton's.</summary>
    internal static double Cbrt(double x)
    {
        int size = Magnitude(x);
        if (size >= 0x7ff00000 || x == 0) return x;
        int sign = High(x) & unchecked((int)0x80000000);
        double t;
        if (size < 0x00100000)
        {
            int scaled = Magnitude(Two54 * x);
            t = Make(sign | (scaled / 3 + 696219795), 0);
        }
        else
        {
            t = Make(sign | (size / 3 + 715094163), 0);
        }
        double r = t * t * (t / x);
        t *= Horner(r, P) + r * r * r * (-0.758397934778766047437 + r * 0.145996192886612446982);
        t = BitConverter.Int64BitsToDouble((BitConverter.DoubleToInt64Bits(t) + 0x80000000L) & unchecked((long)0xffffffffc0000000UL));
        double s = t * t;
        r = x / s;
        double w = t + t;
        r = (r - t) / (w + r);
        return t + t * r;
    }

    /// <summary>Math.hypot (ECMA-262 §21.3.2.18): scaled by the largest, the squares summed with Kahan's correction.</summary>
    internal static double Hypot(ReadOnlySpan<double> values)
    {
        double max = 0;
        bool isNaN = false;
        foreach (double v in values)
        {
            double size = Math.Abs(v);
            if (double.IsInfinity(size)) return double.PositiveInfinity;
            isNaN |= double.IsNaN(size);
            if (size > max) max = size;
        }
        if (isNaN) return double.NaN;
        if (max == 0) return 0;
        double sum = 0, lost = 0;
        foreach (double v in values)
        {
            double n = Math.Abs(v) / max;
            double term = n * n - lost;
            double next = sum + term;
            lost = next - sum - term;
            sum = next;
        }
        return Math.Sqrt(sum) * max;
    }
}
