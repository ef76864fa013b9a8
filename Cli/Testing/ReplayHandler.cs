namespace Containerless.Cli.Testing;

/// <summary>
/// Answers the outbound calls of reference processes with what the answering instance was told, replies in the recorded
/// order. So a store's state and its random choices cannot tell the two apart, and nothing is sent twice.
/// </summary>
internal sealed class ReplayHandler : HttpMessageHandler
{
    // A reference that goes another way than the recording must not wait for replies that never come.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // How long calls that the function makes after its answer may take to begin.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(500);

    // Replies come on several connections; Node sees them in this order only when they do not come together.
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(2);

    private volatile Replay replay = new(new CallLog());

    /// <summary>Begins a request whose answering instance made these calls.</summary>
    internal void Begin(CallLog recorded) => replay = new Replay(recorded);

    /// <summary>Completes when the reference has made every recorded call and got its replies, or does not come to it.</summary>
    internal async Task SettledAsync(CancellationToken cancellation)
    {
        var current = replay;
        var deadline = DateTime.UtcNow + Settling;
        while (!current.Settled && DateTime.UtcNow < deadline)
        {
            await Task.Delay(1, cancellation);
        }
    }

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
        private int givenCount;

        internal CallLog Recorded { get; } = recorded;

        internal OutboundKey? Unexpected { get; set; }

        internal bool Settled
        {
            get
            {
                var calls = Recorded.Snapshot();
                return calls.Count == 0 || (calls.All(static entry => entry.Repeated) && Volatile.Read(ref givenCount) == calls.Count);
            }
        }

        /// <summary>Waits until all replies that arrived earlier were given, then a moment more.</summary>
        internal async Task TurnOfAsync(int arrival, TimeSpan patience, CancellationToken cancellation)
        {
            var deadline = DateTime.UtcNow + patience;
            while (true)
            {
                await order.WaitAsync(cancellation);
                try
                {
                    if (givenCount >= arrival || DateTime.UtcNow > deadline)
                    {
                        if (givenCount > 0)
                        {
                            await Task.Delay(Gap, cancellation);
                        }

                        givenCount++;
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
