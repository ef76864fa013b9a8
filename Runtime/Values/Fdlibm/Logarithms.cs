using static Containerless.Runtime.Fdlibm.Words;

namespace Containerless.Runtime.Fdlibm;

/// <summary>Logarithms and what is made of them, as the pinned Node computes them (fdlibm; see <see cref="Exponentials"/>).</summary>
internal static class Logarithms
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double Two54 = 18014398509481984;

    private const double
        L1 = 6.666666666666735130e-01, L2 = 3.999999999940941908e-01, L3 = 2.857142874366239149e-01, L4 = 2.222219843214978396e-01,
        L5 = 1.818357216161805012e-01, L6 = 1.531383769920937332e-01, L7 = 1.479819860511658591e-01;

    private static ReadOnlySpan<double> Odd => [L1, L3, L5, L7];
    private static ReadOnlySpan<double> Even => [L2, L4, L6];
    private static ReadOnlySpan<double> All => [L1, L2, L3, L4, L5, L6, L7];

    /// <summary>x = 2^k (1 + f) with 1 + f between √½ and √2; x is positive and finite.</summary>
    private static (int K, double F, int Fraction) Split(double x)
    {
        int k = 0;
        int high = High(x);
        if (high < 0x00100000)
        {
            k = -54;
            x *= Two54;
            high = High(x);
        }
        k += (high >> 20) - 1023;
        high &= 0x000fffff;
        int carry = (high + 0x95f64) & 0x100000;
        k += carry >> 20;
        return (k, WithHigh(x, high | (carry ^ 0x3ff00000)) - 1, high);
    }

    private static bool IsSpecial(double x, out double result)
    {
        result = x == 0 ? double.NegativeInfinity : x < 0 ? double.NaN : x;
        return !(x > 0) || double.IsInfinity(x);
    }

    internal static double Log(double x)
    {
        if (IsSpecial(x, out double special)) return special;
        (int k, double f, int fraction) = Split(x);
        double n = k;
        if ((0x000fffff & (2 + fraction)) < 3)
        {
            // |f| < 2^-20
            if (f == 0) return k == 0 ? 0 : n * Ln2High + n * Ln2Low;
            double near = f * f * (0.5 - 0.33333333333333333 * f);
            return k == 0 ? f - near : n * Ln2High - (near - n * Ln2Low - f);
        }
        double s = f / (2 + f);
        double z = s * s;
        double w = z * z;
        double r = z * Horner(w, Odd) + w * Horner(w, Even);
        if (((fraction - 0x6147a) | (0x6b851 - fraction)) > 0)
        {
            double half = 0.5 * f * f;
            return k == 0
                ? f - (half - s * (half + r))
                : n * Ln2High - (half - (s * (half + r) + n * Ln2Low) - f);
        }
        return k == 0 ? f - s * (f - r) : n * Ln2High - (s * (f - r) - n * Ln2Low - f);
    }

    internal static double Log1p(double x)
    {
        if (x == -1) return double.NegativeInfinity;
        if (x < -1) return double.NaN;
        if (double.IsNaN(x) || double.IsPositiveInfinity(x)) return x;
        int word = High(x);
        int size = word & 0x7fffffff;
        int k = 1, fraction = 0;
        double f = 0, correction = 0;
        if (word < 0x3fda827a)
        {
            if (size < 0x3e200000) return size < 0x3c900000 ? x : x - x * x * 0.5;
            if (word > 0 || word <= unchecked((int)0xbfd2bec4))
            {
                // -0.2929 < x < 0.41422
                k = 0;
                f = x;
                fraction = 1;
            }
        }
        if (k != 0)
        {
            double u;
            if (word < 0x43400000)
            {
                u = 1 + x;
                fraction = High(u);
                k = (fraction >> 20) - 1023;
                correction = k > 0 ? 1 - (u - x) : x - (u - 1);
                correction /= u;
            }
            else
            {
                u = x;
                fraction = High(u);
                k = (fraction >> 20) - 1023;
            }
            fraction &= 0x000fffff;
            if (fraction < 0x6a09e)
            {
                u = WithHigh(u, fraction | 0x3ff00000);
            }
            else
            {
                k++;
                u = WithHigh(u, fraction | 0x3fe00000);
                fraction = (0x00100000 - fraction) >> 2;
            }
            f = u - 1;
        }
        double n = k;
        double half = 0.5 * f * f;
        if (fraction == 0)
        {
            // |f| < 2^-20
            if (f == 0) return k == 0 ? 0 : n * Ln2High + (correction + n * Ln2Low);
            double near = half * (1 - 0.66666666666666666 * f);
            return k == 0 ? f - near : n * Ln2High - (near - (n * Ln2Low + correction) - f);
        }
        double s = f / (2 + f);
        double z = s * s;
        double r = z * Horner(z, All);
        return k == 0
            ? f - (half - s * (half + r))
            : n * Ln2High - (half - (s * (half + r) + (n * Ln2Low + correction)) - f);
    }

    internal static double Log2(double x)
    {
        const double inverseHigh = 1.44269504072144627571e+00, inverseLow = 1.67517131648865118353e-10;
        if (IsSpecial(x, out double special)) return special;
        if (x == 1) return 0;
        (int k, double f, _) = Split(x);
        double half = 0.5 * f * f;
        double s = f / (2 + f);
        double z = s * s;
        double w = z * z;
        double even = w * Horner(w, Even);
        double odd = z * Horner(w, Odd);
        double r = s * (half + (odd + even));

        // f - half + r in two pieces, times 1/ln 2 in two pieces, plus k.
        double high = Head(f - half);
        double low = f - high - half + r;
        double scaledHigh = high * inverseHigh;
        double scaledLow = (low + high) * inverseLow + low * inverseHigh;
        double sum = k + scaledHigh;
        scaledLow += k - sum + scaledHigh;
        return scaledLow + sum;
    }

    internal static double Log10(double x)
    {
        const double inverseLn10 = 4.34294481903251816668e-01, high = 3.01029995663611771306e-01, low = 3.69423907715893078616e-13;
        if (IsSpecial(x, out double special)) return special;
        if (x == 1) return 0;
        int k = 0;
        int word = High(x);
        if (word < 0x00100000)
        {
            k = -54;
            x *= Two54;
            word = High(x);
        }
        k += (word >> 20) - 1023;
        int i = (int)((uint)k >> 31);
        double y = k + i;
        double z = y * low + inverseLn10 * Log(WithHigh(x, (word & 0x000fffff) | ((0x3ff - i) << 20)));
        return z + y * high;
    }

    internal static double Asinh(double x)
    {
        const double ln2 = 6.93147180559945286227e-01;
        int size = Magnitude(x);
        if (size >= 0x7ff00000 || size < 0x3e300000) return x;
        double t = Math.Abs(x);
        double w = size > 0x41b00000 ? Log(t) + ln2
            : size > 0x40000000 ? Log(2 * t + 1 / (Math.Sqrt(x * x + 1) + t))
            : Log1p(t + x * x / (1 + Math.Sqrt(1 + x * x)));
        return x > 0 ? w : -w;
    }

    internal static double Acosh(double x)
    {
        const double ln2 = 6.93147180559945286227e-01;
        if (!(x >= 1)) return double.NaN;
        if (x == 1) return 0;
        int word = High(x);
        if (word >= 0x41b00000) return double.IsInfinity(x) ? x : Log(x) + ln2;
        if (word > 0x40000000) return Log(2 * x - 1 / (x + Math.Sqrt(x * x - 1)));
        double t = x - 1;
        return Log1p(t + Math.Sqrt(2 * t + t * t));
    }

    internal static double Atanh(double x)
    {
        double size = Math.Abs(x);
        if (!(size <= 1)) return double.NaN;
        if (size == 1) return x > 0 ? double.PositiveInfinity : double.NegativeInfinity;
        if (Magnitude(x) < 0x3e300000) return x;
        double t = size + size;
        double y = size < 0.5 ? 0.5 * Log1p(t + t * size / (1 - size)) : 0.5 * Log1p(t / (1 - size));
        return x >= 0 ? y : -y;
    }
}
