using Containerless.Invoker.Compilation;
using Containerless.Invoker.Dispatch;
using Containerless.Invoker.Http;
using Containerless.Invoker.Isolation;
using Containerless.Invoker.Observation;
using Containerless.Shared;

namespace Containerless.Invoker.State;

/// <summary>
/// Keeps a compiled function learning. Requests that bail out where tracing may help run again in the tracing instance; once
/// enough time was left for others to come, (1) its trace is fetched, (2) the <see cref="Recompiler"/> makes another version
/// of it, and (3) what came of it is noted. All of it beside the requests, which go on being served.
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

    private readonly Lock gate = new();
    private readonly RetraceSlot slot;
    private readonly Lessons lessons;
    private readonly Recompiler recompiler;
    private readonly Versions versions;
    private readonly Action<string, byte[]> exhausted;
    private readonly ILogger log;
    private readonly CancellationTokenSource stopping = new();
    private readonly List<byte[]> held = [];
    private readonly ITimer timer;
    private Task working = Task.CompletedTask;
    private bool compiling;
    private int failures;
    private string? trigger;
    private string? outcome;
    private string? ended;
    private Task? disposal;

    /// <summary>Begins to learn.</summary>
    /// <param name="slot">The tracing instance; from now on the learner's own.</param>
    /// <param name="recompiler">Makes versions.</param>
    /// <param name="versions">Counts them.</param>
    /// <param name="exhausted">Told, once, the cause and the trace when another recompilation would be one too many.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where what is learnt is logged.</param>
    public Learner(
        RetraceSlot slot, Recompiler recompiler, Versions versions, Action<string, byte[]> exhausted, TimeProvider time, ILogger log)
    {
        this.slot = slot;
        this.recompiler = recompiler;
        this.versions = versions;
        this.exhausted = exhausted;
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
                return new LearningStatus(state, recompiler.Count, recompiler.Most, versions.Loaded, trigger, ended ?? outcome);
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
            LogGathering(log, reason, Lessons.Gathering(recompiler.Count).TotalSeconds);
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

            if (lessons.TakeDue(recompiler.Count) is { } lesson)
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
            await LearnFromAsync(lesson).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopped meanwhile.
        }
        catch (Exception error) when (error is IsolationException or OperationCanceledException)
        {
            Note(lesson, LessonResult.Lost, $"the trace could not be read: {error.Message}");
        }
        catch (Exception error)
        {
            if (error is not (CompilationException or ArtifactException))
            {
                LogFailed(log, error);
            }

            Note(lesson, LessonResult.Failed, error.Message);
            if (error is not CompilationException { IsRefusal: false } && ++failures == MostFailures)
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

    private async Task LearnFromAsync(Lesson lesson)
    {
        // (1) What instances saw that were stopped since, and what the one now has seen.
        List<byte[]> traces = [.. held];
        if (await slot.TraceAsync(stopping.Token).ConfigureAwait(false) is { } live)
        {
            traces.Add(live);
        }

        if (traces.Count == 0)
        {
            Note(lesson, LessonResult.Lost, "what was traced was lost with its container");
            return;
        }

        // (2) Another version.
        lock (gate)
        {
            compiling = true;
        }

        (LessonResult result, string text) = await recompiler.RunAsync(traces, lesson, stopping.Token).ConfigureAwait(false);

        // (3) What came of it.
        held.Clear();
        failures = 0;
        Note(lesson, result, text);
        switch (result)
        {
            case LessonResult.Published:
                lessons.CodeChanged();
                break;
            case LessonResult.Nothing:
                lessons.WasFruitless(lesson);
                break;
            case LessonResult.Exhausted:
                await EndAsync(text).ConfigureAwait(false);
                exhausted(text, recompiler.Known);
                break;
        }
    }

    private void Note(Lesson lesson, LessonResult result, string text)
    {
        lock (gate)
        {
            trigger = lesson.ToString();
            outcome = text;
        }

        InvokerTelemetry.Learnt(result, lesson.Trigger);
        LogLearnt(
            log, result is LessonResult.Published or LessonResult.Nothing ? LogLevel.Information : LogLevel.Warning, text, lesson);
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
