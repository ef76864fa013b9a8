namespace Containerless.Runtime.Builtins;

/// <summary>Escapes and classes (ECMA-262 §22.2.1, AtomEscape, CharacterClass; Annex B.1.2).</summary>
internal sealed partial class RegexParser
{
    /// <summary>A reference by name: the groups are known at the end only.</summary>
    private const int Unresolved = -1;

    private (RegexNode?, Quantifiable) Escape()
    {
        int c = Peek(1);
        switch (c)
        {
            case End:
                throw new RegexSyntaxException("\\ at end of pattern");
            case 'b' or 'B':
                _at += 2;
                return (new RegexAssertion(c == 'b' ? RegexAssertionKind.Word : RegexAssertionKind.NotWord), Quantifiable.NoTerm);
            case >= '1' and <= '9':
                if (TryReference(out int group))
                    return (new RegexReference(_openGroups.Exists(g => g.Index == group) ? 0 : group), Quantifiable.Yes);
                if (_unicode) throw new RegexSyntaxException("Invalid escape");
                break;
            case '0' when _unicode && Peek(2) is >= '0' and <= '9':
                throw new RegexSyntaxException("Invalid decimal escape");
            case 'k' when _unicode || HasNames:
                return (NamedReference(), Quantifiable.Yes);
        }
        if (TryClassEscape(out CharRanges? set)) return (Set(_ignoreCase ? CaseFolding.Close(set!, _unicode) : set!), Quantifiable.Yes);
        return (Literal(CharacterEscape(false)), Quantifiable.Yes);
    }

    /// <summary>A decimal escape is a reference only where the pattern has that many groups.</summary>
    private bool TryReference(out int group)
    {
        int before = _at;
        _at++;
        TryNumber(out group);
        if (group <= Groups) return true;
        _at = before;
        return false;
    }

    private RegexReference NamedReference()
    {
        _at += 2;
        if (!TryTake('<')) throw new RegexSyntaxException("Invalid named reference");
        string name = GroupName();
        // Inside its own group nothing can have been captured yet.
        bool inside = _openGroups.Exists(g => g.Name == name);
        var node = new RegexReference(inside ? 0 : Unresolved);
        _namedReferences.Add((node, name));
        return node;
    }

    /// <summary>\d \D \s \S \w \W, and \p with u.</summary>
    private bool TryClassEscape(out CharRanges? set)
    {
        int c = Peek(1);
        set = c switch
        {
            'd' => CharRanges.Digit,
            'D' => CharRanges.Digit.Invert(),
            's' => CharRanges.Space,
            'S' => CharRanges.Space.Invert(),
            'w' => Word,
            'W' => Word.Invert(),
            'p' or 'P' when _unicode => Property(c == 'P'),
            _ => null,
        };
        if (set is null) return false;
        if (c is not ('p' or 'P')) _at += 2;
        return true;
    }

    /// <summary>\p{…} or \P{…}; the backslash is still ahead.</summary>
    private CharRanges Property(bool negated)
    {
        int end = Peek(2) == '{' ? _pattern.IndexOf('}', _at) : -1;
        CharRanges? set = end < 0 ? null : UnicodeProperty.Find(_pattern[(_at + 3)..end]);
        if (set is null) throw new RegexDeclined("property of Unicode");
        _at = end + 1;
        return negated ? set.Invert() : set;
    }

    /// <summary>WordCharacters (§22.2.2.7.4): with i and u also ſ and the Kelvin sign.</summary>
    private CharRanges Word => _unicode && _ignoreCase ? CaseFolding.Close(CharRanges.Word, true) : CharRanges.Word;

    /// <summary>An escape that stands for one character; the backslash is still ahead.</summary>
    private int CharacterEscape(bool inClass)
    {
        _at++;
        if (Current == End) throw new RegexSyntaxException("\\ at end of pattern");
        int c = Take();
        switch (c)
        {
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'v': return '\v';
            case 'c': return ControlLetter(inClass);
            case '0' when Current is not (>= '0' and <= '9'):
                return 0;
            case >= '0' and <= '7':
                if (_unicode) throw new RegexSyntaxException(inClass ? "Invalid class escape" : "Invalid decimal escape");
                return Octal(c - '0');
            case 'x':
                if (TryHex(2, out int value)) return value;
                return _unicode ? throw new RegexSyntaxException("Invalid escape") : 'x';
            case 'u':
                if (TryUnicode(out value)) return value;
                return _unicode ? throw new RegexSyntaxException("Invalid Unicode escape") : 'u';
        }
        if (c == 'k' && HasNames) throw new RegexSyntaxException("Invalid escape");
        if (_unicode && !(c < 128 && "^$\\.*+?()[]{}|/".Contains((char)c)) && !(inClass && c == '-'))
            throw new RegexSyntaxException("Invalid escape");
        return c;
    }

    /// <summary>After \c; where no control letter follows, the backslash stands for itself and c is read again.</summary>
    private int ControlLetter(bool inClass)
    {
        int letter = Current;
        if (letter is >= 0 and < 128 && char.IsAsciiLetter((char)letter))
        {
            _at++;
            return letter & 31;
        }
        if (_unicode) throw new RegexSyntaxException("Invalid Unicode escape");
        if (inClass && (letter is >= '0' and <= '9' or '_'))
        {
            _at++;
            return letter & 31;
        }
        _at--;
        return '\\';
    }

    /// <summary>LegacyOctalEscapeSequence: at most \377.</summary>
    private int Octal(int value)
    {
        if (Current is >= '0' and <= '7')
        {
            value = value * 8 + (Take() - '0');
            if (value < 32 && Current is >= '0' and <= '7') value = value * 8 + (Take() - '0');
        }
        return value;
    }

    /// <summary>Exactly so many hexadecimal digits; consumes nothing where they are not there.</summary>
    private bool TryHex(int digits, out int value)
    {
        value = 0;
        for (int i = 0; i < digits; i++)
        {
            int c = Peek(i);
            if (c is < 0 or > 127 || !char.IsAsciiHexDigit((char)c)) return false;
            value = value * 16 + TextNumber.Digit((char)c);
        }
        _at += digits;
        return true;
    }

    /// <summary>After \u. With u: \u{…}, and two escapes that make a pair are one character.</summary>
    private bool TryUnicode(out int value)
    {
        if (_unicode && Current == '{')
        {
            int before = _at;
            _at++;
            int start = _at;
            value = 0;
            while (Current is >= 0 and < 128 && char.IsAsciiHexDigit((char)Current))
            {
                value = value * 16 + TextNumber.Digit((char)Take());
                if (value > CharRanges.Max) break;
            }
            if (value <= CharRanges.Max && _at > start && TryTake('}')) return true;
            _at = before;
            return false;
        }
        if (!TryHex(4, out value)) return false;
        if (!_unicode || value is < 0xd800 or > 0xdbff || Current != '\\' || Peek(1) != 'u') return true;
        int after = _at;
        _at += 2;
        if (TryHex(4, out int low) && low is >= 0xdc00 and <= 0xdfff) value = char.ConvertToUtf32((char)value, (char)low);
        else _at = after;
        return true;
    }

    /// <summary>A class after its '['.</summary>
    private CharRanges Class()
    {
        bool negated = TryTake('^');
        var ranges = new List<(int From, int To)>();
        while (Current is not (End or ']'))
        {
            if (++_nodes > MaxNodes) throw new RegexDeclined("pattern too long");
            int first = ClassAtom(ranges);
            if (Current != '-')
            {
                if (first >= 0) ranges.Add((first, first));
                continue;
            }
            _at++;
            if (Current is End or ']')
            {
                if (first >= 0) ranges.Add((first, first));
                ranges.Add(('-', '-'));
                continue;
            }
            int last = ClassAtom(ranges);
            if (first < 0 || last < 0)
            {
                if (_unicode) throw new RegexSyntaxException("Invalid character class");
                ranges.Add(('-', '-'));
                if (first >= 0) ranges.Add((first, first));
                if (last >= 0) ranges.Add((last, last));
                continue;
            }
            if (first > last) throw new RegexSyntaxException("Range out of order in character class");
            ranges.Add((first, last));
        }
        if (!TryTake(']')) throw new RegexSyntaxException("Unterminated character class");
        var set = CharRanges.Of(ranges);
        if (_ignoreCase) set = CaseFolding.Close(set, _unicode);
        return negated ? set.Invert() : set;
    }

    /// <summary>One character of a class; -1 where it was an escape for several, which are in the ranges then.</summary>
    private int ClassAtom(List<(int From, int To)> ranges)
    {
        if (Current != '\\') return Take();
        if (TryClassEscape(out CharRanges? set))
        {
            set!.AddTo(ranges);
            return -1;
        }
        if (Peek(1) == 'b')
        {
            _at += 2;
            return '\b';
        }
        return CharacterEscape(true);
    }
}
