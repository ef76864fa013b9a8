using Microsoft.Net.Http.Headers;

namespace Containerless.LocalMock.Http;

/// <summary>If-Match and If-None-Match of a request that changes something (RFC 9110, 13.1).</summary>
internal static class Preconditions
{
    /// <summary>How a revision is shown: in quotes, as in the header ETag.</summary>
    internal static string EtagOf(long revision) => $"\"{revision:x}\"";

    /// <summary>Lets a change pass whose conditions hold for what is there.</summary>
    /// <param name="headers">The request's headers.</param>
    /// <param name="revision">What is there, or null where nothing is.</param>
    /// <exception cref="StoreException">412: a condition does not hold; 400: a header cannot be read.</exception>
    internal static void Check(IHeaderDictionary headers, long? revision)
    {
        var current = revision is { } number ? EtagOf(number) : null;
        if (Read(headers, HeaderNames.IfMatch) is { } wanted && !Matches(wanted, current, strong: true))
        {
            throw Failed(current is null ? "If-Match: nothing is there" : "If-Match: what is there has another ETag", current);
        }

        if (Read(headers, HeaderNames.IfNoneMatch) is { } unwanted && Matches(unwanted, current, strong: false))
        {
            throw Failed("If-None-Match: what is there has this ETag", current);
        }
    }

    /// <summary>Whether a reader has what is there: 304.</summary>
    internal static bool NotModified(IHeaderDictionary headers, long revision) =>
        Read(headers, HeaderNames.IfNoneMatch) is { } known && Matches(known, EtagOf(revision), strong: false);

    private static bool Matches(IList<EntityTagHeaderValue> tags, string? current, bool strong) =>
        current is not null
        && tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(new EntityTagHeaderValue(current), strong));

    // A condition that cannot be read must not count as none: the change would be made.
    private static IList<EntityTagHeaderValue>? Read(IHeaderDictionary headers, string name)
    {
        if (!headers.TryGetValue(name, out var values))
        {
            return null;
        }

        return EntityTagHeaderValue.TryParseStrictList([.. values.Select(static value => value ?? "")], out var tags)
            && tags.Count > 0
            ? tags
            : throw new StoreException(400, $"{name} must be * or ETags in quotes");
    }

    private static StoreException Failed(string message, string? current) => new(412, message) { Current = current };
}
