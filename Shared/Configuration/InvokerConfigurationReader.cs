using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Containerless.Shared;

/// <summary>Reads and validates an <see cref="InvokerConfiguration"/>.</summary>
internal static partial class InvokerConfigurationReader
{
    private static readonly Dictionary<string, InitialState> States = new(StringComparer.Ordinal)
    {
        ["Tracing"] = InitialState.Tracing,
        ["Decontainerized"] = InitialState.Decontainerized,
        ["DisableTracing"] = InitialState.DisableTracing,
        ["Automatic"] = InitialState.Automatic,
    };

    private static readonly Dictionary<string, IsolationMode> Isolations = new(StringComparer.Ordinal)
    {
        ["auto"] = IsolationMode.Auto,
        ["container"] = IsolationMode.Container,
        ["process"] = IsolationMode.Process,
    };

    private static readonly Dictionary<string, TransportMode> Transports = new(StringComparer.Ordinal)
    {
        ["auto"] = TransportMode.Auto,
        ["socket"] = TransportMode.Socket,
        ["tcp"] = TransportMode.Tcp,
    };

    /// <summary>Reads a configuration and collects what is wrong with it.</summary>
    /// <param name="root">The object.</param>
    /// <param name="path">Its JSON path.</param>
    /// <param name="defaults">What holds where an option is not given.</param>
    /// <param name="problems">What is wrong is added here.</param>
    public static InvokerConfiguration Read(
        JsonElement root, string path, InvokerConfiguration defaults, List<ConfigurationProblem> problems)
    {
        var options = new OptionReader(root, path, problems);
        if (root.ValueKind == JsonValueKind.Object && !options.Has("image_name"))
        {
            options.Fail("image_name", "is required: the name the function was prepared under");
        }

        TimeSpan second = TimeSpan.FromSeconds(1);
        var configuration = new InvokerConfiguration
        {
            ImageName = options.Text("image_name", "", CheckImageName)!,
            BindPort = options.Integer("bind_port", defaults.BindPort, 0, 65535),
            BindSocket = options.Text("bind_socket", null, CheckSocket),
            InitialState = options.Choice("initial_state", defaults.InitialState, States),
            KillParent = options.Boolean("kill_parent", defaults.KillParent),
            MaxContainers = options.Integer("max_containers", defaults.MaxContainers, 1, 1000),
            MinContainers = options.Integer("min_containers", defaults.MinContainers, 0, 1000),
            MaxRequestsToTrace = options.Integer("max_requests_to_trace", defaults.MaxRequestsToTrace, 1, 1_000_000),
            ContainerTransport = options.Choice("container_transport", defaults.ContainerTransport, Transports),
            ContainerInternalPort = options.Integer("container_internal_port", defaults.ContainerInternalPort, 1, 65535),
            ContainerHostname = options.Text("container_hostname", defaults.ContainerHostname, CheckHost)!,
            MaxContainerBufferDelay = options.Duration("max_container_buffer_delay", defaults.MaxContainerBufferDelay,
                TimeSpan.FromMilliseconds(1), 0, 600_000, "milliseconds"),
            MinContainerLifespan = options.Duration("min_container_lifespan", defaults.MinContainerLifespan,
                second, 0, 86_400, "seconds"),
            Cpus = options.Text("cpus", defaults.Cpus, CheckCpus)!,
            Memory = options.Text("memory", defaults.Memory, CheckMemory)!,
            UtilizationLog = options.Text("utilization_log", defaults.UtilizationLog, CheckPath)!,
            Environment = ReadEnvironment(options, problems, path),
            AllowedHosts = ReadHosts(options, problems, path),
            ArtifactsDir = options.Text("artifacts_dir", defaults.ArtifactsDir, CheckFolder)!,
            CompilerUrl = ReadUrl(options),
            Drain = options.Duration("drain_seconds", defaults.Drain, second, 0, 3600, "seconds"),
            MaxRealms = options.Integer("max_realms", defaults.MaxRealms, 1, 4096),
            MaxRecompilations = options.Integer("max_recompilations", defaults.MaxRecompilations, 0, 1000),
            AdminPort = options.Has("admin_port") ? options.Integer("admin_port", 0, 0, 65535) : null,
            Isolation = options.Choice("isolation", defaults.Isolation, Isolations),
            MaxQueuedRequests = options.Integer("max_queued_requests", defaults.MaxQueuedRequests, 0, 100_000),
            QueueTimeout = options.Duration("queue_seconds", defaults.QueueTimeout, second, 0, 3600, "seconds"),
            Limits = ReadLimits(options, problems, path),
        };
        options.Element("admin_port");
        options.Finish();
        CheckTogether(configuration, options);
        return configuration;
    }

    /// <summary>Rules that concern two options.</summary>
    private static void CheckTogether(InvokerConfiguration configuration, OptionReader options)
    {
        if (configuration.MinContainers > configuration.MaxContainers)
        {
            options.Fail("min_containers",
                $"is {configuration.MinContainers}; expected at most max_containers, which is {configuration.MaxContainers}");
        }

        if (configuration.EffectiveAdminPort > 65535)
        {
            options.Fail("bind_port", $"is {configuration.BindPort}, so the default admin_port (bind_port + 1000) would be "
                + $"{configuration.EffectiveAdminPort}; give admin_port, or a bind_port of at most 64535");
        }

        if (configuration.BindPort != 0 && configuration.EffectiveAdminPort == configuration.BindPort)
        {
            options.Fail("admin_port", $"is {configuration.BindPort}, the same as bind_port; expected another port");
        }
    }

    private static LimitOptions ReadLimits(OptionReader parent, List<ConfigurationProblem> problems, string path)
    {
        var defaults = new LimitOptions();
        if (parent.Element("limits") is not { } element)
        {
            return defaults;
        }

        var options = new OptionReader(element, path + ".limits", problems);
        var limits = new LimitOptions
        {
            Time = options.Duration("time", defaults.Time, TimeSpan.FromSeconds(1), 0.01, 900, "seconds"),
            MemoryBytes = options.Size("memory", defaults.MemoryBytes, 16L << 30),
            ReplyBytes = (int)options.Size("reply", defaults.ReplyBytes, 1L << 30),
            OutboundCalls = options.Integer("outbound", defaults.OutboundCalls, 0, 100_000),
            RequestBytes = (int)options.Size("request", defaults.RequestBytes, 1L << 30),
        };
        options.Finish();
        return limits;
    }

    private static SortedDictionary<string, string> ReadEnvironment(
        OptionReader parent, List<ConfigurationProblem> problems, string path)
    {
        var environment = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (parent.Element("environment") is not { } element)
        {
            return environment;
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            parent.Fail("environment", $"is {OptionReader.Describe(element)}; expected an object of strings");
            return environment;
        }

        foreach (JsonProperty property in element.EnumerateObject())
        {
            string place = $"{path}.environment.{property.Name}";
            if (!VariableName().IsMatch(property.Name))
            {
                problems.Add(new(place, "is no variable's name; expected letters, digits and _, not beginning with a digit"));
            }
            else if (property.Name.StartsWith("CONTAINERLESS_", StringComparison.Ordinal))
            {
                problems.Add(new(place, "is reserved; expected a name that does not begin with CONTAINERLESS_"));
            }
            else if (property.Value.ValueKind != JsonValueKind.String)
            {
                problems.Add(new(place, $"is {OptionReader.Describe(property.Value)}; expected a string"));
            }
            else if (property.Value.GetString()!.Contains('\0', StringComparison.Ordinal))
            {
                problems.Add(new(place, "holds a NUL character, which no environment can hold"));
            }
            else if (!environment.TryAdd(property.Name, property.Value.GetString()!))
            {
                problems.Add(new(place, "is given twice"));
            }
        }

        return environment;
    }

    private static List<string>? ReadHosts(OptionReader parent, List<ConfigurationProblem> problems, string path)
    {
        if (parent.Element("allowed_hosts") is not { } element)
        {
            return null;
        }

        var hosts = new List<string>();
        if (element.ValueKind != JsonValueKind.Array)
        {
            parent.Fail("allowed_hosts", $"is {OptionReader.Describe(element)}; expected an array of strings");
            return hosts;
        }

        int index = 0;
        foreach (JsonElement item in element.EnumerateArray())
        {
            string place = $"{path}.allowed_hosts[{index++}]";
            if (item.ValueKind != JsonValueKind.String)
            {
                problems.Add(new(place, $"is {OptionReader.Describe(item)}; expected a string"));
            }
            else if (!HostAndPort().IsMatch(item.GetString()!))
            {
                problems.Add(new(place, $"is \"{item.GetString()}\"; expected a host, \"*.domain\" or \"*\", or one of them with \":port\""));
            }
            else
            {
                hosts.Add(item.GetString()!);
            }
        }

        return hosts;
    }

    private static Uri? ReadUrl(OptionReader options)
    {
        string? text = options.Text("compiler_url", null, candidate =>
            Uri.TryCreate(candidate, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https"
                ? null
                : "an absolute http or https URL");
        return text is null ? null : new Uri(text);
    }

    private static string? CheckImageName(string text) =>
        text.Length <= 128 && ImageName().IsMatch(text)
            ? null
            : "an image's name: lower-case letters and digits, with single '.', '_' or '-' between them, without a tag";

    private static string? CheckHost(string text) =>
        Uri.CheckHostName(text) == UriHostNameType.Unknown ? "a host name or an IP address" : null;

    private static string? CheckCpus(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal cpus)
            && cpus is >= 0.01m and <= 1024m
            ? null
            : "a number of CPUs from \"0.01\" to \"1024\"";

    private static string? CheckMemory(string text) =>
        ByteSize.TryParse(text, out long bytes) && bytes >= 32L << 20 && bytes <= 1L << 40
            ? null
            : "a size from \"32MB\" to \"1024GB\"";

    private static string? CheckPath(string text) =>
        text.Contains('\0', StringComparison.Ordinal) ? "a file's name" : null;

    // sun_path has 108 bytes, the last of which is NUL (unix(7)).
    private static string? CheckSocket(string text) =>
        text.Length == 0 || text.Contains('\0', StringComparison.Ordinal) || System.Text.Encoding.UTF8.GetByteCount(text) > 107
            ? "a path of at most 107 bytes"
            : null;

    private static string? CheckFolder(string text) =>
        string.IsNullOrWhiteSpace(text) || text.Contains('\0', StringComparison.Ordinal) ? "a folder" : null;

    [GeneratedRegex(@"^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex ImageName();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName();

    // A host name, an IPv4 address, a bracketed or bare IPv6 address, *.domain or *; then perhaps a port.
    [GeneratedRegex(@"^(?:(?:(?:\*\.)?[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|\*)(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex HostAndPort();
}
