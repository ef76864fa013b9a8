using System.Globalization;

namespace Containerless.LocalMock.Http;

/// <summary>Which part of a list is asked for.</summary>
/// <param name="Prefix">Names begin with it; empty for all.</param>
/// <param name="After">Names are greater; empty for all.</param>
/// <param name="Limit">How many at most.</param>
internal readonly record struct Page(string Prefix, string After, int Limit)
{
    private const int MaxLimit = 1000;

    /// <summary>Reads <c>?prefix=&amp;after=&amp;limit=</c>.</summary>
    /// <exception cref="StoreException">400: one of them makes no sense.</exception>
    internal static Page Of(HttpContext context)
    {
        var query = context.Request.Query;
        var limit = MaxLimit;
        if (One(query, "limit") is { } text
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MaxLimit))
        {
            throw new StoreException(400, $"limit must be a whole number from 1 to {MaxLimit}");
        }

        return new Page(One(query, "prefix") ?? "", One(query, "after") ?? "", limit);
    }

    private static string? One(IQueryCollection query, string name) => query[name] switch
    {
        [] => null,
        [var value] => value,
        _ => throw new StoreException(400, $"{name} is given more than once"),
    };
}
