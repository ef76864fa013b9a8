using System.Text.Encodings.Web;
using System.Text.Json;
using Containerless.Shared;

namespace Containerless.Invoker.Http;

/// <summary>An answer of the container tiers, or one the invoker makes itself. Not used on the compiled hot path.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The content type; null leaves it out.</param>
/// <param name="Body">The body.</param>
public readonly record struct Answer(int Status, string? ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>The content type of functions' answers.</summary>
    public const string Text = "text/plain; charset=utf-8";

    /// <summary>The content type of errors.</summary>
    public const string Json = "application/json";

    // The stricter default escapes quotes and everything beyond ASCII, which JSON.stringify leaves alone.
    private static readonly WireJson LikeNode =
        new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Asks the caller to come back: seconds for <c>Retry-After</c>; 0 leaves it out.</summary>
    public int RetryAfter { get; init; }

    /// <summary>An error in the form all tiers share, written as Node's <c>JSON.stringify</c> writes it.</summary>
    public static Answer Error(int status, string name, string message, int? line = null) =>
        new(status, Json, JsonSerializer.SerializeToUtf8Bytes(
            new FunctionErrorDocument(new FunctionError(name, message, line)), LikeNode.FunctionErrorDocument));

    /// <summary>503: come back later.</summary>
    public static Answer Unavailable(string message) => Error(503, "Unavailable", message) with { RetryAfter = 1 };
}
