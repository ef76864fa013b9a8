using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Containerless.Runtime;

/// <summary>An Array (ECMA-262 §10.4.2) with dense storage, in which holes are marked.</summary>
/// <remarks>
/// Elements are <c>Items[Head] … Items[Head + Count - 1]</c>: taking from the front only moves the head, so that an
/// array used as a queue costs constant time. Properties other than elements and length are not supported.
/// </remarks>
public sealed class ArrayObject : JsObject
{
    /// <summary>How far past the end a write may land before the array would be sparse.</summary>
    private const int MaxGap = 4096;

    internal Value[] Items;
    internal int Head;
    internal int Count;

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

    internal Value Pop()
    {
        if (Count == 0) return default;
        ref Value last = ref Items[Head + --Count];
        Value value = last.HoleToUndefined;
        last = default;
        return value;
    }

    internal Value Shift()
    {
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
        if (length != (uint)length) throw new Bailout("RangeError: Invalid array length", line);
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

    internal override Value GetNamed(Realm realm, string name, int line)
    {
        if (name == "length") return Count;
        if (PropertyKey.IsIndex(name, out uint index)) return index < (uint)Count ? this[(int)index] : default;
        return Builtins.Prototypes.Array.Get(name, line);
    }

    internal override void PutNamed(Realm realm, string name, Value value, int line)
    {
        if (name == "length") SetLength(realm, value, line);
        else if (PropertyKey.IsIndex(name, out uint index) && index <= int.MaxValue) Set(realm, (int)index, value, line);
        else throw new Bailout($"write to property '{name}' of an array", line);
    }

    internal override bool DeleteNamed(Realm realm, string name, int line)
    {
        if (name == "length") throw new Bailout("delete of an array's length", line);
        if (PropertyKey.IsIndex(name, out uint index) && index < (uint)Count) Items[Head + (int)index] = Value.Hole;
        return true;
    }

    internal override bool HasOwn(Realm realm, string name, int line) =>
        name == "length" || (PropertyKey.IsIndex(name, out uint index) && index < (uint)Count && IsPresent((int)index));

    internal override bool Has(Realm realm, string name, int line) =>
        HasOwn(realm, name, line) || Builtins.Prototypes.Array.Has(name);

    internal override string Describe() => "an array";
}
