using System.Diagnostics;
using Containerless.Invoker.Compilation;
using Containerless.Invoker.Compiled;
using Containerless.Invoker.Dispatch;
using Containerless.Invoker.Http;
using Containerless.Invoker.Isolation;
using Containerless.Invoker.Observation;
using Containerless.Shared;

namespace Containerless.Invoker.State;

/// <summary>
/// Keeps a compiled function learning. Requests that bail out where tracing may help run again in the tracing instance;
/// once enough time was left for others to come, (1) its trace is merged with what is known and, if that adds something,
/// compiled; (2) if the code differs, it is counted, loaded and warmed; (3) the artifact is published and swapped in. All of
/// it beside the requests, which go on being served.
/// </summary>
/// <remarks>
/// What an attacker may want is to use up the recompilations, after which the function stays in containers. So only
/// bail-outs that a trace can mend count, never limits; what teaches nothing and what changes no code costs none; and
/// <see cref="Lessons"/> gathers for ever longer.
/// </remarks>
internal sealed partial class Learner : IAsyncDisposable
{
    /// <summary>Failures in a row before learning ends. The version that serves goes on.</summary>
    private const int MostFailures = 3;

    /// <summary>Traces of stopped instances kept until it is time to learn from them.</summary>
    private const int MostHeld = 8;

    /// <summary>Requests of earlier lessons kept to warm later versions with.</summary>
    private const int MostWarming = 64;

    private readonly Lock gate = new();
    private readonly int most;
    private readonly RetraceSlot slot;
    private readonly Lessons lessons;
    private readonly ICompiler compiler;
    private readonly Versions versions;
    private readonly Action<Artifact> check;
    private readonly Action<Artifact> publish;
    private readonly Action<string, byte[]> exhausted;
    private readonly RequestCounters counters;
    private readonly ILogger log;
    private readonly CancellationTokenSource stopping = new();
    private readonly List<byte[]> held = [];
    private readonly List<IncomingRequest> warming;
    private readonly ITimer timer;
    private byte[] known;
    private byte[] code;
    private Task working = Task.CompletedTask;
    private bool compiling;
    private int recompilations;
    private int failures;
    private string? trigger;
    private string? outcome;
    private string? ended;
    private Task? disposal;

    /// <summary>Begins to learn.</summary>
    /// <param name="first">What is served now.</param>
    /// <param name="recorded">Requests to warm later versions with.</param>
    /// <param name="most">Recompilations, at least 1.</param>
    /// <param name="slot">The tracing instance; from now on the learner's own.</param>
    /// <param name="compiler">Compiles traces.</param>
    /// <param name="versions">Where new versions are loaded and swapped in.</param>
    /// <param name="check">Checks an artifact; throws <see cref="ArtifactException"/>.</param>
    /// <param name="publish">Publishes an artifact; throws <see cref="ArtifactException"/>.</param>
    /// <param name="exhausted">Told, once, the cause and the trace when another recompilation would be one too many.</param>
    /// <param name="counters">Where compile times are noted.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where what is learnt is logged.</param>
    public Learner(
        Artifact first, IReadOnlyList<IncomingRequest> recorded, int most, RetraceSlot slot, ICompiler compiler, Versions versions,
        Action<Artifact> check, Action<Artifact> publish, Action<string, byte[]> exhausted, RequestCounters counters,
        TimeProvider time, ILogger log)
    {
        known = first.Trace;
        code = first.CSharp;
        warming = [.. recorded];
        this.most = most;
        this.slot = slot;
        this.compiler = compiler;
        this.versions = versions;
        this.check = check;
        this.publish = publish;
        this.exhausted = exhausted;
        this.counters = counters;
        this.log = log;
        lessons = new Lessons(time);
        slot.Teaches = lessons.Teaches;
        slot.Traced = OnTraced;
        timer = time.CreateTimer(static learner => ((Learner)learner!).Tick(), this, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    /// <summary>How learning stands.</summary>
    public LearningStatus Status
    {
        get
        {
            lock (gate)
            {
                string state = ended is not null ? "ended" : compiling ? "compiling" : lessons.Any ? "gathering" : "ready";
                return new LearningStatus(state, recompilations, most, versions.Loaded, trigger, ended ?? outcome);
            }
        }
    }

    /// <summary>Stops learning and the tracing instance. The version that serves goes on.</summary>
    public ValueTask DisposeAsync()
    {
        lock (gate)
        {
            return new ValueTask(disposal ??= StopAsync());
        }
    }

    private async Task StopAsync()
    {
        Task last;
        lock (gate)
        {
            ended ??= "the function is served compiled no longer";
            last = working;
        }

        await timer.DisposeAsync().ConfigureAwait(false);
        await stopping.CancelAsync().ConfigureAwait(false);
        await last.ConfigureAwait(false);
        await slot.DisposeAsync().ConfigureAwait(false);
        stopping.Dispose();
    }

    private void OnTraced(string reason, IncomingRequest request)
    {
        if (lessons.Add(reason, in request))
        {
            LogGathering(log, reason, Lessons.Gathering(recompilations).TotalSeconds);
        }
    }

    private void Tick()
    {
        lock (gate)
        {
            if (ended is not null || !working.IsCompleted)
            {
                return;
            }

            if (lessons.TakeDue(recompilations) is { } lesson)
            {
                working = LearnAsync(lesson);
            }
            else if (held.Count < MostHeld && slot.TryTakeIdle())
            {
                working = RestAsync();
            }
        }
    }

    /// <summary>Stops the idle tracing instance; what it has yet to teach is kept.</summary>
    private async Task RestAsync()
    {
        await Task.Yield();
        try
        {
            if (lessons.Any && await slot.TraceAsync(stopping.Token).ConfigureAwait(false) is { } trace)
            {
                held.Add(trace);
            }
        }
        catch (Exception error) when (error is IsolationException or OperationCanceledException)
        {
            LogNoTrace(log, error.Message);
        }

        try
        {
            await slot.StopIdleAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            LogFailed(log, error);
        }
    }

    private async Task LearnAsync(Lesson lesson)
    {
        await Task.Yield();
        try
        {
            (string result, string text) = await LearnFromAsync(lesson).ConfigureAwait(false);
            Note(lesson, result, text);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopped meanwhile.
        }
        catch (Exception error) when (error is IsolationException or OperationCanceledException)
        {
            Note(lesson, "lost", $"the trace could not be read: {error.Message}");
        }
        catch (Exception error)
        {
            if (error is not (CompilationException or ArtifactException))
            {
                LogFailed(log, error);
            }

            Note(lesson, "failed", error.Message);
            if (++failures == MostFailures)
            {
                await EndAsync($"learning has ended: it failed {failures} times in a row, at last: {error.Message}").ConfigureAwait(false);
            }
        }
        finally
        {
            lock (gate)
            {
                compiling = false;
            }
        }
    }

    private async Task<(string Result, string Text)> LearnFromAsync(Lesson lesson)
    {
        // (1) What is known, what instances saw that were stopped since, and what the one now has seen.
        List<byte[]> traces = [known, .. held];
        if (await slot.TraceAsync(stopping.Token).ConfigureAwait(false) is { } live)
        {
            traces.Add(live);
        }

        if (traces.Count == 1)
        {
            return ("lost", "what was traced was lost with its container");
        }

        lock (gate)
        {
            compiling = true;
        }

        long began = Stopwatch.GetTimestamp();
        Artifact? artifact;
        try
        {
            using Activity? span = InvokerTelemetry.StartStep("compile");
            artifact = await compiler.CompileGrownAsync(traces, stopping.Token).ConfigureAwait(false);
        }
        catch (CompilationException)
        {
            InvokerTelemetry.Compiled(Stopwatch.GetElapsedTime(began), succeeded: false);
            throw;
        }

        held.Clear();
        if (artifact is null)
        {
            lessons.WasFruitless(lesson);
            failures = 0;
            return ("nothing", "nothing was learnt: the trace has seen it all before");
        }

        TimeSpan took = Stopwatch.GetElapsedTime(began);
        InvokerTelemetry.Compiled(took, succeeded: true);
        counters.CompilationTook(took);
        if (artifact.CSharp.AsSpan().SequenceEqual(code))
        {
            lessons.WasFruitless(lesson);
            known = artifact.Trace;
            failures = 0;
            return ("nothing", "what was learnt changes no code");
        }

        // (2) A version more, unless there have been enough.
        if (recompilations == most)
        {
            string cause = $"compiled anew {most} times, as often as max_recompilations allows, and it would be needed again: {lesson}";
            await EndAsync(cause).ConfigureAwait(false);
            exhausted(cause, artifact.Trace);
            return ("exhausted", cause);
        }

        check(artifact);
        lock (gate)
        {
            recompilations++;
        }

        ICompiledTier tier = versions.Load(artifact);
        Warm(lesson);
        await tier.WarmAsync(warming).ConfigureAwait(false);
        if (tier.Demoted.IsCompletedSuccessfully)
        {
            await versions.DropAsync(tier).ConfigureAwait(false);
            throw new ArtifactException($"the version {artifact.Hash[..12]} does not work: {await tier.Demoted.ConfigureAwait(false)}");
        }

        // (3) Publish.
        stopping.Token.ThrowIfCancellationRequested();
        publish(artifact);
        versions.Serve(tier);
        known = artifact.Trace;
        code = artifact.CSharp;
        failures = 0;
        lessons.CodeChanged();
        return ("published", $"recompiled in {took.TotalMilliseconds:F0} ms to {artifact.Hash[..12]}, {recompilations} of {most}");
    }

    /// <summary>The first requests stay, and the latest of those that were learnt from.</summary>
    private void Warm(Lesson lesson)
    {
        warming.AddRange(lesson.Recorded);
        if (warming.Count > MostWarming)
        {
            int stays = MostWarming / 2;
            warming.RemoveRange(stays, warming.Count - MostWarming);
        }
    }

    private void Note(Lesson lesson, string result, string text)
    {
        lock (gate)
        {
            trigger = lesson.ToString();
            outcome = text;
        }

        InvokerTelemetry.Learnt(result, lesson.Trigger);
        LogLearnt(log, result is "failed" or "exhausted" or "lost" ? LogLevel.Warning : LogLevel.Information, text, lesson);
    }

    private async Task EndAsync(string cause)
    {
        lock (gate)
        {
            ended ??= cause;
        }

        // Requests have it no longer; the instance is stopped when the last one is answered.
        await slot.DisposeAsync().ConfigureAwait(false);
    }

    [LoggerMessage(EventId = 64, Level = LogLevel.Information, Message = "Traced after a bail-out, {Reason}; in {Seconds} s the function learns from it and from what comes until then")]
    private static partial void LogGathering(ILogger log, string reason, double seconds);

    [LoggerMessage(EventId = 65, Message = "Learning: {Text}. It began with {Lesson}")]
    private static partial void LogLearnt(ILogger log, LogLevel level, string text, Lesson lesson);

    [LoggerMessage(EventId = 66, Level = LogLevel.Warning, Message = "What a tracing container had to teach is lost: {Reason}")]
    private static partial void LogNoTrace(ILogger log, string reason);

    [LoggerMessage(EventId = 67, Level = LogLevel.Error, Message = "Learning failed: a bug of ours")]
    private static partial void LogFailed(ILogger log, Exception error);
}
