using System.Runtime.CompilerServices;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Containerless.Runtime.Builtins;

/// <summary>
/// Reads JSON (RFC 8259, which is the grammar of JSON.parse, ECMA-262 §25.5.1) straight into values, from UTF-16 text
/// or from UTF-8 bytes. Bytes must be valid UTF-8.
/// </summary>
internal ref struct JsonReader<T>
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly Realm _realm;
    private readonly ReadOnlySpan<T> _text;
    private int _at;

    internal JsonReader(Realm realm, ReadOnlySpan<T> text)
    {
        _realm = realm;
        _text = text;
    }

    internal readonly int Position => _at;

    private readonly int Peek => _at < _text.Length ? int.CreateTruncating(_text[_at]) : -1;

    internal bool TryReadAll(out Value value)
    {
        if (!TryValue(out value)) return false;
        SkipWhite();
        return _at == _text.Length;
    }

    private void SkipWhite()
    {
        while (Peek is ' ' or '\n' or '\r' or '\t') _at++;
    }

    private bool TryValue(out Value value)
    {
        SkipWhite();
        switch (Peek)
        {
            case '{': return TryObject(out value);
            case '[': return TryArray(out value);
            case '"':
                bool ok = TryString(out string? text);
                value = text;
                return ok;
            case 't':
                value = true;
                return TryWord("true");
            case 'f':
                value = false;
                return TryWord("false");
            case 'n':
                value = Value.Null;
                return TryWord("null");
            default:
                ok = TryNumber(out double number);
                value = number;
                return ok;
        }
    }

    private bool TryWord(string word)
    {
        foreach (char c in word)
        {
            if (Peek != c) return false;
            _at++;
        }
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryObject(out Value value)
    {
        _realm.Enter(_realm.CurrentLine, 0);
        _at++;
        PlainObject o = _realm.Object();
        value = o;
        SkipWhite();
        if (Peek == '}')
        {
            _at++;
            return true;
        }
        while (true)
        {
            SkipWhite();
            if (Peek != '"' || !TryKey(o, out string? key)) return false;
            SkipWhite();
            if (Peek != ':') return false;
            _at++;
            if (!TryValue(out Value member)) return false;
            if (PropertyKey.IsHidden(key!)) throw PropertyKey.Ambiguous();
            o.DefineOwn(_realm, key!, member);
            SkipWhite();
            int next = Peek;
            if (next != ',' && next != '}') return false;
            _at++;
            if (next == '}') return true;
        }
    }

    /// <summary>A key. Objects of one kind have the same keys in the same order: the shape's guess saves the string.</summary>
    private bool TryKey(PlainObject o, out string? key)
    {
        string? guess = o.Shape.LikelyNext;
        if (guess is not null && _at + 1 + guess.Length < _text.Length
            && int.CreateTruncating(_text[_at + 1 + guess.Length]) == '"')
        {
            ReadOnlySpan<T> text = _text.Slice(_at + 1, guess.Length);
            bool same = true;
            for (int i = 0; i < text.Length; i++)
            {
                int c = int.CreateTruncating(text[i]);
                if (c != guess[i] || c >= 128 || c == '\\' || c == '"')
                {
                    same = false;
                    break;
                }
            }
            if (same)
            {
                _at += guess.Length + 2;
                key = guess;
                return true;
            }
        }
        return TryString(out key);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryArray(out Value value)
    {
        _realm.Enter(_realm.CurrentLine, 0);
        _at++;
        ArrayObject array = _realm.Array([]);
        value = array;
        SkipWhite();
        if (Peek == ']')
        {
            _at++;
            return true;
        }
        while (true)
        {
            if (!TryValue(out Value item)) return false;
            array.Push(_realm, item);
            SkipWhite();
            int next = Peek;
            if (next != ',' && next != ']') return false;
            _at++;
            if (next == ']') return true;
        }
    }

    private bool TryString(out string? value)
    {
        value = null;
        int start = ++_at;
        int end = start;
        while (end < _text.Length)
        {
            int c = int.CreateTruncating(_text[end]);
            if (c == '"')
            {
                value = Text(_text[start..end]);
                _at = end + 1;
                return true;
            }
            if (c == '\\') return TryEscaped(start, end, out value);
            if (c < ' ') break;
            end++;
        }
        _at = end;
        return false;
    }

    private readonly string Text(ReadOnlySpan<T> span)
    {
        if (span.IsEmpty) return "";
        _realm.Charge(24 + 2L * span.Length);
        if (typeof(T) == typeof(char)) return new string(System.Runtime.InteropServices.MemoryMarshal.Cast<T, char>(span));
        return Encoding.UTF8.GetString(System.Runtime.InteropServices.MemoryMarshal.AsBytes(span));
    }

    private bool TryEscaped(int start, int escape, out string? value)
    {
        value = null;
        var text = new StringBuilder();
        _at = escape;
        int copied = start;
        while (_at < _text.Length)
        {
            int c = int.CreateTruncating(_text[_at]);
            if (c == '"')
            {
                text.Append(Text(_text[copied.._at]));
                _at++;
                _realm.Charge(24 + 4L * text.Length);
                value = text.ToString();
                return true;
            }
            if (c < ' ') return false;
            if (c != '\\')
            {
                _at++;
                continue;
            }
            text.Append(Text(_text[copied.._at]));
            _at++;
            int kind = Peek;
            switch (kind)
            {
                case '"' or '\\' or '/': text.Append((char)kind); break;
                case 'b': text.Append('\b'); break;
                case 'f': text.Append('\f'); break;
                case 'n': text.Append('\n'); break;
                case 'r': text.Append('\r'); break;
                case 't': text.Append('\t'); break;
                case 'u':
                    int unit = 0;
                    for (int i = 0; i < 4; i++)
                    {
                        _at++;
                        int digit = Peek < 0 ? 99 : Peek < 128 ? TextNumber.Digit((char)Peek) : 99;
                        if (digit > 15) return false;
                        unit = unit << 4 | digit;
                    }
                    text.Append((char)unit);    // a lone surrogate stays one, as in JavaScript
                    break;
                default: return false;
            }
            _at++;
            copied = _at;
        }
        return false;
    }

    private bool TryNumber(out double value)
    {
        value = 0;
        int start = _at;
        bool negative = Peek == '-';
        if (negative) _at++;
        int first = _at;
        if (Peek == '0') _at++;
        else while (Peek is >= '0' and <= '9') _at++;
        int digits = _at - first;
        if (digits == 0) return false;
        if (Peek is not ('.' or 'e' or 'E') && digits <= 9)
        {
            int small = 0;
            for (int i = first; i < _at; i++) small = small * 10 + (int.CreateTruncating(_text[i]) - '0');
            value = negative ? -(double)small : small;
            return true;
        }
        if (Peek == '.')
        {
            _at++;
            if (Peek is not (>= '0' and <= '9')) return false;
            while (Peek is >= '0' and <= '9') _at++;
        }
        if (Peek is 'e' or 'E')
        {
            _at++;
            if (Peek is '+' or '-') _at++;
            if (Peek is not (>= '0' and <= '9')) return false;
            while (Peek is >= '0' and <= '9') _at++;
        }
        ReadOnlySpan<T> text = _text[start.._at];
        value = typeof(T) == typeof(char)
            ? double.Parse(System.Runtime.InteropServices.MemoryMarshal.Cast<T, char>(text), NumberStyles.Float, CultureInfo.InvariantCulture)
            : double.Parse(System.Runtime.InteropServices.MemoryMarshal.AsBytes(text), NumberStyles.Float, CultureInfo.InvariantCulture);
        return true;
    }
}

/// <summary>The entries to <see cref="JsonReader{T}"/>.</summary>
internal static class JsonReader
{
    internal static bool TryRead(Realm realm, ReadOnlySpan<char> text, out Value value, out int position)
    {
        var reader = new JsonReader<char>(realm, text);
        bool ok = reader.TryReadAll(out value);
        position = reader.Position;
        return ok;
    }

    internal static bool TryRead(Realm realm, ReadOnlySpan<byte> utf8, out Value value, out int position)
    {
        var reader = new JsonReader<byte>(realm, utf8);
        bool ok = reader.TryReadAll(out value);
        position = reader.Position;
        return ok;
    }
}
