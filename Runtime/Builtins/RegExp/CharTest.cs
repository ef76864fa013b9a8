using System.Buffers;

namespace Containerless.Runtime.Builtins;

/// <summary>A set of characters made ready for matching. Immutable, so programs may share it.</summary>
internal sealed class CharTest
{
    /// <summary>Characters looked at one by one before a vectorized search is worth its start.</summary>
    private const int Probe = 8;

    private readonly bool[] _low = new bool[256];
    private readonly CharRanges _set;
    private readonly SearchValues<char>? _inside;
    private readonly SearchValues<char>? _outside;

    internal CharTest(CharRanges set)
    {
        _set = set;
        for (int c = 0; c < 256; c++) _low[c] = set.Contains(c);
        _inside = Few(set);
        if (_inside is null) _outside = Few(set.Invert());
    }

    /// <summary>The code units of a small set; null where there are many or where some members are pairs.</summary>
    private static SearchValues<char>? Few(CharRanges set)
    {
        if (set.Overlaps(CharRanges.Surrogates)) return null;
        var units = new List<char>();
        for (int i = 0; i < set.Bounds.Length; i += 2)
        {
            // Where the set is used on code units, what lies beyond them does not matter.
            if (set.Bounds[i] > 0xffff) return set.Bounds[i] == 0x10000 && set.Bounds[i + 1] == CharRanges.Max ? SearchValues.Create([.. units]) : null;
            if (set.Bounds[i + 1] > 0xffff || set.Bounds[i + 1] - set.Bounds[i] > 100 || units.Count > 150) return null;
            for (int c = set.Bounds[i]; c <= set.Bounds[i + 1]; c++) units.Add((char)c);
        }
        return SearchValues.Create([.. units]);
    }

    internal bool Has(int c) => (uint)c < 256 ? _low[c] : _set.Contains(c);

    /// <summary>Where the code units from <paramref name="from"/> on stop being members, at most <paramref name="to"/>.</summary>
    internal int RunEnd(string s, int from, int to)
    {
        int probe = Math.Min(to, from + Probe);
        for (; from < probe; from++)
            if (!Has(s[from])) return from;
        if (from == to) return to;
        ReadOnlySpan<char> rest = s.AsSpan(from, to - from);
        int found;
        if (_inside is not null)
        {
            found = rest.IndexOfAnyExcept(_inside);
        }
        else if (_outside is not null)
        {
            found = rest.IndexOfAny(_outside);
        }
        else
        {
            for (found = 0; found < rest.Length; found++)
                if (!Has(rest[found])) break;
        }
        return found < 0 ? to : from + found;
    }

    /// <summary>The first member at or after <paramref name="from"/>; -1 where there is none.</summary>
    internal int Find(string s, int from)
    {
        if (from >= s.Length) return -1;
        if (Has(s[from])) return from;
        ReadOnlySpan<char> rest = s.AsSpan(from);
        int found = -1;
        if (_inside is not null)
        {
            found = rest.IndexOfAny(_inside);
        }
        else if (_outside is not null)
        {
            found = rest.IndexOfAnyExcept(_outside);
        }
        else
        {
            for (int i = 0; i < rest.Length && found < 0; i++)
                if (Has(rest[i])) found = i;
        }
        return found < 0 ? -1 : from + found;
    }
}
