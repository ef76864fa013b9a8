using System.Diagnostics;

namespace Containerless.Runtime;

/// <summary>
/// A hidden class: the names of an object's properties, in order of creation, and the slot of each.
/// Objects that got the same names in the same order share one. Shapes belong to a realm.
/// </summary>
[DebuggerDisplay("{string.Join(\",\", Keys)}")]
internal sealed class Shape
{
    /// <summary>Past this many properties an object has a table of its own.</summary>
    internal const int MaxProperties = 64;

    /// <summary>
    /// Past this many shapes (names made at run time) the realm makes no new ones: shapes live as long as the realm, so
    /// this and the other two bound what a hostile function can make it keep, to about 6 MB.
    /// </summary>
    internal const int MaxShapesOfRealm = 2048;

    /// <summary>Longer names (in UTF-16 units) are kept by their objects only.</summary>
    private const int MaxNameLength = 128;

    private const int LinearUpTo = 6;

    internal readonly Shape? Parent;
    internal readonly string[] Keys;
    private Dictionary<string, int>? _slots;
    private string? _onlyName;
    private Shape? _onlyNext;
    private Dictionary<string, Shape>? _transitions;
    private int[]? _order;
    private readonly bool _hasIndices;

    /// <summary>The empty shape.</summary>
    internal Shape() => Keys = [];

    private Shape(Shape parent, string name)
    {
        Parent = parent;
        Keys = new string[parent.Keys.Length + 1];
        parent.Keys.CopyTo(Keys, 0);
        Keys[^1] = name;
        _hasIndices = parent._hasIndices || PropertyKey.IsIndex(name, out _);
    }

    internal int Count => Keys.Length;

    /// <summary>The next property that most objects of this shape got; a guess for parsers.</summary>
    internal string? LikelyNext => _onlyName;

    /// <summary>The slot of <paramref name="name"/>, or -1.</summary>
    internal int Find(string name)
    {
        string[] keys = Keys;
        if (keys.Length <= LinearUpTo)
        {
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
    internal Shape? With(Realm realm, string name)
    {
        if (_onlyName is not null && string.Equals(_onlyName, name)) return _onlyNext;
        if (_transitions is not null && _transitions.TryGetValue(name, out Shape? next)) return next;
        if (Keys.Length >= MaxProperties || realm.ShapeCount >= MaxShapesOfRealm || name.Length > MaxNameLength) return null;
        realm.ShapeCount++;
        realm.Charge(160 + 8 * Keys.Length);
        next = new Shape(this, name);
        if (_onlyName is null)
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

    /// <summary>Slots in the order of OrdinaryOwnPropertyKeys (ECMA-262 §10.1.11.1): indices ascending, then names.</summary>
    internal int[]? OrderWithIndices()
    {
        if (!_hasIndices) return null;
        return _order ??= IndexOrder(Keys, Keys.Length);
    }

    internal static int[] IndexOrder(string[] keys, int count)
    {
        var indices = new List<(uint Index, int Slot)>();
        var names = new List<int>();
        for (int i = 0; i < count; i++)
        {
            if (keys[i] is null) continue;
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
