using System.Globalization;

namespace Containerless.Runtime;

/// <summary>Numbers to text: Number::toString (ECMA-262 §6.1.6.1.20) and its relatives.</summary>
internal static class NumberText
{
    /// <summary>The longest decimal text of a number: "-1.2345678901234567e-308" and some room.</summary>
    internal const int MaxChars = 32;

    internal static string Of(double d)
    {
        int i = double.ConvertToIntegerNative<int>(d);
        if (i == d) return i >= 0 ? PropertyKey.OfIndex(i) : i.ToString(CultureInfo.InvariantCulture);
        Span<char> buffer = stackalloc char[MaxChars];
        return new string(buffer[..Write(d, buffer)]);
    }

    /// <summary>Writes the text of <paramref name="d"/>; at least <see cref="MaxChars"/> of room. Returns its length.</summary>
    internal static int Write(double d, Span<char> to)
    {
        int i = double.ConvertToIntegerNative<int>(d);
        if (i == d)
        {
            i.TryFormat(to, out int written, default, CultureInfo.InvariantCulture);
            return written;
        }
        if (!double.IsFinite(d)) return Put(double.IsNaN(d) ? "NaN" : d > 0 ? "Infinity" : "-Infinity", to);
        Span<char> digits = stackalloc char[24];
        int n = 0;
        if (d < 0) to[n++] = '-';
        int count = Shortest(Math.Abs(d), digits, out int point);
        return n + Layout(digits[..count], point, to[n..]);
    }

    /// <summary>The shortest digits that read back as <paramref name="d"/> (finite, above 0): value 0.digits × 10^point.</summary>
    internal static int Shortest(double d, Span<char> digits, out int point)
    {
        Span<char> text = stackalloc char[40];
        // "R" gives the shortest round-trip digits, the closest to the value among those, as ECMA-262 wants.
        d.TryFormat(text, out int length, "R", CultureInfo.InvariantCulture);
        int count = 0, dot = -1, exponent = 0, i = 0;
        bool leading = true;
        int dropped = 0;
        for (; i < length && text[i] != 'E'; i++)
        {
            if (text[i] == '.')
            {
                dot = count + dropped;
                continue;
            }
            if (leading && text[i] == '0')
            {
                dropped++;
                continue;
            }
            leading = false;
            digits[count++] = text[i];
        }
        int written = count + dropped;
        if (i < length) exponent = int.Parse(text[(i + 1)..length], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        point = (dot < 0 ? written : dot) - dropped + exponent;
        while (count > 1 && digits[count - 1] == '0') count--;
        return count;
    }

    private static int Layout(ReadOnlySpan<char> digits, int point, Span<char> to)
    {
        int k = digits.Length, n = 0;
        if (k <= point && point <= 21)
        {
            digits.CopyTo(to);
            to[k..point].Fill('0');
            return point;
        }
        if (0 < point && point <= 21)
        {
            digits[..point].CopyTo(to);
            to[point] = '.';
            digits[point..].CopyTo(to[(point + 1)..]);
            return k + 1;
        }
        if (-6 < point && point <= 0)
        {
            to[0] = '0';
            to[1] = '.';
            to.Slice(2, -point).Fill('0');
            digits.CopyTo(to[(2 - point)..]);
            return 2 - point + k;
        }
        to[n++] = digits[0];
        if (k > 1)
        {
            to[n++] = '.';
            digits[1..].CopyTo(to[n..]);
            n += k - 1;
        }
        to[n++] = 'e';
        to[n++] = point - 1 < 0 ? '-' : '+';
        Math.Abs(point - 1).TryFormat(to[n..], out int written, default, CultureInfo.InvariantCulture);
        return n + written;
    }

    private static int Put(string text, Span<char> to)
    {
        text.CopyTo(to);
        return text.Length;
    }
}
