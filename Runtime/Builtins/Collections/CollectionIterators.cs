namespace Containerless.Runtime.Builtins;

/// <summary>Iterators of maps and sets (ECMA-262 §24.1.5, §24.2.6): they see what is added while they run.</summary>
internal sealed class TableIterator(OrderedTable table, EntryPart part, bool isSet) : IteratorData
{
    private OrderedTable.Entry? _at = table.Start;

    internal override bool MoveNext(Realm realm, out Value item, int line)
    {
        item = default;
        // Once at the end it stays there.
        _at = _at is null ? null : OrderedTable.After(realm, _at);
        if (_at is null) return false;
        Value value = isSet ? _at.Key : _at.Value;
        item = part switch
        {
            EntryPart.Key => _at.Key,
            EntryPart.Value => value,
            _ => realm.Array([_at.Key, value]),
        };
        return true;
    }
}
