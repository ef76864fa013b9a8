using System.Runtime.InteropServices;

namespace Containerless.Runtime.Builtins;

/// <summary>
/// Turns a pattern into a program for <see cref="RegexMatcher"/>: the continuations of ECMA-262 §22.2.2 as instructions.
/// Its size is linear in the pattern's: counted repetitions are not unrolled.
/// </summary>
internal sealed class RegexCompiler
{
    /// <summary>Of more alternatives than this it is not known which may match where.</summary>
    internal const int MaxSorted = 64;

    private readonly RegexTree _tree;
    private readonly RegexFirst _first;
    private readonly bool _unicode;
    private readonly List<int> _code = [];
    private readonly List<CharTest> _sets = [];
    private readonly Dictionary<CharRanges, int> _setIndices = new(new SameBounds());
    private readonly List<string> _texts = [];
    private int _registers;

    internal RegexCompiler(RegexTree tree)
    {
        _tree = tree;
        _unicode = tree.Flags.HasFlag(RegexFlags.Unicode);
        _first = new RegexFirst(_unicode);
        _registers = 2 * (tree.Groups + 1);
    }

    internal RegexProgram Compile()
    {
        Emit(_tree.Root, false, null);
        // What ends the pattern never has to give anything back.
        RegexNode last = _tree.Root is RegexSequence { Items.Count: > 0 } items ? items.Items[^1] : _tree.Root;
        if (last is RegexQuantifier { Greedy: true, Body: RegexSet { Set.IsEmpty: false } }) _code[^1] |= (int)RegexMode.Possessive;
        Add(RegexOp.Match);
        CharRanges? first = _tree.Root.CanBeEmpty ? null : _first.Of(_tree.Root);
        return new RegexProgram
        {
            Code = [.. _code],
            First = first is null ? null : new CharTest(first),
            Prefix = Prefix(),
            Anchored = IsAnchored(_tree.Root),
            IsText = _tree.Root is RegexSet { Literal: >= 0 }
                || (_tree.Root is RegexSequence all && all.Items.TrueForAll(static i => i is RegexSet { Literal: >= 0 })),
            Sets = [.. _sets],
            Texts = [.. _texts],
            Groups = _tree.Groups,
            Registers = _registers,
            Names = [.. _tree.Names],
            Flags = _tree.Flags,
            Ranges = _tree.Ranges,
        };
    }

    private static bool IsAnchored(RegexNode node) => node switch
    {
        RegexAssertion { Kind: RegexAssertionKind.Start } => true,
        RegexSequence { Items.Count: > 0 } sequence => IsAnchored(sequence.Items[0]),
        RegexChoice choice => choice.Alternatives.TrueForAll(IsAnchored),
        RegexGroup group => IsAnchored(group.Body),
        _ => false,
    };

    /// <summary>The text that the whole pattern begins with, where that is longer than a unit.</summary>
    private string? Prefix()
    {
        if (_tree.Root is not RegexSequence sequence) return null;
        var text = new List<char>();
        foreach (RegexNode item in sequence.Items)
        {
            if (item is not RegexSet set || Unit(set) < 0) break;
            text.Add((char)Unit(set));
        }
        return text.Count < 2 ? null : new string(CollectionsMarshal.AsSpan(text));
    }

    /// <summary>The one unit that a set consists of, where reading units is the same as reading characters; else -1.</summary>
    private int Unit(RegexSet node) =>
        node.Set.Bounds is [int from, int to] && from == to && from <= 0xffff && !(_unicode && char.IsSurrogate((char)from)) ? from : -1;

    private int Add(RegexOp op, params ReadOnlySpan<int> operands)
    {
        int at = _code.Count;
        _code.Add((int)op);
        _code.AddRange(operands);
        return at;
    }

    private int Here => _code.Count;

    /// <summary>
    /// <paramref name="follow"/>: where there is a next unit when the node has matched, what comes after can only match
    /// when it is one of these; null: any may be.
    /// </summary>
    private void Emit(RegexNode node, bool back, CharRanges? follow)
    {
        switch (node)
        {
            case RegexSet set:
                EmitSet(set, back);
                break;
            case RegexSequence sequence:
                EmitSequence(sequence, back, follow);
                break;
            case RegexChoice choice:
                EmitChoice(choice, back, follow);
                break;
            case RegexGroup group:
                Add(RegexOp.Save, 2 * group.Index + (back ? 1 : 0));
                Emit(group.Body, back, follow);
                Add(RegexOp.Save, 2 * group.Index + (back ? 0 : 1));
                break;
            case RegexReference reference:
                if (reference.Index > 0) Add(RegexOp.Reference, reference.Index, (int)(back ? RegexMode.Back : RegexMode.Units));
                break;
            case RegexAssertion assertion:
                Add(RegexOp.Assert, (int)assertion.Kind);
                break;
            case RegexLook look:
                EmitLook(look);
                break;
            case RegexQuantifier quantifier:
                EmitQuantifier(quantifier, back, follow);
                break;
        }
    }

    private void EmitSet(RegexSet node, bool back)
    {
        if (node.Set.IsEmpty) Add(RegexOp.Fail);
        else if (!back && Unit(node) >= 0) Add(RegexOp.Char, Unit(node));
        else Add(RegexOp.Set, SetIndex(node.Set), (int)Mode(node.Set, back));
    }

    private RegexMode Mode(CharRanges set, bool back) =>
        (_unicode && !set.IsPlainBmp ? RegexMode.Wide : RegexMode.Units) | (back ? RegexMode.Back : RegexMode.Units);

    private int SetIndex(CharRanges set)
    {
        if (_setIndices.TryGetValue(set, out int index)) return index;
        _sets.Add(new CharTest(set));
        _setIndices.Add(set, _sets.Count - 1);
        return _sets.Count - 1;
    }

    private void EmitSequence(RegexSequence sequence, bool back, CharRanges? follow)
    {
        List<RegexNode> items = sequence.Items;
        if (back)
        {
            for (int i = items.Count - 1; i >= 0; i--) Emit(items[i], true, null);
            return;
        }
        for (int i = 0; i < items.Count; i++)
        {
            int run = i;
            while (run < items.Count && items[run] is RegexSet set && Unit(set) >= 0) run++;
            if (run - i >= 2)
            {
                _texts.Add(string.Concat(items[i..run].Select(item => (char)Unit((RegexSet)item))));
                Add(RegexOp.Text, _texts.Count - 1);
                i = run - 1;
            }
            else
            {
                Emit(items[i], false, items[i] is RegexSet ? null : _first.After(sequence, i + 1, follow));
            }
        }
    }

    private void EmitChoice(RegexChoice choice, bool back, CharRanges? follow)
    {
        List<RegexNode> alternatives = choice.Alternatives;
        // What each alternative and all after it may begin with.
        var begins = new CharRanges?[alternatives.Count];
        var rest = new CharRanges?[alternatives.Count];
        if (!back && alternatives.Count <= MaxSorted)
        {
            for (int i = alternatives.Count - 1; i >= 0; i--)
            {
                begins[i] = _first.Then(alternatives[i], follow);
                rest[i] = i == alternatives.Count - 1 ? begins[i] : RegexFirst.Union(begins[i], rest[i + 1]);
            }
        }
        var ends = new List<int>();
        for (int i = 0; i < alternatives.Count; i++)
        {
            bool last = i == alternatives.Count - 1;
            int split = last ? -1 : AddSplit(begins[i], rest[i + 1]);
            Emit(alternatives[i], back, follow);
            if (last) break;
            ends.Add(Add(RegexOp.Jump, 0) + 1);
            _code[split + 1] = Here;
        }
        foreach (int end in ends) _code[end] = Here;
    }

    private int AddSplit(CharRanges? here, CharRanges? there) =>
        Add(RegexOp.Split, 0, here is null ? -1 : SetIndex(here), there is null ? -1 : SetIndex(there));

    private void EmitLook(RegexLook look)
    {
        int register = _registers;
        _registers += look.Negative ? 1 : 2;
        int begin = look.Negative ? Add(RegexOp.LookNot, register, 0) : Add(RegexOp.Look, register);
        Emit(look.Body, look.Behind, null);
        Add(look.Negative ? RegexOp.LookNotMatched : RegexOp.LookMatched, register);
        if (look.Negative) _code[begin + 2] = Here;
    }

    private void EmitQuantifier(RegexQuantifier node, bool back, CharRanges? follow)
    {
        if (node.Body is RegexSet { Set.IsEmpty: false } set)
        {
            RegexMode mode = Mode(set.Set, back);
            if (node.Greedy && !back && follow is not null && !follow.Overlaps(_unicode ? set.Set.FirstUnits() : set.Set))
                mode |= RegexMode.Possessive;
            Add(node.Greedy ? RegexOp.Run : RegexOp.RunLazy, SetIndex(set.Set), node.Min, node.Max, (int)mode);
            return;
        }
        CharRanges? again = back ? null : _first.Then(node.Body, follow);
        bool counted = !(node is { Min: 0, Max: 1 or RegexQuantifier.Infinity }
            || (node is { Min: 1, Max: RegexQuantifier.Infinity } && !node.Body.CanBeEmpty));
        if (counted) EmitCounted(node, back, RegexFirst.Union(again, follow));
        else if (node.Min == 1) EmitPlus(node, back, again, follow);
        else EmitStar(node, back, again, follow);
    }

    /// <summary>
    /// One iteration (RepeatMatcher, §22.2.2.3.1): the groups inside have captured nothing, and beyond the minimum it must
    /// consume something.
    /// </summary>
    private void EmitBody(RegexQuantifier node, bool back, CharRanges? follow, Action<int>? mustMove)
    {
        int register = -1;
        if (mustMove is not null && node.Body.CanBeEmpty)
        {
            register = _registers++;
            Add(RegexOp.Save, register);
        }
        if (node.LastGroup >= node.FirstGroup) Add(RegexOp.Reset, node.FirstGroup, node.LastGroup);
        Emit(node.Body, back, follow);
        if (register >= 0) mustMove!(register);
    }

    /// <summary>Zero or one, or zero or more.</summary>
    private void EmitStar(RegexQuantifier node, bool back, CharRanges? again, CharRanges? follow)
    {
        bool once = node.Max == 1;
        int start = Here;
        int split = -1, lazy = -1;
        if (node.Greedy)
        {
            split = AddSplit(again, follow) + 1;
        }
        else
        {
            // Remembers the jump after it, which leads into the body, and goes on behind the loop.
            lazy = Add(RegexOp.SplitLazy, 0) + 1;
        }
        EmitBody(node, back, once ? follow : RegexFirst.Union(again, follow), register => Add(RegexOp.MustMove, register));
        if (!once) Add(RegexOp.Loop, start);
        _code[node.Greedy ? split : lazy] = Here;
    }

    /// <summary>One or more of what consumes something.</summary>
    private void EmitPlus(RegexQuantifier node, bool back, CharRanges? again, CharRanges? follow)
    {
        int start = Here;
        EmitBody(node, back, RegexFirst.Union(again, follow), null);
        if (node.Greedy)
        {
            int split = AddSplit(again, follow);
            Add(RegexOp.Loop, start);
            _code[split + 1] = Here;
        }
        else
        {
            int lazy = Add(RegexOp.SplitLazy, 0);
            Add(RegexOp.Loop, start);
            _code[lazy + 1] = Here;
        }
    }

    private void EmitCounted(RegexQuantifier node, bool back, CharRanges? follow)
    {
        int counter = _registers++;
        Add(RegexOp.Zero, counter);
        int start = Add(RegexOp.Repeat, counter, node.Min, node.Max, node.Greedy ? 1 : 0, 0);
        EmitBody(node, back, follow, register => Add(RegexOp.MustMoveAfter, register, counter, node.Min));
        Add(RegexOp.Next, counter, start);
        _code[start + 5] = Here;
    }

    private sealed class SameBounds : IEqualityComparer<CharRanges>
    {
        public bool Equals(CharRanges? a, CharRanges? b) => a!.Bounds.AsSpan().SequenceEqual(b!.Bounds);

        public int GetHashCode(CharRanges set)
        {
            var hash = new HashCode();
            foreach (int bound in set.Bounds) hash.Add(bound);
            return hash.ToHashCode();
        }
    }
}
