using Containerless.Invoker.Isolation.Containers.Transports;
using Containerless.Shared;

namespace Containerless.Invoker.Isolation.Containers;

/// <summary>What a function's container may do and use: nothing but its limits, the way to the invoker and a small <c>/tmp</c>.</summary>
internal static class ContainerSpecifications
{
    /// <summary>The Docker API's name of a container without network.</summary>
    private const string NoNetwork = "none";

    /// <summary>Node has about a dozen threads; a fork bomb ends here.</summary>
    private const int PidsLimit = 64;

    /// <param name="configuration">The limits and the environment.</param>
    /// <param name="function">Whose image.</param>
    /// <param name="kind">Which program.</param>
    /// <param name="maxCpus">How many the machine has; the engine refuses a limit above.</param>
    /// <param name="wiring">The way to the invoker.</param>
    public static ContainerSpecification Create(
        InvokerConfiguration configuration, PreparedFunction function, InstanceKind kind, double maxCpus, ContainerWiring wiring)
    {
        var memory = configuration.MemoryBytes;
        return new ContainerSpecification
        {
            Image = $"{function.Name}:latest",
            User = wiring.User,
            WorkingDir = "/function",
            // env -i: the engine and the image have variables of their own (PATH, HOSTNAME, HOME, NODE_VERSION), and
            // process.env shows the function what the configuration says and nothing else.
            Entrypoint = ["/usr/bin/env", "-i"],
            Cmd =
            [
                .. FunctionEnvironment.Create(wiring.Variables, configuration).Select(static v => $"{v.Key}={v.Value}"),
                "/usr/local/bin/node",
                .. FunctionEnvironment.NodeArguments(kind, "/function", memory),
            ],
            Labels = new Dictionary<string, string>
            {
                [ContainerLabels.Function] = function.Name,
                [ContainerLabels.Invoker] = Owner.Current.ToString(),
                [ContainerLabels.Kind] = kind == InstanceKind.Tracing ? "tracing" : "plain",
            },
            NetworkDisabled = wiring.Network is null,
            ExposedPorts = wiring.Ports.ToDictionary(DockerClient.PortName, static _ => new Nothing()),
            HostConfig = new HostConfiguration
            {
                NanoCpus = (long)(Math.Min(configuration.CpuCount, maxCpus) * 1e9),
                Memory = memory,
                // Memory and swap together: none of it is swap.
                MemorySwap = memory,
                PidsLimit = PidsLimit,
                Mounts = wiring.Mounts,
                NetworkMode = wiring.Network ?? NoNetwork,
                PortBindings = wiring.Ports.ToDictionary(DockerClient.PortName, _ => new[] { new PortBinding(wiring.PublishedAt, "") }),
                SecurityOpt = wiring.Seccomp is null
                    ? ["no-new-privileges:true"]
                    : ["no-new-privileges:true", $"seccomp={wiring.Seccomp}"],
                Tmpfs = new Dictionary<string, string> { ["/tmp"] = "rw,noexec,nosuid,nodev,size=16m,nr_inodes=4096,mode=1777" },
                Ulimits = [new Ulimit("nofile", 1024, 1024), new Ulimit("core", 0, 0)],
            },
        };
    }
}
