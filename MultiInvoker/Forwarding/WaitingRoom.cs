namespace Containerless.MultiInvoker.Forwarding;

/// <summary>Why a request got no destination.</summary>
internal enum Refusal
{
    /// <summary>It got one.</summary>
    None,

    /// <summary>Too many wait already.</summary>
    QueueFull,

    /// <summary>None was ready in time.</summary>
    Deadline,

    /// <summary>It was sent twice, and both invokers ended.</summary>
    FailedTwice,

    /// <summary>The multi-invoker stops.</summary>
    Stopping,
}

/// <summary>
/// Gives requests their destination: at once while there is one, otherwise when there is, at most so many at a time and each
/// until its deadline.
/// </summary>
internal sealed class WaitingRoom(int most, TimeProvider time)
{
    private readonly Lock gate = new();
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Destination? current;
    private bool closed;
    private int waiting;

    /// <summary>Where new requests go; null while they wait.</summary>
    public Destination? Current
    {
        get => Volatile.Read(ref current);
        set => Change(() => Volatile.Write(ref current, value));
    }

    /// <summary>Requests that wait now.</summary>
    public int Waiting => Volatile.Read(ref waiting);

    /// <summary>A destination, entered: whoever gets one leaves it. Null with the reason when there is none in time.</summary>
    /// <param name="deadline">When to give up, as a timestamp of the clock.</param>
    /// <param name="failed">One that just failed. It is taken again only if nothing says within two seconds that it ended:
    /// on a busy machine its end is told late, and what is sent to it again then fails again.</param>
    /// <param name="ct">The client went away.</param>
    public ValueTask<(Destination? To, Refusal Refusal)> TakeAsync(long deadline, Destination? failed, CancellationToken ct) =>
        failed is null && TryEnter() is { } now ? new((now, Refusal.None)) : new(WaitAsync(deadline, failed, ct));

    private async Task<(Destination? To, Refusal Refusal)> WaitAsync(long deadline, Destination? failed, CancellationToken ct)
    {
        if (Interlocked.Increment(ref waiting) > most)
        {
            Interlocked.Decrement(ref waiting);
            return (null, Refusal.QueueFull);
        }

        try
        {
            long suspect = time.GetTimestamp() + (2 * time.TimestampFrequency);
            while (true)
            {
                Task change;
                lock (gate)
                {
                    change = changed.Task;
                    if (closed)
                    {
                        return (null, Refusal.Stopping);
                    }
                }

                long now = time.GetTimestamp();
                bool again = failed is null || now >= suspect || Current != failed;
                if (again && TryEnter() is { } destination)
                {
                    return (destination, Refusal.None);
                }

                if (now >= deadline)
                {
                    return (null, Refusal.Deadline);
                }

                long until = again ? deadline : Math.Min(deadline, suspect);
                try
                {
                    await change.WaitAsync(time.GetElapsedTime(now, until), time, ct).ConfigureAwait(false);
                }
                catch (TimeoutException)
                {
                    // Looked at above.
                }
            }
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    /// <summary>Refuses whoever waits: the multi-invoker stops. Who has a destination keeps it.</summary>
    public void Close() => Change(() => closed = true);

    private void Change(Action change)
    {
        TaskCompletionSource told;
        lock (gate)
        {
            change();
            told = changed;
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        told.SetResult();
    }

    /// <summary>Enters the current destination; what is entered was current at that moment, so a release waits for it.</summary>
    private Destination? TryEnter()
    {
        while (Current is { } destination)
        {
            destination.Enter();
            if (Current == destination)
            {
                return destination;
            }

            destination.Leave();
        }

        return null;
    }
}
