using System.Buffers;

namespace Containerless.Runtime.Builtins;

/// <summary>
/// The URL of an outbound call as the URL Standard serialises it, for URLs that need next to no rewriting; every other
/// one bails out, invalid ones included.
/// </summary>
internal static class OutboundUrl
{
    private static readonly SearchValues<char> HostChars = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-");

    /// <summary>Characters that stand for themselves in paths and queries.</summary>
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&()*+,;=:@%/?");

    internal static string Normalize(string url, int line)
    {
        int hash = url.IndexOf('#');
        ReadOnlySpan<char> rest = hash < 0 ? url : url.AsSpan(0, hash);
        string scheme = rest.StartsWith("http://") ? "http://" : rest.StartsWith("https://") ? "https://" : throw Unusual(url, line);
        rest = rest[scheme.Length..];
        int end = rest.IndexOfAny('/', '?');
        ReadOnlySpan<char> authority = end < 0 ? rest : rest[..end];
        ReadOnlySpan<char> path = end < 0 ? "/" : rest[end..];
        int colon = authority.IndexOf(':');
        ReadOnlySpan<char> host = colon < 0 ? authority : authority[..colon];
        ReadOnlySpan<char> port = colon < 0 ? default : authority[(colon + 1)..];
        if (host.IsEmpty || host.ContainsAnyExcept(HostChars) || host.Contains("xn--", StringComparison.Ordinal)
            || !IsPlainHost(host) || (colon >= 0 && !IsPlainPort(port, scheme)) || path.ContainsAnyExcept(Plain)
            || HasDotSegment(path))
        {
            throw Unusual(url, line);
        }
        if (path[0] == '?') return $"{scheme}{authority}/{path}";
        return hash < 0 && end >= 0 ? url : $"{scheme}{authority}{path}";
    }

    /// <summary>A name whose last label is not a number, or four plain decimal numbers.</summary>
    private static bool IsPlainHost(ReadOnlySpan<char> host)
    {
        ReadOnlySpan<char> last = host[(host.LastIndexOf('.') + 1)..];
        if (!last.IsEmpty && !char.IsAsciiDigit(last[0])) return true;
        int parts = 0;
        foreach (Range each in host.Split('.'))
        {
            ReadOnlySpan<char> part = host[each];
            if (part.Length is 0 or > 3 || part.ContainsAnyExceptInRange('0', '9') || (part[0] == '0' && part.Length > 1)
                || int.Parse(part) > 255)
            {
                return false;
            }
            parts++;
        }
        return parts == 4;
    }

    private static bool IsPlainPort(ReadOnlySpan<char> port, string scheme) =>
        port.Length is > 0 and <= 5 && !port.ContainsAnyExceptInRange('0', '9') && port[0] != '0'
        && int.Parse(port) <= 65535 && !port.SequenceEqual(scheme == "http://" ? "80" : "443");

    private static bool HasDotSegment(ReadOnlySpan<char> path)
    {
        int query = path.IndexOf('?');
        if (query >= 0) path = path[..query];
        return path.Contains("/.", StringComparison.Ordinal) || path.Contains("%2e", StringComparison.OrdinalIgnoreCase);
    }

    private static Bailout Unusual(string url, int line) =>
        new($"outbound call to an unusual URL: {(url.Length > 60 ? url[..60] + "…" : url)}", line);
}
