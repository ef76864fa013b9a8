using System.Text.Json;
using System.Text.Json.Nodes;

namespace Containerless.Shared;

/// <summary>One of the two invokers that a multi-invoker starts.</summary>
/// <param name="Options">What it is told, with the multi-invoker's defaults applied.</param>
/// <param name="Given">The options as they were given.</param>
public sealed record SideConfiguration(InvokerConfiguration Options, JsonElement Given)
{
    /// <summary>The <c>--config</c> to start it with.</summary>
    /// <param name="state">The state it is to start in.</param>
    /// <param name="socket">The socket it is to listen at.</param>
    public string JsonFor(InitialState state, string socket)
    {
        JsonObject options = JsonObject.Create(Given)!;
        options["bind_port"] = Options.BindPort;
        options["bind_socket"] = socket;
        options["admin_port"] = Options.EffectiveAdminPort;
        options["kill_parent"] = Options.KillParent;
        options["utilization_log"] = Options.UtilizationLog;
        options["initial_state"] = state.ToString();
        return options.ToJsonString();
    }
}

/// <summary>
/// Everything a multi-invoker can be told, one property for each option of <c>--config</c>. Immutable; made by <see cref="Parse"/>.
/// </summary>
public sealed record MultiInvokerConfiguration
{
    /// <summary>The port requests arrive at, 0 to 65535; 0 takes a free one.</summary>
    public required int BindPort { get; init; }

    /// <summary>The operators' port on loopback; absent: <c>bind_port</c> + 1000, or a free one.</summary>
    public required int? AdminPort { get; init; }

    /// <summary>The invoker that traces. Its port is by default <c>bind_port</c> + 1.</summary>
    public required SideConfiguration A { get; init; }

    /// <summary>The invoker that serves what was compiled. Its port is by default <c>bind_port</c> + 2.</summary>
    public required SideConfiguration B { get; init; }

    /// <summary>Requests that may wait for an invoker to be ready, 0 to 100,000; one more is answered 503.</summary>
    public required int MaxQueuedRequests { get; init; }

    /// <summary>How long a request may wait for one before it is answered 503. <c>queue_seconds</c>.</summary>
    public required TimeSpan QueueTimeout { get; init; }

    /// <summary>The operators' port with its default applied; 0 takes a free one.</summary>
    public int EffectiveAdminPort => AdminPort ?? (BindPort == 0 ? 0 : BindPort + 1000);

    /// <summary>Reads a configuration from the JSON text of <c>--config</c>.</summary>
    /// <exception cref="ConfigurationException">The text is no configuration; it lists every problem.</exception>
    public static MultiInvokerConfiguration Parse(string json) => ConfigurationDocument.Read(json, Read);

    private static MultiInvokerConfiguration Read(JsonElement root, List<ConfigurationProblem> problems)
    {
        var options = new OptionReader(root, "$", problems);
        int port = options.Integer("bind_port", 8080, 0, 65535);
        var configuration = new MultiInvokerConfiguration
        {
            BindPort = port,
            AdminPort = options.Has("admin_port") ? options.Integer("admin_port", 0, 0, 65535) : null,
            A = Side("config_a", new InvokerConfiguration
            {
                ImageName = "", BindPort = Near(1), KillParent = true, UtilizationLog = "utilization-a.log",
            }),
            B = Side("config_b", new InvokerConfiguration
            {
                ImageName = "", BindPort = Near(2), KillParent = true, InitialState = InitialState.Decontainerized,
                UtilizationLog = "utilization-b.log",
            }),
            MaxQueuedRequests = options.Integer("max_queued_requests", 1024, 0, 100_000),
            QueueTimeout = options.Duration("queue_seconds", TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1), 0, 3600, "seconds"),
        };
        options.Element("admin_port");
        options.Finish();
        if (problems.Count == 0)
        {
            CheckTogether(configuration, options);
        }

        return configuration;

        int Near(int step) => port == 0 ? 0 : Math.Min(port + step, 65535);

        SideConfiguration Side(string name, InvokerConfiguration defaults)
        {
            if (options.Element(name) is not { } given)
            {
                options.Fail(name, "is required: the configuration of an invoker");
                return new SideConfiguration(defaults, default);
            }

            return new SideConfiguration(InvokerConfigurationReader.Read(given, "$." + name, defaults, problems), given.Clone());
        }
    }

    /// <summary>Rules that concern several options.</summary>
    private static void CheckTogether(MultiInvokerConfiguration configuration, OptionReader options)
    {
        InvokerConfiguration a = configuration.A.Options, b = configuration.B.Options;
        if (a.InitialState != InitialState.Tracing)
        {
            options.Fail("config_a.initial_state", $"is \"{a.InitialState}\"; expected \"Tracing\": A traces and compiles");
        }

        if (b.InitialState != InitialState.Decontainerized)
        {
            options.Fail("config_b.initial_state",
                $"is \"{b.InitialState}\"; expected \"Decontainerized\": B serves what A has compiled");
        }

        foreach ((string option, string? socket) in new[] { ("config_a.bind_socket", a.BindSocket), ("config_b.bind_socket", b.BindSocket) })
        {
            if (socket is not null)
            {
                options.Fail(option, "is for the multi-invoker to choose; leave it out");
            }
        }

        if (a.ImageName != b.ImageName)
        {
            options.Fail("config_b.image_name", $"is \"{b.ImageName}\"; expected \"{a.ImageName}\", as in config_a");
        }

        if (Path.GetFullPath(a.ArtifactsDir) != Path.GetFullPath(b.ArtifactsDir))
        {
            options.Fail("config_b.artifacts_dir", $"is \"{b.ArtifactsDir}\"; expected \"{a.ArtifactsDir}\", as in config_a");
        }

        if (configuration.EffectiveAdminPort > 65535)
        {
            options.Fail("bind_port", $"is {configuration.BindPort}, so the default admin_port (bind_port + 1000) would be "
                + $"{configuration.EffectiveAdminPort}; give admin_port, or a bind_port of at most 64535");
        }

        var taken = new Dictionary<int, string>();
        foreach ((string option, int port) in new[]
        {
            ("bind_port", configuration.BindPort), ("admin_port", configuration.EffectiveAdminPort),
            ("config_a.bind_port", a.BindPort), ("config_a.admin_port", a.EffectiveAdminPort),
            ("config_b.bind_port", b.BindPort), ("config_b.admin_port", b.EffectiveAdminPort),
        })
        {
            if (port != 0 && !taken.TryAdd(port, option))
            {
                options.Fail(option, $"is {port}, the same as {taken[port]}; expected another port");
            }
        }
    }
}
