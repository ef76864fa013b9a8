namespace Containerless.Runtime;

/// <summary>Walks an array (ECMA-262 §23.1.5.1) or the code points of a string (§22.1.5.1).</summary>
public struct ValueIterator
{
    private ArrayObject? _array;
    private readonly string? _text;
    private int _next;

    internal ValueIterator(ArrayObject array) => _array = array;

    internal ValueIterator(string text) => _text = text;

    /// <summary>The next item. An array's length is looked at in every round, as it may change meanwhile.</summary>
    public bool MoveNext(out Value item)
    {
        if (_array is not null)
        {
            if (_next < _array.Count)
            {
                item = _array[_next++];
                return true;
            }
            _array = null;      // an exhausted iterator stays exhausted even when the array grows
        }
        else if (_text is not null && _next < _text.Length)
        {
            char c = _text[_next++];
            if (char.IsHighSurrogate(c) && _next < _text.Length && char.IsLowSurrogate(_text[_next]))
                item = _text.Substring(_next++ - 1, 2);
            else
                item = CharText.Of(c);
            return true;
        }
        item = default;
        return false;
    }

    /// <summary>IteratorClose (ECMA-262 §7.4.11): the loop is left by a break, a return or an exception.</summary>
    public void Close() { }

    /// <summary>An array of all that is left.</summary>
    public ArrayObject Rest(Realm r)
    {
        ArrayObject rest = r.Array([]);
        while (MoveNext(out Value item))
        {
            r.Spend(1);
            rest.Push(r, item);
        }
        return rest;
    }

    /// <summary>IteratorClose because of <paramref name="e"/>, which goes on.</summary>
    public void Close(JsCompletion e) => Op.Rethrow(e);
}
