using Containerless.Invoker.Egress;
using Containerless.Invoker.Isolation.Processes;
using Containerless.Shared;

namespace Containerless.Invoker.Isolation;

/// <summary>Makes the isolation provider that the configuration asks for.</summary>
public static class IsolationProviders
{
    /// <summary>
    /// The provider of <c>isolation</c> with an egress of its own; both end when it is disposed. <c>auto</c> takes
    /// containers where an engine answers, and otherwise processes.
    /// </summary>
    /// <exception cref="IsolationException">The provider cannot be had here; the message says what is missing.</exception>
    /// <exception cref="FormatException"><c>allowed_hosts</c> has an entry of no known form.</exception>
    public static async Task<IIsolationProvider> CreateAsync(
        InvokerConfiguration config, PreparedFunction function, ILoggerFactory logs, CancellationToken ct)
    {
        var transport = EgressTransport.Create(config, logs);
        try
        {
            return await CreateAsync(config, function, transport, ownsTransport: true, logs, ct);
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
        CreateAsync(config, function, transport, ownsTransport: false, logs, ct);

    private static async Task<IIsolationProvider> CreateAsync(
        InvokerConfiguration config, PreparedFunction function, EgressTransport transport, bool ownsTransport,
        ILoggerFactory logs, CancellationToken ct)
    {
        var log = logs.CreateLogger("Containerless.Isolation");
        string[] bases = [Path.GetTempPath(), "/tmp"];
        PrivateFolder.Sweep(bases, log);
        var folder = PrivateFolder.Create(bases);
        EgressProxy? proxy = null;
        try
        {
            proxy = await EgressProxy.StartAsync(
                transport, Path.Combine(folder.CreateFolder("egress"), "egress.sock"), logs, ct);
            var provider = await ProcessProvider.CreateAsync(config, function, folder, proxy.SocketPath, logs, ct);
            return new OwningProvider(provider, proxy, folder, ownsTransport ? transport : null);
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
