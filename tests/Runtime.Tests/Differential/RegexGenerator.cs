using System.Text;

namespace Containerless.Runtime.Tests.Differential;

/// <summary>Random patterns, flags and texts. Most patterns are valid; some are nonsense, for the early errors.</summary>
internal sealed class RegexGenerator(Random random)
{
    private static readonly string[] Plain =
        ["a", "b", "c", "A", "B", "k", "s", "1", "2", "_", " ", "-", "é", "É", "ß", "\u017f", "\u212a", "σ", "ς", "Σ", "ÿ", "Ÿ", "µ", "\u039c"];

    private static readonly string[] Odd = ["\n", "\r", "\u2028", "\ud83d\ude00", "\ud83d", "\ude00", "\ud801\udc00", "\ud801\udc28", "\0", "ǆ", "ǅ", "İ", "ı", "\u00e5", "\u212b"];

    private static readonly string[] Escapes =
        ["\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "\\n", "\\t", "\\.", "\\*", "\\/", "\\x61", "\\u0062", "\\cJ", "\\0"];

    private static readonly string[] LooseEscapes =
        ["\\a", "\\1", "\\2", "\\3", "\\8", "\\07", "\\141", "\\400", "\\c", "\\c1", "\\x6", "\\u{61}", "\\u{1f600}", "\\ud83d\\ude00", "\\ud83d", "\\ude00", "\\k", "\\k<n>", "\\-", "\\_", "\\u{110000}", "]", "}", "{", "{1", "\\p", "\\q"];

    private int _groups;
    private int _names;
    private bool _unicode;

    internal string Flags()
    {
        string flags = "";
        if (random.Next(3) == 0) flags += "i";
        if (random.Next(5) == 0) flags += "m";
        if (random.Next(5) == 0) flags += "s";
        if (random.Next(3) == 0) flags += "u";
        if (random.Next(8) == 0) flags += "y";
        else if (random.Next(4) == 0) flags += "g";
        return flags;
    }

    internal string Pattern(string flags)
    {
        _groups = 0;
        _names = 0;
        _unicode = flags.Contains('u');
        return random.Next(20) == 0 ? Soup() : Disjunction(random.Next(1, 5));
    }

    /// <summary>What replaces a match.</summary>
    internal string Template()
    {
        string[] pieces = ["$1", "$2", "$10", "$0", "$00", "$&", "$`", "$'", "$$", "$", "$<n>", "$<n2>", "$<", "<n>", "x", "-", "1", "$01", "$99"];
        return string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => pieces[random.Next(pieces.Length)]));
    }

    internal string Text(int longest = 40)
    {
        var text = new StringBuilder();
        string[] few = [.. Enumerable.Range(0, 4).Select(_ => Letter())];
        for (int n = random.Next(random.Next(8) == 0 ? longest : 12); n > 0; n--) text.Append(random.Next(5) == 0 ? Letter() : few[random.Next(4)]);
        return text.ToString();
    }

    private string Letter() => random.Next(6) == 0 ? Odd[random.Next(Odd.Length)]
        : random.Next(2) == 0 ? Plain[random.Next(3)] : Plain[random.Next(Plain.Length)];

    private string Soup()
    {
        string[] pieces = ["(", ")", "[", "]", "{", "}", "?", "*", "+", "|", "\\", "^", "$", ".", "-", ",", "1", "2", "a", "b", "(?:", "(?=", "(?<n>", "(?<", "(?", "\\k<n>", "\\1", ":", "=", "!", "<", ">", "u", "x", "{1,2}", "c"];
        return string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => pieces[random.Next(pieces.Length)]));
    }

    private string Disjunction(int depth)
    {
        int alternatives = random.Next(3) == 0 ? random.Next(2, 5) : 1;
        return string.Join("|", Enumerable.Range(0, alternatives).Select(_ => Alternative(depth)));
    }

    private string Alternative(int depth)
    {
        var text = new StringBuilder();
        for (int n = random.Next(8) == 0 ? 0 : random.Next(1, 4); n > 0; n--) text.Append(Term(depth));
        return text.ToString();
    }

    private string Term(int depth)
    {
        switch (random.Next(14))
        {
            case 0: return random.Next(2) == 0 ? "^" : "$";
            case 1: return random.Next(2) == 0 ? "\\b" : "\\B";
        }
        string atom = Atom(depth, out bool quantifiable);
        return quantifiable && random.Next(5) < 2 ? atom + Quantifier() : atom;
    }

    private string Quantifier()
    {
        string[] kinds = ["*", "+", "?", "{2}", "{0}", "{1,}", "{2,}", "{0,1}", "{1,3}", "{2,3}", "{0,2}", "{3,2}", "{,2}", "{0,}"];
        string kind = random.Next(3) > 0 ? kinds[random.Next(3)] : kinds[random.Next(kinds.Length)];
        return random.Next(3) == 0 ? kind + "?" : kind;
    }

    private string Atom(int depth, out bool quantifiable)
    {
        quantifiable = true;
        int kind = random.Next(16);
        if (depth > 0 && kind < 7)
        {
            switch (kind)
            {
                case 0 or 1 or 2:
                    _groups++;
                    return $"({Disjunction(depth - 1)})";
                case 3:
                    _groups++;
                    return $"(?<n{(_names++ == 0 ? "" : _names.ToString())}>{Disjunction(depth - 1)})";
                case 4:
                    return $"(?:{Disjunction(depth - 1)})";
                case 5:
                    quantifiable = !_unicode;
                    return $"(?{(random.Next(2) == 0 ? "=" : "!")}{Disjunction(depth - 1)})";
                default:
                    quantifiable = false;
                    return $"(?<{(random.Next(2) == 0 ? "=" : "!")}{Disjunction(depth - 1)})";
            }
        }
        return kind switch
        {
            < 10 => Letter(),
            10 => ".",
            11 => _unicode && random.Next(4) == 0 ? Property() : Escapes[random.Next(Escapes.Length)],
            12 => Class(),
            13 => _groups > 0 ? (random.Next(4) == 0 && _names > 0 ? "\\k<n>" : "\\" + random.Next(1, _groups + 1)) : Letter(),
            14 when random.Next(4) == 0 => LooseEscapes[random.Next(LooseEscapes.Length)],
            _ => Letter(),
        };
    }

    private string Property()
    {
        string[] names = ["L", "Lu", "Ll", "LC", "N", "Nd", "P", "S", "Z", "Cs", "Cc", "Any", "ASCII", "Letter", "gc=Lm", "General_Category=Mark", "Alphabetic", "Upper", "Lower", "White_Space", "Emoji", "ExtPict", "ID_Start", "Script=Greek", "sc=Latn", "Script_Extensions=Latin", "Foo", "Assigned"];
        return $"\\{(random.Next(3) == 0 ? "P" : "p")}{{{names[random.Next(names.Length)]}}}";
    }

    private string Class()
    {
        if (random.Next(12) == 0) return random.Next(2) == 0 ? "[]" : "[^]";
        var text = new StringBuilder(random.Next(3) == 0 ? "[^" : "[");
        for (int n = random.Next(1, 4); n > 0; n--)
        {
            switch (random.Next(8))
            {
                case 0:
                    text.Append(_unicode && random.Next(4) == 0 ? Property() : Escapes[random.Next(Escapes.Length)]);
                    break;
                case 1 when random.Next(4) == 0:
                    text.Append(LooseEscapes[random.Next(LooseEscapes.Length)]);
                    break;
                case 2:
                    string[] ranges = ["a-c", "A-Z", "a-z", "0-9", "\\0-\uffff", "\u0100-\u0200", "Z-b", "\\ud800-\\udfff", "à-ÿ", "\\w-a"];
                    text.Append(ranges[random.Next(ranges.Length)]);
                    break;
                case 3:
                    text.Append(random.Next(3) == 0 ? "\\b" : "-");
                    break;
                default:
                    string letter = Letter();
                    text.Append(letter == "-" ? "\\-" : letter);
                    break;
            }
        }
        return text.Append(']').ToString();
    }
}
