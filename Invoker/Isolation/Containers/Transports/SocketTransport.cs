namespace Containerless.Invoker.Isolation.Containers.Transports;

/// <summary>Unix sockets in mounted folders, and no network at all. Engine and invoker must run on one kernel.</summary>
internal sealed class SocketTransport(PrivateFolder folder, string egressSocket, string user, string reason) : IContainerTransport
{
    /// <summary>Where an instance's socket folder is mounted.</summary>
    private const string Sockets = "/run/containerless/sockets";

    /// <summary>Where the egress socket's folder is mounted.</summary>
    private const string Egress = "/run/containerless/egress";

    /// <summary>The egress socket as containers see it.</summary>
    public const string EgressSocket = $"{Egress}/egress.sock";

    public string Name => "socket";

    public string Reason => reason;

    public string? Warning => null;

    public IContainerLink CreateLink()
    {
        var sockets = folder.CreateInstanceFolder();
        PrivateFolder.OpenToContainer(sockets);
        return new Link(sockets, WiringOf(sockets, Path.GetDirectoryName(egressSocket)!, user));
    }

    public ValueTask DisposeAsync() => default;

    /// <summary>What a container needs that has these folders of the machine.</summary>
    internal static ContainerWiring WiringOf(string sockets, string egress, string user) => new()
    {
        Variables = FunctionEnvironment.OverSockets(Sockets, EgressSocket),
        User = user,
        Mounts = [new Mount(sockets, Sockets, ReadOnly: false), new Mount(egress, Egress, ReadOnly: true)],
    };

    private sealed class Link(string sockets, ContainerWiring wiring) : IContainerLink
    {
        public ContainerWiring Wiring => wiring;

        public IInstanceAddress AddressOf(string container) => new SocketAddress(sockets);

        public void Open(InstanceListeners listeners)
        {
        }

        public ValueTask DisposeAsync()
        {
            PrivateFolder.DeleteInstanceFolder(sockets);
            return default;
        }
    }
}
