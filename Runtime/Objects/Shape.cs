using System.Diagnostics;

namespace Containerless.Runtime;

/// <summary>
/// A hidden class: the prototype, the names of an object's properties, in order of creation, the slot of each and its
/// attributes. Shapes belong to a realm.
/// </summary>
/// <remarks>
/// Shared shapes form a tree under each prototype and never change: objects that got the same names in the same order
/// have the same one, and a cache that compares it knows the prototype too. An object that lost a property, has very
/// many, or serves as a prototype has a shape of its own with a <see cref="Table"/>, which changes with it; no cache
/// ever holds one of those as a receiver's.
/// </remarks>
[DebuggerDisplay("{string.Join(\",\", Keys)}")]
internal sealed class Shape
{
    /// <summary>Past this many properties an object has a table of its own.</summary>
    internal const int MaxProperties = 64;

    /// <summary>
    /// Past this many shapes (names made at run time) under builtin prototypes the realm makes no new ones: they live
    /// as long as the realm, so this and the other two bound what a hostile function can make it keep, to about 6 MB.
    /// </summary>
    internal const int MaxShapesOfRealm = 2048;

    /// <summary>The same for each prototype that the function made; its shapes go when it does.</summary>
    private const int MaxShapesOfPrototype = 256;

    /// <summary>Longer names (in UTF-16 units) are kept by their objects only.</summary>
    private const int MaxNameLength = 128;

    private const int LinearUpTo = 6;

    internal readonly Shape? Parent;

    /// <summary>Only for objects of their own; null in shared shapes.</summary>
    internal readonly PropertyTable? Table;

    private readonly string[] _keys;
    private readonly PropertyFlags[]? _flags;   // null: all are ordinary
    private readonly Shape _root;
    private Dictionary<string, int>? _slots;
    private string? _onlyName;
    private Shape? _onlyNext;
    private Dictionary<string, Shape>? _transitions;
    private Dictionary<(string, PropertyFlags), Shape>? _attributed;
    private Shape?[]? _limited;
    private int[]? _order;
    private readonly bool _hasIndices;
    private readonly bool _hasHidden;
    private int _made;      // in a root: shapes under it

    /// <summary>A root: no properties.</summary>
    internal Shape(JsObject? prototype)
    {
        Prototype = prototype;
        IsExtensible = true;
        _keys = [];
        _root = this;
    }

    private Shape(Shape parent, string name, PropertyFlags flags)
    {
        Parent = parent;
        Prototype = parent.Prototype;
        IsExtensible = parent.IsExtensible;
        _root = parent._root;
        _keys = [.. parent._keys, name];
        if (flags != PropertyFlags.All || parent._flags is not null)
        {
            _flags = new PropertyFlags[_keys.Length];
            for (int i = 0; i < parent._keys.Length; i++) _flags[i] = parent.FlagsAt(i);
            _flags[^1] = flags;
        }
        _hasIndices = parent._hasIndices || PropertyKey.IsIndex(name, out _);
        _hasHidden = parent._hasHidden || PropertyKey.IsHidden(name);
    }

    /// <summary>The same names, not extensible, with fewer attributes.</summary>
    private Shape(Shape from, Integrity level)
    {
        Prototype = from.Prototype;
        _root = from._root;
        _keys = from._keys;
        _hasIndices = from._hasIndices;
        _hasHidden = from._hasHidden;
        _flags = new PropertyFlags[_keys.Length];
        for (int i = 0; i < _keys.Length; i++) _flags[i] = Limit(_keys[i], from.FlagsAt(i), level);
    }

    /// <summary>The shape of one object only, with its names so far.</summary>
    private Shape(Shape from)
    {
        Prototype = from.Prototype;
        IsExtensible = from.IsExtensible;
        _root = from._root;
        _keys = [];
        Table = new PropertyTable(from._keys, from._flags);
    }

    /// <summary>[[Prototype]] of the objects; changes only where <see cref="Table"/> is set.</summary>
    internal JsObject? Prototype { get; private set; }

    /// <summary>[[Extensible]]; changes only where <see cref="Table"/> is set.</summary>
    internal bool IsExtensible { get; private set; }

    /// <summary>The root shape of objects whose prototype is the one object of this shape; null where there is none.</summary>
    internal Shape? Children { get; private set; }

    internal int Count => Table?.Count ?? _keys.Length;

    /// <summary>The next property that most objects of this shape got; a guess for parsers.</summary>
    internal string? LikelyNext => _onlyName;

    /// <summary>Whether a cache may hold it.</summary>
    internal bool IsShared => Table is null;

    /// <summary>Whether slots 0 … Count-1 are all enumerable data properties with visible names, in order.</summary>
    internal bool IsSimple => Table?.IsSimple ?? (_flags is null && !_hasIndices && !_hasHidden);

    /// <summary>Whether some names are, or were, array indices.</summary>
    internal bool HasIndices => Table?.HasIndices ?? _hasIndices;

    internal string KeyAt(int slot) => Table is null ? _keys[slot] : Table.KeyAt(slot);

    internal PropertyFlags FlagsAt(int slot) =>
        Table is not null ? Table.FlagsAt(slot) : _flags is null ? PropertyFlags.All : _flags[slot];

    /// <summary>The slot of <paramref name="name"/>, or -1.</summary>
    internal int Find(string name)
    {
        string[] keys = _keys;
        if (keys.Length <= LinearUpTo)
        {
            if (Table is not null) return Table.Find(name);
            for (int i = 0; i < keys.Length; i++)
                if (ReferenceEquals(keys[i], name)) return i;
            for (int i = 0; i < keys.Length; i++)
                if (keys[i].Length == name.Length && string.Equals(keys[i], name)) return i;
            return -1;
        }
        if (_slots is null)
        {
            var slots = new Dictionary<string, int>(keys.Length, StringComparer.Ordinal);
            for (int i = 0; i < keys.Length; i++) slots.Add(keys[i], i);
            _slots = slots;
        }
        return _slots.TryGetValue(name, out int slot) ? slot : -1;
    }

    /// <summary>The shape with <paramref name="name"/> (not among the keys) added; null: use a table instead.</summary>
    internal Shape? With(Realm realm, string name, PropertyFlags flags)
    {
        Shape? next;
        if (flags == PropertyFlags.All)
        {
            if (_onlyName is not null && string.Equals(_onlyName, name)) return _onlyNext;
            if (_transitions is not null && _transitions.TryGetValue(name, out next)) return next;
        }
        else if (_attributed is not null && _attributed.TryGetValue((name, flags), out next))
        {
            return next;
        }
        if (_keys.Length >= MaxProperties || name.Length > MaxNameLength || !MayGrow(realm)) return null;
        next = new Shape(this, name, flags);
        if (flags != PropertyFlags.All)
        {
            (_attributed ??= []).Add((name, flags), next);
        }
        else if (_onlyName is null)
        {
            _onlyName = name;
            _onlyNext = next;
        }
        else
        {
            (_transitions ??= new Dictionary<string, Shape>(StringComparer.Ordinal)).Add(name, next);
        }
        return next;
    }

    private bool MayGrow(Realm realm)
    {
        if (Prototype is null or Builtins.NamespaceObject)
        {
            if (realm.ShapeCount >= MaxShapesOfRealm) return false;
            realm.ShapeCount++;
        }
        else
        {
            if (_root._made >= MaxShapesOfPrototype) return false;
            _root._made++;
        }
        realm.Charge(200 + 9 * _keys.Length);
        return true;
    }

    /// <summary>The shape of the same names whose objects are frozen, sealed or not extensible; null: use a table instead.</summary>
    internal Shape? Limited(Realm realm, Integrity level)
    {
        _limited ??= new Shape?[3];
        ref Shape? found = ref _limited[(int)level];
        if (found is not null) return found;
        return MayGrow(realm) ? found = new Shape(this, level) : null;
    }

    /// <summary>A shape like this one for one object only.</summary>
    internal Shape Own(Realm realm)
    {
        realm.Charge(200 + 48L * Count);
        return new Shape(this);
    }

    /// <summary>Attributes under a level of integrity (ECMA-262 §7.3.15); private names know no attributes.</summary>
    internal static PropertyFlags Limit(string name, PropertyFlags flags, Integrity level)
    {
        if (level == Integrity.Fixed || PropertyKey.IsPrivate(name)) return flags;
        flags &= ~PropertyFlags.Configurable;
        return level == Integrity.Frozen ? flags & ~PropertyFlags.Writable : flags;
    }

    // Of an object of its own.

    internal void SetPrototype(JsObject? prototype) => Prototype = prototype;

    internal void PreventExtensions() => IsExtensible = false;

    internal Shape BeginChildren(Realm realm, JsObject self)
    {
        realm.Charge(160);
        return Children = new Shape(self);
    }

    /// <summary>
    /// Slots of the visible names in the order of OrdinaryOwnPropertyKeys (ECMA-262 §10.1.11.1): indices ascending,
    /// then names; attributes are not looked at. Null where it is simply 0 … Count-1.
    /// </summary>
    internal int[]? Order()
    {
        if (Table is not null)
        {
            if (Table.IsSimple) return null;
            return IndexOrder(Table.Keys, Table.End);
        }
        if (!_hasIndices && !_hasHidden) return null;
        return _order ??= IndexOrder(_keys, _keys.Length);
    }

    /// <summary>Slots of the keys that are symbols, in order of creation.</summary>
    internal List<int> SymbolOrder()
    {
        var symbols = new List<int>();
        int end = Table?.End ?? _keys.Length;
        for (int i = 0; i < end; i++)
            if (KeyAt(i) is { } key && PropertyKey.IsHidden(key) && !PropertyKey.IsPrivate(key)) symbols.Add(i);
        return symbols;
    }

    private static int[] IndexOrder(string[] keys, int count)
    {
        var indices = new List<(uint Index, int Slot)>();
        var names = new List<int>();
        for (int i = 0; i < count; i++)
        {
            if (keys[i] is null || PropertyKey.IsHidden(keys[i])) continue;
            if (PropertyKey.IsIndex(keys[i], out uint index)) indices.Add((index, i));
            else names.Add(i);
        }
        indices.Sort();
        var order = new int[indices.Count + names.Count];
        for (int i = 0; i < indices.Count; i++) order[i] = indices[i].Slot;
        names.CopyTo(order, indices.Count);
        return order;
    }
}

/// <summary>How much of an object is fixed (ECMA-262 §7.3.15).</summary>
internal enum Integrity
{
    /// <summary>Not extensible.</summary>
    Fixed,
    Sealed,
    Frozen,
}
