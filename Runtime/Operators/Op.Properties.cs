using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Containerless.Runtime.Builtins;

namespace Containerless.Runtime;

// Property access. The fast lanes only read until they commit. They commit to an own data property of a plain object
// whose shape says where it is, to an element inside a dense array, or to what the shape's prototypes had when the
// realm's epoch was the same: whatever changes an object that serves as a prototype starts a new epoch, and builtin
// prototypes are immutable and have neither indices nor setters (but for __proto__).
public static partial class Op
{
    /// <summary>The length of an array.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LengthOf(ArrayObject o) => o.Count;

    /// <summary>The length of a string in UTF-16 units.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LengthOf(string s) => s.Length;

    /// <summary>o.name.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Get(Realm r, Value o, string name, int cache, int line)
    {
        if (o.Ref is PlainObject p)
        {
            ref CacheEntry entry = ref r.Caches[cache];
            if (ReferenceEquals(entry.Shape, p.Shape)) return p.Slots[entry.Slot];
        }
        return GetSlow(r, o, name, cache, line);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value GetSlow(Realm r, Value o, string name, int cache, int line)
    {
        ref CacheEntry entry = ref r.Caches[cache];
        PlainObject p;
        if (o.Ref is PlainObject plain) p = plain;
        else if (o.Ref is FunctionObject { Bag: { } bag }) p = bag;     // classes, mostly
        else return GetNamed(r, o, name, line);
        Shape shape = p.Shape;
        if (ReferenceEquals(entry.Shape, shape)) return p.Slots[entry.Slot];    // of a function
        if (ReferenceEquals(entry.Heir, shape) && entry.Epoch == r.PrototypeEpoch)
            return entry.Inherited.Ref is Accessor getter ? getter.Get(r, o, line) : entry.Inherited;
        if (!shape.IsShared) return GetNamed(r, o, name, line);
        int slot = shape.Find(name);
        if (slot >= 0)
        {
            if (p.Slots[slot].Ref is Accessor own) return own.Get(r, o, line);
            entry.Shape = shape;
            entry.Slot = slot;
            entry.Next = null;
            return p.Slots[slot];
        }
        if (o.Ref is FunctionObject { Kind: FunctionKind.Function } && name is "arguments" or "caller") return GetNamed(r, o, name, line);
        Value inherited = Inherited(r, shape, name, line);
        entry.Heir = shape;
        entry.Inherited = inherited;
        entry.Epoch = r.PrototypeEpoch;
        return inherited.Ref is Accessor accessor ? accessor.Get(r, o, line) : inherited;
    }

    /// <summary>What objects of a shape inherit under a name, as it is in its slot.</summary>
    private static Value Inherited(Realm r, Shape shape, string name, int line)
    {
        for (JsObject? o = shape.Prototype; o is not null; o = o.GetPrototype(r))
        {
            r.Spend(1);
            if (o.TryGetOwnProperty(r, name, line, out Property property)) return property.Value;
        }
        return default;
    }

    internal static Value GetNamed(Realm r, Value o, string name, int line)
    {
        switch (o.Ref)
        {
            case JsObject target: return target.GetNamed(r, name, line);
            case string or Rope:
                if (name == "length") return Rope.LengthOf(o.Ref);
                if (PropertyKey.IsIndex(name, out uint index)) return CharAt(r, o.Ref, index);
                return Prototypes.String.Get(r, name, o, line);
            case Tag when o.IsNumber: return Prototypes.Number.Get(r, name, o, line);
            case Tag when o.IsBoolean: return Prototypes.Boolean.Get(r, name, o, line);
            case Symbol: return Prototypes.Symbol.Get(r, name, o, line);
            default: throw Errors.Type(r, $"Cannot read properties of {o} (reading '{PropertyKey.Describe(name)}')", line);
        }
    }

    private static Value CharAt(Realm r, object text, double index)
    {
        if (!(index >= 0 && index < Rope.LengthOf(text))) return default;
        return CharText.Of(Rope.Flat(text)[(int)index]);
    }

    /// <summary>o[key].</summary>
    public static Value GetIndex(Realm r, Value o, Value key, int line)
    {
        if (key.IsNumber) return GetIndex(r, o, key.Num, line);
        if (o.IsNullish) ThrowReadOfNullish(r, o, key, line);
        return GetNamed(r, o, PropertyKey.Of(r, key), line);
    }

    /// <summary>o[key].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value GetIndex(Realm r, Value o, double key, int line)
    {
        int i = double.ConvertToIntegerNative<int>(key);
        if (i == key) return GetIndex(r, o, i, line);
        return GetNamed(r, o, PropertyKey.Of(r, key), line);
    }

    /// <summary>o[key].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value GetIndex(Realm r, Value o, int key, int line)
    {
        if (o.Ref is ArrayObject array && (uint)key < (uint)array.Count) return array.Items[array.Head + key].HoleToUndefined;
        return GetIndexSlow(r, o, key, line);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value GetIndexSlow(Realm r, Value o, int key, int line)
    {
        if (o.Ref is ArrayObject && key >= 0) return default;
        if (o.Ref is string || o.Ref is Rope) return CharAt(r, o.Ref, key);
        return GetNamed(r, o, PropertyKey.OfIndex(key), line);
    }

    /// <summary>o[key] of an array, where key is no index.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value GetOther(Realm r, ArrayObject o, double key, int line) =>
        o.Extra is null ? default : o.GetNamed(r, PropertyKey.Of(r, key), line);

    /// <summary>o[key] of an array.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value GetIndex(Realm r, ArrayObject o, int key, int line) =>
        (uint)key < (uint)o.Count ? o.Items[o.Head + key].HoleToUndefined : key >= 0 ? default : GetOther(r, o, key, line);

    /// <summary>o[key] of an array.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value GetIndex(Realm r, ArrayObject o, double key, int line)
    {
        int i = double.ConvertToIntegerNative<int>(key);
        return i == key ? GetIndex(r, o, i, line) : GetOther(r, o, key, line);
    }

    // A write that is refused is a TypeError in strict code and nothing in sloppy code.

    /// <summary>o.name = v.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Put(Realm r, Value o, string name, Value v, int cache, int line, bool strict = false)
    {
        if (o.Ref is PlainObject p)
        {
            ref CacheEntry entry = ref r.Caches[cache];
            if (ReferenceEquals(entry.Shape, p.Shape) && entry.Slot < p.Slots.Length)
            {
                if (entry.Next is null)
                {
                    p.Slots[entry.Slot] = v;
                    return v;
                }
                if (entry.Epoch == r.PrototypeEpoch)
                {
                    p.Slots[entry.Slot] = v;
                    p.Shape = entry.Next;
                    return v;
                }
            }
        }
        PutSlow(r, o, name, v, cache, line, strict);
        return v;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void PutSlow(Realm r, Value o, string name, Value v, int cache, int line, bool strict)
    {
        if (o.Ref is not PlainObject { Data: not GuardedData, Shape: { IsShared: true } before } p)
        {
            PutNamed(r, o, name, v, line, strict);
            return;
        }
        ref CacheEntry entry = ref r.Caches[cache];
        int slot = before.Find(name);
        if (slot >= 0)
        {
            if ((before.FlagsAt(slot) & (PropertyFlags.Writable | PropertyFlags.Accessor)) != PropertyFlags.Writable)
            {
                PutNamed(r, o, name, v, line, strict);
                return;
            }
            entry.Next = null;
        }
        else
        {
            if (!before.IsExtensible || !MayAdd(r, before, name, line))
            {
                PutNamed(r, o, name, v, line, strict);
                return;
            }
            p.DefineOwn(r, name, v);
            if (!p.Shape.IsShared) return;
            slot = before.Count;
            entry.Next = p.Shape;
            entry.Epoch = r.PrototypeEpoch;
        }
        entry.Shape = before;
        entry.Slot = slot;
        p.Slots[slot] = v;
    }

    /// <summary>Whether writing a name that objects of this shape lack adds it: nothing inherited is in the way.</summary>
    private static bool MayAdd(Realm r, Shape shape, string name, int line)
    {
        if (ReferenceEquals(shape.Prototype, Prototypes.ObjectObject)) return name != "__proto__";
        for (JsObject? o = shape.Prototype; o is not null; o = o.GetPrototype(r))
        {
            r.Spend(1);
            if (ReferenceEquals(o, Prototypes.ObjectObject)) return name != "__proto__";
            if (o.TryGetOwnProperty(r, name, line, out Property property)) return !property.IsAccessor && property.IsWritable;
        }
        return true;
    }

    internal static void PutNamed(Realm r, Value o, string name, Value v, int line, bool strict)
    {
        if (o.Ref is JsObject target)
        {
            if (!target.PutNamed(r, name, v, line) && strict) throw Writing.Refused(r, target, name, line);
        }
        else if (o.IsNullish)
        {
            throw Errors.Type(r, $"Cannot set properties of {o} (setting '{PropertyKey.Describe(name)}')", line);
        }
        else if (strict && name != "__proto__")     // the one setter on primitives' prototypes, which ignores them
        {
            throw Writing.RefusedOnPrimitive(r, o, name, line);
        }
    }

    /// <summary>o[key] = v.</summary>
    public static Value PutIndex(Realm r, Value o, Value key, Value v, int line, bool strict = false)
    {
        if (key.IsNumber) return PutIndex(r, o, key.Num, v, line, strict);
        if (o.IsNullish && key.Ref is JsObject)
            throw new Bailout($"write of an object's name to {o}", line);
        PutNamed(r, o, PropertyKey.Of(r, key), v, line, strict);
        return v;
    }

    /// <summary>o[key] = v.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value PutIndex(Realm r, Value o, double key, Value v, int line, bool strict = false)
    {
        int i = double.ConvertToIntegerNative<int>(key);
        if (i == key) return PutIndex(r, o, i, v, line, strict);
        PutNamed(r, o, PropertyKey.Of(r, key), v, line, strict);
        return v;
    }

    /// <summary>o[key] = v.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value PutIndex(Realm r, Value o, int key, Value v, int line, bool strict = false)
    {
        if (o.Ref is ArrayObject array) return PutIndex(r, array, key, v, line, strict);
        PutNamed(r, o, PropertyKey.OfIndex(key), v, line, strict);
        return v;
    }

    /// <summary>o[key] = v on an array.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value PutIndex(Realm r, ArrayObject o, int key, Value v, int line, bool strict = false)
    {
        if (key >= 0 && o.Extra is null) o.Set(r, key, v, line);
        else PutNamed(r, o, PropertyKey.OfIndex(key), v, line, strict);
        return v;
    }

    /// <summary>o[key] = v on an array.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value PutIndex(Realm r, ArrayObject o, double key, Value v, int line, bool strict = false)
    {
        int i = double.ConvertToIntegerNative<int>(key);
        if (i == key) return PutIndex(r, o, i, v, line, strict);
        PutNamed(r, o, PropertyKey.Of(r, key), v, line, strict);
        return v;
    }

    /// <summary>delete o[key] (ECMA-262 §13.5.1).</summary>
    public static bool Delete(Realm r, Value o, Value key, int line, bool strict = false)
    {
        if (o.IsNullish) throw Errors.Type(r, "Cannot convert undefined or null to object", line);
        string name = PropertyKey.Of(r, key);
        bool gone = o.Ref is JsObject target ? target.DeleteNamed(r, name, line) : !ObjectPrototype.HasOwn(r, o, name, line);
        if (gone || !strict) return gone;
        string shown = o.Ref is JsObject ? Errors.Show(r, o, line) : "[object String]";     // no other primitive has properties
        throw Errors.Type(r, $"Cannot delete property '{PropertyKey.Describe(name)}' of {shown}", line);
    }

    /// <summary>Defines a property of an object literal with a computed key; returns <paramref name="o"/>.</summary>
    public static PlainObject Define(Realm r, PlainObject o, Value key, Value v)
    {
        o.DefineOwn(r, PropertyKey.Of(r, key), v);
        return o;
    }

    [DoesNotReturn]
    private static void ThrowReadOfNullish(Realm r, Value o, Value key, int line) =>
        throw Errors.Type(r, Errors.TryShow(r, key, line) is { } shown
            ? $"Cannot read properties of {o} (reading '{shown}')"
            : $"Cannot read properties of {o}", line);
}
