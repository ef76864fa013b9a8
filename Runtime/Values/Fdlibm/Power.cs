using static Containerless.Runtime.Fdlibm.Words;

namespace Containerless.Runtime.Fdlibm;

/// <summary>Number::exponentiate (ECMA-262 §6.1.6.1.3) as the pinned Node computes it (fdlibm; see <see cref="Exponentials"/>).</summary>
/// <remarks>log2 |x| in two pieces, times y in two pieces, and 2 to that.</remarks>
internal static class Power
{
    private static ReadOnlySpan<double> L =>
        [5.99999999999994648725e-01, 4.28571428578550184252e-01, 3.33333329818377432918e-01, 2.72728123808534006489e-01, 2.30660745775561754067e-01, 2.06975017800338417784e-01];

    internal static double Of(double x, double y)
    {
        if (y == 0) return 1;
        if (double.IsNaN(x) || double.IsNaN(y)) return double.NaN;
        double size = Math.Abs(x);
        bool isOdd = Math.Abs(y) < 9007199254740992 && y % 2 is 1 or -1;
        if (double.IsInfinity(y)) return size == 1 ? double.NaN : size > 1 == y > 0 ? double.PositiveInfinity : 0;
        if (y == 1) return x;
        if (y == -1) return 1 / x;
        if (y == 2) return x * x;
        if (y == 0.5 && !double.IsNegative(x)) return Math.Sqrt(x);
        bool isInteger = y == Math.Truncate(y);
        if (double.IsInfinity(x) || x == 0 || size == 1)
        {
            double z = y < 0 ? 1 / size : size;
            if (!double.IsNegative(x)) return z;
            return size == 1 && !isInteger ? double.NaN : isOdd ? -z : z;
        }
        if (x < 0 && !isInteger) return double.NaN;
        double sign = x < 0 && isOdd ? -1 : 1;

        double high, low;
        int yWord = Magnitude(y), xWord = Magnitude(x);
        if (yWord > 0x41e00000)
        {
            // |y| over 2^31: over- or underflow unless |x| is next to 1
            bool grows = y > 0;
            if (yWord > 0x43f00000)
            {
                return xWord <= 0x3fefffff ? (grows ? 0 : double.PositiveInfinity) : grows ? double.PositiveInfinity : 0;
            }
            if (xWord < 0x3fefffff) return grows ? sign * 0.0 : sign * double.PositiveInfinity;
            if (xWord > 0x3ff00000) return grows ? sign * double.PositiveInfinity : sign * 0.0;
            LogNearOne(size - 1, out high, out low);
        }
        else
        {
            Log2(size, out high, out low);
        }

        double y1 = Head(y);
        double small = (y - y1) * high + y * low;
        double large = y1 * high;
        return sign * Exp2(large, small);
    }

    private static void LogNearOne(double t, out double high, out double low)
    {
        const double inverse = 1.44269504088896338700e+00, inverseHigh = 1.44269502162933349609e+00, inverseLow = 1.92596299112661746887e-08;
        double w = t * t * (0.5 - t * (0.3333333333333333333333 - t * 0.25));
        double u = inverseHigh * t;
        double v = t * inverseLow - w * inverse;
        high = Head(u + v);
        low = v - (high - u);
    }

    private static void Log2(double x, out double high, out double low)
    {
        const double
            cp = 9.61796693925975554329e-01, cpHigh = 9.61796700954437255859e-01, cpLow = -7.02846165095275826516e-09,
            log2High = 5.84962487220764160156e-01, log2Low = 1.35003920212974897128e-08; // of 1.5
        int n = 0;
        int word = High(x);
        if (word < 0x00100000)
        {
            x *= 9007199254740992;
            n = -53;
            word = High(x);
        }
        n += (word >> 20) - 0x3ff;
        int fraction = word & 0x000fffff;
        word = fraction | 0x3ff00000;
        bool upper = false;
        if (fraction > 0x3988e)
        {
            if (fraction < 0xbb67a)
            {
                upper = true;
            }
            else
            {
                n++;
                word -= 0x00100000;
            }
        }
        x = WithHigh(x, word);
        double b = upper ? 1.5 : 1;

        // s = (x - b) / (x + b) in two pieces
        double u = x - b;
        double v = 1 / (x + b);
        double s = u * v;
        double sHigh = Head(s);
        double tHigh = Make(((word >> 1) | 0x20000000) + 0x00080000 + (upper ? 1 << 18 : 0), 0);
        double tLow = x - (tHigh - b);
        double sLow = v * (u - sHigh * tHigh - sHigh * tLow);

        // log x
        double square = s * s;
        double r = square * square * Horner(square, L);
        r += sLow * (sHigh + s);
        square = sHigh * sHigh;
        tHigh = Head(3.0 + square + r);
        tLow = r - (tHigh - 3.0 - square);
        u = sHigh * tHigh;
        v = sLow * tHigh + tLow * s;

        // times 2 / (3 ln 2)
        double pHigh = Head(u + v);
        double pLow = v - (pHigh - u);
        double zHigh = cpHigh * pHigh;
        double zLow = cpLow * pHigh + pLow * cp + (upper ? log2Low : 0);
        double part = upper ? log2High : 0;
        double t = n;
        high = Head(zHigh + zLow + part + t);
        low = zLow - (high - t - part - zHigh);
    }

    /// <summary>2^(large + small).</summary>
    private static double Exp2(double large, double small)
    {
        const double lg2 = 6.93147180559945286227e-01, lg2High = 6.93147182464599609375e-01, lg2Low = -1.90465429995776804525e-09,
            overflowTail = 8.0085662595372944372e-17;
        double z = small + large;
        int word = High(z);
        if (word >= 0x40900000)
        {
            if (z > 1024 || small + overflowTail > z - large) return double.PositiveInfinity;
        }
        else if ((word & 0x7fffffff) >= 0x4090cc00)
        {
            if (z < -1075 || small <= z - large) return 0;
        }
        int size = word & 0x7fffffff;
        int n = 0;
        if (size > 0x3fe00000)
        {
            int k = (size >> 20) - 0x3ff;
            n = word + (0x00100000 >> (k + 1));
            k = ((n & 0x7fffffff) >> 20) - 0x3ff;
            double rounded = Make(n & ~(0x000fffff >> k), 0);
            n = ((n & 0x000fffff) | 0x00100000) >> (20 - k);
            if (word < 0) n = -n;
            large -= rounded;
        }
        double t = Head(small + large);
        double u = t * lg2High;
        double v = (small - (t - large)) * lg2 + t * lg2Low;
        z = u + v;
        double w = v - (z - u);
        double c = Exponentials.Reduced(z);
        double r = z * c / (c - 2 - (w + z * w)); // fdlibm has the last term outside of the division; Node has it inside
        z = 1 - (r - z);
        int exponent = High(z) + (n << 20);
        return exponent >> 20 <= 0 ? Math.ScaleB(z, n) : WithHigh(z, High(z) + (n << 20));
    }
}
