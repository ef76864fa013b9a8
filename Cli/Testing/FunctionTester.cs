using Containerless.Cli.Commands;
using Containerless.Cli.Requests;
using Containerless.Invoker.Compiled;
using Containerless.Invoker.Egress;
using Containerless.Invoker.Isolation;
using Containerless.Invoker.Observation;
using Containerless.Shared;

namespace Containerless.Cli.Testing;

/// <summary>
/// Compares a function with plain Node, request by request, one at a time.
/// </summary>
/// <remarks>
/// (1) <see cref="TraceAsync"/> answers requests from the instrumented program. (2) <see cref="CompileAsync"/> compiles
/// the trace and loads it, with one realm that is kept as long as it is healthy. (3) <see cref="TestAsync"/> answers
/// requests from the compiled code and, where that gives up, from a plain process, as the invoker would. Each answering
/// instance has a reference of its own, a plain Node process that serves exactly what the instance served; it ends with
/// it. Outbound calls are sent once, by the answering instance, and the reference gets the same replies.
/// </remarks>
public sealed class FunctionTester : IAsyncDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(30);

    private readonly string folder;
    private readonly InvokerConfiguration configuration;
    private readonly TesterLogs logs;
    private readonly EgressTransport transport;
    private readonly EgressTransport replayTransport;
    private readonly IIsolationProvider answering;
    private readonly IIsolationProvider references;
    private readonly RecordingHandler recording;
    private readonly ReplayHandler replaying;
    private readonly Exchange exchange;

    private Pair? tracing;
    private Pair? fallback;
    private Artifact? artifact;
    private ICompiledTier? tier;
    private string? notCompiled;
    private IIsolatedInstance? realmReference;
    private long discarded;
    private volatile string? unfinished;

    private FunctionTester(
        string folder, InvokerConfiguration configuration, TesterLogs logs, EgressTransport transport,
        EgressTransport replayTransport, IIsolationProvider answering, IIsolationProvider references,
        RecordingHandler recording, ReplayHandler replaying)
    {
        (this.folder, this.configuration, this.logs) = (folder, configuration, logs);
        (this.transport, this.replayTransport) = (transport, replayTransport);
        (this.answering, this.references) = (answering, references);
        (this.recording, this.replaying) = (recording, replaying);
        exchange = new Exchange(configuration.Limits);
    }

    /// <summary>The trace that <see cref="CompileAsync"/> compiled; null before.</summary>
    public byte[]? Trace { get; private set; }

    /// <summary>Why everything is answered from plain processes: nothing could be compiled. Null: something was.</summary>
    public string? NotCompiled => notCompiled;

    /// <summary>The last error that the invoker's parts logged; null where there was none.</summary>
    public string? LastError => logs.Lines.LastOrDefault(static line => line.StartsWith("Error ", StringComparison.Ordinal));

    /// <summary>Prepares a function in a temporary folder of its own and gets ready to start instances.</summary>
    /// <param name="file">The function.</param>
    /// <param name="environment">All that <c>process.env</c> shows the function.</param>
    /// <param name="allowedHosts">Hosts the function may call, as in the invoker's configuration.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="CommandFailure">The function is refused, or no instance can be started here.</exception>
    public static async Task<FunctionTester> CreateAsync(
        string file, IReadOnlyDictionary<string, string> environment, IReadOnlyList<string> allowedHosts,
        IProgress<string> progress, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("containerless-test-").FullName;
        var undo = new Stack<IAsyncDisposable>();
        try
        {
            var prepared = await Preparing.PrepareFolderAsync(file, folder, progress, cancellation);
            var configuration = new InvokerConfiguration
            {
                ImageName = prepared.Name,
                ArtifactsDir = folder,
                Environment = environment,
                AllowedHosts = allowedHosts,
                Isolation = IsolationMode.Process,
                MaxRealms = 1,
                UtilizationLog = "",
            };
            var logs = new TesterLogs();
            RecordingHandler? recording = null;
            var replaying = new ReplayHandler();
            var transport = EgressTransport.Create(configuration, logs, inner => recording = new RecordingHandler(inner));
            undo.Push(new Disposal(transport));
            var replayTransport = EgressTransport.Create(configuration, logs, _ => replaying);
            undo.Push(new Disposal(replayTransport));
            var answering = await IsolationProviders.CreateAsync(configuration, prepared, transport, logs, cancellation);
            undo.Push(answering);
            var references = await IsolationProviders.CreateAsync(configuration, prepared, replayTransport, logs, cancellation);
            return new FunctionTester(
                folder, configuration, logs, transport, replayTransport, answering, references, recording!, replaying);
        }
        catch (Exception fault)
        {
            while (undo.TryPop(out var step))
            {
                await step.DisposeAsync();
            }

            Directory.Delete(folder, recursive: true);
            throw fault is IsolationException ? new CommandFailure(fault.Message, inner: fault) : fault;
        }
    }

    /// <summary>Answers a request from the instrumented program.</summary>
    /// <exception cref="CommandFailure">The instance does not start or ended.</exception>
    public async Task<TestRow> TraceAsync(int index, FunctionCall call, CancellationToken cancellation)
    {
        tracing ??= await StartPairAsync(InstanceKind.Tracing, cancellation);
        var (answer, expected, calls) = await CompareAsync(tracing, call, null, cancellation);
        return new TestRow { Index = index, Tier = TierNames.Tracing, Answer = answer, Expected = expected, Calls = calls };
    }

    /// <summary>Answers a request from the instrumented program without comparing it.</summary>
    /// <exception cref="CommandFailure">The instance does not start or ended.</exception>
    public async Task<TestAnswer> TraceOnlyAsync(FunctionCall call, CancellationToken cancellation)
    {
        tracing ??= new Pair(await StartAsync(answering, InstanceKind.Tracing, cancellation), null);
        var log = recording.BeginAttempt();
        var answer = await exchange.SendAsync(tracing.Instance, call, cancellation);
        await log.QuietAsync(Quiet, cancellation);
        return answer;
    }

    /// <summary>Takes the trace and ends the tracing instance.</summary>
    /// <exception cref="CommandFailure">There is no trace to be had.</exception>
    public async Task<byte[]> FinishTraceAsync(CancellationToken cancellation)
    {
        tracing ??= new Pair(await StartAsync(answering, InstanceKind.Tracing, cancellation), null);
        try
        {
            Trace = await tracing.Instance.GetTraceAsync(cancellation);
        }
        catch (IsolationException fault)
        {
            throw new CommandFailure($"no trace: {fault.Message}", inner: fault);
        }

        await tracing.DisposeAsync();
        tracing = null;
        return Trace;
    }

    /// <summary>Compiles the trace and loads it. What cannot be compiled is served from plain processes.</summary>
    /// <exception cref="CommandFailure">The trace is invalid: a fault of ours.</exception>
    public async Task CompileAsync(CancellationToken cancellation)
    {
        var trace = Trace ?? await FinishTraceAsync(cancellation);
        var outcome = await Task.Run(() => new Compiler.TraceCompiler().Compile(trace), cancellation);
        if (outcome.Error is { } error)
        {
            if (error.Path is { } path)
            {
                throw new CommandFailure($"the trace is invalid at {path}: {error.Message}");
            }

            notCompiled = error.Message;
            return;
        }

        artifact = outcome.Artifact!;
        try
        {
            tier = CompiledTier.Load(
                artifact, configuration, new EgressClient(transport), new RequestCounters(), logs);
            tier.Unfinished = (_, reason, _) => unfinished = reason;
        }
        catch (ArtifactException fault)
        {
            notCompiled = fault.Message;
        }
    }

    /// <summary>Answers a request as the invoker would once the function is compiled.</summary>
    /// <exception cref="CommandFailure">An instance does not start or ended.</exception>
    public async Task<TestRow> TestAsync(int index, FunctionCall call, CancellationToken cancellation)
    {
        if (tier is null)
        {
            return await FallBackAsync(index, call, $"not compiled: {notCompiled}", null, cancellation);
        }

        if (tier.Demoted.IsCompleted)
        {
            return await FallBackAsync(index, call, $"aborted: {await tier.Demoted}", null, cancellation);
        }

        // (1) The compiled code, with the reference that knows what this realm has served.
        await RealmIsIdleAsync(cancellation);
        await DropReferenceOfDiscardedRealmAsync();
        var log = recording.BeginAttempt();
        unfinished = null;
        var incoming = Exchange.Incoming(call);
        var result = await tier.HandleAsync(in incoming);
        switch (result.Kind)
        {
            case CompiledResultKind.Answer:
            case CompiledResultKind.Error:
                await RealmIsIdleAsync(cancellation);
                await log.QuietAsync(Quiet, cancellation);
                var answer = result.Kind == CompiledResultKind.Answer
                    ? new TestAnswer(200, System.Text.Encoding.UTF8.GetBytes(result.Text))
                    : new TestAnswer(result.ErrorAnswer.Status, result.ErrorAnswer.Body);
                if (unfinished is not null)
                {
                    // It gave up after its answer: the rest is done by a plain process, whose own answer nobody gets.
                    log = await FinishAsync(call, log, cancellation);
                }

                realmReference ??= await StartAsync(references, InstanceKind.Plain, cancellation);
                var expected = await ReferenceAnswerAsync(realmReference, call, log, cancellation);
                return new TestRow
                {
                    Index = index, Tier = TierNames.Compiled, Answer = answer, Expected = expected,
                    Calls = replaying.Difference(),
                };
            case CompiledResultKind.Fallback:
                return await FallBackAsync(index, call, result.Text, log, cancellation);
            default:
                throw new CommandFailure("the only realm did not come free: a request before this one never ended");
        }
    }

    /// <summary>Ends every instance and removes the temporary folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (tier is not null)
        {
            await tier.DisposeAsync();
        }

        await answering.DisposeAsync();
        await references.DisposeAsync();
        transport.Dispose();
        replayTransport.Dispose();
        logs.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<TestRow> FallBackAsync(
        int index, FunctionCall call, string bailout, CallLog? aborted, CancellationToken cancellation)
    {
        if (fallback is { Instance.Exited.IsCompleted: true })
        {
            await fallback.DisposeAsync();
            fallback = null;
        }

        fallback ??= await StartPairAsync(InstanceKind.Plain, cancellation);
        var (answer, expected, calls) = await CompareAsync(fallback, call, aborted, cancellation);
        return new TestRow
        {
            Index = index, Tier = TierNames.Container, Answer = answer, Expected = expected, Calls = calls, Bailout = bailout,
        };
    }

    /// <summary>Runs a request again for what was left of it; returns all of its calls.</summary>
    private async Task<CallLog> FinishAsync(FunctionCall call, CallLog aborted, CancellationToken cancellation)
    {
        fallback ??= await StartPairAsync(InstanceKind.Plain, cancellation);
        var log = recording.BeginAttempt(aborted);
        await exchange.SendAsync(fallback.Instance, call, cancellation);
        await log.QuietAsync(Quiet, cancellation);
        await ReferenceAnswerAsync(fallback.Reference!, call, log, cancellation);
        log.Rewind();
        return log;
    }

    private async Task<(TestAnswer Answer, TestAnswer Expected, string? Calls)> CompareAsync(
        Pair pair, FunctionCall call, CallLog? aborted, CancellationToken cancellation)
    {
        var log = recording.BeginAttempt(aborted);
        var answer = await exchange.SendAsync(pair.Instance, call, cancellation);
        await log.QuietAsync(Quiet, cancellation);
        var expected = await ReferenceAnswerAsync(pair.Reference!, call, log, cancellation);
        return (answer, expected, replaying.Difference());
    }

    private async Task<TestAnswer> ReferenceAnswerAsync(
        IIsolatedInstance reference, FunctionCall call, CallLog log, CancellationToken cancellation)
    {
        replaying.Begin(log);
        var expected = await exchange.SendAsync(reference, call, cancellation);
        await replaying.SettledAsync(cancellation);
        return expected;
    }

    private async Task<Pair> StartPairAsync(InstanceKind kind, CancellationToken cancellation)
    {
        var starting = StartAsync(references, InstanceKind.Plain, cancellation);
        var instance = await StartAsync(answering, kind, cancellation);
        return new Pair(instance, await starting);
    }

    private async Task<IIsolatedInstance> StartAsync(
        IIsolationProvider provider, InstanceKind kind, CancellationToken cancellation)
    {
        try
        {
            return await provider.StartAsync(kind, cancellation);
        }
        catch (IsolationException fault)
        {
            throw new CommandFailure(fault.Message, inner: fault);
        }
    }

    /// <summary>Waits until callbacks that were pending after an answer have run.</summary>
    private async Task RealmIsIdleAsync(CancellationToken cancellation)
    {
        var deadline = DateTime.UtcNow + LongestIdle;
        while (tier!.Realms.Busy > 0 && DateTime.UtcNow < deadline)
        {
            await Task.Delay(1, cancellation);
        }
    }

    private async Task DropReferenceOfDiscardedRealmAsync()
    {
        var now = tier!.Realms.Discarded;
        if (now != discarded && realmReference is { } old)
        {
            realmReference = null;
            await old.DisposeAsync();
        }

        discarded = now;
    }

    /// <summary>An answering instance and its reference.</summary>
    private sealed record Pair(IIsolatedInstance Instance, IIsolatedInstance? Reference) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Instance.DisposeAsync();
            if (Reference is not null)
            {
                await Reference.DisposeAsync();
            }
        }
    }

    private sealed class Disposal(IDisposable inner) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            inner.Dispose();
            return default;
        }
    }
}
