using System.Diagnostics.CodeAnalysis;

namespace Containerless.Runtime;

/// <summary>
/// Walks an array (ECMA-262 §23.1.5.1), the code points of a string (§22.1.5.1), or what an iterator of any other kind
/// gives.
/// </summary>
public struct ValueIterator
{
    private ArrayObject? _array;
    private readonly string? _text;
    private readonly IteratorRecord? _other;
    private int _next;

    internal ValueIterator(ArrayObject array) => _array = array;

    internal ValueIterator(string text) => _text = text;

    internal ValueIterator(IteratorRecord other) => _other = other;

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
        else if (_text is not null)
        {
            if (_next < _text.Length)
            {
                char c = _text[_next++];
                if (char.IsHighSurrogate(c) && _next < _text.Length && char.IsLowSurrogate(_text[_next]))
                    item = _text.Substring(_next++ - 1, 2);
                else
                    item = CharText.Of(c);
                return true;
            }
        }
        else if (_other is not null)
        {
            return _other.MoveNext(out item);
        }
        item = default;
        return false;
    }

    /// <summary>IteratorClose (ECMA-262 §7.4.11): the loop is left by a break or a return.</summary>
    public readonly void Close() => _other?.Close(false);

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
    [DoesNotReturn]
    public readonly void Close(JsCompletion e)
    {
        _other?.Close(e is JsThrow);
        Op.Rethrow(e);
    }

    /// <summary>IteratorClose in a builtin that an exception leaves.</summary>
    internal readonly void CloseAfterThrow() => _other?.Close(true);
}
