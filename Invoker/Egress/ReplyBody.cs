namespace Containerless.Invoker.Egress;

/// <summary>Reads a body up to a limit.</summary>
internal static class ReplyBody
{
    private const int FirstBuffer = 4096;

    /// <summary>The whole body, or null as soon as it is known to be over <paramref name="limit"/> bytes.</summary>
    /// <exception cref="IOException">The connection broke, or ended before the announced length.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int limit, CancellationToken ct)
    {
        var announced = content.Headers.ContentLength;
        if (announced > limit)
        {
            return null;
        }

        await using var stream = await content.ReadAsStreamAsync(ct);
        // One byte more than announced would be kept for seeing the end; the platform reports it as a read of 0 instead.
        var buffer = announced is { } known ? new byte[known] : new byte[FirstBuffer];
        var count = 0;
        while (announced is null || count < buffer.Length)
        {
            if (count == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min((long)buffer.Length * 2, (long)limit + 1));
            }

            var read = await stream.ReadAsync(buffer.AsMemory(count), ct);
            if (read == 0)
            {
                break;
            }

            count += read;
            if (count > limit)
            {
                return null;
            }
        }

        return buffer.AsMemory(0, count);
    }
}
