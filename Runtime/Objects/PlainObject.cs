namespace Containerless.Runtime;

/// <summary>
/// An ordinary object (ECMA-262 §10.1), with or without internal slots: literals, instances of classes, errors, maps,
/// iterators, promises.
/// </summary>
public sealed class PlainObject : JsObject
{
    internal Shape Shape;

    /// <summary>The values, or an <see cref="Accessor"/> each, at the slots that the shape says.</summary>
    internal Value[] Slots;

    /// <summary>Internal slots of builtin objects: one of the sealed classes in Builtins; null for most objects.</summary>
    internal object? Data;

    internal PlainObject(Shape shape, Value[] slots)
    {
        Shape = shape;
        Slots = slots;
    }

    internal PlainObject(Shape shape, Value[] slots, object? data)
    {
        Shape = shape;
        Slots = slots;
        Data = data;
    }

    internal int Count => Shape.Count;

    internal override bool IsExtensible => Shape.IsExtensible;

    internal int FindSlot(string name) => Shape.Find(name);

    /// <summary>What the slot of this name holds, an accessor perhaps.</summary>
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

    internal override JsObject? GetPrototype(Realm realm) => Shape.Prototype;

    internal override bool TryGetOwnProperty(Realm realm, string name, int line, out Property property)
    {
        int slot = Shape.Find(name);
        if (slot < 0)
        {
            property = default;
            return false;
        }
        property = new Property(Slots[slot], Shape.FlagsAt(slot));
        return true;
    }

    internal override bool HasOwn(Realm realm, string name, int line) => Shape.Find(name) >= 0;

    internal override Value GetNamed(Realm realm, string name, Value receiver, int line)
    {
        int slot = Shape.Find(name);
        if (slot < 0) return Shape.Prototype is { } prototype ? prototype.GetNamed(realm, name, receiver, line) : default;
        Value value = Slots[slot];
        return value.Ref is Accessor accessor ? accessor.Get(realm, receiver, line) : value;
    }

    internal override bool PutNamed(Realm realm, string name, Value value, int line)
    {
        int slot = Shape.Find(name);
        // The only accessor on Object.prototype; its other properties are writable, so that writing adds an own one.
        if (slot < 0 && ReferenceEquals(Shape.Prototype, Builtins.Prototypes.ObjectObject) && name != "__proto__"
            && Shape.IsExtensible && Data is not GuardedData)
        {
            Add(realm, name, value, PropertyFlags.All);
        }
        else if (slot < 0 || Data is GuardedData
            || (Shape.FlagsAt(slot) & (PropertyFlags.Writable | PropertyFlags.Accessor)) != PropertyFlags.Writable)
        {
            return TryPut(realm, name, value, this, line);
        }
        else
        {
            Slots[slot] = value;
        }
        Touch(realm);
        return true;
    }

    /// <summary>CreateDataProperty (ECMA-262 §7.3.5) on an object that is known to allow it.</summary>
    internal void DefineOwn(Realm realm, string name, Value value) => DefineOwn(realm, name, value, PropertyFlags.All);

    /// <summary>Defines a property on an object that is known to allow it; an <see cref="Accessor"/> comes as a value.</summary>
    internal void DefineOwn(Realm realm, string name, Value value, PropertyFlags flags)
    {
        int slot = Shape.Find(name);
        if (slot < 0)
        {
            Add(realm, name, value, flags);
        }
        else
        {
            if (Shape.FlagsAt(slot) != flags)
            {
                MakeOwnShape(realm);
                Shape.Table!.SetFlags(slot, flags);
            }
            Slots[slot] = value;
        }
        Touch(realm);
    }

    internal override void DefineOwnProperty(Realm realm, string name, Property property, int line)
    {
        (Data as GuardedData)?.BeforeWrite(name, line);
        DefineOwn(realm, name, property.Value, property.Flags);
    }

    private void Add(Realm realm, string name, Value value, PropertyFlags flags)
    {
        if (Shape.IsShared)
        {
            Shape? next = Shape.With(realm, name, flags);
            if (next is not null)
            {
                int slot = Shape.Count;
                Reserve(realm, slot);
                Slots[slot] = value;
                Shape = next;
                return;
            }
            Shape = Shape.Own(realm);
        }
        // Arrays do not look for elements on their prototypes.
        if (Shape.Children is not null && PropertyKey.IsIndex(name, out _)) throw new Bailout("an element on a prototype");
        realm.Charge(48);
        PropertyTable table = Shape.Table!;
        table.Compact(Slots);
        Reserve(realm, table.End);
        Slots[table.Add(name, flags)] = value;
    }

    /// <summary>Makes room for slot <paramref name="slot"/>.</summary>
    internal void Reserve(Realm realm, int slot)
    {
        if (slot < Slots.Length) return;
        int size = Math.Max(4, slot * 2);
        realm.Charge(24 + 16L * size);
        Array.Resize(ref Slots, size);
    }

    /// <summary>Caches may hold what objects inherit from this one.</summary>
    private void Touch(Realm realm)
    {
        if (Shape.Children is not null) realm.PrototypeEpoch++;
    }

    internal override bool DeleteNamed(Realm realm, string name, int line)
    {
        int slot = FindSlot(name);
        if (slot < 0) return true;
        (Data as GuardedData)?.BeforeWrite(name, line);
        if ((Shape.FlagsAt(slot) & PropertyFlags.Configurable) == 0) return false;
        if (Shape.IsShared && slot == Shape.Count - 1 && Shape.Parent is { } parent)
        {
            Slots[slot] = default;
            Shape = parent;
            return true;
        }
        MakeOwnShape(realm);
        Slots[Shape.Table!.Remove(name)] = default;
        Touch(realm);
        return true;
    }

    internal override void Limit(Realm realm, Integrity level, int line)
    {
        (Data as GuardedData)?.BeforeWrite("", line);
        if (Shape.IsShared && Shape.Limited(realm, level) is { } limited)
        {
            Shape = limited;
            return;
        }
        MakeOwnShape(realm);
        Shape.PreventExtensions();
        PropertyTable table = Shape.Table!;
        realm.Spend(table.End);
        for (int i = 0; i < table.End; i++)
            if (table.KeyAt(i) is { } key) table.SetFlags(i, Shape.Limit(key, table.FlagsAt(i), level));
        Touch(realm);
    }

    internal override void SetPrototype(Realm realm, JsObject? prototype, int line)
    {
        (Data as GuardedData)?.BeforeWrite("__proto__", line);
        Shape root = realm.RootShape(prototype, line);
        if (Shape.IsShared)
        {
            Shape? shape = root;
            for (int i = 0; i < Shape.Count && shape is not null; i++) shape = shape.With(realm, Shape.KeyAt(i), Shape.FlagsAt(i));
            if (shape is not null)
            {
                Shape = shape;
                return;
            }
            Shape = Shape.Own(realm);
        }
        Shape.SetPrototype(prototype);
        Touch(realm);
    }

    internal override Shape Children(Realm realm, int line)
    {
        if (Shape.Children is { } root) return root;
        MakeOwnShape(realm);
        if (Shape.HasIndices) throw new Bailout("a prototype with elements", line);
        return Shape.BeginChildren(realm, this);
    }

    internal void MakeOwnShape(Realm realm)
    {
        if (Shape.IsShared) Shape = Shape.Own(realm);
    }

    internal override void OwnKeys(Realm realm, List<string> keys, int line)
    {
        int count = Count;
        realm.Spend(1 + count);
        realm.Charge(8L * count);
        int[]? order = Order();
        for (int i = 0; i < (order?.Length ?? count); i++) keys.Add(KeyAt(order is null ? i : order[i]));
        if (Shape.IsSimple) return;
        foreach (int slot in Shape.SymbolOrder()) keys.Add(KeyAt(slot));
    }

    /// <summary>Slots in the order of OrdinaryOwnPropertyKeys; null where it is simply 0 … Count-1.</summary>
    internal int[]? Order() => Shape.Order();

    internal string KeyAt(int slot) => Shape.KeyAt(slot);

    internal override string Describe() => "an object";

    /// <summary>For debuggers and logs: an error's name and message.</summary>
    public override string ToString() => Data is Builtins.ErrorData ? $"{Shown("name")}: {Shown("message")}" : "[object]";

    private Value Shown(string name)
    {
        for (JsObject? o = this; o is not null; o = o is PlainObject p ? p.Shape.Prototype : null)
        {
            if (o is PlainObject each && each.TryGetOwn(name, out Value own)) return own;
            if (o is Builtins.NamespaceObject { Table: var table } && table.TryGetOwn(name, 0, out Value shared)) return shared;
        }
        return default;
    }
}

/// <summary>Internal slots of an object that is not as ordinary as it looks: some of its writes bail out.</summary>
internal abstract class GuardedData
{
    /// <summary>Before a property is written, defined or deleted.</summary>
    internal abstract void BeforeWrite(string name, int line);
}
