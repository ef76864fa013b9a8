using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Containerless.Runtime;

/// <summary>An Array (ECMA-262 §10.4.2) with dense storage, in which holes are marked.</summary>
/// <remarks>
/// Elements are <c>Items[Head] … Items[Head + Count - 1]</c>: taking from the front only moves the head, so that an
/// array used as a queue costs constant time. What few arrays have (other properties, another prototype, being frozen)
/// is in <see cref="Extra"/>.
/// </remarks>
public sealed class ArrayObject : JsObject
{
    /// <summary>How far past the end a write may land before the array would be sparse.</summary>
    private const int MaxGap = 4096;

    internal Value[] Items;
    internal int Head;
    internal int Count;

    /// <summary>Null for nearly every array.</summary>
    internal ArrayExtra? Extra;

    internal ArrayObject(Value[] items, int count)
    {
        Items = items;
        Count = count;
    }

    /// <summary>The property <c>length</c>.</summary>
    public double Length
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Count;
    }

    /// <summary>The elements, holes included.</summary>
    internal Span<Value> Elements => Items.AsSpan(Head, Count);

    /// <summary>Element <paramref name="i"/>, undefined for holes and past the ends.</summary>
    internal Value this[int i]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (uint)i < (uint)Count ? Items[Head + i].HoleToUndefined : default;
    }

    internal bool IsPresent(int i) => (uint)i < (uint)Count && !Items[Head + i].IsHole;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Set(Realm realm, int i, Value value, int line)
    {
        if ((uint)i < (uint)Count) Items[Head + i] = value;
        else SetPastEnd(realm, i, value, line);
    }

    private void SetPastEnd(Realm realm, int i, Value value, int line)
    {
        if (i < 0) throw new Bailout($"write to element '{i}' of an array", line);
        if (i - Count > MaxGap) throw new Bailout("sparse array: write far past the end", line);
        while (Count < i) Push(realm, Value.Hole);
        Push(realm, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Push(Realm realm, Value value)
    {
        int end = Head + Count;
        Value[] items = Items;
        if ((uint)end < (uint)items.Length)
        {
            items[end] = value;
            Count++;
        }
        else
        {
            Grow(realm);
            Items[Head + Count++] = value;
        }
    }

    /// <summary>Makes room for one more at the end, by moving to the front where a queue has left room there.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(Realm realm) => Reserve(realm, Count + 1);

    /// <summary>Makes room for <paramref name="count"/> elements in all.</summary>
    internal void Reserve(Realm realm, int count)
    {
        if (Head + (long)count <= Items.Length) return;
        if (Extra is { Level: not null })
            throw Builtins.Errors.Type(realm, $"Cannot add property {Count}, object is not extensible", 0);
        if (count > MaxLength) TooLong();
        if (Head > 0 && Head >= Items.Length / 2 && count <= Items.Length)
        {
            realm.Spend(1 + Count / 16);
            Elements.CopyTo(Items);
            Array.Clear(Items, Count, Head);
            Head = 0;
            return;
        }
        int size = (int)Math.Min(MaxLength, Math.Max(4L, Math.Max(count, Count + (Count >> 1) + 4L)));
        realm.Charge(24 + 16L * size);
        var items = new Value[size];
        Elements.CopyTo(items);
        Items = items;
        Head = 0;
    }

    /// <summary>More elements than this bail out: 512 MiB of storage.</summary>
    internal const int MaxLength = 1 << 25;

    [DoesNotReturn]
    internal static void TooLong() => throw new Bailout("array of more than 2^25 elements");

    /// <summary>Before elements come, go or move.</summary>
    /// <exception cref="Bailout">The array is frozen, sealed or not extensible.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void EnsureMutable(int line)
    {
        if (Extra is { Level: not null }) throw new Bailout("change of an array that is frozen or the like", line);
    }

    internal Value Pop()
    {
        EnsureMutable(0);
        if (Count == 0) return default;
        ref Value last = ref Items[Head + --Count];
        Value value = last.HoleToUndefined;
        last = default;
        return value;
    }

    internal Value Shift()
    {
        EnsureMutable(0);
        if (Count == 0) return default;
        ref Value first = ref Items[Head];
        Value value = first.HoleToUndefined;
        first = default;
        Count--;
        Head = Count == 0 ? 0 : Head + 1;
        return value;
    }

    /// <summary>ArraySetLength (ECMA-262 §10.4.2.4).</summary>
    internal void SetLength(Realm realm, Value value, int line)
    {
        double length = Op.ToNumber(realm, value);
        if (length != (uint)length) throw Builtins.Errors.Range(realm, "Invalid array length", line);
        EnsureMutable(line);
        if (length > Count + (double)MaxGap) throw new Bailout("sparse array: length set far past the end", line);
        SetLength(realm, (int)length);
    }

    internal void SetLength(Realm realm, int length)
    {
        if (length < Count)
        {
            Array.Clear(Items, Head + length, Count - length);
            Count = length;
            if (length == 0) Head = 0;
            return;
        }
        Reserve(realm, length);
        while (Count < length) Items[Head + Count++] = Value.Hole;
    }

    internal override JsObject? GetPrototype(Realm realm) => Extra is null ? Builtins.Prototypes.ArrayObject : Extra.Prototype;

    internal override bool IsExtensible => Extra is not { Level: not null };

    private ArrayExtra NeedExtra(Realm realm)
    {
        if (Extra is not null) return Extra;
        realm.Charge(48);
        return Extra = new ArrayExtra();
    }

    /// <summary>Where properties that are no elements are kept.</summary>
    internal PlainObject NeedBag(Realm realm) => NeedExtra(realm).Bag ??= realm.Object();

    internal override bool TryGetOwnProperty(Realm realm, string name, int line, out Property property)
    {
        if (name == "length")
        {
            property = new Property(Count, Extra is { Level: Integrity.Frozen } ? PropertyFlags.None : PropertyFlags.Writable);
            return true;
        }
        if (PropertyKey.IsIndex(name, out uint index))
        {
            property = default;
            if (index >= (uint)Count || !IsPresent((int)index)) return false;
            PropertyFlags flags = Extra?.Level is { } level ? Shape.Limit(name, PropertyFlags.All, level) : PropertyFlags.All;
            property = new Property(this[(int)index], flags);
            return true;
        }
        if (Extra?.Bag is { } bag) return bag.TryGetOwnProperty(realm, name, line, out property);
        property = default;
        return false;
    }

    internal override void DefineOwnProperty(Realm realm, string name, Property property, int line)
    {
        if (name == "length")
        {
            if (property.Flags != PropertyFlags.Writable) throw new Bailout("an array whose length is fixed", line);
            SetLength(realm, property.Value, line);
        }
        else if (PropertyKey.IsIndex(name, out uint index))
        {
            if (property.Flags != PropertyFlags.All || index > int.MaxValue)
                throw new Bailout("an element of an array with attributes", line);
            Set(realm, (int)index, property.Value, line);
        }
        else
        {
            // Compiled code that has seen an array calls the methods of Array.prototype without looking.
            if (Builtins.Prototypes.Array.Has(name)) throw new Bailout($"own property '{PropertyKey.Describe(name)}' of an array", line);
            NeedBag(realm).DefineOwn(realm, name, property.Value, property.Flags);
        }
    }

    /// <summary>The prototype that a class gives its new array; a change later on bails out, as in <see cref="DefineOwnProperty"/>.</summary>
    internal void InitializePrototype(Realm realm, JsObject? prototype, int line)
    {
        realm.RootShape(prototype, line);
        NeedExtra(realm).Prototype = prototype;
    }

    /// <summary>Whether all its methods are those of Array.prototype: what compiled code takes for granted of an array.</summary>
    internal bool IsOrdinary => Extra is null || ReferenceEquals(Extra.Prototype, Builtins.Prototypes.ArrayObject);

    internal override void Limit(Realm realm, Integrity level, int line)
    {
        ArrayExtra extra = NeedExtra(realm);
        extra.Bag?.Limit(realm, level, line);
        if (extra.Level is null || extra.Level < level) extra.Level = level;
        // Without room for another element, the fast lane of Push cannot miss that there must be none.
        realm.Spend(1 + Count / 16);
        realm.Charge(24 + 16L * Count);
        Items = Elements.ToArray();
        Head = 0;
    }

    internal override void OwnKeys(Realm realm, List<string> keys, int line)
    {
        realm.Spend(1 + Count);
        realm.Charge(32L * Count);
        for (int i = 0; i < Count; i++)
            if (IsPresent(i)) keys.Add(PropertyKey.OfIndex(i));
        keys.Add("length");
        Extra?.Bag?.OwnKeys(realm, keys, line);
    }

    internal override Value GetNamed(Realm realm, string name, Value receiver, int line)
    {
        if (name == "length") return Count;
        if (Extra is not null) return base.GetNamed(realm, name, receiver, line);
        if (PropertyKey.IsIndex(name, out uint index)) return index < (uint)Count ? this[(int)index] : default;
        return Builtins.Prototypes.Array.Get(realm, name, receiver, line);
    }

    internal override bool DeleteNamed(Realm realm, string name, int line)
    {
        if (name == "length") return false;
        if (PropertyKey.IsIndex(name, out uint index))
        {
            if (index >= (uint)Count || !IsPresent((int)index)) return true;
            if (Extra?.Level >= Integrity.Sealed) return false;
            Items[Head + (int)index] = Value.Hole;
            return true;
        }
        return Extra?.Bag is not { } bag || bag.DeleteNamed(realm, name, line);
    }

    internal override string Describe() => "an array";
}

/// <summary>What few arrays have.</summary>
internal sealed class ArrayExtra
{
    /// <summary>Properties that are neither elements nor the length.</summary>
    internal PlainObject? Bag;

    internal JsObject? Prototype = Builtins.Prototypes.ArrayObject;

    /// <summary>Set where no element may be added; null while all is allowed.</summary>
    internal Integrity? Level;
}
