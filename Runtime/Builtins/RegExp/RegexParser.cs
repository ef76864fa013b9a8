namespace Containerless.Runtime.Builtins;

/// <summary>
/// Patterns (ECMA-262 §22.2.1 with the extensions of Annex B.1.2 where u is absent), read in the order in which V8
/// reads them, so that of several errors the same one is reported.
/// </summary>
internal sealed partial class RegexParser
{
    /// <summary>Beyond these V8 has limits of its own, which we do not know exactly.</summary>
    private const int MaxLength = 64_000, MaxDepth = 150, MaxGroups = 500, MaxNodes = 64_000;

    /// <summary>Ranges in all sets together, which \p{…} and case folding make many.</summary>
    private const int MaxRanges = 50_000;

    private const int End = -1;

    private readonly string _pattern;
    private readonly bool _unicode, _ignoreCase, _multiline, _dotAll;
    private readonly List<(RegexReference Node, string Name)> _namedReferences = [];
    private readonly List<(int Index, string? Name)> _openGroups = [];
    private int _at;
    private int _started;
    private int _depth;
    private int _nodes;
    private int _ranges;
    private bool _special, _choices;

    private RegexParser(string pattern, RegexFlags flags)
    {
        _pattern = pattern;
        _unicode = flags.HasFlag(RegexFlags.Unicode);
        _ignoreCase = flags.HasFlag(RegexFlags.IgnoreCase);
        _multiline = flags.HasFlag(RegexFlags.Multiline);
        _dotAll = flags.HasFlag(RegexFlags.DotAll);
    }

    /// <summary>How many capturing groups the whole pattern has, and whether any is named.</summary>
    private int Groups { get; set; }

    private bool HasNames { get; set; }

    /// <summary>Names of groups, in the order of the pattern.</summary>
    private List<(string Name, int Index)> Names { get; } = [];

    /// <exception cref="RegexSyntaxException">The pattern is not one.</exception>
    /// <exception cref="RegexDeclined">It may be one, but not one that we run.</exception>
    internal static RegexTree Parse(string pattern, RegexFlags flags)
    {
        if (pattern.Length > MaxLength) throw new RegexDeclined("pattern too long");
        if (flags.HasFlag(RegexFlags.UnicodeSets)) throw new RegexDeclined("flag v");
        var parser = new RegexParser(pattern, flags);
        parser.CountGroups();
        RegexNode root = parser.Disjunction();
        if (parser.Current == ')') throw new RegexSyntaxException("Unmatched ')'");
        parser.ResolveNames();
        parser.Names.Sort(static (a, b) => a.Index - b.Index);      // they were added as they ended
        // V8 sorts and merges alternatives by ICU's folding, which is not quite Canonicalize.
        if (parser is { _special: true, _choices: true, _unicode: false }) throw new RegexDeclined("case folding of alternatives");
        return new RegexTree(root, parser.Groups, parser.Names, flags, parser._ranges);
    }

    /// <summary>The next character: a code point with u, else a code unit; -1 at the end.</summary>
    private int Current => At(_at);

    private int At(int i) => i >= _pattern.Length ? End
        : _unicode && char.IsHighSurrogate(_pattern[i]) && i + 1 < _pattern.Length && char.IsLowSurrogate(_pattern[i + 1])
            ? char.ConvertToUtf32(_pattern[i], _pattern[i + 1])
            : _pattern[i];

    /// <summary>The code unit <paramref name="ahead"/> units further on.</summary>
    private int Peek(int ahead) => _at + ahead < _pattern.Length ? _pattern[_at + ahead] : End;

    private int Take()
    {
        int c = Current;
        _at += c > 0xffff ? 2 : 1;
        return c;
    }

    private bool TryTake(char c)
    {
        if (Current != c) return false;
        _at++;
        return true;
    }

    /// <summary>Groups must be known before the first reference is read; as V8 does it, without looking for errors.</summary>
    private void CountGroups()
    {
        int groups = 0;
        for (int i = 0; i < _pattern.Length; i++)
        {
            switch (_pattern[i])
            {
                case '\\':
                    i++;
                    break;
                case '[':
                    for (i++; i < _pattern.Length && _pattern[i] != ']'; i++)
                        if (_pattern[i] == '\\') i++;
                    break;
                case '(':
                    if (i + 1 < _pattern.Length && _pattern[i + 1] == '?')
                    {
                        if (i + 2 >= _pattern.Length || _pattern[i + 2] != '<') break;
                        if (i + 3 < _pattern.Length && _pattern[i + 3] is '=' or '!') break;
                        HasNames = true;
                    }
                    groups++;
                    break;
            }
        }
        Groups = groups;
    }

    private RegexNode Disjunction()
    {
        if (++_depth > MaxDepth) throw new RegexDeclined("nested too deeply");
        List<RegexNode>? alternatives = null;
        RegexNode first = Alternative();
        while (TryTake('|'))
        {
            _choices = true;
            alternatives ??= [first];
            alternatives.Add(Alternative());
        }
        _depth--;
        return alternatives is null ? first : new RegexChoice(alternatives);
    }

    private RegexNode Alternative()
    {
        var items = new List<RegexNode>();
        while (Current is not (End or '|' or ')'))
        {
            if (++_nodes > MaxNodes) throw new RegexDeclined("pattern too long");
            int groupsBefore = _started;
            (RegexNode? node, Quantifiable may) = Term();
            if (node is null) continue;
            if (may != Quantifiable.NoTerm) node = Quantified(node, groupsBefore, may == Quantifiable.Yes);
            if (node is not null) items.Add(node);
        }
        return items.Count == 1 ? items[0] : new RegexSequence(items);
    }

    /// <summary>Whether a quantifier may follow; after an assertion like ^ it is not even looked for.</summary>
    private enum Quantifiable { Yes, No, NoTerm }

    private (RegexNode?, Quantifiable) Term()
    {
        switch (Current)
        {
            case '*' or '+' or '?':
                throw new RegexSyntaxException("Nothing to repeat");
            case '^':
                _at++;
                return (new RegexAssertion(_multiline ? RegexAssertionKind.LineStart : RegexAssertionKind.Start), Quantifiable.NoTerm);
            case '$':
                _at++;
                return (new RegexAssertion(_multiline ? RegexAssertionKind.LineEnd : RegexAssertionKind.End), Quantifiable.NoTerm);
            case '(':
                return Parenthesis();
            case '.':
                _at++;
                return (Set(_dotAll ? CharRanges.All : CharRanges.LineTerminator.Invert()), Quantifiable.Yes);
            case '[':
                _at++;
                return (Set(Class()), Quantifiable.Yes);
            case '\\':
                return Escape();
            case '{':
                int before = _at;
                if (TryInterval(out _, out _)) throw new RegexSyntaxException("Nothing to repeat");
                _at = before;
                if (_unicode) throw new RegexSyntaxException("Lone quantifier brackets");
                break;
            case '}' or ']' when _unicode:
                throw new RegexSyntaxException("Lone quantifier brackets");
        }
        return (Literal(Take()), Quantifiable.Yes);
    }

    private RegexSet Set(CharRanges set, int literal = -1)
    {
        _ranges += set.Bounds.Length / 2;
        if (_ranges > MaxRanges) throw new RegexDeclined("sets too large");
        return new RegexSet(set, literal);
    }

    private RegexSet Literal(int c)
    {
        var set = CharRanges.Of(c);
        if (_ignoreCase)
        {
            if (CaseFolding.IsSpecial(c)) _special = true;
            set = CaseFolding.Close(set, _unicode);
        }
        return Set(set, c);
    }

    private (RegexNode, Quantifiable) Parenthesis()
    {
        _at++;
        int group = 0;
        bool? behind = null;
        bool negative = false;
        string? name = null;
        if (TryTake('?'))
        {
            int kind = Current;
            if (kind is ':' or '=' or '!')
            {
                _at++;
                if (kind != ':') (behind, negative) = (false, kind == '!');
            }
            else if (kind == '<' && Peek(1) is '=' or '!')
            {
                (behind, negative) = (true, Peek(1) == '!');
                _at += 2;
            }
            else if (kind == '<')
            {
                _at++;
                group = StartGroup();
                name = GroupName();
            }
            else
            {
                throw new RegexSyntaxException("Invalid group");
            }
        }
        else
        {
            group = StartGroup();
        }
        if (group > 0) _openGroups.Add((group, name));
        RegexNode body = Disjunction();
        if (group > 0) _openGroups.RemoveAt(_openGroups.Count - 1);
        if (!TryTake(')')) throw new RegexSyntaxException("Unterminated group");
        if (name is not null)
        {
            if (Names.Exists(n => n.Name == name)) throw new RegexSyntaxException("Duplicate capture group name");
            Names.Add((name, group));
        }
        if (group > 0) return (new RegexGroup(group, body), Quantifiable.Yes);
        if (behind is null) return (body, Quantifiable.Yes);
        return (new RegexLook(behind.Value, negative, body), behind.Value || _unicode ? Quantifiable.No : Quantifiable.Yes);
    }

    private int StartGroup() =>
        ++_started <= MaxGroups ? _started : throw new RegexDeclined("too many groups");

    /// <summary>A group's name after its '&lt;'. Names that are not ASCII are valid or not by Unicode's tables.</summary>
    private string GroupName()
    {
        int start = _at;
        while (Current != '>')
        {
            int c = Current;
            if (c is '\\' or > 127) throw new RegexDeclined("name of a group");
            bool letter = c is '$' or '_' || (c >= 0 && char.IsAsciiLetter((char)c));
            if (!letter && (_at == start || c < 0 || !char.IsAsciiDigit((char)c)))
                throw new RegexSyntaxException("Invalid capture group name");
            _at++;
        }
        if (_at == start) throw new RegexSyntaxException("Invalid capture group name");
        return _pattern[start.._at++];
    }

    private void ResolveNames()
    {
        foreach ((RegexReference node, string name) in _namedReferences)
        {
            int index = Names.FindIndex(n => n.Name == name);
            if (index < 0) throw new RegexSyntaxException("Invalid named capture referenced");
            if (node.Index == Unresolved) node.Index = Names[index].Index;
        }
    }
}

/// <summary>A pattern that was read.</summary>
internal sealed record RegexTree(RegexNode Root, int Groups, List<(string Name, int Index)> Names, RegexFlags Flags, int Ranges);
