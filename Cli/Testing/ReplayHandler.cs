namespace Containerless.Cli.Testing;

/// <summary>
/// Answers the outbound calls of reference processes with what the answering instance was told, replies in the recorded
/// order. So a store's state and its random choices cannot tell the two apart, and nothing is sent twice.
/// </summary>
internal sealed class ReplayHandler : HttpMessageHandler
{
    // A reference that goes another way than the recording must not wait for replies that never come.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Replies come on several connections; Node sees them in this order only when they do not come together.
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(2);

    private volatile Replay replay = new(new CallLog());

    /// <summary>Begins a request whose answering instance made these calls.</summary>
    internal void Begin(CallLog recorded) => replay = new Replay(recorded);

    /// <summary>What the reference called that the answering instance did not, or the other way round; null: nothing.</summary>
    internal string? Difference()
    {
        var current = replay;
        return current.Unexpected is { } extra
            ? $"plain Node called {extra}, the answering instance did not"
            : current.Recorded.Snapshot().FirstOrDefault(static entry => !entry.Repeated) is { } missing
                ? $"the answering instance called {missing.Key}, plain Node did not"
                : null;
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var current = replay;
        var key = await OutboundKey.OfAsync(request, cancellationToken);
        if (current.Recorded.Repeat(key) is not { } entry)
        {
            current.Unexpected ??= key;
            throw new HttpRequestException($"{key} was not called by the answering instance");
        }

        var reply = await entry.Reply.WaitAsync(cancellationToken);
        await current.TurnOfAsync(entry.Arrival, Patience, cancellationToken);
        return reply.Replay(request);
    }

    private sealed class Replay(CallLog recorded)
    {
        private readonly SemaphoreSlim order = new(1, 1);
        private readonly HashSet<int> given = [];

        internal CallLog Recorded { get; } = recorded;

        internal OutboundKey? Unexpected { get; set; }

        /// <summary>Waits until all replies that arrived earlier were given, then a moment more.</summary>
        internal async Task TurnOfAsync(int arrival, TimeSpan patience, CancellationToken cancellation)
        {
            var deadline = DateTime.UtcNow + patience;
            while (true)
            {
                await order.WaitAsync(cancellation);
                try
                {
                    if (given.Count >= arrival || DateTime.UtcNow > deadline)
                    {
                        if (given.Count > 0)
                        {
                            await Task.Delay(Gap, cancellation);
                        }

                        given.Add(arrival);
                        return;
                    }
                }
                finally
                {
                    order.Release();
                }

                await Task.Delay(1, cancellation);
            }
        }
    }
}
