using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Containerless.Invoker.Http;

/// <summary>
/// Refuses malformed requests before any tier sees them, so that all tiers answer alike: a body that is not UTF-8, and
/// one that claims to be JSON and is not. Costs one pass over the body and allocates nothing for a good one.
/// </summary>
internal static class RequestCheck
{
    /// <summary>The answer to a malformed request; null when it is well formed.</summary>
    public static Answer? Refuse(string? contentType, ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
        {
            return null;
        }

        if (!Utf8.IsValid(body))
        {
            return Answer.Error(400, "BadRequest", "The body is not valid UTF-8.");
        }

        if (!ClaimsJson(contentType))
        {
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = int.MaxValue });
            while (reader.Read())
            {
            }

            return null;
        }
        catch (JsonException)
        {
            (int line, int column) = JsonFault.Find(Encoding.UTF8.GetString(body));
            return Answer.Error(400, "BadRequest", $"The body is not JSON: line {line}, column {column}.");
        }
    }

    /// <summary>Whether a content type says JSON: <c>application/json</c> or anything <c>+json</c>.</summary>
    private static bool ClaimsJson(string? contentType)
    {
        if (contentType is null)
        {
            return false;
        }

        int end = contentType.IndexOf(';', StringComparison.Ordinal);
        ReadOnlySpan<char> type = contentType.AsSpan(0, end < 0 ? contentType.Length : end).Trim();
        return type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }
}
