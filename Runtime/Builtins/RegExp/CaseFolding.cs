namespace Containerless.Runtime.Builtins;

/// <summary>
/// Equality of characters under the flag i: Canonicalize (ECMA-262 §22.2.2.7.3) with u (simple case folding) and
/// without (toUppercase, one code unit to one). Two characters have the same canonical form exactly when they are in
/// one class of the table, which is made from the pinned Node itself.
/// </summary>
internal static class CaseFolding
{
    private static readonly Classes WithU = new(true);
    private static readonly Classes WithoutU = new(false);

    /// <summary>The least character of <paramref name="c"/>'s class: a canonical form, if not the specification's.</summary>
    internal static int Canonical(int c, bool unicode)
    {
        if (c < 128 && !unicode) return c is >= 'a' and <= 'z' ? c - 32 : c;
        Classes classes = unicode ? WithU : WithoutU;
        int i = Array.BinarySearch(classes.Members, c);
        return i < 0 ? c : classes.Canonical[i];
    }

    /// <summary>The set with all characters that are equal to one of its own.</summary>
    internal static CharRanges Close(CharRanges set, bool unicode)
    {
        Classes classes = unicode ? WithU : WithoutU;
        List<(int, int)>? ranges = null;
        for (int i = 0; i < set.Bounds.Length; i += 2)
        {
            int at = Array.BinarySearch(classes.Members, set.Bounds[i]);
            if (at < 0) at = ~at;
            for (; at < classes.Members.Length && classes.Members[at] <= set.Bounds[i + 1]; at++)
            {
                foreach (int other in classes.Others[at])
                {
                    if (set.Contains(other)) continue;
                    if (ranges is null) set.AddTo(ranges = []);
                    ranges.Add((other, other));
                }
            }
        }
        return ranges is null ? set : CharRanges.Of(ranges);
    }

    /// <summary>
    /// Whether ICU's full folding takes <paramref name="c"/> for the same as a character that it is not equal to
    /// without u. V8 sorts and merges alternatives by that folding.
    /// </summary>
    internal static bool IsSpecial(int c) =>
        c >= 128 && (c is 0x130 or 0x131 || Array.BinarySearch(CaseClasses.AloneWithoutU, c) >= 0);

    private sealed class Classes
    {
        internal readonly int[] Members;
        internal readonly int[] Canonical;
        internal readonly int[][] Others;

        internal Classes(bool unicode)
        {
            var all = new SortedDictionary<int, int[]>();
            int[] runs = CaseClasses.Runs;
            for (int at = 0; at < runs.Length;)
            {
                int first = runs[at], count = runs[at + 1], step = runs[at + 2], others = runs[at + 3];
                ReadOnlySpan<int> offsets = runs.AsSpan(at + 4, others);
                for (int i = 0; i < count; i++)
                {
                    var members = new List<int> { first + i * step };
                    foreach (int offset in offsets) members.Add(members[0] + offset);
                    if (!unicode)
                        members.RemoveAll(static c => c > 0xffff || Array.BinarySearch(CaseClasses.AloneWithoutU, c) >= 0);
                    if (members.Count < 2) continue;
                    int[] together = [.. members];
                    foreach (int c in together) all.Add(c, together);
                }
                at += 4 + others;
            }
            Members = [.. all.Keys];
            Others = [.. all.Values];
            Canonical = [.. all.Values.Select(static c => c[0])];
        }
    }
}
