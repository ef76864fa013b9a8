namespace Containerless.Runtime.Builtins;

/// <summary>A set of characters (code points, or code units without the flag u) as sorted ranges. Immutable.</summary>
internal sealed class CharRanges
{
    internal const int Max = 0x10ffff;

    internal static readonly CharRanges Empty = new([]);
    internal static readonly CharRanges All = new([0, Max]);
    internal static readonly CharRanges Digit = new(['0', '9']);
    internal static readonly CharRanges Word = new(['0', '9', 'A', 'Z', '_', '_', 'a', 'z']);

    /// <summary>WhiteSpace and LineTerminator (ECMA-262 §12.2, §12.3).</summary>
    internal static readonly CharRanges Space = new(
    [
        0x09, 0x0d, 0x20, 0x20, 0xa0, 0xa0, 0x1680, 0x1680, 0x2000, 0x200a, 0x2028, 0x2029, 0x202f, 0x202f, 0x205f, 0x205f,
        0x3000, 0x3000, 0xfeff, 0xfeff,
    ]);

    internal static readonly CharRanges LineTerminator = new(['\n', '\n', '\r', '\r', 0x2028, 0x2029]);

    /// <summary>First and last of each range, ascending, neither touching nor overlapping.</summary>
    internal readonly int[] Bounds;

    private CharRanges(int[] bounds) => Bounds = bounds;

    internal bool IsEmpty => Bounds.Length == 0;

    internal static CharRanges Of(int c) => new([c, c]);

    /// <summary>The set of the given (first, last) pairs in any order.</summary>
    internal static CharRanges Of(List<(int From, int To)> ranges)
    {
        if (ranges.Count == 0) return Empty;
        ranges.Sort();
        var bounds = new List<int>(2 * ranges.Count);
        foreach ((int from, int to) in ranges)
        {
            if (bounds.Count > 0 && from <= bounds[^1] + 1) bounds[^1] = Math.Max(bounds[^1], to);
            else bounds.AddRange([from, to]);
        }
        return new CharRanges([.. bounds]);
    }

    internal void AddTo(List<(int From, int To)> ranges)
    {
        for (int i = 0; i < Bounds.Length; i += 2) ranges.Add((Bounds[i], Bounds[i + 1]));
    }

    internal CharRanges Union(CharRanges other)
    {
        if (IsEmpty) return other;
        if (other.IsEmpty) return this;
        var ranges = new List<(int, int)>();
        AddTo(ranges);
        other.AddTo(ranges);
        return Of(ranges);
    }

    internal CharRanges Invert()
    {
        var bounds = new List<int>(Bounds.Length + 2);
        int next = 0;
        for (int i = 0; i < Bounds.Length; i += 2)
        {
            if (Bounds[i] > next) bounds.AddRange([next, Bounds[i] - 1]);
            next = Bounds[i + 1] + 1;
        }
        if (next <= Max) bounds.AddRange([next, Max]);
        return new CharRanges([.. bounds]);
    }

    internal bool Contains(int c)
    {
        int low = 0, high = Bounds.Length / 2 - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (c < Bounds[2 * middle]) high = middle - 1;
            else if (c > Bounds[2 * middle + 1]) low = middle + 1;
            else return true;
        }
        return false;
    }

    internal bool Overlaps(CharRanges other)
    {
        for (int i = 0, j = 0; i < Bounds.Length && j < other.Bounds.Length;)
        {
            if (Bounds[i + 1] < other.Bounds[j]) i += 2;
            else if (other.Bounds[j + 1] < Bounds[i]) j += 2;
            else return true;
        }
        return false;
    }

    /// <summary>Whether every member is one UTF-16 code unit that is no surrogate: then u makes no difference.</summary>
    internal bool IsPlainBmp =>
        IsEmpty || (Bounds[^1] <= 0xffff && !Overlaps(Surrogates));

    internal static readonly CharRanges Surrogates = new([0xd800, 0xdfff]);

    /// <summary>The code units with which a member may begin: a pair begins with its high half.</summary>
    internal CharRanges FirstUnits()
    {
        if (IsEmpty || Bounds[^1] <= 0xffff) return this;
        var ranges = new List<(int, int)>();
        for (int i = 0; i < Bounds.Length; i += 2)
        {
            int from = Bounds[i], to = Bounds[i + 1];
            if (from <= 0xffff) ranges.Add((from, Math.Min(to, 0xffff)));
            if (to > 0xffff) ranges.Add((High(Math.Max(from, 0x10000)), High(to)));
        }
        return Of(ranges);
    }

    private static int High(int c) => 0xd800 + ((c - 0x10000) >> 10);
}
