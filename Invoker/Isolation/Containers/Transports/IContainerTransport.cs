namespace Containerless.Invoker.Isolation.Containers.Transports;

/// <summary>How an invoker and its containers reach each other. Disposed after the containers have ended.</summary>
internal interface IContainerTransport : IAsyncDisposable
{
    /// <summary><c>socket</c> or <c>tcp</c>.</summary>
    string Name { get; }

    /// <summary>Why it was chosen.</summary>
    string Reason { get; }

    /// <summary>What an operator should know about it; null for nothing.</summary>
    string? Warning { get; }

    /// <summary>The way to one more container, which is not there yet.</summary>
    IContainerLink CreateLink();
}

/// <summary>The way to one container. Disposing it removes what it left; it may be disposed more than once.</summary>
internal interface IContainerLink : IAsyncDisposable
{
    /// <summary>What the container needs for it.</summary>
    ContainerWiring Wiring { get; }

    /// <summary>Where the listeners of the container are, once it was started.</summary>
    IInstanceAddress AddressOf(string container);

    /// <summary>Told when the listeners answer; they are there for as long as the link is.</summary>
    void Open(InstanceListeners listeners);
}

/// <summary>What of a container depends on the way to it.</summary>
internal sealed record ContainerWiring
{
    /// <summary>The library's own environment variables.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary><c>uid:gid</c>.</summary>
    public required string User { get; init; }

    /// <summary>Folders of this machine.</summary>
    public Mount[] Mounts { get; init; } = [];

    /// <summary>The network's name; null for none.</summary>
    public string? Network { get; init; }

    /// <summary>TCP ports to publish, each at a port of the engine's choice.</summary>
    public int[] Ports { get; init; } = [];

    /// <summary>The address of the engine's machine that they are published at.</summary>
    public string PublishedAt { get; init; } = "127.0.0.1";

    /// <summary>A seccomp profile as JSON; null for the engine's own.</summary>
    public string? Seccomp { get; init; }
}
