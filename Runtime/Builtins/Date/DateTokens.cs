namespace Containerless.Runtime.Builtins;

internal enum DateTokenKind { End, Number, Symbol, Word, Space, Other }

/// <summary>What a word of a date means; the others mean nothing.</summary>
internal enum DateWord { Unknown, Month, HalfDay, Zone, Separator }

/// <param name="Kind">What it is.</param>
/// <param name="Value">The number (its first nine digits after zeros), the symbol, or what the word stands for.</param>
/// <param name="Length">Characters of a number or word.</param>
/// <param name="Word">Which sort of word.</param>
internal readonly record struct DateToken(DateTokenKind Kind, int Value, int Length, DateWord Word)
{
    internal bool IsNumber => Kind == DateTokenKind.Number;

    internal bool IsSign => Kind == DateTokenKind.Symbol && (char)Value is '+' or '-';

    internal bool IsZ => Word == DateWord.Zone && Length == 1;

    internal bool Is(char symbol) => Kind == DateTokenKind.Symbol && Value == symbol;

    internal bool IsNumberOf(int digits) => IsNumber && Length == digits;
}

/// <summary>Splits the text of a date as V8 does: numbers, words (anything from 'A' on), signs; parentheses are comments.</summary>
internal sealed class DateTokens
{
    private static readonly (string Prefix, DateWord Word, int Value)[] Words =
    [
        ("jan", DateWord.Month, 1), ("feb", DateWord.Month, 2), ("mar", DateWord.Month, 3), ("apr", DateWord.Month, 4),
        ("may", DateWord.Month, 5), ("jun", DateWord.Month, 6), ("jul", DateWord.Month, 7), ("aug", DateWord.Month, 8),
        ("sep", DateWord.Month, 9), ("oct", DateWord.Month, 10), ("nov", DateWord.Month, 11), ("dec", DateWord.Month, 12),
        ("am", DateWord.HalfDay, 0), ("pm", DateWord.HalfDay, 12),
        ("ut", DateWord.Zone, 0), ("utc", DateWord.Zone, 0), ("z", DateWord.Zone, 0), ("gmt", DateWord.Zone, 0),
        ("cdt", DateWord.Zone, -5), ("cst", DateWord.Zone, -6), ("edt", DateWord.Zone, -4), ("est", DateWord.Zone, -5),
        ("mdt", DateWord.Zone, -6), ("mst", DateWord.Zone, -7), ("pdt", DateWord.Zone, -7), ("pst", DateWord.Zone, -8),
        ("t", DateWord.Separator, 0),
    ];

    private readonly string _text;
    private int _at;

    internal DateTokens(string text)
    {
        _text = text;
        Next = Scan();
    }

    /// <summary>The token ahead.</summary>
    internal DateToken Next { get; private set; }

    internal DateToken Take()
    {
        DateToken token = Next;
        Next = Scan();
        return token;
    }

    internal bool TryTake(char symbol)
    {
        if (!Next.Is(symbol)) return false;
        Take();
        return true;
    }

    /// <summary>The character ahead; 0 at the end, and a NUL in the text ends it as well.</summary>
    private char Current => _at < _text.Length ? _text[_at] : '\0';

    private DateToken Scan()
    {
        int start = _at;
        char c = Current;
        if (c == '\0') return new DateToken(DateTokenKind.End, 0, 0, default);
        if (char.IsAsciiDigit(c))
        {
            int value = 0, digits = 0;
            while (Current == '0') _at++;
            for (; char.IsAsciiDigit(Current); _at++)
                if (digits++ < 9) value = value * 10 + (Current - '0');
            return new DateToken(DateTokenKind.Number, value, _at - start, default);
        }
        if (IsWord(c))
        {
            while (IsWord(Current)) _at++;
            return Word(_text.AsSpan(start, _at - start));
        }
        _at++;
        if (c is ':' or '-' or '+' or '.' or ')') return new DateToken(DateTokenKind.Symbol, c, 1, default);
        if (IsSpace(c)) return new DateToken(DateTokenKind.Space, 0, 1, default);
        if (c == '(') SkipComment();
        return new DateToken(DateTokenKind.Other, 0, 1, default);
    }

    /// <summary>White space beyond 'A' is none, but the two line terminators there are.</summary>
    private static bool IsWord(char c) => c >= 'A' && (c is '\u2028' or '\u2029' || !(c >= 128 && IsSpace(c)));

    private static bool IsSpace(char c) => TextNumber.TrimStart([c]).IsEmpty;

    private void SkipComment()
    {
        for (int open = 1; open > 0 && Current != '\0'; _at++)
        {
            if (Current == '(') open++;
            else if (Current == ')') open--;
        }
    }

    /// <summary>Only a month's name may be longer than its entry: "March".</summary>
    private static DateToken Word(ReadOnlySpan<char> word)
    {
        foreach ((string prefix, DateWord kind, int value) in Words)
        {
            if (word.Length < prefix.Length || (word.Length > prefix.Length && kind != DateWord.Month)) continue;
            if (IsPrefix(prefix, word)) return new DateToken(DateTokenKind.Word, value, word.Length, kind);
        }
        return new DateToken(DateTokenKind.Word, 0, word.Length, DateWord.Unknown);
    }

    private static bool IsPrefix(string prefix, ReadOnlySpan<char> word)
    {
        for (int i = 0; i < prefix.Length; i++)
            if ((char.IsAsciiLetterUpper(word[i]) ? word[i] | 32 : word[i]) != prefix[i]) return false;
        return true;
    }
}
