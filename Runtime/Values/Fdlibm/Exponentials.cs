using static Containerless.Runtime.Fdlibm.Words;

namespace Containerless.Runtime.Fdlibm;

/// <summary>exp, expm1 and the hyperbolic functions made of them, as the pinned Node computes them.</summary>
/// <remarks>
/// ECMAScript leaves these to the implementation (ECMA-262 §21.3.2). Node's are those of fdlibm, the freely distributable
/// library of Sun Microsystems (1993): x = k ln 2 + r, a rational function of r, and scaling by 2^k, each operation
/// rounded once in the order written here.
/// </remarks>
internal static class Exponentials
{
    private const double Overflow = 709.782712893384;
    private const double Underflow = -745.1332191019411;
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double InverseLn2 = 1.44269504088896338700e+00;
    private const double TwoToMinus1000 = 9.33263618503218878990e-302;

    private const int HalfLn2 = 0x3fd62e42;         // high words of |x|
    private const int ThreeHalvesLn2 = 0x3ff0a2b2;

    private static ReadOnlySpan<double> P =>
        [1.66666666666666019037e-01, -2.77777777770155933842e-03, 6.61375632143793436117e-05, -1.65339022054652515390e-06, 4.13813679705723846039e-08];

    private static ReadOnlySpan<double> Q =>
        [1, -3.33333333333331316428e-02, 1.58730158725481460165e-03, -7.93650757867487942473e-05, 4.00821782732936239552e-06, -2.01099218183624371326e-07];

    /// <summary>c = r - r² P(r²): what exp and pow make of the reduced argument.</summary>
    internal static double Reduced(double r)
    {
        double t = r * r;
        return r - t * Horner(t, P);
    }

    internal static double Exp(double x)
    {
        if (double.IsNaN(x)) return x;
        if (x > Overflow) return double.PositiveInfinity;
        if (x < Underflow) return 0;
        int size = Magnitude(x);
        double high = 0, low = 0;
        int k = 0;
        if (size > HalfLn2)
        {
            bool negative = x < 0;
            if (size < ThreeHalvesLn2)
            {
                if (x == 1) return Math.E; // the computation would get the last bit wrong
                k = negative ? -1 : 1;
                high = x - (negative ? -Ln2High : Ln2High);
                low = negative ? -Ln2Low : Ln2Low;
            }
            else
            {
                k = (int)(InverseLn2 * x + (negative ? -0.5 : 0.5));
                high = x - k * Ln2High;
                low = k * Ln2Low;
            }
            x = high - low;
        }
        else if (size < 0x3e300000)
        {
            return 1 + x; // below 2^-28
        }
        double c = Reduced(x);
        if (k == 0) return 1 - (x * c / (c - 2) - x);
        double y = 1 - (low - x * c / (2 - c) - high);
        if (k == 1024) return y * 2 * 8.98846567431158e307;
        return k >= -1021 ? y * PowerOfTwo(k) : y * PowerOfTwo(k + 1000) * TwoToMinus1000;
    }

    internal static double Expm1(double x)
    {
        if (double.IsNaN(x)) return x;
        int size = Magnitude(x);
        if (x > Overflow) return double.PositiveInfinity;
        if (x < 0 && size >= 0x4043687a) return -1; // below -56 ln 2
        double correction = 0;
        int k = 0;
        if (size > HalfLn2)
        {
            double high, low;
            if (size < ThreeHalvesLn2)
            {
                k = x < 0 ? -1 : 1;
                high = x < 0 ? x + Ln2High : x - Ln2High;
                low = x < 0 ? -Ln2Low : Ln2Low;
            }
            else
            {
                k = (int)(InverseLn2 * x + (x < 0 ? -0.5 : 0.5));
                high = x - k * Ln2High;
                low = k * Ln2Low;
            }
            x = high - low;
            correction = high - x - low;
        }
        else if (size < 0x3c900000)
        {
            return x; // below 2^-54
        }
        double half = 0.5 * x;
        double square = x * half;
        double r1 = Horner(square, Q);
        double t = 3 - r1 * half;
        double e = square * ((r1 - t) / (6 - x * t));
        if (k == 0) return x - (x * e - square);
        e = x * (e - correction) - correction - square;
        switch (k)
        {
            case -1: return 0.5 * (x - e) - 0.5;
            case 1: return x < -0.25 ? -2 * (e - (x + 0.5)) : 1 + 2 * (x - e);
            case <= -2 or > 56:
                double y = 1 - (e - x);
                return (k == 1024 ? y * 2 * 8.98846567431158e307 : y * PowerOfTwo(k)) - 1;
            case < 20:
                return (Make(0x3ff00000 - (0x200000 >> k), 0) - (e - x)) * PowerOfTwo(k);
            default:
                return (x - (e + Make((0x3ff - k) << 20, 0)) + 1) * PowerOfTwo(k);
        }
    }

    internal static double Cosh(double x)
    {
        double size = Math.Abs(x);
        int word = Magnitude(x);
        if (word < 0x3fd62e43)
        {
            double t = Expm1(size);
            double w = 1 + t;
            return word < 0x3c800000 ? w : 1 + t * t / (w + w);
        }
        if (word < 0x40360000)
        {
            double t = Exp(size);
            return 0.5 * t + 0.5 / t;
        }
        if (word < 0x40862e42) return 0.5 * Exp(size);
        if (size <= 710.4758600739439)
        {
            double w = Exp(0.5 * size);
            return 0.5 * w * w;
        }
        return double.IsNaN(x) ? x : double.PositiveInfinity;
    }

    internal static double Sinh(double x)
    {
        double h = x < 0 ? -0.5 : 0.5;
        double size = Math.Abs(x);
        if (size < 22)
        {
            if (size < 3.725290298461914e-9) return x;
            double t = Expm1(size);
            return size < 1 ? h * (2 * t - t * t / (t + 1)) : h * (t + t / (t + 1));
        }
        if (size < 709.7822265625) return h * Exp(size);
        if (size <= 710.4758600739439)
        {
            double w = Exp(0.5 * size);
            return h * w * w;
        }
        return x * 1e307;
    }

    internal static double Tanh(double x)
    {
        if (double.IsNaN(x)) return x;
        if (double.IsInfinity(x)) return x > 0 ? 1 : -1;
        double size = Math.Abs(x);
        double z = 1;
        if (size < 22)
        {
            if (size < 3.725290298461914e-9) return x;
            if (size >= 1)
            {
                double t = Expm1(2 * size);
                z = 1 - 2 / (t + 2);
            }
            else
            {
                double t = Expm1(-2 * size);
                z = -t / (t + 2);
            }
        }
        return x >= 0 ? z : -z;
    }
}
