using System.Diagnostics;
using Containerless.Invoker.Http;
using Containerless.Invoker.Isolation;
using Containerless.Invoker.Observation;
using Containerless.Shared;

namespace Containerless.Invoker.Dispatch;

/// <summary>
/// The tracing instance in which requests are run again that compiled code gave up, so that their paths are learnt. It is
/// started when one first comes, serves one at a time, keeps its state as every warm instance does, and is stopped when
/// it has been idle. Who finds it starting or busy goes to a plain instance: nobody waits for it longer than for that.
/// </summary>
public sealed partial class RetraceSlot : ITracingSlot, IAsyncDisposable
{
    /// <summary>
    /// An instance that has traced nothing yet is kept this many times as long: what it was started for is rare, and would
    /// never be learnt if it always came after the instance had gone.
    /// </summary>
    private const int Patience = 30;

    /// <summary>
    /// After an instance failed, or a request in it passed a limit, no other is started for a while; twice as long each time
    /// that none has traced a request in between.
    /// </summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2), LongestPause = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private readonly Func<CancellationToken, Task<IIsolatedInstance>> start;
    private readonly TimeSpan lifespan;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly CancellationTokenSource stopping = new();
    private Task<IIsolatedInstance>? current;
    private string reason = "";
    private bool taken;
    private bool disposed;
    private int tracedByCurrent;
    private int failures;
    private long lastUse;
    private long lastFailure;
    private TaskCompletionSource? released;

    /// <summary>Creates the slot; nothing is started.</summary>
    /// <param name="start">Starts a tracing instance.</param>
    /// <param name="lifespan">How long it is kept idle, <c>min_container_lifespan</c>.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where starts, deaths and stops are logged.</param>
    public RetraceSlot(Func<CancellationToken, Task<IIsolatedInstance>> start, TimeSpan lifespan, TimeProvider time, ILogger log)
    {
        this.start = start;
        this.lifespan = lifespan;
        this.time = time;
        this.log = log;
    }

    /// <summary>Asked whether tracing a request again may help that bailed out for a reason.</summary>
    public Func<string, bool> Teaches { get; set; } = static _ => true;

    /// <summary>Told of each request traced, and why it had bailed out; on the request's thread.</summary>
    public Action<string, IncomingRequest> Traced { get; set; } = static (_, _) => { };

    /// <summary>The instance now, if it is ready.</summary>
    public ContainerStatus? Instance
    {
        get
        {
            lock (gate)
            {
                return Ready is { } instance ? new ContainerStatus(instance.Id, "tracing", taken) : null;
            }
        }
    }

    /// <summary>Takes the instance for a request that bailed out; false when it is to run in a plain one.</summary>
    /// <param name="bailout">Why it bailed out.</param>
    /// <param name="mayWait">
    /// Whether the request would have to wait for the start of a plain instance as well, and so may wait for this one's.
    /// </param>
    public bool TryTake(string bailout, bool mayWait)
    {
        if (!Teaches(bailout))
        {
            return false;
        }

        lock (gate)
        {
            if (taken || disposed)
            {
                return false;
            }

            if (Ready is { Exited.IsCompleted: true })
            {
                // It ended while nobody used it.
                Fail();
            }

            if (current is null)
            {
                if (time.GetElapsedTime(lastFailure) < Pause)
                {
                    return false;
                }

                current = StartAsync();
            }

            if (Ready is null && !mayWait)
            {
                return false;
            }

            taken = true;
            reason = bailout;
            return true;
        }
    }

    /// <inheritdoc/>
    public Task<IIsolatedInstance> GetAsync()
    {
        lock (gate)
        {
            return current ?? Task.FromException<IIsolatedInstance>(new IsolationException("the tracing container could not be started"));
        }
    }

    /// <inheritdoc/>
    public void ReleaseTraced(IIsolatedInstance instance, in IncomingRequest request)
    {
        string why;
        lock (gate)
        {
            why = reason;
            Free();
            tracedByCurrent++;
            failures = 0;
            lastUse = time.GetTimestamp();
        }

        Traced(why, request);
    }

    /// <inheritdoc/>
    public async Task ReleaseBrokenAsync(IIsolatedInstance instance, string cause, bool failed)
    {
        lock (gate)
        {
            Free();
            if (Ready == instance)
            {
                Fail();
            }
        }

        LogLost(log, instance.Id, cause);
        await instance.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void ReleaseUnused()
    {
        lock (gate)
        {
            Free();
        }
    }

    /// <summary>The trace as it stands; null when no instance is ready.</summary>
    /// <exception cref="IsolationException">The instance did not give it.</exception>
    public async Task<byte[]?> TraceAsync(CancellationToken ct)
    {
        IIsolatedInstance? instance;
        lock (gate)
        {
            instance = Ready;
        }

        return instance is null ? null : await instance.GetTraceAsync(ct).ConfigureAwait(false);
    }

    /// <summary>
    /// Takes the instance to stop it, when it has been idle for long enough: <see cref="TraceAsync"/> still gives its
    /// trace, no request can have it, and <see cref="StopIdleAsync"/> must follow.
    /// </summary>
    public bool TryTakeIdle()
    {
        lock (gate)
        {
            TimeSpan kept = tracedByCurrent == 0 ? lifespan * Patience : lifespan;
            return !taken && !disposed && Ready is not null && time.GetElapsedTime(lastUse) >= kept && (taken = true);
        }
    }

    /// <summary>Stops the instance after <see cref="TryTakeIdle"/>.</summary>
    public async Task StopIdleAsync()
    {
        IIsolatedInstance? instance;
        lock (gate)
        {
            instance = Ready;
            current = null;
            Free();
        }

        if (instance is not null)
        {
            LogIdle(log, instance.Id);
            await instance.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Stops the instance, once the request that has it is answered; no other is started.</summary>
    public async ValueTask DisposeAsync()
    {
        Task<IIsolatedInstance>? task;
        Task free = Task.CompletedTask;
        lock (gate)
        {
            if (disposed)
            {
                return;
            }

            disposed = true;
            if (taken)
            {
                released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                free = released.Task;
            }
        }

        // A request that was broken off here would be run again, and have its effects twice.
        await free.ConfigureAwait(false);
        lock (gate)
        {
            task = current;
            current = null;
        }

        await stopping.CancelAsync().ConfigureAwait(false);
        if (task is not null)
        {
            await task.ContinueWith(static _ => { }, TaskScheduler.Default).ConfigureAwait(false);
            if (task.IsCompletedSuccessfully)
            {
                await task.Result.DisposeAsync().ConfigureAwait(false);
            }
        }

        stopping.Dispose();
    }

    private IIsolatedInstance? Ready => current is { IsCompletedSuccessfully: true } ? current.Result : null;

    private async Task<IIsolatedInstance> StartAsync()
    {
        // Off the caller's thread, which holds the lock.
        await Task.Yield();
        long began = Stopwatch.GetTimestamp();
        try
        {
            IIsolatedInstance instance = await start(stopping.Token).ConfigureAwait(false);
            TimeSpan took = Stopwatch.GetElapsedTime(began);
            InvokerTelemetry.InstanceStarted("tracing", took);
            LogStarted(log, instance.Id, took.TotalMilliseconds);
            lock (gate)
            {
                tracedByCurrent = 0;
                lastUse = time.GetTimestamp();
            }

            return instance;
        }
        catch (Exception error)
        {
            lock (gate)
            {
                Fail();
            }

            if (!stopping.IsCancellationRequested)
            {
                LogNotStarted(log, error.Message);
            }

            throw;
        }
    }

    // The members below run inside the lock.

    private TimeSpan Pause => failures == 0
        ? TimeSpan.Zero
        : TimeSpan.FromTicks(Math.Min(FirstPause.Ticks << Math.Min(failures - 1, 20), LongestPause.Ticks));

    private void Fail()
    {
        current = null;
        failures++;
        lastFailure = time.GetTimestamp();
    }

    private void Free()
    {
        taken = false;
        released?.TrySetResult();
    }

    [LoggerMessage(EventId = 33, Level = LogLevel.Information, Message = "Tracing container {Id}, for requests that bailed out, is ready after {Milliseconds:F0} ms")]
    private static partial void LogStarted(ILogger log, string id, double milliseconds);

    [LoggerMessage(EventId = 34, Level = LogLevel.Warning, Message = "Tracing container {Id} and what it had yet to teach are lost: {Cause}")]
    private static partial void LogLost(ILogger log, string id, string cause);

    [LoggerMessage(EventId = 35, Level = LogLevel.Information, Message = "Stopping tracing container {Id}: it was not needed")]
    private static partial void LogIdle(ILogger log, string id);

    [LoggerMessage(EventId = 36, Level = LogLevel.Warning, Message = "No tracing container for requests that bailed out: {Reason}")]
    private static partial void LogNotStarted(ILogger log, string reason);
}
