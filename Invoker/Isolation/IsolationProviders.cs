using Containerless.Invoker.Egress;
using Containerless.Invoker.Isolation.Containers;
using Containerless.Invoker.Isolation.Processes;
using Containerless.Shared;

namespace Containerless.Invoker.Isolation;

/// <summary>Makes the isolation provider that the configuration asks for.</summary>
public static class IsolationProviders
{
    private static string? EngineAddress => Environment.GetEnvironmentVariable("DOCKER_HOST");

    /// <summary>The configuration's defaults for containers over TCP.</summary>
    private const int DefaultPort = 3000;
    private const string DefaultHost = "localhost";

    private static readonly string[] ProcessBases = [Path.GetTempPath(), "/tmp"];

    /// <summary>
    /// The sockets of containers lie in memory where that is possible: what a function writes into its socket folder then
    /// counts towards its container's memory limit and cannot fill a disk.
    /// </summary>
    private static readonly string[] ContainerBases = ["/dev/shm", .. ProcessBases];

    /// <summary>
    /// The provider of <c>isolation</c> with an egress of its own; both end when it is disposed. <c>auto</c> takes
    /// containers where an engine answers, and otherwise processes.
    /// </summary>
    /// <exception cref="IsolationException">The provider cannot be had here; the message says what is missing.</exception>
    /// <exception cref="ConfigurationException"><c>allowed_hosts</c> has an entry of no known form.</exception>
    public static async Task<IIsolationProvider> CreateAsync(
        InvokerConfiguration config, PreparedFunction function, ILoggerFactory logs, CancellationToken ct)
    {
        var transport = EgressTransport.Create(config, logs);
        try
        {
            return await CreateAsync(config, function, transport, ownsTransport: true, EngineAddress, logs, ct);
        }
        catch
        {
            transport.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The same, with the egress that the compiled tier uses too, so that both share its warm connections. The caller
    /// disposes <paramref name="transport"/>, after the provider.
    /// </summary>
    /// <exception cref="IsolationException">The provider cannot be had here; the message says what is missing.</exception>
    public static Task<IIsolationProvider> CreateAsync(
        InvokerConfiguration config, PreparedFunction function, EgressTransport transport, ILoggerFactory logs, CancellationToken ct) =>
        CreateAsync(config, function, transport, ownsTransport: false, EngineAddress, logs, ct);

    /// <summary>The same, with the engine's address in the form of <c>DOCKER_HOST</c>.</summary>
    internal static async Task<IIsolationProvider> CreateAsync(
        InvokerConfiguration config, PreparedFunction function, EgressTransport transport, bool ownsTransport, string? engine,
        ILoggerFactory logs, CancellationToken ct)
    {
        var log = logs.CreateLogger("Containerless.Isolation");
        // 1. Containers or processes.
        var docker = await ChooseAsync(config, function, engine, log, ct);
        PrivateFolder? folder = null;
        EgressProxy? proxy = null;
        try
        {
            // 2. A private folder, and the egress in it.
            PrivateFolder.Sweep([.. ContainerBases, .. ProcessBases], log);
            folder = PrivateFolder.Create(docker is not null ? ContainerBases : ProcessBases);
            var egress = folder.CreateFolder("egress");
            proxy = await EgressProxy.StartAsync(transport, Path.Combine(egress, "egress.sock"), logs, ct);

            // 3. The provider.
            IIsolationProvider provider;
            if (docker is not null)
            {
                PrivateFolder.OpenToContainer(egress, proxy.SocketPath);
                provider = await ContainerProvider.CreateAsync(config, function, docker, folder, proxy.SocketPath, logs, ct);
            }
            else
            {
                provider = await ProcessProvider.CreateAsync(config, function, folder, proxy.SocketPath, logs, ct);
            }

            return new OwningProvider(provider, proxy, folder, ownsTransport ? transport : null);
        }
        catch
        {
            if (proxy is not null)
            {
                await proxy.DisposeAsync();
            }

            folder?.Dispose();
            docker?.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The engine with the function's image when containers are to be used; null for processes.
    /// </summary>
    private static async Task<DockerClient?> ChooseAsync(
        InvokerConfiguration config, PreparedFunction function, string? engine, ILogger log, CancellationToken ct)
    {
        if (config.Isolation == IsolationMode.Process)
        {
            return null;
        }

        DockerClient? docker = null;
        try
        {
            docker = await DockerClient.ConnectAsync(engine, ct);
            if (config is not { ContainerInternalPort: DefaultPort, ContainerHostname: DefaultHost })
            {
                log.LogWarning(
                    "container_internal_port and container_hostname have no effect: containers are reached over Unix sockets.");
            }

            if (!await docker.SharesSocketsAsync(ct))
            {
                throw new IsolationException(
                    "The Docker engine runs in a virtual machine, where it cannot share Unix sockets with the invoker; containers "
                    + "over TCP (container_internal_port, container_hostname) are not supported. Use \"isolation\": \"process\".");
            }

            await FunctionImage.EnsureAsync(docker, function, checkRunner: false, new LogProgress(log), ct);
            return docker;
        }
        catch (IsolationException e) when (config.Isolation == IsolationMode.Auto)
        {
            docker?.Dispose();
            log.LogWarning("Containers cannot be used, so processes are: {Reason}", e.Message);
            return null;
        }
        catch
        {
            docker?.Dispose();
            throw;
        }
    }

    private sealed class LogProgress(ILogger log) : IProgress<string>
    {
        public void Report(string value) => log.LogInformation("{Step}", value);
    }

    /// <summary>A provider together with what lives as long as it does.</summary>
    private sealed class OwningProvider(
        IIsolationProvider provider, EgressProxy proxy, PrivateFolder folder, EgressTransport? transport) : IIsolationProvider
    {
        private readonly Lock gate = new();
        private Task? disposal;

        public string Name => provider.Name;

        public Task<IIsolatedInstance> StartAsync(InstanceKind kind, CancellationToken ct) => provider.StartAsync(kind, ct);

        public ValueTask DisposeAsync()
        {
            lock (gate)
            {
                return new ValueTask(disposal ??= EndAsync());
            }
        }

        private async Task EndAsync()
        {
            await provider.DisposeAsync();
            await proxy.DisposeAsync();
            folder.Dispose();
            transport?.Dispose();
        }
    }
}
