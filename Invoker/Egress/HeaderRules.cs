using System.Buffers;
using System.Net.Http.Headers;

namespace Containerless.Invoker.Egress;

/// <summary>Which headers cross the egress, in either direction.</summary>
internal static class HeaderRules
{
    /// <summary>Most headers of one call, and most characters in all of them together.</summary>
    private const int MaxCount = 100, MaxCharacters = 32 * 1024;

    /// <summary>RFC 9110 §5.6.2: token.</summary>
    private static readonly SearchValues<char> Token = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>RFC 9110 §7.6.1, and what the transport writes itself.</summary>
    private static readonly HashSet<string> HopByHop = new(StringComparer.OrdinalIgnoreCase)
    {
        "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te", "trailer",
        "transfer-encoding", "upgrade", "expect", "content-length", "host",
    };

    /// <summary>Whether a name is one hop's own, or is named by the message's <c>Connection</c> header.</summary>
    public static bool IsHopByHop(string name, string? connection)
    {
        if (HopByHop.Contains(name))
        {
            return true;
        }

        foreach (var range in connection.AsSpan().Split(','))
        {
            if (connection.AsSpan()[range].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Headers of this prefix are between the parts of the system: no remote peer may forge one.</summary>
    public static bool IsOurs(string name) => name.StartsWith("containerless-", StringComparison.OrdinalIgnoreCase);

    /// <summary>Copies a call's headers onto the message; false when one may not be sent.</summary>
    public static bool TryCopy(
        IReadOnlyList<KeyValuePair<string, string>> headers, string? connection, HttpRequestMessage message)
    {
        var characters = 0;
        if (headers.Count > MaxCount)
        {
            return false;
        }

        for (var i = 0; i < headers.Count; i++)
        {
            var (name, value) = headers[i];
            characters += name.Length + value.Length;
            if (characters > MaxCharacters || name.Length == 0 || name.AsSpan().ContainsAnyExcept(Token) || !IsFieldValue(value))
            {
                return false;
            }

            if (IsHopByHop(name, connection) || IsOurs(name))
            {
                continue;
            }

            // The platform keeps the headers that describe a body with the body.
            if (!message.Headers.TryAddWithoutValidation(name, value)
                && message.Content?.Headers.TryAddWithoutValidation(name, value) is not true
                && message.Content is not null)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// RFC 9110 §5.5: field-value, as Latin-1, which is what Node sends and accepts.
    /// </summary>
    private static bool IsFieldValue(string value)
    {
        foreach (var c in value)
        {
            if (c != '\t' && (c < ' ' || c == 0x7f || c > 0xff))
            {
                return false;
            }
        }

        return true;
    }
}
