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

    internal static bool LowerIsSimple(char c) => false;

    internal static bool UpperIsSimple(char c) => false;

    private static Bailout Unknown(char c) => new($"case mapping of U+{(int)c:X4}");
}
