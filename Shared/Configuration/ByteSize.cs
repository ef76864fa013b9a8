using System.Globalization;

namespace Containerless.Shared;

/// <summary>Sizes as the configuration writes them: <c>"512MB"</c>. Units are powers of 1024, as Docker counts.</summary>
public static class ByteSize
{
    private static readonly (string Suffix, long Factor)[] Units =
    [
        ("KIB", 1L << 10), ("MIB", 1L << 20), ("GIB", 1L << 30),
        ("KB", 1L << 10), ("MB", 1L << 20), ("GB", 1L << 30),
        ("K", 1L << 10), ("M", 1L << 20), ("G", 1L << 30), ("B", 1),
    ];

    /// <summary>Reads a number with an optional unit (B, KB, MB, GB; case does not matter).</summary>
    /// <param name="text">The text, for example <c>1.5GB</c>.</param>
    /// <param name="bytes">The size in bytes, at least 1, when the result is true.</param>
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        string number = text.Trim().ToUpperInvariant();
        long factor = 1;
        foreach ((string suffix, long unit) in Units)
        {
            if (number.EndsWith(suffix, StringComparison.Ordinal))
            {
                number = number[..^suffix.Length].TrimEnd();
                factor = unit;
                break;
            }
        }

        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value)
            || value <= 0 || value > 1L << 40)
        {
            return false;
        }

        decimal size = value * factor;
        if (size < 1 || size > 1L << 50)
        {
            return false;
        }

        bytes = (long)size;
        return true;
    }
}
