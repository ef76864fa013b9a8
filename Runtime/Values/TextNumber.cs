using System.Globalization;
using System.Numerics;

namespace Containerless.Runtime;

/// <summary>Text to numbers: StringToNumber (ECMA-262 §7.1.4.1.1), parseInt and parseFloat (§19.2.4, §19.2.5).</summary>
internal static class TextNumber
{
    /// <summary>WhiteSpace and LineTerminator (ECMA-262 §12.2, §12.3).</summary>
    internal static bool IsWhite(char c) => c switch
    {
        ' ' or (>= '\t' and <= '\r') or '\u00a0' or '\ufeff' => true,
        < '\u1680' => false,
        '\u1680' or (>= '\u2000' and <= '\u200a') or '\u2028' or '\u2029' or '\u202f' or '\u205f' or '\u3000' => true,
        _ => false,
    };

    internal static ReadOnlySpan<char> TrimStart(ReadOnlySpan<char> text)
    {
        int i = 0;
        while (i < text.Length && IsWhite(text[i])) i++;
        return text[i..];
    }

    internal static ReadOnlySpan<char> TrimEnd(ReadOnlySpan<char> text)
    {
        int end = text.Length;
        while (end > 0 && IsWhite(text[end - 1])) end--;
        return text[..end];
    }

    internal static double ToNumber(ReadOnlySpan<char> text)
    {
        if (text.Length == 1 && char.IsAsciiDigit(text[0])) return text[0] - '0';
        text = TrimEnd(TrimStart(text));
        if (text.IsEmpty) return 0;
        if (text.Length > 2 && text[0] == '0')
        {
            int bits = (text[1] | 0x20) switch { 'x' => 4, 'o' => 3, 'b' => 1, _ => 0 };
            if (bits > 0)
            {
                ReadOnlySpan<char> digits = text[2..];
                return DigitsPrefix(digits, 1 << bits) == digits.Length ? PowerOfTwoRadix(digits, bits) : double.NaN;
            }
        }
        int length = DecimalPrefix(text, out double value);
        return length == text.Length ? value : double.NaN;
    }

    internal static double ParseFloat(ReadOnlySpan<char> text)
    {
        text = TrimStart(text);
        return DecimalPrefix(text, out double value) > 0 ? value : double.NaN;
    }

    /// <summary>parseInt; null where V8's result is an approximation that we do not reproduce.</summary>
    internal static double? ParseInt(ReadOnlySpan<char> text, int radix)
    {
        text = TrimStart(text);
        bool negative = false;
        if (text.Length > 0 && text[0] is '+' or '-')
        {
            negative = text[0] == '-';
            text = text[1..];
        }
        bool prefix = radix is 0 or 16;
        if (radix == 0) radix = 10;
        else if (radix is < 2 or > 36) return double.NaN;
        if (prefix && text.Length >= 2 && text[0] == '0' && (text[1] | 0x20) == 'x')
        {
            text = text[2..];
            radix = 16;
        }
        ReadOnlySpan<char> digits = text[..DigitsPrefix(text, radix)];
        if (digits.IsEmpty) return double.NaN;
        double value;
        if (BitOperations.IsPow2(radix)) value = PowerOfTwoRadix(digits, BitOperations.Log2((uint)radix));
        else if (radix == 10) value = double.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        else
        {
            value = 0;
            foreach (char c in digits) value = value * radix + Digit(c);
            if (value >= 9007199254740992) return null;
        }
        return negative ? -value : value;
    }

    internal static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'z' => c - 'a' + 10,
        >= 'A' and <= 'Z' => c - 'A' + 10,
        _ => 99,
    };

    private static int DigitsPrefix(ReadOnlySpan<char> text, int radix)
    {
        int i = 0;
        while (i < text.Length && Digit(text[i]) < radix) i++;
        return i;
    }

    /// <summary>Exact to the last bit, ties to even: the digits' bits, with one sticky bit for what falls off.</summary>
    private static double PowerOfTwoRadix(ReadOnlySpan<char> digits, int bits)
    {
        ulong mantissa = 0;
        int exponent = 0;
        foreach (char c in digits)
        {
            ulong digit = (ulong)Digit(c);
            if (mantissa >> (63 - bits) == 0)
            {
                mantissa = mantissa << bits | digit;
            }
            else
            {
                if (digit != 0) mantissa |= 1;
                if (exponent < 4096) exponent += bits;
            }
        }
        return Math.ScaleB((double)mantissa, exponent);
    }

    /// <summary>Length of the longest prefix that is a StrDecimalLiteral (0 where there is none), and its value.</summary>
    private static int DecimalPrefix(ReadOnlySpan<char> text, out double value)
    {
        int i = 0;
        if (i < text.Length && text[i] is '+' or '-') i++;
        if (text[i..].StartsWith("Infinity"))
        {
            value = text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return i + 8;
        }
        int digits = 0, start = i;
        while (i < text.Length && char.IsAsciiDigit(text[i])) i++;
        digits = i - start;
        if (digits == text.Length && digits <= 9)
        {
            int small = 0;
            foreach (char c in text) small = small * 10 + (c - '0');
            value = small;
            return i;
        }
        if (i < text.Length && text[i] == '.')
        {
            int afterDot = i + 1;
            while (afterDot < text.Length && char.IsAsciiDigit(text[afterDot])) afterDot++;
            digits += afterDot - i - 1;
            if (digits > 0) i = afterDot;
        }
        if (digits == 0)
        {
            value = double.NaN;
            return 0;
        }
        if (i < text.Length && (text[i] | 0x20) == 'e')
        {
            int exponent = i + 1;
            if (exponent < text.Length && text[exponent] is '+' or '-') exponent++;
            int first = exponent;
            while (exponent < text.Length && char.IsAsciiDigit(text[exponent])) exponent++;
            if (exponent > first) i = exponent;
        }
        value = double.Parse(text[..i], NumberStyles.Float, CultureInfo.InvariantCulture);
        return i;
    }
}
