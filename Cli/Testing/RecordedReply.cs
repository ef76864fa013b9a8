using System.Net;

namespace Containerless.Cli.Testing;

/// <summary>The reply to an outbound call, or its failure, as it can be given again.</summary>
internal sealed record RecordedReply(
    HttpStatusCode Status, IReadOnlyList<KeyValuePair<string, IEnumerable<string>>> Headers, byte[] Body, string? Failure)
{
    // More than any limit on replies, which the egress in front of this enforces.
    private const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>A call that failed.</summary>
    internal static RecordedReply Failed(string reason) => new(0, [], [], reason);

    /// <summary>Reads a reply whole and disposes it.</summary>
    internal static async Task<RecordedReply> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        using (response)
        {
            await response.Content.LoadIntoBufferAsync(MaxBytes, cancellation);
            var body = await response.Content.ReadAsByteArrayAsync(cancellation);
            return new RecordedReply(
                response.StatusCode,
                [.. response.Headers.Select(static header => header), .. response.Content.Headers.Select(static header => header)],
                body, null);
        }
    }

    /// <summary>The reply as a fresh message.</summary>
    /// <exception cref="HttpRequestException">The call failed when it was recorded.</exception>
    internal HttpResponseMessage Replay(HttpRequestMessage request)
    {
        if (Failure is not null)
        {
            throw new HttpRequestException(Failure);
        }

        var response = new HttpResponseMessage(Status) { RequestMessage = request, Content = new ByteArrayContent(Body) };
        foreach (var (name, values) in Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, values))
            {
                response.Content.Headers.TryAddWithoutValidation(name, values);
            }
        }

        return response;
    }
}
