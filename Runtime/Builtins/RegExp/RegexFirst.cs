namespace Containerless.Runtime.Builtins;

/// <summary>
/// With which code units a node may begin: what lets the matcher skip places and branches that cannot match. Always a
/// superset; zero-width nodes are taken as if they always matched.
/// </summary>
internal sealed class RegexFirst(bool unicode)
{
    /// <summary>Beyond so many items or bounds, nothing is known: the work stays linear in the pattern.</summary>
    private const int MaxItems = 8, MaxBounds = 256;

    private readonly Dictionary<RegexNode, CharRanges?> _known = [];

    /// <summary>Units with which a non-empty match begins; null: any.</summary>
    internal CharRanges? Of(RegexNode node)
    {
        if (_known.TryGetValue(node, out CharRanges? known)) return known;
        CharRanges? first = node switch
        {
            RegexSet set => unicode ? set.Set.FirstUnits() : set.Set,
            RegexSequence sequence => OfSequence(sequence, 0),
            RegexChoice { Alternatives.Count: > RegexCompiler.MaxSorted } => null,
            RegexChoice choice => choice.Alternatives.Aggregate((CharRanges?)CharRanges.Empty, (all, a) => Union(all, Of(a))),
            RegexGroup group => Of(group.Body),
            RegexQuantifier quantifier => Of(quantifier.Body),
            RegexReference { Index: > 0 } => null,
            _ => CharRanges.Empty,
        };
        _known.Add(node, first);
        return first;
    }

    private CharRanges? OfSequence(RegexSequence sequence, int from)
    {
        CharRanges? first = CharRanges.Empty;
        for (int i = from; i < sequence.Items.Count; i++)
        {
            first = i - from == MaxItems ? null : Union(first, Of(sequence.Items[i]));
            if (first is null || !sequence.Items[i].CanBeEmpty) break;
        }
        return first;
    }

    /// <summary>
    /// What may come next after the items before <paramref name="from"/>, when <paramref name="follow"/> (null: anything,
    /// the end of the text included) comes after the sequence.
    /// </summary>
    internal CharRanges? After(RegexSequence sequence, int from, CharRanges? follow)
    {
        CharRanges? first = CharRanges.Empty;
        for (int i = from; i < sequence.Items.Count; i++)
        {
            RegexNode item = sequence.Items[i];
            // After $ there is nothing to begin with. Only where no unit is next may it match.
            if (item is RegexAssertion { Kind: RegexAssertionKind.End }) return first;
            first = i - from == MaxItems ? null : Union(first, Of(item));
            if (first is null || !item.CanBeEmpty) return first;
        }
        return Union(first, follow);
    }

    /// <summary>What may come next where <paramref name="node"/> and then <paramref name="follow"/> is to match.</summary>
    internal CharRanges? Then(RegexNode node, CharRanges? follow) =>
        node.CanBeEmpty ? Union(Of(node), follow) : Of(node);

    internal static CharRanges? Union(CharRanges? a, CharRanges? b)
    {
        if (a is null || b is null) return null;
        return a.IsEmpty || b.IsEmpty || a.Bounds.Length + b.Bounds.Length <= MaxBounds ? a.Union(b) : null;
    }
}
