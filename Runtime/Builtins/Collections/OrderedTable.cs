using System.Runtime.CompilerServices;

namespace Containerless.Runtime.Builtins;

/// <summary>
/// What maps and sets consist of (ECMA-262 §24.1, §24.2): entries found by SameValueZero and listed as they came. An entry
/// that is deleted keeps its predecessor, so that an iterator that stands on it finds its way back to the list.
/// </summary>
internal sealed class OrderedTable
{
    /// <summary>Bytes of an entry with its share of the buckets.</summary>
    private const int EntryBytes = 120;

    private readonly Entry _head = new();
    private Entry _last;
    private Entry?[] _buckets = new Entry?[8];

    internal OrderedTable() => _last = _head;

    internal sealed class Entry
    {
        internal Value Key;
        internal Value Value;
        internal Entry? Previous;
        internal Entry? Next;
        internal Entry? Bucket;
        internal int Hash;
        internal bool Deleted;
    }

    internal int Count { get; private set; }

    /// <summary>Where an iterator begins: before the first entry.</summary>
    internal Entry Start => _head;

    /// <summary>The entry after one that may have been deleted meanwhile; null at the end.</summary>
    internal static Entry? After(Realm realm, Entry entry)
    {
        while (entry.Deleted)
        {
            realm.Spend(1);
            entry = entry.Previous!;
        }
        return entry.Next;
    }

    internal Entry? Find(Realm realm, Value key)
    {
        int hash = Hash(realm, ref key);
        for (Entry? e = _buckets[hash & (_buckets.Length - 1)]; e is not null; e = e.Bucket)
            if (e.Hash == hash && Same(e.Key, key)) return e;
        return null;
    }

    /// <summary>The entry of this key, a new one at the end where there was none. The key -0 becomes 0.</summary>
    internal Entry FindOrAdd(Realm realm, Value key)
    {
        int hash = Hash(realm, ref key);
        for (Entry? e = _buckets[hash & (_buckets.Length - 1)]; e is not null; e = e.Bucket)
            if (e.Hash == hash && Same(e.Key, key)) return e;
        realm.Charge(EntryBytes);
        if (Count >= _buckets.Length) Grow(realm);
        ref Entry? bucket = ref _buckets[hash & (_buckets.Length - 1)];
        var entry = new Entry { Key = key, Hash = hash, Previous = _last, Bucket = bucket };
        bucket = entry;
        _last.Next = entry;
        _last = entry;
        Count++;
        return entry;
    }

    internal bool Remove(Realm realm, Value key)
    {
        int hash = Hash(realm, ref key);
        ref Entry? at = ref _buckets[hash & (_buckets.Length - 1)];
        while (at is not null && !(at.Hash == hash && Same(at.Key, key))) at = ref at.Bucket;
        if (at is not { } entry) return false;
        at = entry.Bucket;
        entry.Previous!.Next = entry.Next;
        if (entry.Next is null) _last = entry.Previous;
        else entry.Next.Previous = entry.Previous;
        Drop(entry, entry.Previous);
        Count--;
        return true;
    }

    internal void Clear(Realm realm)
    {
        realm.Spend(1 + Count / 4);
        for (Entry? e = _head.Next; e is not null;)
        {
            Entry? next = e.Next;
            Drop(e, _head);
            e = next;
        }
        _head.Next = null;
        _last = _head;
        _buckets = new Entry?[8];
        Count = 0;
    }

    private static void Drop(Entry entry, Entry previous)
    {
        entry.Deleted = true;
        entry.Previous = previous;
        entry.Next = entry.Bucket = null;
        entry.Key = entry.Value = default;
    }

    private void Grow(Realm realm)
    {
        realm.Spend(Count / 2);
        var buckets = new Entry?[_buckets.Length * 2];
        for (Entry? e = _head.Next; e is not null; e = e.Next)
        {
            ref Entry? bucket = ref buckets[e.Hash & (buckets.Length - 1)];
            e.Bucket = bucket;
            bucket = e;
        }
        _buckets = buckets;
    }

    /// <summary>SameValueZero (§7.2.11) of keys that went through <see cref="Hash"/>.</summary>
    private static bool Same(Value a, Value b)
    {
        if (a.Ref is string s) return b.Ref is string t && s == t;
        return ReferenceEquals(a.Ref, b.Ref) && (a.Num == b.Num || (double.IsNaN(a.Num) && double.IsNaN(b.Num)));
    }

    /// <summary>
    /// Seeded per process, as hostile keys would otherwise share a bucket. Makes a rope a string, -0 to 0 and all NaN the same.
    /// </summary>
    private static int Hash(Realm realm, ref Value key)
    {
        switch (key.Ref)
        {
            case string text:
                realm.Spend(1 + text.Length / 16);
                return text.GetHashCode();
            case Rope rope:
                key = rope.Flatten();
                realm.Spend(1 + Rope.LengthOf(rope) / 16);
                return key.Ref!.GetHashCode();
            case null:
                return 0;
            case Tag:
                if (!key.IsNumber) return HashCode.Combine(key.Num, key.IsNull);
                key = double.IsNaN(key.Num) ? double.NaN : key.Num + 0.0;
                return HashCode.Combine(key.Num);
            default:
                return RuntimeHelpers.GetHashCode(key.Ref);
        }
    }
}
