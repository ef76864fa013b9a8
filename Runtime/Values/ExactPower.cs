namespace Containerless.Runtime;

/// <summary>
/// Number::exponentiate (ECMA-262 §6.1.6.1.3) on the inputs whose result in the pinned Node is known: special values,
/// integral powers that are exactly representable, and a few exponents. ECMAScript leaves the rest open.
/// </summary>
internal static class ExactPower
{
    internal static double Of(double x, double y)
    {
        if (double.IsNaN(y)) return double.NaN;
        if (y == 0) return 1;
        if (double.IsNaN(x)) return double.NaN;
        if (y == 1) return x;
        if (double.IsInfinity(y))
        {
            double magnitude = Math.Abs(x);
            if (magnitude == 1) return double.NaN;
            return magnitude > 1 == y > 0 ? double.PositiveInfinity : 0;
        }
        if (x == 1) return 1;
        bool odd = Math.Abs(y) < 9007199254740992 && y % 2 is 1 or -1;
        if (x == 0 || double.IsInfinity(x))
        {
            double magnitude = x == 0 == y > 0 ? 0 : double.PositiveInfinity;
            return odd && double.IsNegative(x) ? -magnitude : magnitude;
        }
        if (x < 0 && y != Math.Truncate(y)) return double.NaN;
        // Exponents that the pinned Node treats apart, with one rounding each, and powers of two.
        if (y == 2) return x * x;
        if (y == 0.5) return Math.Sqrt(x);
        if (y == -1) return 1 / x;
        if (x == 2 && y == Math.Truncate(y)) return Math.ScaleB(1, (int)Math.Clamp(y, -2000, 2000));
        if (y == Math.Truncate(y) && y is > 0 and <= 1023 && x == Math.Truncate(x) && TryIntegral(x, (int)y, out double power))
            return power;
        throw new Bailout("the result of ** is not known to the last bit");
    }

    /// <summary>x^n where that is an integer of at most 53 bits, not counting factors of two.</summary>
    private static bool TryIntegral(double x, int n, out double power)
    {
        power = 0;
        double magnitude = Math.Abs(x);
        if (magnitude >= 9007199254740992) return false;
        var odd = (ulong)magnitude;
        int twos = System.Numerics.BitOperations.TrailingZeroCount(odd);
        odd >>= twos;
        ulong result = 1;
        if (odd > 1)
        {
            for (int i = 0; i < n; i++)
            {
                if (result > (1UL << 53) / odd) return false;
                result *= odd;
            }
        }
        if (twos * (long)n > 960) return false;
        power = Math.ScaleB(result, twos * n);
        if (x < 0 && n % 2 == 1) power = -power;
        return true;
    }
}
