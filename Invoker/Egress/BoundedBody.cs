namespace Containerless.Invoker.Egress;

/// <summary>A whole message body in memory, or why there is none. Disposing it gives its bytes back to the budget.</summary>
internal readonly struct BoundedBody : IDisposable
{
    private const int FirstBuffer = 4096;

    private readonly MemoryBudget? budget;
    private readonly int held;

    private BoundedBody(BodyResult result, ReadOnlyMemory<byte> bytes, MemoryBudget? budget, int held) =>
        (Result, Bytes, this.budget, this.held) = (result, bytes, budget, held);

    public BodyResult Result { get; }

    /// <summary>The body, when it is complete.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Reads a stream to its end, or until it is known to be over a limit.</summary>
    /// <param name="stream">The body.</param>
    /// <param name="announced">The message's Content-Length, if any; a buffer of that size is used.</param>
    /// <param name="limit">Most bytes of this body.</param>
    /// <param name="budget">What the buffers are taken from; null: unlimited.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="IOException">The connection broke, or ended before the announced length.</exception>
    public static async ValueTask<BoundedBody> ReadAsync(
        Stream stream, long? announced, int limit, MemoryBudget? budget, CancellationToken ct)
    {
        if (announced > limit)
        {
            return new BoundedBody(BodyResult.TooLarge, default, null, 0);
        }

        var held = 0;
        try
        {
            var size = (int)(announced ?? FirstBuffer);
            if (budget?.TryTake(size) is false)
            {
                return new BoundedBody(BodyResult.NoMemory, default, null, 0);
            }

            held = size;
            var buffer = new byte[size];
            var count = 0;
            while (announced is null || count < buffer.Length)
            {
                if (count == buffer.Length)
                {
                    // One byte over the limit shows that there is more.
                    size = (int)Math.Min((long)buffer.Length * 2, (long)limit + 1);
                    if (budget?.TryTake(size - buffer.Length) is false)
                    {
                        return new BoundedBody(BodyResult.NoMemory, default, null, 0);
                    }

                    held = size;
                    Array.Resize(ref buffer, size);
                }

                var read = await stream.ReadAsync(buffer.AsMemory(count), ct);
                if (read == 0)
                {
                    break;
                }

                count += read;
                if (count > limit)
                {
                    return new BoundedBody(BodyResult.TooLarge, default, null, 0);
                }
            }

            var complete = new BoundedBody(BodyResult.Complete, buffer.AsMemory(0, count), budget, held);
            held = 0;
            return complete;
        }
        finally
        {
            budget?.Return(held);
        }
    }

    public void Dispose() => budget?.Return(held);
}

/// <summary>How the reading of a body ended.</summary>
internal enum BodyResult
{
    Complete,
    TooLarge,

    /// <summary>The calls in flight hold all the memory there is for them.</summary>
    NoMemory,
}
