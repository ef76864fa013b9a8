using System.Collections.Frozen;
using System.Text;

namespace Containerless.Runtime.Builtins;

/// <summary>
/// toLowerCase and toUpperCase (ECMA-262 §22.1.3.28, §22.1.3.30). .NET maps one character to one; the specification
/// wants the full, context-sensitive mapping. Where both agree, and where what is done here agrees, is proven by an
/// exhaustive test against the pinned Node; every other character bails out.
/// </summary>
internal static class CaseMapping
{
    private const char CapitalSigma = '\u03a3';

    private static readonly FrozenDictionary<char, string> Upper =
        UpperCaseTexts.All.Split(' ').ToFrozenDictionary(static text => text[0], static text => text[1..]);

    internal static string ToLower(Realm r, string s)
    {
        r.Spend(1 + s.Length / 16);
        int i = 0;
        while (i < s.Length && s[i] < 128 && !char.IsAsciiLetterUpper(s[i])) i++;
        if (i == s.Length) return s;
        r.Charge(24 + 2L * s.Length);
        return Map(r, s, i, LowerIsSimple, static s => s.ToLowerInvariant(), LowerOf);
    }

    internal static string ToUpper(Realm r, string s)
    {
        r.Spend(1 + s.Length / 16);
        int i = 0;
        while (i < s.Length && s[i] < 128 && !char.IsAsciiLetterLower(s[i])) i++;
        if (i == s.Length) return s;
        r.Charge(24 + 2L * s.Length);
        return Map(r, s, i, UpperIsSimple, static s => s.ToUpperInvariant(),
            static (s, at) => Upper.TryGetValue(s[at], out string? text) ? text : throw Unknown(s[at]));
    }

    private static string Map(
        Realm r, string s, int from, Func<char, bool> isSimple, Func<string, string> simply, Func<string, int, string> one)
    {
        while (from < s.Length && (s[from] < 128 || isSimple(s[from]))) from++;
        if (from == s.Length) return simply(s);
        r.Spend(s.Length);
        r.Charge(24 + 6L * s.Length);
        var mapped = new StringBuilder();
        int done = 0;
        for (int i = from; i < s.Length; i++)
        {
            if (s[i] < 128 || isSimple(s[i])) continue;
            mapped.Append(simply(s[done..i])).Append(one(s, i));
            done = i + 1;
        }
        return mapped.Append(simply(s[done..])).ToString();
    }

    /// <summary>All but İ, the sigma whose form depends on its neighbours, and letters newer than .NET's tables.</summary>
    internal static bool LowerIsSimple(char c) => c switch
    {
        < '\u0130' => true,
        '\u0130' or CapitalSigma or '\ua7ce' or '\ua7d2' or '\ua7d4' or '\ud81b' => false,
        _ => true,
    };

    /// <summary>All but those that become several characters, ı and ſ (which .NET keeps), and newer letters.</summary>
    internal static bool UpperIsSimple(char c) => c switch
    {
        < '\u00df' => true,
        '\u00df' or '\u0131' or '\u0149' or '\u017f' or '\u01f0' or '\u0390' or '\u03b0' or '\u0587' => false,
        < '\u1e96' => true,
        (>= '\u1e96' and <= '\u1e9a') or (>= '\u1f50' and <= '\u1f56') or (>= '\u1f80' and <= '\u1fff') => false,
        '\ua7cf' or '\ua7d3' or '\ua7d5' or '\ud81b' or (>= '\ufb00' and <= '\ufb17') => false,
        _ => true,
    };

    private static string LowerOf(string s, int at) => s[at] switch
    {
        '\u0130' => "i\u0307",
        CapitalSigma => IsCased(s, at, -1) && !IsCased(s, at, 1) ? "\u03c2" : "\u03c3",
        '\ud81b' => throw Unknown(s[at]),
        char before => ((char)(before + 1)).ToString(),
    };

    /// <summary>
    /// Whether the next character in a direction that is not ignored has a case (the condition Final_Sigma of Unicode's
    /// SpecialCasing). What is neither plainly one nor the other bails out.
    /// </summary>
    private static bool IsCased(string s, int at, int step)
    {
        for (int i = at + step; i >= 0 && i < s.Length; i += step)
        {
            char c = s[i];
            if (c is '\'' or '.' or ':' or '^' or '`') continue;
            if (c < 128) return char.IsAsciiLetter(c);
            if (!char.IsLetter(c) || char.ToLowerInvariant(c) == char.ToUpperInvariant(c)) throw Unknown(s[at]);
            return true;
        }
        return false;
    }

    private static Bailout Unknown(char c) => new($"case mapping of U+{(int)c:X4}");
}
