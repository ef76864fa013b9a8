using System.Text;

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
        var bytes = new byte[text.Length];
        int n = 0;
        for (int i = 0; i < text.Length; i++)
        {
            byte b = text[i];
            if (b == '%' && i + 2 < text.Length && Hex(text[i + 1]) < 16 && Hex(text[i + 2]) < 16)
            {
                bytes[n++] = (byte)(Hex(text[i + 1]) << 4 | Hex(text[i + 2]));
                i += 2;
            }
            else
            {
                bytes[n++] = b == '+' ? (byte)' ' : b;
            }
        }
        return Encoding.UTF8.GetString(bytes, 0, n);    // malformed sequences become U+FFFD; a mark at the start stays
    }

    private static int Hex(byte b) => TextNumber.Digit((char)b);
}
