using System.Buffers;

namespace Containerless.Runtime.Builtins;

/// <summary>The headers of an outbound call, put together as the JavaScript library does (outbound.js).</summary>
internal sealed class OutboundHeaders
{
    private static readonly SearchValues<char> NameChars =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

    private readonly List<KeyValuePair<string, string>> _all = [];

    internal OutboundHeaders(bool hasBody)
    {
        _all.Add(new("accept", "application/json"));
        if (hasBody) _all.Add(new("content-type", "application/json"));
    }

    /// <summary>The content type; null without a body where the function gave none.</summary>
    internal string? ContentType => _all.Find(static h => h.Key == "content-type").Value;

    /// <summary>All but the content type, in lower case, in the order they are sent.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Others() => [.. _all.Where(static h => h.Key != "content-type")];

    /// <summary>Sets a header, replacing one of that name; what is the connection's own business is ignored.</summary>
    internal void Set(string name, string value, int line)
    {
        // What HTTP does not allow fails the call in Node; what it does but is rarely right is not worth being exact on.
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(NameChars) || value.AsSpan().ContainsAnyExceptInRange(' ', '~')
            || value.AsSpan().Trim(' ').Length != value.Length)
        {
            throw new Bailout($"an unusual header: {(name.Length > 60 ? name[..60] + "…" : name)}", line);
        }
        string lower = name.ToLowerInvariant();
        if (lower is "connection" or "content-length" or "expect" or "host" or "keep-alive" or "proxy-connection" or "te"
            or "trailer" or "transfer-encoding" or "upgrade")
        {
            return;
        }
        int existing = _all.FindIndex(h => h.Key == lower);
        if (existing >= 0) _all[existing] = new(lower, value);
        else _all.Add(new(lower, value));
    }
}
