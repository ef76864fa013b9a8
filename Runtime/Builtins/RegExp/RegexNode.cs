namespace Containerless.Runtime.Builtins;

/// <summary>A pattern's syntax tree (ECMA-262 §22.2.1), with flags already worked into sets and assertions.</summary>
internal abstract class RegexNode
{
    /// <summary>Whether it can match without consuming anything. Lookarounds, assertions and references can.</summary>
    internal abstract bool CanBeEmpty { get; }
}

/// <summary>One character of a set.</summary>
internal sealed class RegexSet(CharRanges set, int literal = -1) : RegexNode
{
    internal readonly CharRanges Set = set;

    /// <summary>The character as written where the pattern has just a character, else -1.</summary>
    internal readonly int Literal = literal;

    internal override bool CanBeEmpty => false;
}

internal sealed class RegexSequence(List<RegexNode> items) : RegexNode
{
    internal readonly List<RegexNode> Items = items;

    internal override bool CanBeEmpty { get; } = items.TrueForAll(static i => i.CanBeEmpty);
}

internal sealed class RegexChoice(List<RegexNode> alternatives) : RegexNode
{
    internal readonly List<RegexNode> Alternatives = alternatives;

    internal override bool CanBeEmpty { get; } = alternatives.Exists(static a => a.CanBeEmpty);
}

/// <summary>A capturing group.</summary>
internal sealed class RegexGroup(int index, RegexNode body) : RegexNode
{
    internal readonly int Index = index;
    internal readonly RegexNode Body = body;

    internal override bool CanBeEmpty => Body.CanBeEmpty;
}

/// <summary>A reference to a group; 0 stands for one that cannot have captured anything, which matches nothing.</summary>
internal sealed class RegexReference(int index) : RegexNode
{
    internal int Index = index;

    internal override bool CanBeEmpty => true;
}

internal enum RegexAssertionKind { Start, End, LineStart, LineEnd, Word, NotWord }

internal sealed class RegexAssertion(RegexAssertionKind kind) : RegexNode
{
    internal readonly RegexAssertionKind Kind = kind;

    internal override bool CanBeEmpty => true;
}

internal sealed class RegexLook(bool behind, bool negative, RegexNode body) : RegexNode
{
    internal readonly bool Behind = behind;
    internal readonly bool Negative = negative;
    internal readonly RegexNode Body = body;

    internal override bool CanBeEmpty => true;
}

/// <summary>A quantified term; groups <c>FirstGroup</c> to <c>LastGroup</c> are inside (none when the last is less).</summary>
internal sealed class RegexQuantifier(RegexNode body, int min, int max, bool greedy, int firstGroup, int lastGroup) : RegexNode
{
    internal const int Infinity = int.MaxValue;

    internal readonly RegexNode Body = body;
    internal readonly int Min = min;
    internal readonly int Max = max;
    internal readonly bool Greedy = greedy;
    internal readonly int FirstGroup = firstGroup;
    internal readonly int LastGroup = lastGroup;

    internal override bool CanBeEmpty => Min == 0 || Body.CanBeEmpty;
}
