namespace Containerless.Invoker.Dispatch;

/// <summary>
/// Starts a plain instance while the tracing one is busy, so that whoever finds it busy does not wait for a start. Each such
/// start has to be earned, or a client that sends one request after the other would keep an instance that nobody uses:
/// (1) the first by a request that holds the tracing instance for longer than <c>max_container_buffer_delay</c>, the wait
/// that counts as too long elsewhere, (2) the others by a request that did find it busy since. None is started where one
/// lives; the pool's own rule stops it again.
/// </summary>
internal sealed class OverflowPrestart(InstancePool pool, TimeSpan patience, TimeProvider time)
{
    private int begun;
    private int earned;

    /// <summary>A request has found the tracing instance busy.</summary>
    public void Overflowed() => Volatile.Write(ref earned, 1);

    /// <summary>A request has the tracing instance from now on until <paramref name="tracing"/> completes.</summary>
    public void Busy(Task tracing)
    {
        if (!pool.Cold)
        {
            return;
        }

        if (Interlocked.Exchange(ref earned, 0) == 1)
        {
            Volatile.Write(ref begun, 1);
            pool.Prewarm(1);
        }
        else if (Volatile.Read(ref begun) == 0)
        {
            _ = StartLaterAsync(tracing);
        }
    }

    private async Task StartLaterAsync(Task tracing)
    {
        await Task.WhenAny(tracing, Task.Delay(patience, time)).ConfigureAwait(false);
        if (!tracing.IsCompleted && Interlocked.Exchange(ref begun, 1) == 0)
        {
            pool.Prewarm(1);
        }
    }
}
