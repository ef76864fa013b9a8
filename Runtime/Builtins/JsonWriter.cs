namespace Containerless.Runtime.Builtins;

/// <summary>JSON.stringify (ECMA-262 §25.5.2) without a replacer.</summary>
internal ref struct JsonWriter
{
    private readonly Realm _realm;
    private readonly string _gap;
    private char[] _buffer;
    private int _length;
    private int _depth;

    private JsonWriter(Realm realm, string gap)
    {
        _realm = realm;
        _gap = gap;
        _buffer = realm.TakeJsonBuffer();
    }

    internal static Value Write(Realm realm, Value value, string gap)
    {
        var writer = new JsonWriter(realm, gap);
        if (!writer.TryValue(value, default)) return default;
        realm.Charge(24 + 2L * writer._length);
        var text = new string(writer._buffer, 0, writer._length);
        realm.ReturnJsonBuffer(writer._buffer);
        return text;
    }

    /// <summary>SerializeJSONProperty; false where the value has no JSON.</summary>
    private bool TryValue(Value value, Value key)
    {
        switch (value.Ref)
        {
            case null: return false;
            case string s:
                Quote(s);
                return true;
            case Rope rope:
                Quote(rope.Flatten());
                return true;
            case Tag:
                if (value.IsNumber) Number(value.Num);
                else Put(value.IsBoolean ? value.AsBoolean ? "true" : "false" : "null");
                return true;
            case PlainObject o:
                if (o.TryGetOwn("toJSON", out Value toJson) && toJson.Ref is FunctionObject f)
                {
                    _realm.ProbeStack();
                    Value replaced = f.Invoke(_realm, o, new Args(KeyText(key)), _realm.CurrentLine);
                    return replaced.Ref is PlainObject again ? Enter(again) : TryValueNoToJson(replaced);
                }
                return Enter(o);
            case ArrayObject array:
                Array(array);
                return true;
            case FunctionObject: return false;
            default: throw new Bailout("JSON.stringify of a builtin", _realm.CurrentLine);
        }
    }

    private bool TryValueNoToJson(Value value) => TryValue(value, default);

    private static Value KeyText(Value key) => key.IsNumber ? NumberText.Of(key.Num) : key.IsUndefined ? "" : key;

    private bool Enter(PlainObject o)
    {
        Object(o);
        return true;
    }

    private void Object(PlainObject o)
    {
        Deeper(o);
        Put('{');
        bool first = true;
        Shape shape = o.Shape;
        int[]? order = o.Order();
        int count = o.Count;
        for (int i = 0; i < count; i++)
        {
            int slot = order is null ? i : order[i];
            string key = o.KeyAt(slot);
            int before = _length;
            if (!first) Put(',');
            Indent();
            Quote(key);
            Put(':');
            if (_gap.Length > 0) Put(' ');
            // Keys are listed before the first member is read (§25.5.2.5): a toJSON that changes the object would
            // have to be followed exactly.
            if (TryValue(o.Slots[slot], key)) first = false;
            else _length = before;
            if (!ReferenceEquals(o.Shape, shape) || o.Count != count)
                throw new Bailout("JSON.stringify of an object that toJSON changes", _realm.CurrentLine);
        }
        _depth--;
        if (!first) Indent();
        Put('}');
    }

    private void Array(ArrayObject array)
    {
        Deeper(array);
        Put('[');
        int count = array.Count;
        _realm.Spend(count);
        for (int i = 0; i < count; i++)
        {
            if (i > 0) Put(',');
            Indent();
            if (!TryValue(array[i], i)) Put("null");
        }
        _depth--;
        if (count > 0) Indent();
        Put(']');
    }

    /// <summary>A cycle is a TypeError in Node; here it runs into this depth.</summary>
    private const int MaxDepth = 2000;

    private void Deeper(JsObject o)
    {
        _realm.ProbeStack();
        _realm.Spend(1);
        if (++_depth > MaxDepth) throw new Bailout($"JSON.stringify of {o.Describe()} that is cyclic or very deep");
    }

    private void Indent()
    {
        if (_gap.Length == 0) return;
        Put('\n');
        for (int i = 0; i < _depth; i++) Put(_gap);
    }

    private void Number(double d)
    {
        if (!double.IsFinite(d))
        {
            Put("null");
            return;
        }
        Reserve(NumberText.MaxChars);
        _length += NumberText.Write(d, _buffer.AsSpan(_length));
    }

    /// <summary>QuoteJSONString (§25.5.2.3): control characters and lone surrogates are escaped.</summary>
    private void Quote(string s)
    {
        Reserve(s.Length + 2);
        _buffer[_length++] = '"';
        int plain = s.AsSpan().IndexOfAny(Escaped);
        if (plain < 0)
        {
            s.CopyTo(0, _buffer, _length, s.Length);
            _length += s.Length;
        }
        else
        {
            s.CopyTo(0, _buffer, _length, plain);
            _length += plain;
            for (int i = plain; i < s.Length; i++)
            {
                char c = s[i];
                switch (c)
                {
                    case '"': Put("\\\""); break;
                    case '\\': Put("\\\\"); break;
                    case '\b': Put("\\b"); break;
                    case '\f': Put("\\f"); break;
                    case '\n': Put("\\n"); break;
                    case '\r': Put("\\r"); break;
                    case '\t': Put("\\t"); break;
                    case < ' ': PutUnit(c); break;
                    default:
                        if (!char.IsSurrogate(c))
                        {
                            Put(c);
                        }
                        else if (char.IsHighSurrogate(c) && i + 1 < s.Length && char.IsLowSurrogate(s[i + 1]))
                        {
                            Put(c);
                            Put(s[++i]);
                        }
                        else
                        {
                            PutUnit(c);
                        }
                        break;
                }
            }
        }
        Put('"');
    }

    private static readonly System.Buffers.SearchValues<char> Escaped = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(static i => (char)i), '"', '\\',
         .. Enumerable.Range(0xd800, 0x800).Select(static i => (char)i)]);

    private void PutUnit(char c)
    {
        Put("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) Put("0123456789abcdef"[c >> shift & 15]);
    }

    private void Put(char c)
    {
        Reserve(1);
        _buffer[_length++] = c;
    }

    private void Put(string s)
    {
        Reserve(s.Length);
        s.CopyTo(0, _buffer, _length, s.Length);
        _length += s.Length;
    }

    private void Reserve(int count)
    {
        if (_length + count > _buffer.Length) Grow(count);
    }

    private void Grow(int count)
    {
        long size = Math.Max(_buffer.Length * 2L, _length + (long)count);
        if (_length + (long)count > Rope.MaxLength) throw new Bailout("RangeError: Invalid string length", _realm.CurrentLine);
        size = Math.Min(size, Rope.MaxLength);
        _realm.Charge(24 + 2 * size);
        System.Array.Resize(ref _buffer, (int)size);
    }
}
