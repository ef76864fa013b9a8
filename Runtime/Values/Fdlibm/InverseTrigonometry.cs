using static Containerless.Runtime.Fdlibm.Words;

namespace Containerless.Runtime.Fdlibm;

/// <summary>asin, acos, atan and atan2 as the pinned Node computes them (fdlibm; see <see cref="Exponentials"/>).</summary>
internal static class InverseTrigonometry
{
    private const double HalfPiHigh = 1.57079632679489655800e+00;
    private const double HalfPiLow = 6.12323399573676603587e-17;
    private const double QuarterPi = 7.85398163397448278999e-01;

    private static ReadOnlySpan<double> P =>
        [1.66666666666666657415e-01, -3.25565818622400915405e-01, 2.01212532134862925881e-01, -4.00555345006794114027e-02, 7.91534994289814532176e-04, 3.47933107596021167570e-05];

    private static ReadOnlySpan<double> Q =>
        [1, -2.40339491173441421878e+00, 2.02094576023350569471e+00, -6.88283971605453293030e-01, 7.70381505559019352791e-02];

    private static ReadOnlySpan<double> AtanHigh => [4.63647609000806093515e-01, 7.85398163397448278999e-01, 9.82793723247329054082e-01, HalfPiHigh];

    private static ReadOnlySpan<double> AtanLow => [2.26987774529616870924e-17, 3.06161699786838301793e-17, 1.39033110312309984516e-17, HalfPiLow];

    private static ReadOnlySpan<double> AtanEven =>
        [3.33333333333329318027e-01, 1.42857142725034663711e-01, 9.09088713343650656196e-02, 6.66107313738753120669e-02, 4.97687799461593236017e-02, 1.62858201153657823623e-02];

    private static ReadOnlySpan<double> AtanOdd =>
        [-1.99999999998764832476e-01, -1.11111104054623557880e-01, -7.69187620504482999495e-02, -5.83357013379057348645e-02, -3.65315727442169155270e-02];

    /// <summary>(asin(x) - x) / x as a function of z = x².</summary>
    private static double Ratio(double z) => z * Horner(z, P) / Horner(z, Q);

    internal static double Asin(double x)
    {
        double size = Math.Abs(x);
        if (!(size <= 1)) return double.NaN;
        if (size == 1) return x * HalfPiHigh + x * HalfPiLow;
        if (size < 0.5) return Magnitude(x) < 0x3e400000 ? x : x + x * Ratio(x * x);
        double t = (1 - size) * 0.5;
        double s = Math.Sqrt(t);
        double r = Ratio(t);
        if (Magnitude(x) >= 0x3fef3333)
        {
            t = HalfPiHigh - (2 * (s + s * r) - HalfPiLow);
        }
        else
        {
            double w = Head(s);
            double c = (t - w * w) / (s + w);
            double p = 2 * s * r - (HalfPiLow - 2 * c);
            double q = QuarterPi - 2 * w;
            t = QuarterPi - (p - q);
        }
        return x > 0 ? t : -t;
    }

    internal static double Acos(double x)
    {
        double size = Math.Abs(x);
        if (!(size <= 1)) return double.NaN;
        if (size == 1) return x > 0 ? 0 : Math.PI + 2 * HalfPiLow;
        if (size < 0.5)
        {
            if (Magnitude(x) <= 0x3c600000) return HalfPiHigh + HalfPiLow;
            return HalfPiHigh - (x - (HalfPiLow - x * Ratio(x * x)));
        }
        if (x < 0)
        {
            double z = (1 + x) * 0.5;
            double s = Math.Sqrt(z);
            double w = Ratio(z) * s - HalfPiLow;
            return Math.PI - 2 * (s + w);
        }
        else
        {
            double z = (1 - x) * 0.5;
            double s = Math.Sqrt(z);
            double head = Head(s);
            double c = (z - head * head) / (s + head);
            double w = Ratio(z) * s + c;
            return 2 * (head + w);
        }
    }

    internal static double Atan(double x)
    {
        if (double.IsNaN(x)) return x;
        bool negative = double.IsNegative(x);
        int size = Magnitude(x);
        if (size >= 0x44100000) return negative ? -HalfPiHigh - HalfPiLow : HalfPiHigh + HalfPiLow;
        int interval = -1;
        if (size < 0x3fdc0000)
        {
            if (size < 0x3e400000) return x;
        }
        else
        {
            x = Math.Abs(x);
            if (size < 0x3fe60000) (interval, x) = (0, (2 * x - 1) / (2 + x));
            else if (size < 0x3ff30000) (interval, x) = (1, (x - 1) / (x + 1));
            else if (size < 0x40038000) (interval, x) = (2, (x - 1.5) / (1 + 1.5 * x));
            else (interval, x) = (3, -1 / x);
        }
        double z = x * x;
        double w = z * z;
        double s1 = z * Horner(w, AtanEven);
        double s2 = w * Horner(w, AtanOdd);
        if (interval < 0) return x - x * (s1 + s2);
        z = AtanHigh[interval] - (x * (s1 + s2) - AtanLow[interval] - x);
        return negative ? -z : z;
    }

    internal static double Atan2(double y, double x)
    {
        const double piLow = 1.2246467991473531772e-16;
        if (double.IsNaN(x) || double.IsNaN(y)) return double.NaN;
        if (x == 1) return Atan(y);
        bool left = double.IsNegative(x), below = double.IsNegative(y);
        if (y == 0) return !left ? y : below ? -Math.PI : Math.PI;
        if (x == 0) return below ? -HalfPiHigh : HalfPiHigh;
        if (double.IsInfinity(x))
        {
            double angle = double.IsInfinity(y) ? (left ? 3 * QuarterPi : QuarterPi) : left ? Math.PI : 0;
            return below ? -angle : angle;
        }
        if (double.IsInfinity(y)) return below ? -HalfPiHigh : HalfPiHigh;
        int k = (Magnitude(y) - Magnitude(x)) >> 20;
        double z;
        if (k > 60)
        {
            z = HalfPiHigh + 0.5 * piLow;
            left = false;
        }
        else if (left && k < -60)
        {
            z = 0;
        }
        else
        {
            z = Atan(Math.Abs(y / x));
        }
        if (!left) return below ? -z : z;
        return below ? z - piLow - Math.PI : Math.PI - (z - piLow);
    }
}
