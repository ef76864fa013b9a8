using System.Diagnostics;
using Containerless.Invoker.Compilation;
using Containerless.Invoker.Compiled;
using Containerless.Invoker.Dispatch;
using Containerless.Invoker.Http;
using Containerless.Invoker.Isolation;
using Containerless.Invoker.Observation;
using Containerless.Invoker.Parent;
using Containerless.Shared;

namespace Containerless.Invoker.State;

/// <summary>
/// Takes the function through its states: (1) trace; (2) compile; (3) check and publish the artifact; (4) in Automatic
/// load it, swap it in and keep learning, in Tracing drain and quit. What may pass by itself (a compiler that ends or cannot be
/// reached, a full disk) is tried again, ever more seldom; what else fails on the way makes it Aborted. Containers serve on.
/// </summary>
internal sealed partial class Lifecycle(
    InvokerConfiguration configuration,
    StateMachine state,
    ContainerTiers containers,
    InstancePool pool,
    RequestHandler front,
    LazyProvider isolation,
    ArtifactStore store,
    ICompiler? compiler,
    Action<Artifact> check,
    Func<Artifact, ICompiledTier> load,
    Action<int> progress,
    RequestCounters counters,
    ParentLink? parent,
    TimeProvider time,
    ILogger log) : IAsyncDisposable
{
    /// <summary>A trace may be what brings a compiler down, so this has an end.</summary>
    private const int MostCompilations = 10;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly TaskCompletionSource<string> finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Versions versions = new(front, load, cause => state.TryEnter(FunctionState.Aborted, cause));
    private Artifact? published;
    private Learner? learner;
    private string? trouble;

    /// <summary>Completes with the cause when the invoker is to quit by itself, with code 0.</summary>
    public Task<string> Finished => finished.Task;

    /// <summary>The artifact served or just published.</summary>
    public Artifact? Artifact => versions.Served ?? published;

    /// <summary>What holds the way to compiled code up, and is tried again.</summary>
    public string? Trouble => Volatile.Read(ref trouble);

    /// <summary>How learning stands.</summary>
    public LearningStatus Learning => Volatile.Read(ref learner)?.Status
        ?? new LearningStatus("off", 0, configuration.MaxRecompilations, versions.Loaded, null, null);

    /// <summary>Begins by serving <paramref name="artifact"/>, which was checked against the prepared function.</summary>
    public void BeginDecontainerized(Artifact artifact)
    {
        versions.Serve(versions.Load(artifact));
        state.TryEnter(FunctionState.Decontainerized, $"the artifact {artifact.Hash[..12]} was loaded");
    }

    /// <summary>Begins by serving from containers for good.</summary>
    public void BeginDisabled() =>
        state.TryEnter(FunctionState.Aborted, "initial_state is DisableTracing: containers only");

    /// <summary>Begins by tracing.</summary>
    public void BeginTracing(CancellationToken ct)
    {
        var slot = new TracingSlot(
            token => isolation.StartAsync(InstanceKind.Tracing, token), configuration.MaxRequestsToTrace, log);
        slot.Progress += traced =>
        {
            if (traced % Math.Max(1, slot.Wanted / 100) == 0)
            {
                LogTraced(log, traced, slot.Wanted);
            }

            progress(traced);
            // Whoever comes after the last traced request finds a container ready.
            if (traced >= slot.Wanted - 1)
            {
                pool.Prewarm(1);
            }
        };
        state.TryEnter(FunctionState.Tracing, $"tracing {slot.Wanted} requests");
        containers.Tracing = slot;
        slot.Begin();
        _ = FollowAsync(slot, ct);
    }

    private async Task FollowAsync(TracingSlot slot, CancellationToken ct)
    {
        try
        {
            // (1) Trace.
            byte[] trace = await slot.Complete.ConfigureAwait(false);
            state.TryEnter(FunctionState.Compiling, $"{slot.Wanted} requests were traced");
            containers.Tracing = null;
            await slot.DisposeAsync().ConfigureAwait(false);
            await CompileAsync(trace, slot.Recorded, ct).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The invoker stops.
        }
        catch (IsolationException error)
        {
            await GiveUpAsync(slot, $"no trace could be made: {error.Message}").ConfigureAwait(false);
        }
        catch (Exception error)
        {
            LogFailed(log, error);
            await GiveUpAsync(slot, $"the invoker failed: {error.Message}").ConfigureAwait(false);
        }
    }

    private async Task CompileAsync(byte[] trace, IReadOnlyList<IncomingRequest> recorded, CancellationToken ct)
    {
        // (2) Compile.
        if (await CompiledAsync(trace, ct).ConfigureAwait(false) is not var (artifact, took))
        {
            return;
        }

        // (3) Publish.
        string folder = await PublishedAsync(artifact, ct).ConfigureAwait(false);
        LogPublished(log, folder, took.TotalMilliseconds);

        // (4) Serve it, or leave it to the successor.
        if (configuration.InitialState == InitialState.Automatic)
        {
            try
            {
                ICompiledTier tier = versions.Load(artifact);
                await tier.WarmAsync(recorded).ConfigureAwait(false);
                versions.Serve(tier);
            }
            catch (ArtifactException error)
            {
                Abort(error.Message, trace);
                return;
            }

            if (!state.TryEnter(FunctionState.Decontainerized, $"compiled in {took.TotalMilliseconds:F0} ms to {artifact.Hash[..12]}"))
            {
                versions.Withdraw();
                return;
            }

            Learn(artifact, recorded);
            return;
        }

        published = artifact;
        state.TryEnter(FunctionState.Draining, $"compiled to {folder}");
        // With a parent, the successor takes over meanwhile; without one nobody is waited for but requests in flight.
        if (configuration.KillParent)
        {
            await HandOverAsync(artifact.Hash, ct).ConfigureAwait(false);
        }

        finished.TrySetResult($"traced and compiled to {folder}");
    }

    /// <summary>Serves on until the parent's next invoker does, for at most <c>drain_seconds</c>.</summary>
    private async Task HandOverAsync(string hash, CancellationToken ct)
    {
        Task successor = Task.Delay(Timeout.Infinite, ct);
        if (parent is null)
        {
            LogNoParent(log);
        }
        else
        {
            await parent.TellCompiledAsync(hash).ConfigureAwait(false);
            successor = parent.SuccessorReady;
        }

        await Task.WhenAny(successor, Task.Delay(configuration.Drain, ct)).ConfigureAwait(false);
        ct.ThrowIfCancellationRequested();
    }

    /// <summary>The artifact, checked: a compiler may be remote. Null when there will be none, and the function is Aborted.</summary>
    private async Task<(Artifact Artifact, TimeSpan Took)?> CompiledAsync(byte[] trace, CancellationToken ct)
    {
        for (int attempt = 1; ; attempt++)
        {
            long began = Stopwatch.GetTimestamp();
            try
            {
                using Activity? span = InvokerTelemetry.StartStep("compile");
                Artifact artifact = await compiler!.CompileAsync(trace, ct).ConfigureAwait(false);
                TimeSpan took = Stopwatch.GetElapsedTime(began);
                InvokerTelemetry.Compiled(took, succeeded: true);
                counters.CompilationTook(took);
                check(artifact);
                Volatile.Write(ref trouble, null);
                return (artifact, took);
            }
            catch (CompilationException error)
            {
                InvokerTelemetry.Compiled(Stopwatch.GetElapsedTime(began), succeeded: false);
                if (error.IsRefusal || attempt == MostCompilations)
                {
                    Abort($"compiling failed: {error.Message}", trace);
                    return null;
                }

                await PauseAsync($"compiling failed: {error.Message}", attempt, ct).ConfigureAwait(false);
            }
            catch (ArtifactException error)
            {
                Abort(error.Message, trace);
                return null;
            }
        }
    }

    private async Task<string> PublishedAsync(Artifact artifact, CancellationToken ct)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                string folder = store.Publish(configuration.ImageName, artifact);
                Volatile.Write(ref trouble, null);
                return folder;
            }
            catch (ArtifactException error)
            {
                await PauseAsync(error.Message, attempt, ct).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Waits before the next attempt: 1 s, 2 s, 4 s, up to a minute.</summary>
    private async Task PauseAsync(string cause, int attempt, CancellationToken ct)
    {
        TimeSpan pause = TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, 1L << Math.Min(attempt - 1, 10)));
        LogAgain(log, cause, pause.TotalSeconds);
        Volatile.Write(ref trouble, $"{cause}; attempt {attempt + 1} follows {pause.TotalSeconds} s after it");
        await Task.Delay(pause, time, ct).ConfigureAwait(false);
    }

    /// <summary>Lets the function learn from what its compiled code gives up, for as long as that serves.</summary>
    private void Learn(Artifact artifact, IReadOnlyList<IncomingRequest> recorded)
    {
        if (configuration.MaxRecompilations == 0)
        {
            return;
        }

        var slot = new RetraceSlot(
            token => isolation.StartAsync(InstanceKind.Tracing, token), configuration.MinContainerLifespan, time, log);
        var recompiler = new Recompiler(
            artifact, recorded, configuration.MaxRecompilations, compiler!, versions, check,
            grown => store.Publish(configuration.ImageName, grown), counters);
        learner = new Learner(
            slot, recompiler, versions,
            (cause, trace) =>
            {
                versions.Withdraw();
                Abort(cause, trace);
            },
            time, log);
        containers.Retracing = slot;
        state.Changed += change =>
        {
            if (change.State != nameof(FunctionState.Decontainerized))
            {
                _ = StopLearningAsync();
            }
        };
        if (state.Current != FunctionState.Decontainerized)
        {
            _ = StopLearningAsync();
        }
    }

    private async Task StopLearningAsync()
    {
        containers.Retracing = null;
        if (learner is not null)
        {
            await learner.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Ends learning and breaks off compiled code.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopLearningAsync().ConfigureAwait(false);
        await versions.DisposeAsync().ConfigureAwait(false);
    }

    private void Abort(string cause, byte[] trace)
    {
        string kept;
        try
        {
            kept = $"; the trace is kept in {store.KeepTrace(configuration.ImageName, trace)}";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            kept = $"; the trace could not be kept: {error.Message}";
        }

        state.TryEnter(FunctionState.Aborted, cause + kept);
    }

    private async Task GiveUpAsync(TracingSlot slot, string cause)
    {
        containers.Tracing = null;
        state.TryEnter(FunctionState.Aborted, cause);
        await slot.DisposeAsync().ConfigureAwait(false);
    }

    [LoggerMessage(EventId = 60, Level = LogLevel.Information, Message = "Traced {Traced} of {Wanted} requests")]
    private static partial void LogTraced(ILogger log, int traced, int wanted);

    [LoggerMessage(EventId = 61, Level = LogLevel.Information, Message = "Published {Folder}, compiled in {Milliseconds:F0} ms")]
    private static partial void LogPublished(ILogger log, string folder, double milliseconds);

    [LoggerMessage(EventId = 68, Level = LogLevel.Warning, Message = "{Cause}; containers serve meanwhile, and it is tried again in {Seconds} s")]
    private static partial void LogAgain(ILogger log, string cause, double seconds);

    [LoggerMessage(EventId = 62, Level = LogLevel.Error, Message = "The way to compiled code failed")]
    private static partial void LogFailed(ILogger log, Exception error);

    [LoggerMessage(EventId = 63, Level = LogLevel.Information, Message = "kill_parent is set, but no control socket was inherited: nobody is told")]
    private static partial void LogNoParent(ILogger log);
}
