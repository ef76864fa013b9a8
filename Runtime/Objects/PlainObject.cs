namespace Containerless.Runtime;

/// <summary>An ordinary object whose prototype is Object.prototype, with data properties only.</summary>
public sealed class PlainObject : JsObject
{
    /// <summary>The shape of objects whose names are in <see cref="_table"/>; no cache ever holds it.</summary>
    internal static readonly Shape TableShape = new();

    /// <summary>Internal slots of what is not quite an ordinary object: promises, generators.</summary>
    internal object? Data;

    internal Shape Shape;
    internal Value[] Slots;
    private PropertyTable? _table;
    private bool _frozen;

    internal PlainObject(Shape shape, Value[] slots)
    {
        Shape = shape;
        Slots = slots;
    }

    internal int Count => _table?.Count ?? Shape.Count;

    internal bool IsFrozen => _frozen;

    internal int FindSlot(string name) => _table is null ? Shape.Find(name) : _table.Find(name);

    internal bool TryGetOwn(string name, out Value value)
    {
        int slot = FindSlot(name);
        if (slot < 0)
        {
            value = default;
            return false;
        }
        value = Slots[slot];
        return true;
    }

    internal override Value GetNamed(Realm realm, string name, int line)
    {
        int slot = FindSlot(name);
        return slot >= 0 ? Slots[slot] : Builtins.Prototypes.Object.Get(name, line);
    }

    internal override void PutNamed(Realm realm, string name, Value value, int line)
    {
        if (_frozen) throw new Bailout($"write to '{name}' of a frozen object", line);
        int slot = FindSlot(name);
        if (slot >= 0)
        {
            Slots[slot] = value;
            return;
        }
        // The one accessor on Object.prototype; its other properties are writable, so that writing adds an own one.
        if (name == "__proto__") throw new Bailout("write to __proto__", line);
        Add(realm, name, value);
    }

    /// <summary>CreateDataProperty (ECMA-262 §7.3.5): unlike a write it can make an own <c>__proto__</c>.</summary>
    internal void DefineOwn(Realm realm, string name, Value value)
    {
        int slot = FindSlot(name);
        if (slot >= 0) Slots[slot] = value;
        else Add(realm, name, value);
    }

    private void Add(Realm realm, string name, Value value)
    {
        if (_table is null)
        {
            Shape? next = Shape.With(realm, name);
            if (next is not null)
            {
                int slot = Shape.Count;
                Reserve(realm, slot);
                Slots[slot] = value;
                Shape = next;
                return;
            }
            UseTable(realm);
        }
        realm.Charge(48);
        _table!.Compact(Slots);
        Reserve(realm, _table.End);
        Slots[_table.Add(name)] = value;
    }

    /// <summary>Makes room for slot <paramref name="slot"/>.</summary>
    internal void Reserve(Realm realm, int slot)
    {
        if (slot < Slots.Length) return;
        int size = Math.Max(4, slot * 2);
        realm.Charge(24 + 16L * size);
        Array.Resize(ref Slots, size);
    }

    private void UseTable(Realm realm)
    {
        realm.Charge(100 + 48L * Shape.Count);
        _table = new PropertyTable(Shape.Keys);
        Shape = TableShape;
    }

    internal override bool DeleteNamed(Realm realm, string name, int line)
    {
        if (_frozen) throw new Bailout($"delete of '{name}' of a frozen object", line);
        int slot = FindSlot(name);
        if (slot < 0) return true;
        if (_table is null && slot == Shape.Count - 1 && Shape.Parent is { } parent)
        {
            Slots[slot] = default;
            Shape = parent;
            return true;
        }
        if (_table is null) UseTable(realm);
        Slots[_table!.Remove(name)] = default;
        return true;
    }

    internal void Freeze(Realm realm)
    {
        if (_table is null) UseTable(realm);
        _frozen = true;
    }

    internal override bool HasOwn(Realm realm, string name, int line) => FindSlot(name) >= 0;

    internal override bool Has(Realm realm, string name, int line) =>
        FindSlot(name) >= 0 || Builtins.Prototypes.Object.Has(name);

    /// <summary>Slots in the order of OrdinaryOwnPropertyKeys; null where it is simply 0 … Count-1.</summary>
    internal int[]? Order() => _table is null ? Shape.OrderWithIndices() : _table.Order();

    internal string KeyAt(int slot) => _table is null ? Shape.Keys[slot] : _table.KeyAt(slot);

    internal override string Describe() => "an object";
}
