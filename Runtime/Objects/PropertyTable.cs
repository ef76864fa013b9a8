namespace Containerless.Runtime;

/// <summary>The names of one object that shares its shape with no other: a hash table in order of creation.</summary>
internal sealed class PropertyTable
{
    private readonly Dictionary<string, int> _slots;
    private string[] _keys;             // null where deleted
    private PropertyFlags[]? _flags;    // null: all are ordinary
    private int _end;                   // slots used, deleted ones included
    private bool _hasIndices;
    private bool _hasHidden;

    internal PropertyTable(string[] keys, PropertyFlags[]? flags)
    {
        _slots = new Dictionary<string, int>(keys.Length + 1, StringComparer.Ordinal);
        _keys = new string[Math.Max(4, keys.Length * 2)];
        for (int i = 0; i < keys.Length; i++) Add(keys[i], flags is null ? PropertyFlags.All : flags[i]);
    }

    internal int Count => _slots.Count;

    internal int End => _end;

    /// <summary>Whether all properties are enumerable data properties whose names are not hidden, in order of creation.</summary>
    internal bool IsSimple => _flags is null && !_hasIndices && !_hasHidden && _slots.Count == _end;

    internal bool HasIndices => _hasIndices;

    internal int Find(string name) => _slots.TryGetValue(name, out int slot) ? slot : -1;

    /// <summary>Adds a name that is not there; the caller makes room for its slot.</summary>
    internal int Add(string name, PropertyFlags flags)
    {
        if (_end == _keys.Length) Array.Resize(ref _keys, _end * 2);
        _keys[_end] = name;
        _slots.Add(name, _end);
        _hasIndices |= PropertyKey.IsIndex(name, out _);
        _hasHidden |= PropertyKey.IsHidden(name);
        if (flags != PropertyFlags.All || _flags is not null) SetFlags(_end, flags);
        return _end++;
    }

    internal PropertyFlags FlagsAt(int slot) => _flags is null || slot >= _flags.Length ? PropertyFlags.All : _flags[slot];

    internal void SetFlags(int slot, PropertyFlags flags)
    {
        if (_flags is null || _flags.Length < _keys.Length)
        {
            int from = _flags?.Length ?? 0;
            Array.Resize(ref _flags, _keys.Length);
            _flags.AsSpan(from).Fill(PropertyFlags.All);
        }
        _flags[slot] = flags;
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
            if (_flags is not null) SetFlags(to, FlagsAt(from));
            _slots[_keys[to]] = to;
            to++;
        }
        Array.Clear(_keys, to, _end - to);
        Array.Clear(slots, to, _end - to);
        _flags?.AsSpan(to).Fill(PropertyFlags.All);
        _end = to;
    }

    internal string[] Keys => _keys;

    internal string KeyAt(int slot) => _keys[slot];
}
