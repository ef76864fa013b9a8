namespace Containerless.Runtime.Builtins;

/// <summary>
/// toLowerCase and toUpperCase (ECMA-262 §22.1.3.28, §22.1.3.30). .NET maps one character to one; the specification
/// wants the full, context-sensitive mapping. Where both agree is proven by an exhaustive test against the pinned
/// Node; every other character bails out.
/// </summary>
internal static class CaseMapping
{
    internal static string ToLower(Realm r, string s)
    {
        r.Spend(1 + s.Length / 16);
        int i = 0;
        while (i < s.Length && s[i] < 128 && !char.IsAsciiLetterUpper(s[i])) i++;
        if (i == s.Length) return s;
        r.Charge(24 + 2L * s.Length);
        foreach (char c in s.AsSpan(i))
            if (c >= 128 && !LowerIsSimple(c)) throw Unknown(c);
        return s.ToLowerInvariant();
    }

    internal static string ToUpper(Realm r, string s)
    {
        r.Spend(1 + s.Length / 16);
        int i = 0;
        while (i < s.Length && s[i] < 128 && !char.IsAsciiLetterLower(s[i])) i++;
        if (i == s.Length) return s;
        r.Charge(24 + 2L * s.Length);
        foreach (char c in s.AsSpan(i))
            if (c >= 128 && !UpperIsSimple(c)) throw Unknown(c);
        return s.ToUpperInvariant();
    }

    /// <summary>All but İ, the sigma whose form depends on its neighbours, and letters newer than the pinned Node.</summary>
    internal static bool LowerIsSimple(char c) => c switch
    {
        < '\u0130' => true,
        '\u0130' or '\u03a3' or '\ua7ce' or '\ua7d2' or '\ua7d4' or '\ud81b' => false,
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

    private static Bailout Unknown(char c) => new($"case mapping of U+{(int)c:X4}");
}
