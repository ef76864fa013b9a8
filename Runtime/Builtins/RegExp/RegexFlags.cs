namespace Containerless.Runtime.Builtins;

/// <summary>The flags of a regular expression, in the order in which <c>flags</c> writes them.</summary>
[Flags]
internal enum RegexFlags
{
    None = 0,
    HasIndices = 1,     // d
    Global = 2,         // g
    IgnoreCase = 4,     // i
    Multiline = 8,      // m
    DotAll = 16,        // s
    Unicode = 32,       // u
    UnicodeSets = 64,   // v
    Sticky = 128,       // y
}

internal static class RegexFlagText
{
    private const string Letters = "dgimsuvy";

    /// <summary>The flags; null where they are not valid (an unknown or repeated letter, u with v).</summary>
    internal static RegexFlags? Parse(string text)
    {
        var flags = RegexFlags.None;
        foreach (char c in text)
        {
            int i = Letters.IndexOf(c);
            if (i < 0 || flags.HasFlag((RegexFlags)(1 << i))) return null;
            flags |= (RegexFlags)(1 << i);
        }
        return flags.HasFlag(RegexFlags.Unicode | RegexFlags.UnicodeSets) ? null : flags;
    }

    internal static string Of(RegexFlags flags)
    {
        Span<char> text = stackalloc char[Letters.Length];
        int n = 0;
        for (int i = 0; i < Letters.Length; i++)
            if (flags.HasFlag((RegexFlags)(1 << i))) text[n++] = Letters[i];
        return n == 0 ? "" : new string(text[..n]);
    }
}
