namespace Containerless.Runtime.Builtins;

/// <summary>
/// Instructions of <see cref="RegexMatcher"/>, with their operands. A target is an index into the code, a set an index
/// into the sets. "Back" matches towards the start of the text (lookbehind); "wide" reads code points, not units.
/// </summary>
internal enum RegexOp
{
    /// <summary>The whole pattern has matched.</summary>
    Match,
    /// <summary>unit</summary>
    Char,
    /// <summary>index of a text: several units at once</summary>
    Text,
    /// <summary>set, mode</summary>
    Set,
    /// <summary>target, set or -1, set or -1: go on here and remember the target; each only where the next unit is in its set</summary>
    Split,
    /// <summary>target: go to the target and remember what follows</summary>
    SplitLazy,
    /// <summary>target</summary>
    Jump,
    /// <summary>target: a jump backwards, which counts as work</summary>
    Loop,
    /// <summary>register: remember the position</summary>
    Save,
    /// <summary>first and last group: they have captured nothing</summary>
    Reset,
    /// <summary>register: fails where the position is still the saved one</summary>
    MustMove,
    /// <summary>register, counter, minimum: the same, once the counter has reached the minimum</summary>
    MustMoveAfter,
    /// <summary>counter: zero</summary>
    Zero,
    /// <summary>counter, minimum, maximum, greedy, target out of the loop: another iteration or not</summary>
    Repeat,
    /// <summary>counter, target: count and jump back</summary>
    Next,
    /// <summary>set, minimum, maximum, mode: one character again and again, as many as possible</summary>
    Run,
    /// <summary>set, minimum, maximum, mode: one character again and again, as few as possible</summary>
    RunLazy,
    /// <summary>kind</summary>
    Assert,
    /// <summary>group, mode</summary>
    Reference,
    /// <summary>register: a positive lookaround begins; the register and the next keep where</summary>
    Look,
    /// <summary>register: it has matched</summary>
    LookMatched,
    /// <summary>register, target where to go on when nothing matches: a negative lookaround begins</summary>
    LookNot,
    /// <summary>register: what must not match has matched</summary>
    LookNotMatched,
    /// <summary>Never matches.</summary>
    Fail,
}

/// <summary>How one character is read; operand of several instructions.</summary>
[Flags]
internal enum RegexMode
{
    Units = 0,
    Wide = 1,
    Back = 2,
    /// <summary>What follows cannot begin with anything the run gives back, so it never gives back.</summary>
    Possessive = 4,
}

/// <summary>A compiled pattern. Immutable.</summary>
internal sealed class RegexProgram
{
    internal required int[] Code { get; init; }
    internal required CharTest[] Sets { get; init; }
    internal required string[] Texts { get; init; }
    internal required int Groups { get; init; }
    internal required int Registers { get; init; }
    internal required (string Name, int Index)[] Names { get; init; }
    internal required RegexFlags Flags { get; init; }

    /// <summary>How many ranges its sets have: what compiling it costs.</summary>
    internal required int Ranges { get; init; }

    /// <summary>A match begins with one of these units; null where it may begin with anything or be empty.</summary>
    internal required CharTest? First { get; init; }

    /// <summary>A match begins with this text; null where no text of two units or more is known.</summary>
    internal required string? Prefix { get; init; }

    /// <summary>A match can only be at the start of the text.</summary>
    internal required bool Anchored { get; init; }

    /// <summary>The pattern is nothing but characters.</summary>
    internal required bool IsText { get; init; }

    internal bool Unicode => (Flags & RegexFlags.Unicode) != 0;

    internal bool IgnoreCase => (Flags & RegexFlags.IgnoreCase) != 0;

    /// <exception cref="RegexSyntaxException">Not a pattern.</exception>
    /// <exception cref="RegexDeclined">A pattern that we do not run.</exception>
    internal static RegexProgram Compile(string pattern, RegexFlags flags) =>
        new RegexCompiler(RegexParser.Parse(pattern, flags)).Compile();
}
