using static Containerless.Runtime.Fdlibm.Words;

namespace Containerless.Runtime.Fdlibm;

/// <summary>Trigonometric functions as the pinned Node computes them (fdlibm; see <see cref="Exponentials"/>).</summary>
internal static class Trigonometry
{
    private static ReadOnlySpan<double> S =>
        [8.33333333332248946124e-03, -1.98412698298579493134e-04, 2.75573137070700676789e-06, -2.50507602534068634195e-08, 1.58969099521155010221e-10];

    private static ReadOnlySpan<double> C =>
        [4.16666666666666019037e-02, -1.38888888888741095749e-03, 2.48015872894767294178e-05, -2.75573143513906633035e-07, 2.08757232129817482790e-09, -1.13596475577881948265e-11];

    private static ReadOnlySpan<double> TanOdd =>
        [1.33333333333201242699e-01, 2.18694882948595424599e-02, 3.59207910759131235356e-03, 5.88041240820264096874e-04, 7.81794442939557092300e-05, -1.85586374855275456654e-05];

    private static ReadOnlySpan<double> TanEven =>
        [5.39682539762260521377e-02, 8.86323982359930005737e-03, 1.45620945432529025516e-03, 2.46463134818469906812e-04, 7.14072491382608190305e-05, 2.59073051863633712884e-05];

    private const int QuarterPi = 0x3fe921fb; // high word

    internal static double Sin(double x)
    {
        int size = Magnitude(x);
        if (size <= QuarterPi) return SinOf(x, 0, false);
        if (size >= 0x7ff00000) return double.NaN;
        int n = Reduce(x, out double y0, out double y1);
        return (n & 3) switch
        {
            0 => SinOf(y0, y1, true),
            1 => CosOf(y0, y1),
            2 => -SinOf(y0, y1, true),
            _ => -CosOf(y0, y1),
        };
    }

    internal static double Cos(double x)
    {
        int size = Magnitude(x);
        if (size <= QuarterPi) return CosOf(x, 0);
        if (size >= 0x7ff00000) return double.NaN;
        int n = Reduce(x, out double y0, out double y1);
        return (n & 3) switch
        {
            0 => CosOf(y0, y1),
            1 => -SinOf(y0, y1, true),
            2 => -CosOf(y0, y1),
            _ => SinOf(y0, y1, true),
        };
    }

    internal static double Tan(double x)
    {
        int size = Magnitude(x);
        if (size <= QuarterPi) return TanOf(x, 0, 1);
        if (size >= 0x7ff00000) return double.NaN;
        int n = Reduce(x, out double y0, out double y1);
        return TanOf(y0, y1, 1 - ((n & 1) << 1));
    }

    /// <summary>sin(x + y) for |x| up to π/4; y is the tail of x.</summary>
    private static double SinOf(double x, double y, bool hasTail)
    {
        const double s1 = -1.66666666666666324348e-01;
        if (Magnitude(x) < 0x3e400000) return x;
        double z = x * x;
        double v = z * x;
        double r = Horner(z, S);
        return hasTail ? x - (z * (0.5 * y - v * r) - y - v * s1) : x + v * (s1 + z * r);
    }

    /// <summary>cos(x + y) for |x| up to π/4.</summary>
    private static double CosOf(double x, double y)
    {
        int size = Magnitude(x);
        if (size < 0x3e400000) return 1;
        double z = x * x;
        double r = z * Horner(z, C);
        if (size < 0x3fd33333) return 1 - (0.5 * z - (z * r - x * y));
        double q = size > 0x3fe90000 ? 0.28125 : Make(size - 0x00200000, 0);
        double iz = 0.5 * z - q;
        double a = 1 - q;
        return a - (iz - (z * r - x * y));
    }

    /// <summary>tan(x + y), or -1 / tan(x + y) where <paramref name="sign"/> is -1, for |x| up to π/4.</summary>
    private static double TanOf(double x, double y, int sign)
    {
        const double t0 = 3.33333333333334091986e-01, quarterPi = 7.85398163397448278999e-01, tail = 3.06161699786838301793e-17;
        int word = High(x);
        int size = word & 0x7fffffff;
        if (size < 0x3e300000)
        {
            // below 2^-28
            if ((((uint)size | Low(x)) | (uint)(sign + 1)) == 0) return 1 / Math.Abs(x);
            if (sign == 1) return x;
            return Inverse(x, y);
        }
        bool big = size >= 0x3fe59428;
        if (big)
        {
            if (x < 0)
            {
                x = -x;
                y = -y;
            }
            x = quarterPi - x + (tail - y);
            y = 0;
        }
        double z = x * x;
        double w = z * z;
        double r = Horner(w, TanOdd);
        double v = z * Horner(w, TanEven);
        double s = z * x;
        r = y + z * (s * (r + v) + y);
        r += t0 * s;
        w = x + r;
        if (big)
        {
            v = sign;
            return (1 - ((word >> 30) & 2)) * (v - 2.0 * (x - (w * w / (w + v) - r)));
        }
        return sign == 1 ? w : Inverse(x, r);
    }

    /// <summary>-1 / (x + y), with the division's error made good.</summary>
    private static double Inverse(double x, double y)
    {
        double w = x + y;
        double z = Head(w);
        double v = y - (z - x);
        double a = -1 / w;
        double t = Head(a);
        double s = 1 + t * z;
        return t + a * (s + t * v);
    }

    /// <summary>x - n π/2 in two pieces; |x| is over π/4. Bails out from about 1.6 million on, where π needs more digits.</summary>
    private static int Reduce(double x, out double y0, out double y1)
    {
        const double
            inverse = 6.36619772367581382433e-01, p1 = 1.57079632673412561417e+00, p1Tail = 6.07710050650619224932e-11,
            p2 = 6.07710050630396597660e-11, p2Tail = 2.02226624879595063154e-21, p3 = 2.02226624871116645580e-21,
            p3Tail = 8.47842766036889956997e-32;
        int size = Magnitude(x);
        if (size < 0x4002d97c)
        {
            // below 3π/4: n is 1 or -1
            double sign = x > 0 ? 1 : -1;
            double near = x - sign * p1;
            double rest = p1Tail;
            if (size == 0x3ff921fb)
            {
                near -= sign * p2;
                rest = p2Tail;
            }
            y0 = near - sign * rest;
            y1 = near - y0 - sign * rest;
            return (int)sign;
        }
        if (size > 0x413921fb) throw new Bailout("trigonometry of a number this large");
        double t = Math.Abs(x);
        int n = (int)(t * inverse + 0.5);
        double r = t - n * p1;
        double w = n * p1Tail;
        int exponent = size >> 20;
        y0 = r - w;
        if (exponent - ((High(y0) >> 20) & 0x7ff) > 16)
        {
            double before = r;
            w = n * p2;
            r = before - w;
            w = n * p2Tail - (before - r - w);
            y0 = r - w;
            if (exponent - ((High(y0) >> 20) & 0x7ff) > 49)
            {
                before = r;
                w = n * p3;
                r = before - w;
                w = n * p3Tail - (before - r - w);
                y0 = r - w;
            }
        }
        y1 = r - y0 - w;
        if (x >= 0) return n;
        y0 = -y0;
        y1 = -y1;
        return -n;
    }
}
