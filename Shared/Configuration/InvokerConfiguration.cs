namespace Containerless.Shared;

/// <summary>How an invoker starts.</summary>
public enum InitialState
{
    /// <summary>Traces <c>max_requests_to_trace</c> requests, compiles, drains and quits.</summary>
    Tracing,

    /// <summary>Serves the published artifact; refuses to start without one.</summary>
    Decontainerized,

    /// <summary>Serves from plain containers and never traces.</summary>
    DisableTracing,

    /// <summary>Traces, compiles in the background, and swaps the compiled code in without stopping.</summary>
    Automatic,
}

/// <summary>Which isolation provider runs the function's Node processes.</summary>
public enum IsolationMode
{
    /// <summary>Containers where an engine answers, processes otherwise.</summary>
    Auto,

    /// <summary>Containers through the Docker Engine API.</summary>
    Container,

    /// <summary>Node child processes. For development only.</summary>
    Process,
}

/// <summary>How the invoker and its containers reach each other.</summary>
public enum TransportMode
{
    /// <summary>Sockets where a container can connect to one of this machine, TCP otherwise.</summary>
    Auto,

    /// <summary>Unix sockets in mounted folders, no network.</summary>
    Socket,

    /// <summary>Published ports, for engines that cannot share a socket.</summary>
    Tcp,
}

/// <summary>
/// Everything an invoker can be told, one property for each option of <c>--config</c>; the option's name is the
/// property's in snake case unless its summary says otherwise. Immutable; made by <see cref="Parse"/> or directly.
/// </summary>
public sealed record InvokerConfiguration
{
    /// <summary>The function's name: its image and its folder below <see cref="ArtifactsDir"/>. Required.</summary>
    public required string ImageName { get; init; }

    /// <summary>The port requests arrive at, 0 to 65535; 0 takes a free one.</summary>
    public int BindPort { get; init; } = 8080;

    /// <summary>
    /// A Unix socket that requests arrive at as well, as HTTP/2 without TLS; absent: none. A socket that is there already is replaced.
    /// </summary>
    public string? BindSocket { get; init; }

    /// <summary>How the invoker starts.</summary>
    public InitialState InitialState { get; init; } = InitialState.Tracing;

    /// <summary>Tells the multi-invoker that started this invoker when it is done.</summary>
    public bool KillParent { get; init; }

    /// <summary>Plain containers at a time, 1 to 1000; the tracing container is not included.</summary>
    public int MaxContainers { get; init; } = 4;

    /// <summary>Plain containers kept running even when idle, 0 to <see cref="MaxContainers"/>.</summary>
    public int MinContainers { get; init; }

    /// <summary>Requests traced before the trace is compiled, 1 to 1,000,000.</summary>
    public int MaxRequestsToTrace { get; init; } = 100;

    /// <summary>How the invoker and its containers reach each other.</summary>
    public TransportMode ContainerTransport { get; init; } = TransportMode.Auto;

    /// <summary>The port a function listens at inside its container, over TCP; control is at the next one. 1 to 65535.</summary>
    public int ContainerInternalPort { get; init; } = 3000;

    /// <summary>The host that containers' published ports are reached at, over TCP.</summary>
    public string ContainerHostname { get; init; } = "localhost";

    /// <summary>Mean wait above which no container is stopped. <c>max_container_buffer_delay</c>, in ms.</summary>
    public TimeSpan MaxContainerBufferDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Time since the last start before one may be stopped. <c>min_container_lifespan</c>, in s.</summary>
    public TimeSpan MinContainerLifespan { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>CPUs of one container, as text: <c>"1.0"</c>.</summary>
    public string Cpus { get; init; } = "1.0";

    /// <summary>Memory of one container, as text: <c>"512MB"</c>.</summary>
    public string Memory { get; init; } = "512MB";

    /// <summary>The file load is logged to; <c>stdout</c> prints it, an empty text logs nothing.</summary>
    public string UtilizationLog { get; init; } = "utilization.log";

    /// <summary>All that <c>process.env</c> shows the function.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } =
        new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Hosts the function may call: <c>host</c>, <c>*.domain</c> or <c>*</c> (every public host), each perhaps with
    /// <c>:port</c>. Absent: every public host. Loopback and private ones only when listed.
    /// </summary>
    public IReadOnlyList<string>? AllowedHosts { get; init; }

    /// <summary>Where prepared functions and artifacts lie.</summary>
    public string ArtifactsDir { get; init; } = ".containerless/";

    /// <summary>The compiler service; absent: a child process of the invoker.</summary>
    public Uri? CompilerUrl { get; init; }

    /// <summary>How long Draining serves on before the invoker quits. <c>drain_seconds</c>, 0 to 3600 s.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Realms of the compiled tier, so requests it serves at a time, 1 to 4096.</summary>
    public int MaxRealms { get; init; } = 64;

    /// <summary>
    /// Recompilations in total, 0 to 1000; needing another, the function is Aborted. With 0 it does not learn.
    /// </summary>
    public int MaxRecompilations { get; init; } = 10;

    /// <summary>The operators' port on loopback; absent: <c>bind_port</c> + 1000, or a free one.</summary>
    public int? AdminPort { get; init; }

    /// <summary>Which isolation provider is used.</summary>
    public IsolationMode Isolation { get; init; } = IsolationMode.Auto;

    /// <summary>Requests that may wait for an instance, 0 to 100,000; one more is answered 503.</summary>
    public int MaxQueuedRequests { get; init; } = 1024;

    /// <summary>How long a request may wait for an instance before it is answered 503. <c>queue_seconds</c>.</summary>
    public TimeSpan QueueTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What one request may use.</summary>
    public LimitOptions Limits { get; init; } = new();

    /// <summary>The operators' port with its default applied; 0 takes a free one.</summary>
    public int EffectiveAdminPort => AdminPort ?? (BindPort == 0 ? 0 : BindPort + 1000);

    /// <summary><see cref="Memory"/> in bytes.</summary>
    public long MemoryBytes => ByteSize.TryParse(Memory, out long bytes) ? bytes : 512L << 20;

    /// <summary><see cref="Cpus"/> as a number.</summary>
    public double CpuCount => double.Parse(Cpus, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Reads a configuration from the JSON text of <c>--config</c>.</summary>
    /// <exception cref="ConfigurationException">The text is no configuration; it lists every problem.</exception>
    public static InvokerConfiguration Parse(string json) => ConfigurationDocument.Read(json, static (root, problems) =>
        InvokerConfigurationReader.Read(root, "$", new InvokerConfiguration { ImageName = "" }, problems));
}
