namespace Containerless.Runtime;

/// <summary>
/// Number::toString (ECMA-262 §6.1.6.1.20) in radixes other than 10, where the specification leaves the digits to the
/// implementation: V8's DoubleToRadixCString, which writes as many as tell the number from the next one.
/// </summary>
internal static class RadixText
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";
    private const int Middle = 1100;

    internal static string Of(double value, int radix)
    {
        Span<char> buffer = stackalloc char[2 * Middle];
        int first = Middle, last = Middle;
        bool negative = value < 0;
        if (negative) value = -value;
        double integer = Math.Floor(value), fraction = value - integer;
        // Half the distance to the next number.
        double delta = Math.Max(double.Epsilon, 0.5 * (Math.BitIncrement(value) - value));
        if (fraction >= delta)
        {
            buffer[last++] = '.';
            do
            {
                fraction *= radix;
                delta *= radix;
                int digit = (int)fraction;
                buffer[last++] = Digits[digit];
                fraction -= digit;
                if ((fraction > 0.5 || (fraction == 0.5 && (digit & 1) != 0)) && fraction + delta > 1)
                {
                    integer += Carry(buffer, ref last, radix);
                    break;
                }
            }
            while (fraction >= delta);
        }
        // Digits that a double does not have are zeros.
        while (integer / radix >= 9007199254740992)
        {
            integer /= radix;
            buffer[--first] = '0';
        }
        do
        {
            double remainder = integer % radix;
            buffer[--first] = Digits[(int)remainder];
            integer = (integer - remainder) / radix;
        }
        while (integer > 0);
        if (negative) buffer[--first] = '-';
        return new string(buffer[first..last]);
    }

    /// <summary>Rounds up what is written; 1 where that reaches the integer.</summary>
    private static int Carry(Span<char> buffer, ref int last, int radix)
    {
        while (true)
        {
            if (--last == Middle) return 1;
            int digit = Digits.IndexOf(buffer[last]);
            if (digit + 1 == radix) continue;
            buffer[last++] = Digits[digit + 1];
            return 0;
        }
    }
}
