using System.Collections.Concurrent;

namespace Containerless.Runtime.Builtins;

/// <summary>\p{…} (ECMA-262 §22.2.1, UnicodePropertyValueExpression): the properties that people use. Others are declined.</summary>
internal static class UnicodeProperty
{
    // Digits of a number's last place are upper case: first those of 0 to 9, then the letters of base 32.
    private const string LastDigits = "WXYZ!#$%&*ABCDEFGHIJKLMNOPQRSTUV";

    private static readonly ConcurrentDictionary<string, CharRanges> Decoded = new(StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["Uppercase_Letter"] = "Lu", ["Lowercase_Letter"] = "Ll", ["Titlecase_Letter"] = "Lt", ["Modifier_Letter"] = "Lm", ["Other_Letter"] = "Lo",
        ["Nonspacing_Mark"] = "Mn", ["Spacing_Mark"] = "Mc", ["Enclosing_Mark"] = "Me",
        ["Decimal_Number"] = "Nd", ["digit"] = "Nd", ["Letter_Number"] = "Nl", ["Other_Number"] = "No",
        ["Connector_Punctuation"] = "Pc", ["Dash_Punctuation"] = "Pd", ["Open_Punctuation"] = "Ps", ["Close_Punctuation"] = "Pe",
        ["Initial_Punctuation"] = "Pi", ["Final_Punctuation"] = "Pf", ["Other_Punctuation"] = "Po",
        ["Math_Symbol"] = "Sm", ["Currency_Symbol"] = "Sc", ["Modifier_Symbol"] = "Sk", ["Other_Symbol"] = "So",
        ["Space_Separator"] = "Zs", ["Line_Separator"] = "Zl", ["Paragraph_Separator"] = "Zp",
        ["Control"] = "Cc", ["cntrl"] = "Cc", ["Format"] = "Cf", ["Surrogate"] = "Cs", ["Private_Use"] = "Co",
        ["Letter"] = "L", ["Cased_Letter"] = "LC", ["Mark"] = "M", ["Combining_Mark"] = "M", ["Number"] = "N", ["Punctuation"] = "P", ["punct"] = "P",
        ["Symbol"] = "S", ["Separator"] = "Z",
    };

    private static readonly Dictionary<string, string> BinaryNames = new(StringComparer.Ordinal)
    {
        ["Alpha"] = "Alphabetic", ["Upper"] = "Uppercase", ["Lower"] = "Lowercase", ["space"] = "White_Space", ["EPres"] = "Emoji_Presentation",
        ["EMod"] = "Emoji_Modifier", ["EBase"] = "Emoji_Modifier_Base", ["EComp"] = "Emoji_Component", ["ExtPict"] = "Extended_Pictographic",
        ["IDS"] = "ID_Start", ["IDC"] = "ID_Continue",
    };

    private static readonly Dictionary<string, string[]> Groups = new(StringComparer.Ordinal)
    {
        ["L"] = ["Lu", "Ll", "Lt", "Lm", "Lo"], ["LC"] = ["Lu", "Ll", "Lt"], ["M"] = ["Mn", "Mc", "Me"], ["N"] = ["Nd", "Nl", "No"],
        ["P"] = ["Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po"], ["S"] = ["Sm", "Sc", "Sk", "So"], ["Z"] = ["Zs", "Zl", "Zp"],
    };

    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["Latn"] = "Latin", ["Grek"] = "Greek", ["Cyrl"] = "Cyrillic", ["Armn"] = "Armenian", ["Hebr"] = "Hebrew", ["Arab"] = "Arabic",
        ["Deva"] = "Devanagari", ["Thai"] = "Thai", ["Hang"] = "Hangul", ["Hira"] = "Hiragana", ["Kana"] = "Katakana", ["Hani"] = "Han",
    };

    /// <summary>The set of what stands between the braces; null where it is not known, or not a property at all.</summary>
    internal static CharRanges? Find(string expression)
    {
        if (Decoded.TryGetValue(expression, out CharRanges? known)) return known;
        int equals = expression.IndexOf('=');
        CharRanges? set = equals < 0 ? Lone(expression) : expression[..equals] switch
        {
            "General_Category" or "gc" => Category(expression[(equals + 1)..]),
            "Script" or "sc" => Decode("Script=" + Scripts.GetValueOrDefault(expression[(equals + 1)..], expression[(equals + 1)..])),
            _ => null,
        };
        // Only the names that exist are kept, so this is bounded.
        if (set is not null) Decoded.TryAdd(expression, set);
        return set;
    }

    private static CharRanges? Lone(string name) => name switch
    {
        "Any" => CharRanges.All,
        "ASCII" => CharRanges.Of([(0, 127)]),
        _ => Category(name) ?? Decode(BinaryNames.GetValueOrDefault(name, name)),
    };

    private static CharRanges? Category(string name)
    {
        name = Names.GetValueOrDefault(name, name);
        if (Groups.TryGetValue(name, out string[]? parts)) return parts.Aggregate(CharRanges.Empty, static (all, part) => all.Union(Decode(part)!));
        return name.Length == 2 ? Decode(name) : null;
    }

    private static CharRanges? Decode(string name)
    {
        if (!UnicodeSets.Encoded.TryGetValue(name, out string? text)) return null;
        var ranges = new List<(int, int)>();
        int at = 0, next = 0;
        while (at < text.Length)
        {
            int from = next + Number(text, ref at);
            next = from + Number(text, ref at) + 1;
            ranges.Add((from, next - 1));
        }
        return CharRanges.Of(ranges);
    }

    private static int Number(string text, ref int at)
    {
        int value = 0;
        while (true)
        {
            char c = text[at++];
            int last = LastDigits.IndexOf(c);
            if (last >= 0) return value * 32 + last;
            value = value * 32 + (c <= '9' ? c - '0' : c - 'a' + 10);
        }
    }
}
