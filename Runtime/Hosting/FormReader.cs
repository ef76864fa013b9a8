using System.Text;
using Containerless.Runtime.Builtins;

namespace Containerless.Runtime.Hosting;

/// <summary>
/// Reads <c>a=1&amp;b=2</c> as the URL Standard's application/x-www-form-urlencoded parser does (§5.1); a repeated
/// name gives an array.
/// </summary>
internal static class FormReader
{
    internal static PlainObject Read(Realm realm, ReadOnlySpan<byte> text)
    {
        PlainObject form = realm.Object();
        realm.Spend(1 + text.Length / 4);
        while (!text.IsEmpty)
        {
            int end = text.IndexOf((byte)'&');
            ReadOnlySpan<byte> pair = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            if (pair.IsEmpty) continue;
            int equals = pair.IndexOf((byte)'=');
            string name = Decode(realm, equals < 0 ? pair : pair[..equals]);
            string value = equals < 0 ? "" : Decode(realm, pair[(equals + 1)..]);
            if (!form.TryGetOwn(name, out Value existing)) form.DefineOwn(realm, name, value);
            else if (existing.Ref is ArrayObject all) all.Push(realm, value);
            else form.DefineOwn(realm, name, realm.Array([existing, value]));
        }
        return form;
    }

    private static string Decode(Realm realm, ReadOnlySpan<byte> text)
    {
        realm.Charge(24 + 2L * text.Length);
        if (text.IndexOfAny((byte)'%', (byte)'+') < 0) return Encoding.UTF8.GetString(text);
        string units = Encoding.UTF8.GetString(text).Replace('+', ' ');
        if (!HasEscape(units)) return units;
        // Node's decoder, in its two steps: what decodeURIComponent accepts; otherwise each unit's low byte stands for
        // it, escapes for their bytes, and malformed UTF-8 becomes U+FFFD. For ASCII that is what the standard says.
        if (UriComponent.TryDecode(units, out string? decoded)) return decoded;
        var bytes = new byte[units.Length];
        int n = 0;
        for (int i = 0; i < units.Length; i++)
        {
            if (IsEscape(units, i))
            {
                bytes[n++] = (byte)(TextNumber.Digit(units[i + 1]) << 4 | TextNumber.Digit(units[i + 2]));
                i += 2;
            }
            else
            {
                bytes[n++] = unchecked((byte)units[i]);
            }
        }
        return Encoding.UTF8.GetString(bytes, 0, n);    // a byte order mark at the start stays
    }

    private static bool HasEscape(string units)
    {
        for (int i = units.IndexOf('%'); i >= 0; i = units.IndexOf('%', i + 1))
            if (IsEscape(units, i)) return true;
        return false;
    }

    private static bool IsEscape(string units, int i) =>
        units[i] == '%' && i + 2 < units.Length && TextNumber.Digit(units[i + 1]) < 16 && TextNumber.Digit(units[i + 2]) < 16;
}
