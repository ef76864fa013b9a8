namespace Containerless.Runtime;

/// <summary>The names of one object that has too many properties, or lost some: a hash table in order of creation.</summary>
internal sealed class PropertyTable
{
    private readonly Dictionary<string, int> _slots;
    private string[] _keys;     // null where deleted
    private int _end;           // slots used, deleted ones included
    private bool _hasIndices;

    internal PropertyTable(string[] keys)
    {
        _slots = new Dictionary<string, int>(keys.Length + 1, StringComparer.Ordinal);
        _keys = new string[Math.Max(4, keys.Length * 2)];
        foreach (string key in keys) Add(key);
    }

    internal int Count => _slots.Count;

    internal int End => _end;

    internal int Find(string name) => _slots.TryGetValue(name, out int slot) ? slot : -1;

    /// <summary>Adds a name that is not there; the caller makes room for its slot.</summary>
    internal int Add(string name)
    {
        if (_end == _keys.Length) Array.Resize(ref _keys, _end * 2);
        _keys[_end] = name;
        _slots.Add(name, _end);
        _hasIndices |= PropertyKey.IsIndex(name, out _);
        return _end++;
    }

    internal int Remove(string name)
    {
        if (!_slots.Remove(name, out int slot)) return -1;
        _keys[slot] = null!;
        return slot;
    }

    /// <summary>Closes the gaps that deletions left, so that adding and deleting in turn does not grow the object.</summary>
    internal void Compact(Value[] slots)
    {
        if (_end < 16 || _slots.Count > _end / 2) return;
        int to = 0;
        for (int from = 0; from < _end; from++)
        {
            if (_keys[from] is null) continue;
            _keys[to] = _keys[from];
            slots[to] = slots[from];
            _slots[_keys[to]] = to;
            to++;
        }
        Array.Clear(_keys, to, _end - to);
        Array.Clear(slots, to, _end - to);
        _end = to;
    }

    internal int[] Order()
    {
        if (_hasIndices) return Shape.IndexOrder(_keys, _end);
        var order = new int[_slots.Count];
        int n = 0;
        for (int i = 0; i < _end; i++)
            if (_keys[i] is not null) order[n++] = i;
        return order;
    }

    internal string KeyAt(int slot) => _keys[slot];
}
