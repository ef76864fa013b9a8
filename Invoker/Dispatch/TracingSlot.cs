using System.Diagnostics;
using Containerless.Invoker.Http;
using Containerless.Invoker.Isolation;
using Containerless.Invoker.Observation;
using Containerless.Shared;

namespace Containerless.Invoker.Dispatch;

/// <summary>
/// The one tracing instance. It takes requests one at a time, <c>max_requests_to_trace</c> of them; whoever finds it
/// busy goes to a plain instance. When enough are traced it closes and <see cref="Complete"/> holds the trace.
/// </summary>
public sealed partial class TracingSlot : ITracingSlot, IAsyncDisposable
{
    /// <summary>
    /// Tracing instances that may fail in a row, without one request traced in between, before tracing is given up. In
    /// a row, so that a request which kills its instance can delay tracing but not end it. An engine that is away does not
    /// count: it may come back.
    /// </summary>
    private const int MostDeaths = 5;

    /// <summary>Requests kept to warm compiled code with.</summary>
    private const int MostRecorded = 32;

    private readonly RecordedRequests recorded = new(MostRecorded);
    private readonly Lock gate = new();
    private readonly Func<CancellationToken, Task<IIsolatedInstance>> start;
    private readonly ILogger log;
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource<byte[]> complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<IIsolatedInstance>? current;
    private bool taken;
    private bool closed;
    private bool disposed;
    private int traced;
    private int deaths;

    /// <summary>Creates the slot; nothing is started before <see cref="Begin"/> or the first request.</summary>
    public TracingSlot(Func<CancellationToken, Task<IIsolatedInstance>> start, int requests, ILogger log)
    {
        this.start = start;
        Wanted = requests;
        this.log = log;
    }

    /// <summary>How many requests are wanted.</summary>
    public int Wanted { get; }

    /// <summary>How many are traced.</summary>
    public int Traced => Volatile.Read(ref traced);

    /// <summary>Told, with the count, after each request traced; on the request's thread.</summary>
    public event Action<int>? Progress;

    /// <summary>The trace, once enough requests were traced; faulted when tracing had to be given up.</summary>
    public Task<byte[]> Complete => complete.Task;

    /// <summary>The instance now, if it is ready.</summary>
    public ContainerStatus? Instance
    {
        get
        {
            lock (gate)
            {
                return current is { IsCompletedSuccessfully: true }
                    ? new ContainerStatus(current.Result.Id, "tracing", taken)
                    : null;
            }
        }
    }

    /// <summary>Starts the instance, so that the first request finds it ready.</summary>
    public void Begin()
    {
        lock (gate)
        {
            if (!closed)
            {
                current ??= StartAsync();
            }
        }
    }

    /// <summary>Takes the instance for one request; false when it is busy or tracing is over.</summary>
    public bool TryTake()
    {
        lock (gate)
        {
            if (taken || closed)
            {
                return false;
            }

            taken = true;
            current ??= StartAsync();
            return true;
        }
    }

    /// <inheritdoc/>
    public async Task<IIsolatedInstance> GetAsync()
    {
        Task<IIsolatedInstance> task;
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            task = current ??= StartAsync();
        }

        try
        {
            return await task.ConfigureAwait(false);
        }
        catch (Exception error)
        {
            lock (gate)
            {
                if (current == task)
                {
                    current = null;
                }
            }

            if (error is not IsolationException { EngineAway: true })
            {
                CountDeath($"the tracing container could not be started: {error.Message}");
            }

            throw;
        }
    }

    /// <summary>Some of the requests traced, the first ones, to warm compiled code with.</summary>
    public IReadOnlyList<IncomingRequest> Recorded
    {
        get
        {
            lock (gate)
            {
                return recorded.Kept;
            }
        }
    }

    /// <inheritdoc/>
    public void ReleaseTraced(IIsolatedInstance instance, in IncomingRequest request)
    {
        int count;
        bool enough;
        lock (gate)
        {
            count = ++traced;
            deaths = 0;
            recorded.Add(in request);
            enough = count >= Wanted && !closed;
            closed |= enough;
            taken = false;
        }

        Progress?.Invoke(count);
        if (enough)
        {
            _ = CollectAsync(instance);
        }
    }

    /// <inheritdoc/>
    public async Task ReleaseBrokenAsync(IIsolatedInstance instance, string cause, bool failed)
    {
        bool lost;
        lock (gate)
        {
            taken = false;
            lost = current is { IsCompletedSuccessfully: true } && current.Result == instance;
            if (lost)
            {
                current = null;
                // What it saw is gone with it, so counting goes on from nothing.
                traced = 0;
            }
        }

        if (lost)
        {
            LogLost(log, instance.Id, cause);
            await instance.DisposeAsync().ConfigureAwait(false);
            if (failed)
            {
                CountDeath(cause);
            }
        }
    }

    /// <inheritdoc/>
    public void ReleaseUnused()
    {
        lock (gate)
        {
            taken = false;
        }
    }

    /// <summary>The trace as it stands; null when no instance is ready.</summary>
    /// <exception cref="IsolationException">The instance did not give it.</exception>
    public async Task<byte[]?> PeekAsync(CancellationToken ct)
    {
        Task<IIsolatedInstance>? task;
        lock (gate)
        {
            task = current;
        }

        return task is { IsCompletedSuccessfully: true }
            ? await task.Result.GetTraceAsync(ct).ConfigureAwait(false)
            : null;
    }

    /// <summary>Ends tracing and stops the instance.</summary>
    public async ValueTask DisposeAsync()
    {
        Task<IIsolatedInstance>? task;
        lock (gate)
        {
            if (disposed)
            {
                return;
            }

            disposed = true;
            closed = true;
            task = current;
            current = null;
        }

        complete.TrySetCanceled();
        await stopping.CancelAsync().ConfigureAwait(false);
        if (task is not null)
        {
            try
            {
                IIsolatedInstance instance = await task.ConfigureAwait(false);
                await instance.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception error) when (error is IsolationException or OperationCanceledException or InvokerStartException)
            {
                LogNotStarted(log, error.Message);
            }
        }

        stopping.Dispose();
    }

    private async Task<IIsolatedInstance> StartAsync()
    {
        await Task.Yield();
        long began = Stopwatch.GetTimestamp();
        IIsolatedInstance instance = await start(stopping.Token).ConfigureAwait(false);
        TimeSpan took = Stopwatch.GetElapsedTime(began);
        InvokerTelemetry.InstanceStarted("tracing", took);
        LogStarted(log, instance.Id, took.TotalMilliseconds);
        return instance;
    }

    private async Task CollectAsync(IIsolatedInstance instance)
    {
        try
        {
            complete.TrySetResult(await instance.GetTraceAsync(stopping.Token).ConfigureAwait(false));
        }
        catch (Exception error)
        {
            complete.TrySetException(error);
        }
    }

    private void CountDeath(string cause)
    {
        bool giveUp;
        lock (gate)
        {
            giveUp = ++deaths >= MostDeaths && !closed;
            closed |= giveUp;
        }

        if (giveUp)
        {
            complete.TrySetException(new IsolationException($"the tracing container failed {MostDeaths} times in a row, at last: {cause}"));
        }
    }

    [LoggerMessage(EventId = 30, Level = LogLevel.Information, Message = "Tracing container {Id} is ready after {Milliseconds:F0} ms")]
    private static partial void LogStarted(ILogger log, string id, double milliseconds);

    [LoggerMessage(EventId = 31, Level = LogLevel.Warning, Message = "Tracing container {Id} and its trace are lost: {Cause}")]
    private static partial void LogLost(ILogger log, string id, string cause);

    [LoggerMessage(EventId = 32, Level = LogLevel.Debug, Message = "The tracing container was stopped while it started: {Reason}")]
    private static partial void LogNotStarted(ILogger log, string reason);
}
