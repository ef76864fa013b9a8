using Containerless.Shared;

namespace Containerless.Invoker.Isolation.Containers.Transports;

/// <summary>Makes the transport that the configuration asks for, or that works.</summary>
internal static class ContainerTransports
{
    /// <exception cref="IsolationException">It cannot be had here; the message says why.</exception>
    public static async Task<IContainerTransport> CreateAsync(
        InvokerConfiguration configuration, PreparedFunction function, DockerClient docker, ContainerRemoval removal,
        EngineInfo engine, PrivateFolder folder, string egressSocket, ILoggerFactory logs, CancellationToken ct)
    {
        var log = logs.CreateLogger("Containerless.Isolation");

        // 1. Why it has to be TCP, where it has to.
        SocketTransport? sockets = null;
        string? reason;
        if (configuration.ContainerTransport == TransportMode.Tcp)
        {
            reason = "the configuration asks for it";
        }
        else if (NeverShares(engine) is { } never)
        {
            reason = configuration.ContainerTransport == TransportMode.Auto ? never : throw new IsolationException(
                $"\"container_transport\" is \"socket\", but {never}. Use \"tcp\" or \"auto\".");
        }
        else if (configuration.ContainerTransport == TransportMode.Socket)
        {
            reason = null;
            sockets = Sockets("the configuration asks for it");
        }
        else if (docker.Address.IsTcp)
        {
            reason = $"the engine is reached at {docker.Address}";
        }
        else
        {
            sockets = Sockets("a container could connect to a Unix socket of this machine");
            reason = await SocketProbe.FindFaultAsync(configuration, function, docker, engine, sockets, removal, ct);
        }

        // 2. It.
        if (reason is not null)
        {
            return await TcpTransport.CreateAsync(configuration, function, docker, engine, egressSocket, reason, log, ct);
        }

        var defaults = new InvokerConfiguration { ImageName = "" };
        if (configuration.ContainerInternalPort != defaults.ContainerInternalPort
            || configuration.ContainerHostname != defaults.ContainerHostname)
        {
            log.LogWarning("container_internal_port and container_hostname have no effect: containers are reached over Unix sockets.");
        }

        return sockets!;

        SocketTransport Sockets(string why) => new(folder, egressSocket, ContainerUser.ForSockets(engine), why);
    }

    /// <summary>Why an engine surely shares no Unix sockets; null when it may.</summary>
    private static string? NeverShares(EngineInfo engine) =>
        !OperatingSystem.IsLinux() || engine.OperatingSystem?.Contains("Docker Desktop", StringComparison.Ordinal) is true
            ? "the engine runs in a virtual machine, which shares no Unix sockets with this one"
            : null;
}
