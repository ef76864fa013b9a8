using System.Diagnostics;
using Containerless.Invoker.Isolation;
using Containerless.Invoker.Observation;
using Containerless.Shared;

namespace Containerless.Invoker.Dispatch;

/// <summary>An instance lent to one request, or why there is none.</summary>
/// <param name="Instance">The instance; null when refused.</param>
/// <param name="Refusal">Why there is none.</param>
public readonly record struct Lease(IIsolatedInstance? Instance, string? Refusal);

/// <summary>
/// Plain instances of the function: started on demand up to <c>max_containers</c>, each serving one request at a time,
/// with a bounded queue before them. Stopped again by the seed's rule: none started within
/// <c>min_container_lifespan</c>, and a mean wait below <c>max_container_buffer_delay</c> over 30 seconds.
/// </summary>
public sealed partial class InstancePool : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Func<CancellationToken, Task<IIsolatedInstance>> start;
    private readonly InvokerConfiguration configuration;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly CancellationTokenSource stopping = new();
    private readonly Stack<IIsolatedInstance> idle = new();
    private readonly HashSet<IIsolatedInstance> live = [];
    private readonly LinkedList<TaskCompletionSource<Lease>> waiters = new();
    private readonly HashSet<Task> background = [];
    private readonly WaitWindow waits;
    private readonly ITimer trimmer;
    private int starting;
    private long lastStart;
    private bool closed;

    /// <summary>Creates an empty pool.</summary>
    /// <param name="start">Starts one instance.</param>
    /// <param name="configuration">Bounds and delays.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where starts, deaths and stops are logged.</param>
    public InstancePool(
        Func<CancellationToken, Task<IIsolatedInstance>> start, InvokerConfiguration configuration, TimeProvider time, ILogger log)
    {
        this.start = start;
        this.configuration = configuration;
        this.time = time;
        this.log = log;
        waits = new WaitWindow(time);
        trimmer = time.CreateTimer(static pool => ((InstancePool)pool!).Trim(), this, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    /// <summary>The instances now, and whether each is busy.</summary>
    public IReadOnlyList<ContainerStatus> Instances
    {
        get
        {
            lock (gate)
            {
                return [.. live.Select(instance => new ContainerStatus(instance.Id, "plain", !idle.Contains(instance)))];
            }
        }
    }

    /// <summary>Requests that wait now.</summary>
    public int Queued
    {
        get
        {
            lock (gate)
            {
                return waiters.Count;
            }
        }
    }

    /// <summary>Instances that live now.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return live.Count;
            }
        }
    }

    /// <summary>Whether none lives and none is on its way, so that a request would have to wait for a start.</summary>
    public bool Cold
    {
        get
        {
            lock (gate)
            {
                return live.Count == 0 && starting == 0;
            }
        }
    }

    /// <summary>Starts instances until there are <paramref name="count"/>, within <c>max_containers</c>.</summary>
    public void Prewarm(int count)
    {
        lock (gate)
        {
            while (live.Count + starting < Math.Min(count, configuration.MaxContainers) && !closed)
            {
                BeginStart();
            }
        }
    }

    /// <summary>
    /// Takes an instance, waiting for one up to <c>queue_seconds</c>. Give it back with <see cref="Release"/>.
    /// </summary>
    public async ValueTask<Lease> TakeAsync()
    {
        TaskCompletionSource<Lease> waiter;
        LinkedListNode<TaskCompletionSource<Lease>> node;
        lock (gate)
        {
            if (closed)
            {
                return new Lease(null, "the invoker is stopping");
            }

            if (idle.TryPop(out IIsolatedInstance? instance))
            {
                waits.Add(TimeSpan.Zero);
                return new Lease(instance, null);
            }

            // Who waits for an instance that may yet be started for him is not queued.
            if (waiters.Count >= configuration.MaxQueuedRequests + (configuration.MaxContainers - live.Count))
            {
                return new Lease(null, $"{waiters.Count} requests are waiting already");
            }

            waiter = new TaskCompletionSource<Lease>(TaskCreationOptions.RunContinuationsAsynchronously);
            node = waiters.AddLast(waiter);
            if (starting < waiters.Count && live.Count + starting < configuration.MaxContainers)
            {
                BeginStart();
            }
        }

        long began = time.GetTimestamp();
        using Activity? span = InvokerTelemetry.StartStep("queue");
        Lease lease;
        try
        {
            lease = await waiter.Task.WaitAsync(configuration.QueueTimeout, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            lock (gate)
            {
                if (node.List is not null)
                {
                    waiters.Remove(node);
                }

                // Served at the same moment: then the lease counts.
                lease = waiter.TrySetResult(default)
                    ? new Lease(null, $"no instance came free within {configuration.QueueTimeout.TotalSeconds} s")
                    : waiter.Task.GetAwaiter().GetResult();
            }
        }

        TimeSpan wait = time.GetElapsedTime(began);
        InvokerTelemetry.Queued(wait);
        lock (gate)
        {
            waits.Add(wait);
        }

        return lease;
    }

    /// <summary>Gives an instance back.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="healthy">False when it must not serve again: it is stopped, and replaced when somebody waits.</param>
    public void Release(IIsolatedInstance instance, bool healthy)
    {
        lock (gate)
        {
            if (!healthy || closed || !live.Contains(instance) || instance.Exited.IsCompleted)
            {
                Drop(instance, healthy ? "the pool is closed or it ended" : "it is not to be used again");
                return;
            }

            Offer(instance);
        }
    }

    /// <summary>Stops one instance when the seed's rule says so.</summary>
    public void Trim()
    {
        lock (gate)
        {
            if (closed || idle.Count == 0 || live.Count <= configuration.MinContainers || starting > 0
                || time.GetElapsedTime(lastStart) < configuration.MinContainerLifespan
                || waits.Mean() >= configuration.MaxContainerBufferDelay)
            {
                return;
            }

            Drop(idle.Pop(), "it was not needed");
        }
    }

    /// <summary>Refuses who waits, stops every instance and waits until all have ended.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            if (closed)
            {
                return;
            }

            closed = true;
            foreach (TaskCompletionSource<Lease> waiter in waiters)
            {
                waiter.TrySetResult(new Lease(null, "the invoker is stopping"));
            }

            waiters.Clear();
            idle.Clear();
            foreach (IIsolatedInstance instance in live.ToArray())
            {
                Drop(instance, "the invoker is stopping");
            }
        }

        await trimmer.DisposeAsync().ConfigureAwait(false);
        await stopping.CancelAsync().ConfigureAwait(false);
        while (true)
        {
            Task[] ending;
            lock (gate)
            {
                ending = [.. background];
            }

            if (ending.Length == 0)
            {
                break;
            }

            await Task.WhenAll(ending).ConfigureAwait(false);
            lock (gate)
            {
                background.ExceptWith(ending);
            }
        }

        stopping.Dispose();
    }

    // The members below run inside the lock.

    private void Offer(IIsolatedInstance instance)
    {
        while (waiters.First is { } first)
        {
            waiters.RemoveFirst();
            if (first.Value.TrySetResult(new Lease(instance, null)))
            {
                return;
            }
        }

        idle.Push(instance);
    }

    private void BeginStart()
    {
        starting++;
        lastStart = time.GetTimestamp();
        Track(StartOneAsync());
    }

    private void Drop(IIsolatedInstance instance, string cause)
    {
        if (live.Remove(instance))
        {
            if (idle.Contains(instance))
            {
                IIsolatedInstance[] others = [.. idle.Where(other => other != instance).Reverse()];
                idle.Clear();
                foreach (IIsolatedInstance other in others)
                {
                    idle.Push(other);
                }
            }

            Track(StopAsync(instance, cause));
        }

        if (!closed && starting < waiters.Count && live.Count + starting < configuration.MaxContainers)
        {
            BeginStart();
        }
    }

    private void Track(Task task)
    {
        if (!task.IsCompleted)
        {
            background.Add(task);
            _ = task.ContinueWith(static (done, state) =>
            {
                var pool = (InstancePool)state!;
                lock (pool.gate)
                {
                    pool.background.Remove(done);
                }
            }, this, TaskScheduler.Default);
        }
    }

    // The members below take the lock themselves.

    private async Task StartOneAsync()
    {
        // Off the caller's thread, which holds the lock.
        await Task.Yield();
        long began = Stopwatch.GetTimestamp();
        IIsolatedInstance instance;
        try
        {
            using Activity? span = InvokerTelemetry.StartStep("container start");
            instance = await start(stopping.Token).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            lock (gate)
            {
                starting--;
                if (closed)
                {
                    return;
                }

                LogStartFailed(log, error.Message);
                // With nothing alive and nothing on its way, waiting would only end at the deadline.
                if (live.Count == 0 && starting == 0)
                {
                    foreach (TaskCompletionSource<Lease> waiter in waiters)
                    {
                        waiter.TrySetResult(new Lease(null, "no instance could be started: " + error.Message));
                    }

                    waiters.Clear();
                }
            }

            return;
        }

        TimeSpan took = Stopwatch.GetElapsedTime(began);
        InvokerTelemetry.InstanceStarted("plain", took);
        lock (gate)
        {
            starting--;
            live.Add(instance);
            if (closed)
            {
                Drop(instance, "the invoker is stopping");
            }
            else
            {
                LogStarted(log, instance.Id, took.TotalMilliseconds);
                Offer(instance);
            }
        }

        string cause = await instance.Exited.ConfigureAwait(false);
        lock (gate)
        {
            if (live.Contains(instance))
            {
                LogDied(log, instance.Id, cause);
                Drop(instance, cause);
            }
        }
    }

    private async Task StopAsync(IIsolatedInstance instance, string cause)
    {
        LogStopping(log, instance.Id, cause);
        await Task.Yield();
        try
        {
            await instance.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            LogStopFailed(log, error, instance.Id);
        }
    }

    [LoggerMessage(EventId = 20, Level = LogLevel.Information, Message = "Container {Id} is ready after {Milliseconds:F0} ms")]
    private static partial void LogStarted(ILogger log, string id, double milliseconds);

    [LoggerMessage(EventId = 21, Level = LogLevel.Error, Message = "A container could not be started: {Reason}")]
    private static partial void LogStartFailed(ILogger log, string reason);

    [LoggerMessage(EventId = 22, Level = LogLevel.Warning, Message = "Container {Id} ended by itself: {Cause}")]
    private static partial void LogDied(ILogger log, string id, string cause);

    [LoggerMessage(EventId = 23, Level = LogLevel.Information, Message = "Stopping container {Id}: {Cause}")]
    private static partial void LogStopping(ILogger log, string id, string cause);

    [LoggerMessage(EventId = 24, Level = LogLevel.Error, Message = "Container {Id} could not be stopped")]
    private static partial void LogStopFailed(ILogger log, Exception error, string id);
}
