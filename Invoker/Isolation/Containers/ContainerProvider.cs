using System.Collections.Concurrent;
using System.Globalization;
using Containerless.Invoker.Isolation.Containers.Transports;
using Containerless.Invoker.Observation;
using Containerless.Shared;

namespace Containerless.Invoker.Isolation.Containers;

/// <summary>Containers of the Docker engine, without capabilities, a writable file system or a way out but the egress.</summary>
internal sealed class ContainerProvider : IIsolationProvider
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly InvokerConfiguration configuration;
    private readonly PreparedFunction function;
    private readonly DockerClient docker;
    private readonly double cpus;
    private readonly IContainerTransport transport;
    private readonly ContainerRemoval removal;
    private readonly ILogger functionLog;
    private readonly ConcurrentDictionary<ContainerInstance, bool> running = new();
    private int started;
    private volatile bool disposed;

    private ContainerProvider(
        InvokerConfiguration configuration, PreparedFunction function, DockerClient docker, double cpus,
        IContainerTransport transport, ContainerRemoval removal, ILogger functionLog)
    {
        (this.configuration, this.function, this.docker, this.cpus, this.transport, this.removal, this.functionLog) =
            (configuration, function, docker, cpus, transport, removal, functionLog);
    }

    public string Name => "container";

    public TransportStatus Transport => new(transport.Name, transport.Reason);

    public string? Warning => transport.Warning;

    /// <summary>Takes over <paramref name="docker"/>, unless it throws; the function's image must exist.</summary>
    /// <exception cref="IsolationException">The invoker and its containers cannot reach each other.</exception>
    public static async Task<ContainerProvider> CreateAsync(
        InvokerConfiguration configuration, PreparedFunction function, DockerClient docker, PrivateFolder folder,
        string egressSocket, ILoggerFactory logs, CancellationToken ct)
    {
        var log = logs.CreateLogger("Containerless.Isolation");
        var engine = await docker.InfoAsync(ct);
        await Leftovers.SweepAsync(docker, log, ct);
        var removal = new ContainerRemoval(docker, log);
        var transport = await ContainerTransports.CreateAsync(
            configuration, function, docker, removal, engine, folder, egressSocket, logs, ct);
        log.LogInformation(
            "Functions run in containers of the Docker engine {Version}; they are reached over {Transport}: {Reason}.",
            docker.EngineVersion, transport.Name, transport.Reason);
        if (transport.Warning is { } warning)
        {
            log.LogWarning("{Warning}", warning);
        }

        return new ContainerProvider(
            configuration, function, docker, engine.NCPU, transport, removal, logs.CreateLogger("Containerless.Function"));
    }

    public async Task<IIsolatedInstance> StartAsync(InstanceKind kind, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ct.ThrowIfCancellationRequested();
        var id = string.Create(CultureInfo.InvariantCulture, $"container-{Interlocked.Increment(ref started)}");
        var link = transport.CreateLink();
        var output = new InstanceOutput(
            functionLog, new FunctionSource(function.Name, kind.TierName, id), TimeProvider.System);
        var specification = ContainerSpecifications.Create(configuration, function, kind, cpus, link.Wiring);
        var instance = await ContainerInstance.StartAsync(
            id, kind, docker, removal, specification, link, output, ended => running.TryRemove(ended, out _), ct);
        running[instance] = true;
        if (disposed)
        {
            // The provider was disposed while the container started and may not have seen it.
            await instance.DisposeAsync();
            throw new ObjectDisposedException(nameof(ContainerProvider));
        }

        await removal.RemoveLeftAsync();
        await instance.ReadyAsync(StartTimeout, ct);
        return instance;
    }

    public async ValueTask DisposeAsync()
    {
        disposed = true;
        await Task.WhenAll(running.Keys.Select(static i => i.DisposeAsync().AsTask()));
        await removal.RemoveLeftAsync();
        await transport.DisposeAsync();
        docker.Dispose();
    }
}
