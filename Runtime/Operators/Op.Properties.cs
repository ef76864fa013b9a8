using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Containerless.Runtime.Builtins;

namespace Containerless.Runtime;

// Property access. The fast lanes only read until they commit, and commit only to an own data property of a plain
// object whose shape says where it is, or to an element inside a dense array; nothing on a prototype can interfere,
// since prototypes are immutable and have neither indices nor setters (but for __proto__, which no shape is given
// by a write).
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
        if (o.Ref is PlainObject p && !ReferenceEquals(p.Shape, PlainObject.TableShape))
        {
            ref CacheEntry entry = ref r.Caches[cache];
            if (ReferenceEquals(entry.Absent, p.Shape)) return default;
            int slot = p.Shape.Find(name);
            if (slot < 0)
            {
                Value inherited = Prototypes.Object.Get(name, line);
                if (inherited.IsUndefined) entry.Absent = p.Shape;
                return inherited;
            }
            entry.Shape = p.Shape;
            entry.Slot = slot;
            entry.Next = null;
            return p.Slots[slot];
        }
        return GetNamed(r, o, name, line);
    }

    internal static Value GetNamed(Realm r, Value o, string name, int line)
    {
        switch (o.Ref)
        {
            case JsObject target: return target.GetNamed(r, name, line);
            case string or Rope:
                if (name == "length") return Rope.LengthOf(o.Ref);
                if (PropertyKey.IsIndex(name, out uint index)) return CharAt(r, o.Ref, index);
                return Prototypes.String.Get(name, line);
            case Tag when o.IsNumber: return Prototypes.Number.Get(name, line);
            case Tag when o.IsBoolean: return Prototypes.Boolean.Get(name, line);
            default:
                throw new Bailout($"TypeError: Cannot read properties of {o} (reading '{name}')", line);
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
        if (o.IsNullish) ThrowReadOfNullish(o, key, line);
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
        if (o.Ref is ArrayObject) return default;
        if (o.Ref is string || o.Ref is Rope) return CharAt(r, o.Ref, key);
        return GetNamed(r, o, PropertyKey.OfIndex(key), line);
    }

    /// <summary>o[key] of an array.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value GetIndex(Realm r, ArrayObject o, int key, int line) =>
        (uint)key < (uint)o.Count ? o.Items[o.Head + key].HoleToUndefined : default;

    /// <summary>o[key] of an array.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value GetIndex(Realm r, ArrayObject o, double key, int line)
    {
        int i = double.ConvertToIntegerNative<int>(key);
        return i == key ? GetIndex(r, o, i, line) : default;    // a fraction, NaN or out of range: no such property
    }

    /// <summary>o.name = v.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Put(Realm r, Value o, string name, Value v, int cache, int line)
    {
        if (o.Ref is PlainObject p)
        {
            ref CacheEntry entry = ref r.Caches[cache];
            if (ReferenceEquals(entry.Shape, p.Shape) && entry.Slot < p.Slots.Length)
            {
                p.Slots[entry.Slot] = v;
                if (entry.Next is not null) p.Shape = entry.Next;
                return v;
            }
        }
        PutSlow(r, o, name, v, cache, line);
        return v;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void PutSlow(Realm r, Value o, string name, Value v, int cache, int line)
    {
        if (o.Ref is not PlainObject p)
        {
            PutNamed(r, o, name, v, line);
            return;
        }
        Shape before = p.Shape;
        p.PutNamed(r, name, v, line);
        if (ReferenceEquals(p.Shape, PlainObject.TableShape)) return;
        ref CacheEntry entry = ref r.Caches[cache];
        entry.Shape = before;
        entry.Next = ReferenceEquals(before, p.Shape) ? null : p.Shape;
        entry.Slot = entry.Next is null ? p.Shape.Find(name) : before.Count;
    }

    private static void PutNamed(Realm r, Value o, string name, Value v, int line)
    {
        if (o.Ref is JsObject target) target.PutNamed(r, name, v, line);
        else throw new Bailout($"write to property '{name}' of a primitive", line);
    }

    /// <summary>o[key] = v.</summary>
    public static Value PutIndex(Realm r, Value o, Value key, Value v, int line)
    {
        if (key.IsNumber) return PutIndex(r, o, key.Num, v, line);
        if (o.IsNullish) throw new Bailout($"TypeError: Cannot set properties of {o}", line);
        PutNamed(r, o, PropertyKey.Of(r, key), v, line);
        return v;
    }

    /// <summary>o[key] = v.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value PutIndex(Realm r, Value o, double key, Value v, int line)
    {
        int i = double.ConvertToIntegerNative<int>(key);
        if (i == key) return PutIndex(r, o, i, v, line);
        PutNamed(r, o, PropertyKey.Of(r, key), v, line);
        return v;
    }

    /// <summary>o[key] = v.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value PutIndex(Realm r, Value o, int key, Value v, int line)
    {
        if (o.Ref is ArrayObject array) array.Set(r, key, v, line);
        else PutNamed(r, o, PropertyKey.OfIndex(key), v, line);
        return v;
    }

    /// <summary>o[key] = v on an array.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value PutIndex(Realm r, ArrayObject o, int key, Value v, int line)
    {
        o.Set(r, key, v, line);
        return v;
    }

    /// <summary>o[key] = v on an array.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value PutIndex(Realm r, ArrayObject o, double key, Value v, int line)
    {
        int i = double.ConvertToIntegerNative<int>(key);
        if (i != key) throw new Bailout("write to a property of an array that is not an element", line);
        o.Set(r, i, v, line);
        return v;
    }

    /// <summary>delete o[key] (ECMA-262 §13.5.1).</summary>
    public static bool Delete(Realm r, Value o, Value key, int line)
    {
        if (o.Ref is not JsObject target) throw new Bailout("delete of a property of a primitive", line);
        return target.DeleteNamed(r, PropertyKey.Of(r, key), line);
    }

    /// <summary>Defines a property of an object literal with a computed key; returns <paramref name="o"/>.</summary>
    public static PlainObject Define(Realm r, PlainObject o, Value key, Value v)
    {
        o.DefineOwn(r, PropertyKey.Of(r, key), v);
        return o;
    }

    [DoesNotReturn]
    private static void ThrowReadOfNullish(Value o, Value key, int line) =>
        throw new Bailout($"TypeError: Cannot read properties of {o} (reading '{key}')", line);
}
