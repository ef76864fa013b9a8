using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Containerless.Shared;

namespace Containerless.Invoker.Isolation.Containers.Transports;

/// <summary>
/// Published ports, for engines that share no Unix sockets with the invoker. Requests, control and the connections that
/// calls are made over are all opened by the invoker, so that nothing has to listen for containers, and
/// <see cref="SeccompProfile"/> keeps containers from opening any themselves.
/// </summary>
internal sealed class TcpTransport : IContainerTransport
{
    private readonly DockerClient docker;
    private readonly string egressSocket;
    private readonly ContainerNetwork network;
    private readonly string host;
    private readonly string publishedAt;
    private readonly int port;
    private readonly int controlPort;
    private readonly ILogger log;

    private TcpTransport(
        InvokerConfiguration configuration, DockerClient docker, string egressSocket, ContainerNetwork network, string reason, ILogger log)
    {
        (this.docker, this.egressSocket, this.network, this.log) = (docker, egressSocket, network, log);
        Reason = reason;
        host = configuration.ContainerHostname;
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            // Not ::1 as well, where the port would be somebody else's.
            host = "127.0.0.1";
        }

        // An address is one of the engine's machine. What a name means there, nobody here knows.
        publishedAt = IPAddress.TryParse(host, out var address) ? address.ToString() : "0.0.0.0";
        port = configuration.ContainerInternalPort;
        controlPort = port == IPEndPoint.MaxPort ? port - 1 : port + 1;
    }

    public string Name => "tcp";

    public string Reason { get; }

    public string Warning =>
        $"Containers are reached over TCP, unencrypted, at ports published on {publishedAt}: whoever can connect there is kept out "
        + "by a token alone. Containers are on a network, and a seccomp filter is what keeps functions from opening connections "
        + "past the egress. Where sockets can be shared, \"container_transport\": \"socket\" does without both.";

    /// <exception cref="IsolationException">The engine or the configuration does not allow it.</exception>
    public static async Task<TcpTransport> CreateAsync(
        InvokerConfiguration configuration, PreparedFunction function, DockerClient docker, EngineInfo engine,
        string egressSocket, string reason, ILogger log, CancellationToken ct)
    {
        if (engine.SecurityOptions?.Any(static o => o.StartsWith("name=seccomp", StringComparison.Ordinal)) is not true)
        {
            throw new IsolationException(
                "Containers over TCP need seccomp, which this engine does not offer: without it functions could open connections "
                + "past the egress. Use an engine with seccomp, or \"isolation\": \"process\" for development.");
        }

        await CheckHostAsync(configuration.ContainerHostname, ct);
        try
        {
            var network = await ContainerNetwork.CreateAsync(docker, function.Name, log, ct);
            return new TcpTransport(configuration, docker, egressSocket, network, reason, log);
        }
        catch (Exception e) when (e is DockerException or HttpRequestException or IOException)
        {
            throw new IsolationException($"The network for containers could not be created: {e.Message}", e);
        }
    }

    public IContainerLink CreateLink() => new Link(this);

    public ValueTask DisposeAsync() => network.DisposeAsync();

    private static async Task CheckHostAsync(string host, CancellationToken ct)
    {
        try
        {
            await Dns.GetHostAddressesAsync(host, ct);
        }
        catch (SocketException e)
        {
            throw new IsolationException($"container_hostname is \"{host}\", which cannot be resolved: {e.Message}", e);
        }
    }

    private sealed class Link : IContainerLink
    {
        private readonly TcpTransport transport;
        private readonly string token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        private LentConnections? lent;

        public Link(TcpTransport transport)
        {
            this.transport = transport;
            Wiring = new ContainerWiring
            {
                Variables = FunctionEnvironment.OverPorts(transport.port, transport.controlPort, token),
                User = ContainerUser.Unprivileged,
                Network = transport.network.Name,
                Ports = [transport.port, transport.controlPort],
                PublishedAt = transport.publishedAt,
                Seccomp = SeccompProfile.Json,
            };
        }

        public ContainerWiring Wiring { get; }

        public IInstanceAddress AddressOf(string container) =>
            new PublishedPorts(transport.docker, container, transport.host, transport.port, transport.controlPort, token);

        public void Open(InstanceListeners listeners) => lent = new LentConnections(listeners, transport.egressSocket, transport.log);

        public ValueTask DisposeAsync() => lent?.DisposeAsync() ?? default;
    }
}
