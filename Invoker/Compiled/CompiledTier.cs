using System.Globalization;
using System.Text;
using Containerless.Invoker.Http;
using Containerless.Invoker.Observation;
using Containerless.Runtime;
using Containerless.Runtime.Hosting;
using Containerless.Shared;

namespace Containerless.Invoker.Compiled;

/// <summary>
/// Compiled code as it serves. A request (1) takes a realm, (2) is read into it, (3) runs on the caller's thread, and
/// its outcome (4) becomes an answer, an error or a fallback; (5) the realm goes back once no callback is pending, or
/// away when it is poisoned.
/// </summary>
public sealed partial class CompiledTier : ICompiledTier
{
    /// <summary>Failures of our own code, not of the function, before its compiled form is given up.</summary>
    private const int MostFaults = 3;

    /// <summary>Traffic waits in containers meanwhile, so warming up must not take long.</summary>
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromMilliseconds(400);

    private readonly Func<Instance?> start;
    private readonly RealmPool pool;
    private readonly IOutbound outbound;
    private readonly RequestCounters counters;
    private readonly TimeSpan longestWait;
    private readonly int most;
    private readonly ILogger log;
    private readonly FunctionOutput output;
    private readonly IDisposable guard;
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationToken stopped;
    private readonly TaskCompletionSource<string> demoted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int faults;
    private int realms;
    private int disposed;

    private CompiledTier(
        string hash, Func<CompiledProgram> program, InvokerConfiguration configuration, IOutbound outbound,
        RequestCounters counters, ILoggerFactory logs)
    {
        Hash = hash;
        this.outbound = outbound;
        this.counters = counters;
        log = logs.CreateLogger("Containerless.Invoker");
        output = new FunctionOutput(
            logs.CreateLogger("Containerless.Function"), configuration.ImageName, hash, TimeProvider.System);
        stopped = stopping.Token;
        longestWait = configuration.QueueTimeout;
        most = configuration.MaxRealms;
        var options = new InstanceOptions
        {
            Limits = new Limits
            {
                Time = configuration.Limits.Time,
                MemoryBytes = configuration.Limits.MemoryBytes,
                ReplyBytes = configuration.Limits.ReplyBytes,
                OutboundCalls = configuration.Limits.OutboundCalls,
            },
            Environment = [.. configuration.Environment],
            Seeds = RandomSeed.Any,
        };
        guard = StarvationGuard.Share(configuration.MaxRealms);
        start = () => Make(program, options);
        pool = new RealmPool(start, configuration.MaxRealms, configuration.MaxQueuedRequests);
    }

    /// <inheritdoc/>
    public string Hash { get; }

    /// <inheritdoc/>
    public RealmStatus Realms
    {
        get
        {
            int live = pool.Live;
            return new RealmStatus(live, Math.Max(0, live - pool.Free), most, pool.Discarded);
        }
    }

    /// <inheritdoc/>
    public Task<string> Demoted => demoted.Task;

    /// <inheritdoc/>
    public Action<IncomingRequest, string, AttemptRecord>? Unfinished { get; set; }

    /// <summary>
    /// Checks and loads an artifact and makes its first realm. Where the top level gives up,
    /// <see cref="Demoted"/> is completed already.
    /// </summary>
    /// <exception cref="ArtifactException">It may not be loaded.</exception>
    public static ICompiledTier Load(
        Artifact artifact, InvokerConfiguration configuration, IOutbound outbound, RequestCounters counters, ILoggerFactory logs)
    {
        return Create(artifact.Hash, ArtifactLoader.Load(artifact), configuration, outbound, counters, logs);
    }

    /// <summary>The same, of a program that is loaded already.</summary>
    internal static CompiledTier Create(
        string hash, Func<CompiledProgram> program, InvokerConfiguration configuration, IOutbound outbound,
        RequestCounters counters, ILoggerFactory logs)
    {
        var tier = new CompiledTier(hash, program, configuration, outbound, counters, logs);
        if (tier.pool.TryTake(out Instance? first) && first is not null)
        {
            tier.pool.Return(first);
        }

        return tier;
    }

    /// <inheritdoc/>
    public ValueTask<CompiledResult> HandleAsync(in IncomingRequest request)
    {
        // (1) A realm.
        return pool.TryTake(out Instance? instance)
            ? Run(instance, in request)
            : WaitAndRunAsync(request);
    }

    /// <inheritdoc/>
    public async Task WarmAsync(IReadOnlyList<IncomingRequest> recorded)
    {
        // Enough rounds for the JIT to compile what it saw, to optimise it, and to put that in place.
        const int rounds = 40;
        long began = Environment.TickCount64;
        Instance? instance = null;
        var nowhere = new Unreachable();
        for (int round = 0; round < rounds && !demoted.Task.IsCompleted; round++)
        {
            foreach (IncomingRequest request in recorded)
            {
                if (Environment.TickCount64 - began > LongestWarmUp.TotalMilliseconds)
                {
                    return;
                }

                // Realms of its own, so that traffic meets none that has served; never one that gave up.
                instance = instance is { Poisoned: false } ? instance : start();
                if (instance is null)
                {
                    return;
                }

                try
                {
                    if (RequestReader.TryRead(
                        instance, request.Target, request.ContentType, request.Body.Span, out FunctionRequest read, out _))
                    {
                        await instance.HandleAsync(in read, nowhere, stopped).ConfigureAwait(false);
                        await instance.Idle.ConfigureAwait(false);
                    }
                }
                catch (Exception error) when (error is Bailout or LimitExceeded or OperationCanceledException)
                {
                    // An outcome like any other: only the time spent matters here.
                    instance = null;
                }

                instance?.TakeConsole();
            }
        }
    }

    /// <inheritdoc/>
    public async Task RetireAsync()
    {
        await pool.CloseAsync().ConfigureAwait(false);
        await DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
        {
            return;
        }

        await stopping.CancelAsync().ConfigureAwait(false);
        _ = pool.CloseAsync();
        guard.Dispose();
        demoted.TrySetCanceled(CancellationToken.None);
        stopping.Dispose();
    }

    private ValueTask<CompiledResult> Run(Instance? instance, in IncomingRequest request)
    {
        if (instance is null)
        {
            return new(CompiledResult.FallBack("the top level gave up"));
        }

        ValueTask<Outcome> pending;
        try
        {
            // (2) Its bytes, as values of the realm.
            if (!RequestReader.TryRead(
                instance, request.Target, request.ContentType, request.Body.Span,
                out FunctionRequest read, out RequestError error))
            {
                pool.Return(instance);
                return new(CompiledResult.Failed(Answer.Error(error.Status, error.Name, error.Message)));
            }

            // (3) The function.
            pending = instance.HandleAsync(in read, outbound, stopped);
        }
        catch (Exception error)
        {
            pool.Discard();
            return new(ResultOf(error, instance));
        }

        if (!pending.IsCompletedSuccessfully)
        {
            return AwaitAsync(instance, pending, request);
        }

        Outcome outcome = pending.Result;
        return new(Finish(instance, in outcome, in request));
    }

    private async ValueTask<CompiledResult> AwaitAsync(Instance instance, ValueTask<Outcome> pending, IncomingRequest request)
    {
        Outcome outcome;
        try
        {
            outcome = await pending.ConfigureAwait(false);
        }
        catch (Exception error)
        {
            pool.Discard();
            return ResultOf(error, instance);
        }

        return Finish(instance, in outcome, in request);
    }

    private async ValueTask<CompiledResult> WaitAndRunAsync(IncomingRequest request)
    {
        long began = Environment.TickCount64;
        while (true)
        {
            if (pool.Closed)
            {
                return CompiledResult.Retired();
            }

            TimeSpan left = longestWait - TimeSpan.FromMilliseconds(Environment.TickCount64 - began);
            if (left <= TimeSpan.Zero || !await pool.WaitAsync(left).ConfigureAwait(false))
            {
                return CompiledResult.Busy();
            }

            if (pool.TryTake(out Instance? instance))
            {
                return await Run(instance, in request).ConfigureAwait(false);
            }
        }
    }

    private CompiledResult Finish(Instance instance, in Outcome outcome, in IncomingRequest request)
    {
        if (InvokerTelemetry.Listening)
        {
            InvokerTelemetry.Used(outcome.GasUsed, outcome.BytesUsed);
        }

        // (5) The realm. It is this request's until no callback is pending; what it does until then may still fail.
        if (instance.Idle.IsCompleted)
        {
            Settle(instance);
        }
        else
        {
            // The request's buffers go back before the callbacks are done.
            _ = SettleLaterAsync(instance, Detached(in request));
        }

        // (4) The outcome.
        switch (outcome.Kind)
        {
            case OutcomeKind.Answer:
                return CompiledResult.Answered(outcome.Body!);
            case OutcomeKind.NoResponse:
                return CompiledResult.Failed(
                    Answer.Error(500, "NoResponse", "The function finished without calling respond."));
            case OutcomeKind.Error:
                return CompiledResult.Failed(new Answer(500, Answer.Json, Encoding.UTF8.GetBytes(outcome.Body!)));
            case OutcomeKind.Bailout:
                return CompiledResult.FallBack(ReasonOf(in outcome), instance.TakeRecord());
            case OutcomeKind.Limit:
                counters.LimitPassed(outcome.Reason!);
                return CompiledResult.Failed(Answer.Error(
                    500, outcome.Reason!, outcome.Detail ?? outcome.Reason!, outcome.Line > 0 ? outcome.Line : null));
            default:
                return ResultOf(outcome.Fault ?? new InvalidOperationException(outcome.Reason), instance);
        }
    }

    private void Settle(Instance instance)
    {
        IReadOnlyList<ConsoleLine> lines = instance.TakeConsole();
        if (lines.Count > 0)
        {
            output.Write(instance.Name, lines);
        }

        if (instance.Poisoned || stopped.IsCancellationRequested)
        {
            pool.Discard();
        }
        else
        {
            pool.Return(instance);
        }
    }

    private async Task SettleLaterAsync(Instance instance, IncomingRequest request)
    {
        await instance.Idle.ConfigureAwait(false);
        if (instance.AfterAnswer is { } after)
        {
            switch (after.Kind)
            {
                case OutcomeKind.Bailout:
                    Unfinished?.Invoke(request, ReasonOf(in after), instance.TakeRecord());
                    break;
                case OutcomeKind.Limit:
                    counters.LimitPassed(after.Reason!);
                    LogAfterAnswer(log, after.Detail ?? after.Reason!);
                    break;
                case OutcomeKind.Fault:
                    ResultOf(after.Fault ?? new InvalidOperationException(after.Reason), instance);
                    Unfinished?.Invoke(request, "fault", instance.TakeRecord());
                    break;
            }
        }

        Settle(instance);
    }

    private Instance? Make(Func<CompiledProgram> program, InstanceOptions options)
    {
        Instance? instance = null;
        try
        {
            instance = Instance.Start(program, options, out Outcome failure);
            if (instance is null)
            {
                if (failure.Fault is { } fault)
                {
                    LogFault(log, fault);
                }

                demoted.TrySetResult($"the top level gave up: {failure.Detail ?? ReasonOf(in failure)}");
            }
            else
            {
                instance.Name = string.Create(CultureInfo.InvariantCulture, $"realm-{Interlocked.Increment(ref realms)}");
            }
        }
        catch (Exception error)
        {
            LogFault(log, error);
            demoted.TrySetResult($"the top level failed: {error.Message}");
        }

        return instance;
    }

    /// <summary>What an exception means for the request; our bug is logged and counted.</summary>
    private CompiledResult ResultOf(Exception error, Instance instance)
    {
        switch (error)
        {
            case Bailout bailout:
                return CompiledResult.FallBack(WithLine(bailout.Reason, bailout.Line), instance.TakeRecord());
            case LimitExceeded limit:
                counters.LimitPassed(limit.Limit);
                return CompiledResult.Failed(
                    Answer.Error(500, limit.Limit, limit.Message, limit.Line > 0 ? limit.Line : null));
            case OperationCanceledException:
                return CompiledResult.FallBack("compiled code was withdrawn", instance.TakeRecord());
            default:
                LogFault(log, error);
                if (Interlocked.Increment(ref faults) >= MostFaults)
                {
                    demoted.TrySetResult($"compiled code failed {MostFaults} times, at last: {error.GetType().Name}: {error.Message}");
                }

                return CompiledResult.FallBack("fault", instance.TakeRecord());
        }
    }

    private static string ReasonOf(in Outcome outcome) => WithLine(outcome.Reason ?? "unknown", outcome.Line);

    private static string WithLine(string reason, int line) => line > 0 ? $"{reason} (line {line})" : reason;

    private static IncomingRequest Detached(in IncomingRequest request)
    {
        IHeaderDictionary headers = new HeaderDictionary { ["Host"] = "function" };
        if (request.ContentType is { } type)
        {
            headers.ContentType = type;
        }

        return request with { Headers = headers, Body = request.Body.ToArray() };
    }

    /// <summary>While warming up no call leaves: each one fails at once.</summary>
    private sealed class Unreachable : IOutbound
    {
        public Task<OutboundReply> SendAsync(OutboundCall call, CancellationToken ct) => Task.FromResult(default(OutboundReply));
    }

    [LoggerMessage(EventId = 90, Level = LogLevel.Error, Message = "Compiled code failed: a bug of ours")]
    private static partial void LogFault(ILogger log, Exception error);

    [LoggerMessage(EventId = 92, Level = LogLevel.Warning, Message = "After the answer: {Reason}")]
    private static partial void LogAfterAnswer(ILogger log, string reason);
}
