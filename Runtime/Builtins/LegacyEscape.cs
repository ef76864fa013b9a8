using System.Globalization;
using System.Text;

namespace Containerless.Runtime.Builtins;

/// <summary>escape and unescape (ECMA-262 §B.2.1).</summary>
internal static class LegacyEscape
{
    internal static Value Escape(Realm realm, Value self, in Args args, int line)
    {
        string text = Op.ToText(realm, args[0]);
        realm.Spend(1 + text.Length / 4);
        realm.Charge(24 + 12L * text.Length);
        var result = new StringBuilder(text.Length + 16);
        foreach (char c in text)
        {
            if (char.IsAsciiLetterOrDigit(c) || "@*_+-./".Contains(c)) result.Append(c);
            else if (c < 256) result.Append(CultureInfo.InvariantCulture, $"%{(int)c:X2}");
            else result.Append(CultureInfo.InvariantCulture, $"%u{(int)c:X4}");
        }
        return result.ToString();
    }

    internal static Value Unescape(Realm realm, Value self, in Args args, int line)
    {
        string text = Op.ToText(realm, args[0]);
        realm.Spend(1 + text.Length / 4);
        if (!text.Contains('%')) return text;
        realm.Charge(24 + 2L * text.Length);
        var result = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 1 < text.Length && text[i + 1] == 'u' && TryHex(text, i + 2, 4, out char c)) i += 5;
            else if (text[i] == '%' && TryHex(text, i + 1, 2, out c)) i += 2;
            else c = text[i];
            result.Append(c);
        }
        return result.ToString();
    }

    private static bool TryHex(string text, int at, int digits, out char c)
    {
        int value = 0;
        c = default;
        if (at + digits > text.Length) return false;
        for (int i = at; i < at + digits; i++)
        {
            int digit = TextNumber.Digit(text[i]);
            if (digit > 15) return false;
            value = value * 16 + digit;
        }
        c = (char)value;
        return true;
    }
}
