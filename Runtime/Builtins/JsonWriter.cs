using System.Runtime.CompilerServices;

namespace Containerless.Runtime.Builtins;

/// <summary>JSON.stringify (ECMA-262 §25.5.2).</summary>
internal ref struct JsonWriter
{
    private readonly Realm _realm;
    private readonly string _gap;
    private readonly FunctionObject? _replacer;
    private readonly List<string>? _only;
    private readonly int _line;
    private JsonPath _path;
    private char[] _buffer;
    private int _length;

    private JsonWriter(Realm realm, string gap, FunctionObject? replacer, List<string>? only, int line)
    {
        _realm = realm;
        _gap = gap;
        _replacer = replacer;
        _only = only;
        _line = line;
        _buffer = realm.TakeJsonBuffer();
    }

    /// <param name="realm">The realm.</param>
    /// <param name="value">What to write.</param>
    /// <param name="gap">The indentation of each level.</param>
    /// <param name="replacer">ReplacerFunction.</param>
    /// <param name="only">PropertyList.</param>
    /// <param name="line">The line of the call.</param>
    internal static Value Write(
        Realm realm, Value value, string gap, FunctionObject? replacer = null, List<string>? only = null, int line = 0)
    {
        var writer = new JsonWriter(realm, gap, replacer, only, line);
        JsObject? holder = null;
        if (replacer is not null)
        {
            PlainObject wrapper = realm.Object();
            wrapper.DefineOwn(realm, "", value);
            holder = wrapper;
        }
        if (!writer.TryProperty(value, "", holder)) return default;
        realm.Charge(24 + 2L * writer._length);
        var text = new string(writer._buffer, 0, writer._length);
        realm.ReturnJsonBuffer(writer._buffer);
        return text;
    }

    /// <summary>SerializeJSONProperty (§25.5.2.2); false where the value has no JSON. A key that is a number is an index.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryProperty(Value value, Value key, JsObject? holder)
    {
        if (value.Ref is JsObject o && !HasNoToJson(o))
        {
            if (o.GetNamed(_realm, "toJSON", _line).Ref is FunctionObject toJson)
            {
                _realm.Enter(_realm.CurrentLine, FrameStack.OfBuiltin);
                value = toJson.Invoke(_realm, value, new Args(KeyText(key)), _line);
            }
        }
        if (_replacer is not null)
        {
            _realm.Enter(_realm.CurrentLine, FrameStack.OfBuiltin);
            value = _replacer.Invoke(_realm, holder!, new Args(KeyText(key), value), _line);
        }
        return TryValue(value, key);
    }

    /// <summary>Whether reading toJSON finds nothing, for most objects; false where that is not known at once.</summary>
    private static bool HasNoToJson(JsObject o) => o switch
    {
        PlainObject p => ReferenceEquals(p.Shape.Prototype, Prototypes.ObjectObject) && p.FindSlot("toJSON") < 0,
        ArrayObject a => a.Extra is null,
        _ => false,
    };

    private static Value KeyText(Value key) => key.IsNumber ? NumberText.Of(key.Num) : key;

    private bool TryValue(Value value, Value key)
    {
        switch (value.Ref)
        {
            case null or FunctionObject or Symbol: return false;
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
            case PlainObject { Data: WrapperData { Value.Ref: not Symbol } wrapped }:
                return TryValue(
                    wrapped.Value.IsBoolean ? wrapped.Value : wrapped.Value.IsNumber ? Op.ToNumber(_realm, value) : Op.ToText(_realm, value), key);
            case PlainObject o:
                Enter(o, key);
                if (_only is null && _replacer is null && o.Shape.IsSimple) SimpleObject(o);
                else Object(o, Keys(o));
                _path.Leave();
                return true;
            case ArrayObject array:
                Enter(array, key);
                Array(array);
                _path.Leave();
                return true;
            default: throw new Bailout("JSON.stringify of a builtin", _line);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Enter(JsObject o, Value key)
    {
        _realm.Enter(_realm.CurrentLine, FrameStack.OfLightBuiltin);
        _realm.Spend(1 + _path.Depth / 8);
        _path.Enter(_realm, o, key, _line);
    }

    private readonly List<string> Keys(PlainObject o)
    {
        if (_only is not null) return _only;
        List<string> keys = Enumeration.Keys(_realm, o, _line);
        keys.RemoveAll(key => PropertyKey.IsHidden(key) || (o.Shape.FlagsAt(o.FindSlot(key)) & PropertyFlags.Enumerable) == 0);
        return keys;
    }

    /// <summary>An object whose slots are just its members, in order; toJSON of a member may still change it.</summary>
    private void SimpleObject(PlainObject o)
    {
        Put('{');
        bool first = true;
        Shape shape = o.Shape;
        int count = o.Count;
        for (int i = 0; i < count; i++)
        {
            string key = o.KeyAt(i);
            int before = _length;
            Member(key, first);
            if (TryProperty(o.Slots[i], key, null)) first = false;
            else _length = before;
            // Keys are listed before the first member is read (§25.5.2.5): that would have to be followed exactly.
            if (!ReferenceEquals(o.Shape, shape) || o.Count != count)
                throw new Bailout("JSON.stringify of an object that toJSON changes", _line);
        }
        End(first, '}');
    }

    private void Object(PlainObject o, List<string> keys)
    {
        Put('{');
        bool first = true;
        foreach (string key in keys)
        {
            _realm.Spend(1);
            Value value = o.GetNamed(_realm, key, _line);
            int before = _length;
            Member(key, first);
            if (TryProperty(value, key, o)) first = false;
            else _length = before;
        }
        End(first, '}');
    }

    private void Member(string key, bool first)
    {
        if (!first) Put(',');
        Indent();
        Quote(key);
        Put(':');
        if (_gap.Length > 0) Put(' ');
    }

    private void End(bool empty, char close)
    {
        if (!empty)
        {
            _path.Dedent();
            Indent();
            _path.Indent();
        }
        Put(close);
    }

    private void Array(ArrayObject array)
    {
        Put('[');
        int count = array.Count;
        _realm.Spend(count);
        for (int i = 0; i < count; i++)
        {
            if (i > 0) Put(',');
            Indent();
            if (!TryProperty(array[i], i, array)) Put("null");
        }
        End(count == 0, ']');
    }

    private void Indent()
    {
        if (_gap.Length == 0) return;
        Put('\n');
        for (int i = 0; i < _path.Level; i++) Put(_gap);
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
        if (_length + (long)count > Rope.MaxLength) throw Errors.Range(_realm, "Invalid string length", _line);
        size = Math.Min(size, Rope.MaxLength);
        _realm.Charge(24 + 2 * size);
        System.Array.Resize(ref _buffer, (int)size);
    }
}
