using System.Collections.Concurrent;
using System.Globalization;
using Containerless.Shared;

namespace Containerless.Invoker.Isolation.Containers;

/// <summary>Containers of the Docker engine, without network, capabilities or a writable file system.</summary>
internal sealed class ContainerProvider : IIsolationProvider
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly InvokerConfiguration configuration;
    private readonly PreparedFunction function;
    private readonly DockerClient docker;
    private readonly string user;
    private readonly double cpus;
    private readonly PrivateFolder folder;
    private readonly string egressFolder;
    private readonly ILogger functionLog;
    private readonly ConcurrentDictionary<ContainerInstance, bool> running = new();
    private int started;
    private volatile bool disposed;

    private ContainerProvider(
        InvokerConfiguration configuration, PreparedFunction function, DockerClient docker, string user, double cpus,
        PrivateFolder folder, string egressFolder, ILogger functionLog)
    {
        (this.configuration, this.function, this.docker, this.user, this.cpus, this.folder, this.egressFolder, this.functionLog) =
            (configuration, function, docker, user, cpus, folder, egressFolder, functionLog);
    }

    public string Name => "container";

    /// <summary>Takes over <paramref name="docker"/>; the function's image must exist.</summary>
    public static async Task<ContainerProvider> CreateAsync(
        InvokerConfiguration configuration, PreparedFunction function, DockerClient docker, PrivateFolder folder,
        string egressSocket, ILoggerFactory logs, CancellationToken ct)
    {
        var log = logs.CreateLogger("Containerless.Isolation");
        var engine = await docker.InfoAsync(ct);
        var user = ContainerUser.Choose(engine);
        await SweepAsync(docker, log, ct);
        log.LogInformation("Functions run in containers of the Docker engine {Version} as user {User}.", docker.EngineVersion, user);
        return new ContainerProvider(
            configuration, function, docker, user, engine.NCPU, folder, Path.GetDirectoryName(egressSocket)!,
            logs.CreateLogger("Containerless.Function"));
    }

    public async Task<IIsolatedInstance> StartAsync(InstanceKind kind, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ct.ThrowIfCancellationRequested();
        var id = string.Create(CultureInfo.InvariantCulture, $"container-{Interlocked.Increment(ref started)}");
        var sockets = folder.CreateInstanceFolder();
        PrivateFolder.OpenToContainer(sockets);
        var output = new InstanceOutput(functionLog, id, TimeProvider.System);
        var specification = ContainerSpecifications.Create(configuration, function, kind, user, cpus, sockets, egressFolder);
        var instance = await ContainerInstance.StartAsync(
            id, kind, docker, specification, sockets, output, ended => running.TryRemove(ended, out _), ct);
        running[instance] = true;
        if (disposed)
        {
            // The provider was disposed while the container started and may not have seen it.
            await instance.DisposeAsync();
            throw new ObjectDisposedException(nameof(ContainerProvider));
        }

        await instance.ReadyAsync(StartTimeout, ct);
        return instance;
    }

    public async ValueTask DisposeAsync()
    {
        disposed = true;
        await Task.WhenAll(running.Keys.Select(static i => i.DisposeAsync().AsTask()));
        docker.Dispose();
    }

    /// <summary>Removes the containers of invokers that no longer run.</summary>
    private static async Task SweepAsync(DockerClient docker, ILogger log, CancellationToken ct)
    {
        foreach (var container in await docker.ListContainersAsync(ContainerLabels.Invoker, ct))
        {
            if (Owner.TryParse(container.Labels?.GetValueOrDefault(ContainerLabels.Invoker), out var owner) && owner.IsGone)
            {
                await docker.RemoveContainerAsync(container.Id, ct);
                log.LogInformation("Removed container {Id}, left by process {ProcessId}.", container.Id[..12], owner.ProcessId);
            }
        }
    }
}
