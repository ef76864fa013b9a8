namespace Containerless.Runtime;

/// <summary>Strings of one UTF-16 unit; those of Latin-1 are shared.</summary>
internal static class CharText
{
    private static readonly string[] Latin1 = [.. Enumerable.Range(0, 256).Select(static i => ((char)i).ToString())];

    internal static string Of(char c) => c < 256 ? Latin1[c] : c.ToString();
}
