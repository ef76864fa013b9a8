using Containerless.Invoker.Egress;
using Containerless.Invoker.Isolation.Containers;
using Containerless.Invoker.Isolation.Processes;
using Containerless.Shared;

namespace Containerless.Invoker.Isolation;

/// <summary>Makes the isolation provider that the configuration asks for.</summary>
public static class IsolationProviders
{
    private static string? EngineAddress => Environment.GetEnvironmentVariable("DOCKER_HOST");

    internal static readonly string[] ProcessBases = [Path.GetTempPath(), "/tmp"];

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
        string? noContainers = null;
        PrivateFolder.Sweep([.. ContainerBases, .. ProcessBases], log);
        if (config.Isolation != IsolationMode.Process)
        {
            try
            {
                return await CreateContainersAsync(config, function, transport, ownsTransport, engine, logs, log, ct);
            }
            catch (IsolationException e) when (config.Isolation == IsolationMode.Auto)
            {
                noContainers = $"Containers cannot be used, so processes are: {e.Message}";
                log.LogWarning("{NoContainers}", noContainers);
            }
        }

        return await CreateAsync(
            ProcessBases, transport, ownsTransport, noContainers, logs, ct,
            async (folder, proxy) => await ProcessProvider.CreateAsync(config, function, folder, proxy.SocketPath, logs, ct));
    }

    private static async Task<IIsolationProvider> CreateContainersAsync(
        InvokerConfiguration config, PreparedFunction function, EgressTransport transport, bool ownsTransport, string? engine,
        ILoggerFactory logs, ILogger log, CancellationToken ct)
    {
        var docker = await DockerClient.ConnectAsync(engine, ct);
        try
        {
            await FunctionImage.EnsureAsync(docker, function, checkRunner: false, new LogProgress(log), ct);
            return await CreateAsync(
                ContainerBases, transport, ownsTransport, warning: null, logs, ct,
                async (folder, proxy) =>
                {
                    PrivateFolder.OpenToContainer(Path.GetDirectoryName(proxy.SocketPath)!, proxy.SocketPath);
                    return await ContainerProvider.CreateAsync(config, function, docker, folder, proxy.SocketPath, logs, ct);
                });
        }
        catch (Exception e)
        {
            docker.Dispose();
            if (e is DockerException or HttpRequestException)
            {
                throw new IsolationException($"The Docker engine at {docker.Address} cannot be used: {e.Message}", e);
            }

            throw;
        }
    }

    /// <summary>A provider in a private folder, with the egress in it, and why it is this one.</summary>
    private static async Task<IIsolationProvider> CreateAsync(
        string[] bases, EgressTransport transport, bool ownsTransport, string? warning, ILoggerFactory logs, CancellationToken ct,
        Func<PrivateFolder, EgressProxy, Task<IIsolationProvider>> create)
    {
        var folder = PrivateFolder.Create(bases);
        EgressProxy? proxy = null;
        try
        {
            proxy = await EgressProxy.StartAsync(transport, Path.Combine(folder.CreateFolder("egress"), "egress.sock"), logs, ct);
            return new OwningProvider(await create(folder, proxy), proxy, folder, ownsTransport ? transport : null, warning);
        }
        catch
        {
            if (proxy is not null)
            {
                await proxy.DisposeAsync();
            }

            folder.Dispose();
            throw;
        }
    }

    private sealed class LogProgress(ILogger log) : IProgress<string>
    {
        public void Report(string value) => log.LogInformation("{Step}", value);
    }

    /// <summary>A provider together with what lives as long as it does.</summary>
    private sealed class OwningProvider(
        IIsolationProvider provider, EgressProxy proxy, PrivateFolder folder, EgressTransport? transport, string? warning) : IIsolationProvider
    {
        private readonly Lock gate = new();
        private Task? disposal;

        public string Name => provider.Name;

        public TransportStatus? Transport => provider.Transport;

        public string? Warning => warning ?? provider.Warning;

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
