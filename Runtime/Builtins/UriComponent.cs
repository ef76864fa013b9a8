using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Containerless.Runtime.Builtins;

/// <summary>encodeURIComponent, encodeURI and their inverses (ECMA-262 §19.2.6).</summary>
internal static class UriComponent
{
    /// <summary>What encodeURI leaves as it is and decodeURI does not decode.</summary>
    private const string Reserved = ";/?:@&=+$,#";

    internal static Value Encode(Realm realm, Value self, in Args args, int line) => Encode(realm, args[0], "", line);

    internal static Value EncodeUri(Realm realm, Value self, in Args args, int line) => Encode(realm, args[0], Reserved, line);

    internal static Value Decode(Realm realm, Value self, in Args args, int line) => Decode(realm, args[0], "", line);

    internal static Value DecodeUri(Realm realm, Value self, in Args args, int line) => Decode(realm, args[0], Reserved, line);

    private static Value Encode(Realm realm, Value uri, string kept, int line)
    {
        string text = Op.ToText(realm, uri);
        realm.Spend(1 + text.Length / 4);
        realm.Charge(24 + 6L * text.Length);
        var result = new StringBuilder(text.Length + 16);
        Span<byte> utf8 = stackalloc byte[4];
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsAsciiLetterOrDigit(c) || "-_.!~*'()".Contains(c) || kept.Contains(c))
            {
                result.Append(c);
                continue;
            }
            if (!Rune.TryGetRuneAt(text, i, out Rune rune)) throw Malformed(realm, line);
            if (rune.Utf16SequenceLength == 2) i++;
            foreach (byte b in utf8[..rune.EncodeToUtf8(utf8)])
                result.Append('%').Append(Hex(b >> 4)).Append(Hex(b & 15));
        }
        return result.ToString();
    }

    private static Value Decode(Realm realm, Value uri, string kept, int line)
    {
        string text = Op.ToText(realm, uri);
        realm.Spend(1 + text.Length / 4);
        if (!text.Contains('%')) return text;
        realm.Charge(24 + 2L * text.Length);
        return TryDecode(text, kept, out string? decoded) ? decoded : throw Malformed(realm, line);
    }

    private static JsThrow Malformed(Realm realm, int line) => Errors.New(realm, "URIError", "URI malformed", line);

    /// <summary>Decode (§19.2.6.6) with no escapes kept; false where it is malformed.</summary>
    internal static bool TryDecode(string text, [NotNullWhen(true)] out string? decoded) => TryDecode(text, "", out decoded);

    private static bool TryDecode(string text, string kept, [NotNullWhen(true)] out string? decoded)
    {
        decoded = null;
        var result = new StringBuilder(text.Length);
        Span<byte> utf8 = stackalloc byte[4];
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                result.Append(text[i]);
                continue;
            }
            int n = 0;
            int start = i;
            int wanted = 1;
            do
            {
                if (i + 2 >= text.Length || text[i] != '%' || TextNumber.Digit(text[i + 1]) > 15
                    || TextNumber.Digit(text[i + 2]) > 15)
                {
                    return false;
                }
                byte b = (byte)(TextNumber.Digit(text[i + 1]) << 4 | TextNumber.Digit(text[i + 2]));
                if (n == 0) wanted = b < 0x80 ? 1 : b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2;
                utf8[n++] = b;
                i += 3;
            }
            while (n < wanted);
            i--;
            if (Rune.DecodeFromUtf8(utf8[..n], out Rune rune, out int consumed) != System.Buffers.OperationStatus.Done
                || consumed != n)
            {
                return false;
            }
            if (n == 1 && kept.Contains((char)utf8[0])) result.Append(text, start, 3);
            else result.Append(rune.ToString());
        }
        decoded = result.ToString();
        return true;
    }

    private static char Hex(int digit) => (char)(digit < 10 ? '0' + digit : 'A' + digit - 10);
}
