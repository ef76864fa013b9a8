using Containerless.Runtime.Hosting;

namespace Containerless.Invoker.Compiled;

/// <summary>
/// The realms of one artifact: made when they are needed, at most <c>max_realms</c>, reused while sound. The realm used
/// last is taken first, since its data is still in the caches. Hot path: one short lock to take, one to give back.
/// </summary>
internal sealed class RealmPool
{
    private readonly Lock gate = new();
    private readonly Func<Instance?> make;
    private readonly Instance[] free;
    private readonly Queue<TaskCompletionSource<bool>> waiting = new();
    private readonly int mostWaiting;
    private readonly TaskCompletionSource emptied = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int most;
    private int freeCount;
    private int live;
    private long discarded;

    /// <summary>Creates an empty pool.</summary>
    /// <param name="make">Makes a realm; null when its top level failed.</param>
    /// <param name="most">Realms at a time.</param>
    /// <param name="mostWaiting">Requests that may wait for one.</param>
    public RealmPool(Func<Instance?> make, int most, int mostWaiting)
    {
        this.make = make;
        this.most = most;
        this.mostWaiting = mostWaiting;
        free = new Instance[most];
    }

    /// <summary>Realms that exist.</summary>
    public int Live => Volatile.Read(ref live);

    /// <summary>Realms that wait for a request.</summary>
    public int Free => Volatile.Read(ref freeCount);

    /// <summary>Whether it was closed.</summary>
    public bool Closed => Volatile.Read(ref most) == 0;

    /// <summary>Realms thrown away so far.</summary>
    public long Discarded => Interlocked.Read(ref discarded);

    /// <summary>
    /// Takes a realm that is free or may be made. False when every realm is busy: see <see cref="WaitAsync"/>; or when the
    /// pool is <see cref="Closed"/>. A null realm with the result true: making one failed.
    /// </summary>
    public bool TryTake(out Instance? instance)
    {
        lock (gate)
        {
            if (freeCount > 0)
            {
                instance = free[--freeCount];
                free[freeCount] = null!;
                return true;
            }

            if (live >= most)
            {
                instance = null;
                return false;
            }

            live++;
        }

        instance = null;
        try
        {
            instance = make();
            return true;
        }
        finally
        {
            if (instance is null)
            {
                Vacate();
            }
        }
    }

    /// <summary>
    /// Waits until a realm may be free; then <see cref="TryTake"/> again, for another request may have been quicker.
    /// </summary>
    /// <returns>False when too many wait already, or none came free in time.</returns>
    public async Task<bool> WaitAsync(TimeSpan longest)
    {
        TaskCompletionSource<bool> waiter;
        lock (gate)
        {
            if (freeCount > 0 || live < most || Closed)
            {
                return true;
            }

            if (waiting.Count >= mostWaiting)
            {
                return false;
            }

            waiter = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Enqueue(waiter);
        }

        try
        {
            return await waiter.Task.WaitAsync(longest).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Woken at the same moment: then somebody else must be woken in its place.
            if (!waiter.TrySetResult(false))
            {
                lock (gate)
                {
                    WakeOne();
                }
            }

            return false;
        }
    }

    /// <summary>Gives a realm back that may serve again.</summary>
    public void Return(Instance instance)
    {
        lock (gate)
        {
            if (Closed)
            {
                Leave();
                return;
            }

            free[freeCount++] = instance;
            WakeOne();
        }
    }

    /// <summary>Throws a realm away.</summary>
    public void Discard()
    {
        Interlocked.Increment(ref discarded);
        Vacate();
    }

    /// <summary>
    /// Lets go of the free realms at once, and of the others as they are given back; whoever waits is woken, to find the
    /// pool closed.
    /// </summary>
    /// <returns>Completes when the last realm is gone.</returns>
    public Task CloseAsync()
    {
        lock (gate)
        {
            // No realm is made any more; the bound is what the quick path looks at in any case.
            most = 0;
            Array.Clear(free);
            live -= freeCount;
            freeCount = 0;
            while (waiting.TryDequeue(out TaskCompletionSource<bool>? waiter))
            {
                waiter.TrySetResult(true);
            }

            if (live == 0)
            {
                emptied.TrySetResult();
            }

            return emptied.Task;
        }
    }

    private void Vacate()
    {
        lock (gate)
        {
            Leave();
        }
    }

    // Inside the lock.
    private void Leave()
    {
        live--;
        WakeOne();
        if (live == 0 && Closed)
        {
            emptied.TrySetResult();
        }
    }

    private void WakeOne()
    {
        while (waiting.TryDequeue(out TaskCompletionSource<bool>? waiter))
        {
            if (waiter.TrySetResult(true))
            {
                return;
            }
        }
    }
}
