using System.Globalization;
using System.Numerics;

namespace Containerless.Runtime.Builtins;

/// <summary>Number.prototype (ECMA-262 §21.1.3).</summary>
internal static class NumberPrototype
{
    internal static BuiltinTable Table(BuiltinTable parent) =>
        new("Number.prototype", NodeNames.NumberPrototype, parent,
    [
        BuiltinTable.Method("toString", 1, ToText),
        BuiltinTable.Method("toFixed", 1, static (Realm r, Value self, in Args args, int line) =>
            ToFixed(r, This(r, self, "toFixed", line), Op.ToInteger(r, args[0]), line)),
        BuiltinTable.Method("toPrecision", 1, ToPrecision),
        BuiltinTable.Method("toExponential", 1, ToExponential),
        BuiltinTable.Method("valueOf", 0, static (Realm r, Value self, in Args args, int line) => This(r, self, "valueOf", line)),
    ]);

    private static double This(Realm r, Value self, string method, int line) => self.IsNumber ? self.Num
        : Wrappers.Unwrapped(self) is { IsNumber: true } wrapped ? wrapped.Num
        : throw Errors.Type(r, $"Number.prototype.{method} requires that 'this' be a Number", line);

    private static Value ToText(Realm r, Value self, in Args args, int line)
    {
        double d = This(r, self, "toString", line);
        double radix = args[0].IsUndefined ? 10 : Op.ToInteger(r, args[0]);
        if (radix == 10) return Op.NumberToText(r, d);
        if (!(radix >= 2 && radix <= 36)) throw Errors.Range(r, "toString() radix argument must be between 2 and 36", line);
        if (double.IsNaN(d)) return "NaN";
        if (double.IsInfinity(d)) return d > 0 ? "Infinity" : "-Infinity";
        if (d != Math.Truncate(d) || Math.Abs(d) > 9007199254740991)
        {
            r.Charge(2400);
            r.Spend(200);
            return RadixText.Of(d, (int)radix);
        }
        r.Charge(160);
        Span<char> text = stackalloc char[64];
        int i = text.Length;
        long value = (long)Math.Abs(d);
        do
        {
            int digit = (int)(value % (int)radix);
            text[--i] = (char)(digit < 10 ? '0' + digit : 'a' + digit - 10);
            value /= (int)radix;
        }
        while (value != 0);
        if (d < 0) text[--i] = '-';
        return new string(text[i..]);
    }

    internal static string ToFixed(Realm r, double d, double digits, int line = 0)
    {
        if (!(digits >= 0 && digits <= 100))
            throw Errors.Range(r, "toFixed() digits argument must be between 0 and 100", line);
        if (!double.IsFinite(d) || Math.Abs(d) >= 1e21) return Op.NumberToText(r, d);
        r.Charge(300);
        r.Spend(4);
        int f = (int)digits;
        // The n for which n / 10^f - x is closest to zero, the larger of two (§21.1.3.3): exact integers throughout.
        BigInteger n = RoundScaled(Math.Abs(d), f);
        string text = n.ToString(CultureInfo.InvariantCulture);
        if (f > 0)
        {
            text = text.PadLeft(f + 1, '0');
            text = text[..^f] + "." + text[^f..];
        }
        return d < 0 ? "-" + text : text;       // -0 is not below 0
    }

    /// <summary>x × 10^power rounded to an integer, halves up, for x ≥ 0.</summary>
    private static BigInteger RoundScaled(double x, int power)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)(bits >> 52 & 0x7ff);
        long mantissa = bits & 0xfffffffffffff;
        if (exponent == 0) exponent++;
        else mantissa |= 1L << 52;
        exponent -= 1075;
        BigInteger numerator = mantissa, denominator = BigInteger.One;
        if (exponent >= 0) numerator <<= exponent;
        else denominator <<= -exponent;
        if (power >= 0) numerator *= BigInteger.Pow(10, power);
        else denominator *= BigInteger.Pow(10, -power);
        return (numerator * 2 + denominator) / (denominator * 2);
    }

    private static Value ToPrecision(Realm r, Value self, in Args args, int line)
    {
        double d = This(r, self, "toPrecision", line);
        if (args[0].IsUndefined) return Op.NumberToText(r, d);
        double wanted = Op.ToInteger(r, args[0]);
        if (!double.IsFinite(d)) return Op.NumberToText(r, d);
        if (!(wanted >= 1 && wanted <= 100))
            throw Errors.Range(r, "toPrecision() argument must be between 1 and 100", line);
        r.Charge(400);
        r.Spend(8);
        int p = (int)wanted;
        string digits = Digits(Math.Abs(d), p, out int e);
        string sign = d < 0 ? "-" : "";
        if (e < -6 || e >= p)
        {
            string fraction = p > 1 ? "." + digits[1..] : "";
            return $"{sign}{digits[0]}{fraction}e{(e < 0 ? '-' : '+')}{Math.Abs(e).ToString(CultureInfo.InvariantCulture)}";
        }
        if (e == p - 1) return sign + digits;
        if (e >= 0) return sign + digits[..(e + 1)] + "." + digits[(e + 1)..];
        return sign + "0." + new string('0', -(e + 1)) + digits;
    }

    /// <summary>The p digits closest to x, and the exponent of the first (§21.1.3.5 step 10.a, §21.1.3.2 step 9).</summary>
    private static string Digits(double x, int p, out int e)
    {
        e = 0;
        if (x == 0) return new string('0', p);
        Span<char> shortest = stackalloc char[24];
        NumberText.Shortest(x, shortest, out int point);
        e = point - 1;
        string digits = Scaled(x, p - 1 - e);
        // Rounding here may reach a power of ten; and the shortest digits may have been rounded over one that the value
        // itself is below, where a digit more is closer.
        if (digits.Length > p) return Scaled(x, p - 1 - ++e);
        if (digits.Length == p && digits[0] != '1') return digits;
        string closer = Scaled(x, p - e);
        if (digits.Length >= p && closer.Length > p) return digits;
        e--;
        return closer;
    }

    private static string Scaled(double x, int power) => RoundScaled(x, power).ToString(CultureInfo.InvariantCulture);

    private static Value ToExponential(Realm r, Value self, in Args args, int line)
    {
        double d = This(r, self, "toExponential", line);
        double fraction = Op.ToInteger(r, args[0]);
        if (!double.IsFinite(d)) return Op.NumberToText(r, d);
        if (!(fraction >= 0 && fraction <= 100)) throw Errors.Range(r, "toExponential() argument must be between 0 and 100", line);
        r.Charge(400);
        r.Spend(8);
        string digits;
        int e = 0;
        if (args[0].IsUndefined)
        {
            // As many digits as necessary.
            Span<char> shortest = stackalloc char[24];
            int count = d == 0 ? 0 : NumberText.Shortest(Math.Abs(d), shortest, out e);
            digits = d == 0 ? "0" : new string(shortest[..count]);
            if (d != 0) e--;
        }
        else
        {
            digits = Digits(Math.Abs(d), (int)fraction + 1, out e);
        }
        string tail = digits.Length > 1 ? "." + digits[1..] : "";
        return $"{(d < 0 ? "-" : "")}{digits[0]}{tail}e{(e < 0 ? '-' : '+')}{Math.Abs(e).ToString(CultureInfo.InvariantCulture)}";
    }
}
