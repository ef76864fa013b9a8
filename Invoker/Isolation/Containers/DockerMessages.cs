using System.Text.Json.Serialization;

namespace Containerless.Invoker.Isolation.Containers;

// What of the Docker Engine API's messages is used here, under the API's own names.

/// <summary><c>GET /version</c>.</summary>
internal sealed record EngineVersion(string Version, string ApiVersion, [property: JsonPropertyName("MinAPIVersion")] string? MinApiVersion);

/// <summary><c>GET /info</c>.</summary>
internal sealed record EngineInfo(string[]? SecurityOptions, string? OperatingSystem, int NCPU);

/// <summary><c>GET /images/{name}/json</c>.</summary>
internal sealed record ImageInfo(string Id, ImageConfiguration? Config);

/// <summary>An element of <c>GET /images/json</c>.</summary>
internal sealed record ImageSummary(string Id);

/// <summary>The part of an image's configuration that is read.</summary>
internal sealed record ImageConfiguration(Dictionary<string, string>? Labels);

/// <summary>An element of <c>GET /containers/json</c>.</summary>
internal sealed record ContainerSummary(string Id, string State, Dictionary<string, string>? Labels);

/// <summary>The answer to <c>POST /containers/create</c>.</summary>
internal sealed record CreatedContainer(string Id, string[]? Warnings);

/// <summary><c>GET /containers/{id}/json</c>.</summary>
internal sealed record ContainerDetails(ContainerNetworkSettings? NetworkSettings);

/// <summary>The part of a container's network settings that is read.</summary>
internal sealed record ContainerNetworkSettings(Dictionary<string, PortBinding[]?>? Ports);

/// <summary>Where a port is published: an empty port leaves the choice to the engine.</summary>
internal sealed record PortBinding(string HostIp, string HostPort);

/// <summary>An element of <c>GET /networks</c>.</summary>
internal sealed record NetworkSummary(string Id, string Name, Dictionary<string, string>? Labels);

/// <summary>The body of <c>POST /networks/create</c>.</summary>
internal sealed record NetworkSpecification(
    string Name, string Driver, Dictionary<string, string> Options, Dictionary<string, string> Labels);

/// <summary>The answer to <c>POST /containers/{id}/wait</c>.</summary>
internal sealed record WaitResult(long StatusCode);

/// <summary>An error of any request.</summary>
internal sealed record EngineError([property: JsonPropertyName("message")] string? Message);

/// <summary>A line of <c>POST /build</c>'s answer.</summary>
internal sealed record BuildLine(
    [property: JsonPropertyName("stream")] string? Stream, [property: JsonPropertyName("error")] string? Error);

/// <summary>The body of <c>POST /containers/create</c>.</summary>
internal sealed record ContainerSpecification
{
    public required string Image { get; init; }
    public required string User { get; init; }
    public required string WorkingDir { get; init; }
    public required string[] Entrypoint { get; init; }
    public required string[] Cmd { get; init; }
    public required Dictionary<string, string> Labels { get; init; }
    public required HostConfiguration HostConfig { get; init; }
    public required bool NetworkDisabled { get; init; }
    public Dictionary<string, Nothing>? ExposedPorts { get; init; }
    public bool OpenStdin { get; init; } = true;
    public bool StdinOnce { get; init; } = true;
    public bool AttachStdin { get; init; } = true;
    public bool AttachStdout { get; init; } = true;
    public bool AttachStderr { get; init; } = true;
}

/// <summary>An object without properties.</summary>
internal sealed record Nothing;

/// <summary><c>HostConfig</c> of a container.</summary>
internal sealed record HostConfiguration
{
    public required long NanoCpus { get; init; }
    public required long Memory { get; init; }
    public required long MemorySwap { get; init; }
    public required long PidsLimit { get; init; }
    public required Mount[] Mounts { get; init; }
    public required Dictionary<string, string> Tmpfs { get; init; }
    public required Ulimit[] Ulimits { get; init; }
    public required string NetworkMode { get; init; }
    public Dictionary<string, PortBinding[]>? PortBindings { get; init; }
    public string IpcMode { get; init; } = "none";
    public string CgroupnsMode { get; init; } = "private";
    public bool ReadonlyRootfs { get; init; } = true;
    public string[] CapDrop { get; init; } = ["ALL"];
    public required string[] SecurityOpt { get; init; }
    public bool Init { get; init; } = true;
    public bool AutoRemove { get; init; } = true;
    public LogConfiguration LogConfig { get; init; } = new("none");
}

/// <summary>A bind mount.</summary>
internal sealed record Mount(string Source, string Target, bool ReadOnly, string Type = "bind");

/// <summary>A resource limit of setrlimit(2).</summary>
internal sealed record Ulimit(string Name, long Soft, long Hard);

/// <summary>A logging driver.</summary>
internal sealed record LogConfiguration(string Type);

[JsonSerializable(typeof(EngineVersion))]
[JsonSerializable(typeof(EngineInfo))]
[JsonSerializable(typeof(ImageInfo))]
[JsonSerializable(typeof(ImageSummary[]))]
[JsonSerializable(typeof(ContainerSummary[]))]
[JsonSerializable(typeof(CreatedContainer))]
[JsonSerializable(typeof(ContainerDetails))]
[JsonSerializable(typeof(NetworkSummary[]))]
[JsonSerializable(typeof(NetworkSpecification))]
[JsonSerializable(typeof(WaitResult))]
[JsonSerializable(typeof(EngineError))]
[JsonSerializable(typeof(BuildLine))]
[JsonSerializable(typeof(ContainerSpecification))]
[JsonSerializable(typeof(Dictionary<string, string[]>))]
internal sealed partial class DockerJson : JsonSerializerContext;
