using Containerless.Invoker.Admin;
using Containerless.Invoker.Compilation;
using Containerless.Invoker.Dispatch;
using Containerless.Invoker.Egress;
using Containerless.Invoker.Http;
using Containerless.Invoker.Isolation;
using Containerless.Invoker.Observation;
using Containerless.Invoker.State;
using Containerless.Invoker.Utilization;
using Containerless.Shared;

namespace Containerless.Invoker;

/// <summary>
/// One invoker: a function, its listeners, its instances and its compiled code. Started whole by
/// <see cref="StartAsync"/>; disposing it finishes what was accepted and stops everything it started.
/// </summary>
public sealed partial class InvokerHost : IAdminSource, IAsyncDisposable
{
    /// <summary>How long requests in flight may take to finish once the invoker stops.</summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30);

    private readonly InvokerConfiguration configuration;
    private readonly ILogger log;
    private readonly StateMachine state;
    private readonly RequestCounters counters = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource cutOff = new();
    private readonly EgressTransport egress;
    private readonly LazyProvider isolation;
    private readonly InstancePool pool;
    private readonly ContainerTiers containers;
    private readonly RequestHandler front;
    private readonly Lifecycle lifecycle;
    private readonly ArtifactStore store;
    private readonly ICompiler? compiler;
    private readonly IDisposable gauges;
    private readonly PreparedFunction? function;
    private HttpListener? listener;
    private HttpListener? adminListener;
    private UtilizationLog? utilization;
    private int traced;
    private bool disposed;

    private InvokerHost(InvokerConfiguration configuration, InvokerServices services, PreparedFunction? function)
    {
        this.configuration = configuration;
        this.function = function;
        log = services.Logs.CreateLogger("Containerless.Invoker");
        state = new StateMachine(services.Time, log);
        if (services.StateChanged is { } changed)
        {
            state.Changed += changed;
        }

        if (services.Parent is { } parent)
        {
            state.Changed += change => _ = parent.TellStateAsync(change);
        }

        egress = EgressTransport.Create(configuration, services.Logs);
        var outbound = new EgressClient(egress);
        isolation = new LazyProvider(CreateIsolationAsync, services.Time);
        pool = new InstancePool(token => isolation.StartAsync(InstanceKind.Plain, token), configuration, services.Time, log);
        containers = new ContainerTiers(
            pool, new OverflowPrestart(pool, configuration.MaxContainerBufferDelay, services.Time), new Forwarder(configuration.Limits),
            egress.Journals, cutOff.Token);
        front = new RequestHandler(containers, counters, configuration.Limits.RequestBytes, log);
        store = new ArtifactStore(configuration.ArtifactsDir);
        compiler = configuration.InitialState is InitialState.Tracing or InitialState.Automatic
            ? services.CreateCompiler(configuration, services.Logs)
            : null;
        lifecycle = new Lifecycle(configuration, state, containers, pool, front, isolation, store, compiler, services.Check,
            artifact => services.Load(artifact, configuration, outbound, counters, services.Logs),
            count =>
            {
                traced = count;
                services.Traced?.Invoke(count, configuration.MaxRequestsToTrace);
            },
            counters, services.Parent, services.Time, log);
        gauges = InvokerTelemetry.Observe(configuration.ImageName, () => new InvokerGauges(
            pool.Count + (TracingInstance is null ? 0 : 1), pool.Queued, front.Compiled?.Realms.Live ?? 0,
            traced, lifecycle.Learning.Recompilations, lifecycle.Learning.LoadedVersions, state.Current));

        Task<IIsolationProvider> CreateIsolationAsync(CancellationToken ct) => function is null
            ? throw new IsolationException($"the function \"{configuration.ImageName}\" is not prepared, only compiled")
            : services.CreateIsolation(configuration, function, egress, services.Logs, ct);
    }

    /// <summary>The port requests arrive at.</summary>
    public int Port => listener!.Port;

    /// <summary>The operators' port.</summary>
    public int AdminPort => adminListener!.Port;

    /// <summary>Completes with the cause when the invoker has done its work and is to be disposed of.</summary>
    public Task<string> Finished => lifecycle.Finished;

    /// <summary>Starts an invoker: (1) look whether it can, (2) listen, (3) enter the initial state.</summary>
    /// <exception cref="InvokerStartException">It cannot: exit code 2.</exception>
    public static async Task<InvokerHost> StartAsync(InvokerConfiguration configuration, InvokerServices services)
    {
        // (1) Look whether it can.
        PreparedFunction? function = LoadFunction(configuration);
        Artifact? artifact = configuration.InitialState == InitialState.Decontainerized
            ? LoadArtifact(configuration, function)
            : null;
        InvokerHost host;
        try
        {
            host = new InvokerHost(configuration, services, function);
        }
        catch (FormatException error)
        {
            throw new InvokerStartException($"allowed_hosts cannot be used: {error.Message}", error);
        }

        try
        {
            await host.BeginAsync(artifact, services).ConfigureAwait(false);
            return host;
        }
        catch (ArtifactException error)
        {
            await host.DisposeAsync().ConfigureAwait(false);
            throw new InvokerStartException(error.Message, error);
        }
        catch
        {
            await host.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public StatusDocument Status()
    {
        StateChange last = state.Last;
        List<ContainerStatus> instances = [.. pool.Instances];
        if (TracingInstance is { } tracing)
        {
            instances.Insert(0, tracing);
        }

        return new StatusDocument
        {
            ImageName = configuration.ImageName,
            State = last.State,
            Cause = last.Cause,
            Since = last.At,
            Isolation = isolation.Name,
            ContainerTransport = isolation.Transport,
            Warnings = Warnings(),
            Tracing = new TracingStatus(traced, configuration.MaxRequestsToTrace),
            Containers = instances,
            Queued = pool.Queued,
            Realms = front.Compiled?.Realms,
            Requests = counters.ByTier,
            Bailouts = counters.Bailouts,
            Limits = counters.Limits,
            Learning = lifecycle.Learning,
            Artifact = lifecycle.Artifact?.Hash,
            CompileMilliseconds = counters.CompileMilliseconds,
            History = state.History,
        };
    }

    /// <inheritdoc/>
    public async Task<byte[]?> TraceAsync(CancellationToken ct) =>
        containers.Tracing is { } slot && await slot.PeekAsync(ct).ConfigureAwait(false) is { } live
            ? live
            : CurrentArtifact()?.Trace;

    /// <inheritdoc/>
    public Artifact? CurrentArtifact() => lifecycle.Artifact ?? store.ReadCurrent(configuration.ImageName);

    /// <inheritdoc/>
    public IReadOnlyList<ArtifactEntry> Artifacts()
    {
        string? current = store.CurrentHash(configuration.ImageName);
        return [.. store.List(configuration.ImageName).Order(StringComparer.Ordinal).Select(hash => new ArtifactEntry(
            hash, store.DirectoryOf(configuration.ImageName, hash), hash == current, hash == front.Compiled?.Hash))];
    }

    /// <summary>
    /// Stops: (1) accept nothing more and finish what was accepted, for at most 30 s; (2) stop everything that was
    /// started.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        state.TryEnter(FunctionState.Draining, "the invoker was asked to stop");

        // (1) Finish.
        if (listener is not null)
        {
            using var longest = new CancellationTokenSource(LongestStop);
            await listener.StopAsync(longest.Token).ConfigureAwait(false);
            await listener.DisposeAsync().ConfigureAwait(false);
        }

        // (2) Stop, in the order of dependence: who uses instances, instances, what made them.
        await stopping.CancelAsync().ConfigureAwait(false);
        await cutOff.CancelAsync().ConfigureAwait(false);
        await lifecycle.DisposeAsync().ConfigureAwait(false);
        if (containers.Tracing is { } slot)
        {
            await slot.DisposeAsync().ConfigureAwait(false);
        }

        await pool.DisposeAsync().ConfigureAwait(false);
        await isolation.DisposeAsync().ConfigureAwait(false);
        egress.Dispose();
        if (compiler is not null)
        {
            await compiler.DisposeAsync().ConfigureAwait(false);
        }

        if (adminListener is not null)
        {
            await adminListener.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
            await adminListener.DisposeAsync().ConfigureAwait(false);
        }

        if (utilization is not null)
        {
            await utilization.DisposeAsync().ConfigureAwait(false);
        }

        gauges.Dispose();
        stopping.Dispose();
        cutOff.Dispose();
    }

    private async Task BeginAsync(Artifact? artifact, InvokerServices services)
    {
        // (2) Enter the initial state, so that the first request finds it.
        if (artifact is not null)
        {
            lifecycle.BeginDecontainerized(artifact);
        }

        switch (configuration.InitialState)
        {
            case InitialState.Tracing or InitialState.Automatic:
                _ = compiler!.WarmAsync(stopping.Token);
                lifecycle.BeginTracing(stopping.Token);
                break;
            case InitialState.DisableTracing:
                lifecycle.BeginDisabled();
                break;
        }

        // (3) Listen: a port that answers is a port that serves.
        ILoggerFactory quiet = new LevelFilter(services.Logs, LogLevel.Warning);
        var admin = new AdminHandler(this, log);
        listener = await HttpListener.StartAsync(configuration.BindPort, "bind_port", loopbackOnly: false,
            front.HandleAsync, quiet, configuration.BindSocket).ConfigureAwait(false);
        adminListener = await HttpListener.StartAsync(configuration.EffectiveAdminPort, "admin_port", loopbackOnly: true,
            admin.HandleAsync, quiet).ConfigureAwait(false);
        utilization = UtilizationLog.Start(configuration.UtilizationLog, services.Time, log);

        LogListening(log, configuration.ImageName, listener.Port, adminListener.Port);
        Task looking = LookForIsolationAsync();
        if (configuration.InitialState != InitialState.Decontainerized)
        {
            await looking.ConfigureAwait(false);
        }

        pool.Prewarm(configuration.InitialState == InitialState.DisableTracing
            ? Math.Max(1, configuration.MinContainers)
            : configuration.MinContainers);
    }

    /// <summary>
    /// Finds out whether instances can be started. Compiled code serves without, and the log says that there is no
    /// fallback then; every other state depends on it.
    /// </summary>
    private async Task LookForIsolationAsync()
    {
        try
        {
            IIsolationProvider provider = await isolation.GetAsync(stopping.Token).ConfigureAwait(false);
            LogIsolation(log, provider.Name);
        }
        catch (IsolationException error) when (configuration.InitialState != InitialState.Decontainerized)
        {
            throw new InvokerStartException($"The function cannot run: {error.Message}", error);
        }
        catch (IsolationException)
        {
            // Said below.
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
        {
            // Stopped before it was known.
        }

        // That processes are for development only, the provider says itself.
        if (NoFallback() is { } warning)
        {
            LogWarning(log, warning);
        }
    }

    private ContainerStatus? TracingInstance => containers.Tracing?.Instance ?? containers.Retracing?.Instance;

    private List<string> Warnings()
    {
        var warnings = new List<string>();
        if (isolation.Name == "process")
        {
            warnings.Add("Process isolation is for development only: function code runs as a Node process of this user, "
                + "without a container around it.");
        }

        if (isolation.Warning is { } known)
        {
            warnings.Add(known);
        }

        if (NoFallback() is { } missing)
        {
            warnings.Add(missing);
        }

        if (isolation.StartFailure is { } start)
        {
            warnings.Add("The function does not start, and requests that need Node are answered 503. "
                + $"Correct it and prepare it again: {start}");
        }

        if (lifecycle.Trouble is { } trouble)
        {
            warnings.Add(trouble);
        }

        return warnings;
    }

    private string? NoFallback() => isolation.Failure is { } failure
        ? $"There is no fallback: a request that compiled code gives up is answered 503. {failure}"
        : null;

    private static PreparedFunction? LoadFunction(InvokerConfiguration configuration)
    {
        // Compiled code can be deployed alone; everything else starts from the prepared function.
        if (configuration.InitialState == InitialState.Decontainerized
            && !PreparedFunction.Exists(configuration.ArtifactsDir, configuration.ImageName))
        {
            return null;
        }

        try
        {
            return PreparedFunction.Load(configuration.ArtifactsDir, configuration.ImageName);
        }
        catch (PreparedFunctionException error)
        {
            throw new InvokerStartException(error.Message, error);
        }
    }

    private static Artifact LoadArtifact(InvokerConfiguration configuration, PreparedFunction? function)
    {
        var store = new ArtifactStore(configuration.ArtifactsDir);
        try
        {
            Artifact artifact = store.ReadCurrent(configuration.ImageName) ?? throw new InvokerStartException(
                $"There is no artifact of \"{configuration.ImageName}\" in {store.DirectoryOf(configuration.ImageName)}. "
                + "Start once with initial_state \"Tracing\" or \"Automatic\" and send it requests.");
            if (function is not null && artifact.Hashes.DifferenceFrom(function.Hashes) is { } difference)
            {
                throw new InvokerStartException(
                    $"The artifact {artifact.Hash} was compiled from another {difference} than the prepared function in "
                    + $"{function.Directory} has. Trace and compile it again.");
            }

            return artifact;
        }
        catch (ArtifactException error)
        {
            throw new InvokerStartException(error.Message, error);
        }
    }

    [LoggerMessage(EventId = 80, Level = LogLevel.Information,
        Message = "{Function} on http://localhost:{Port}, operators on http://localhost:{AdminPort}/_containerless/status")]
    private static partial void LogListening(ILogger log, string function, int port, int adminPort);

    [LoggerMessage(EventId = 81, Level = LogLevel.Information, Message = "Isolation: {Provider}")]
    private static partial void LogIsolation(ILogger log, string provider);

    [LoggerMessage(EventId = 82, Level = LogLevel.Warning, Message = "{Warning}")]
    private static partial void LogWarning(ILogger log, string warning);
}
