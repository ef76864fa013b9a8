using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Containerless.Shared;

namespace Containerless.Invoker.Isolation;

/// <summary>The environment variables a function is started with: <c>docs/wire.md</c>, "A running function".</summary>
internal static class FunctionEnvironment
{
    /// <summary>The library's own variables where it listens on Unix sockets.</summary>
    /// <param name="sockets">The instance's socket folder, as the function sees it.</param>
    /// <param name="egress">The egress socket, as the function sees it.</param>
    public static Dictionary<string, string> OverSockets(string sockets, string egress) => new(StringComparer.Ordinal)
    {
        ["CONTAINERLESS_LISTEN"] = $"unix:{sockets}/{SocketAddress.FunctionSocket}",
        ["CONTAINERLESS_CONTROL"] = $"unix:{sockets}/{SocketAddress.ControlSocket}",
        ["CONTAINERLESS_EGRESS"] = $"unix:{egress}",
        ["CONTAINERLESS_LIFELINE"] = "stdin",
    };

    /// <summary>The library's own variables where it listens on ports, and waits there for connections to make calls over.</summary>
    /// <param name="port">Where requests arrive.</param>
    /// <param name="controlPort">The control listener's.</param>
    /// <param name="token">What requests will carry. Its hash alone is passed on: a container's variables are in its
    /// arguments, which every user of the machine can list.</param>
    public static Dictionary<string, string> OverPorts(int port, int controlPort, string token) => new(StringComparer.Ordinal)
    {
        ["CONTAINERLESS_LISTEN"] = string.Create(CultureInfo.InvariantCulture, $"tcp:0.0.0.0:{port}"),
        ["CONTAINERLESS_CONTROL"] = string.Create(CultureInfo.InvariantCulture, $"tcp:0.0.0.0:{controlPort}"),
        ["CONTAINERLESS_EGRESS"] = "control",
        ["CONTAINERLESS_TOKEN"] = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token)))}",
        ["CONTAINERLESS_LIFELINE"] = "stdin",
    };

    /// <summary>The configuration's <c>environment</c>, and the library's own variables, which win.</summary>
    public static Dictionary<string, string> Create(IReadOnlyDictionary<string, string> own, InvokerConfiguration configuration)
    {
        var variables = new Dictionary<string, string>(configuration.Environment, StringComparer.Ordinal)
        {
            ["CONTAINERLESS_OUTBOUND"] = configuration.Limits.OutboundCalls.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in own)
        {
            variables[name] = value;
        }

        return variables;
    }

    /// <summary>Node's arguments for an instance of a kind: its limits, and the program last.</summary>
    /// <param name="kind">A tracing instance has twice V8's usual stack (984 KB): probes make frames larger, and a
    /// recursion that fits without them has to fit with them.</param>
    /// <param name="folder">The prepared folder, as the function sees it.</param>
    /// <param name="memoryBytes">The function's memory. V8's old generation gets three quarters of it, since code, stacks
    /// and buffers lie beside it, and a heap that ends with V8's own message is easier to understand than a kill.</param>
    public static IEnumerable<string> NodeArguments(InstanceKind kind, string folder, long memoryBytes)
    {
        var oldSpaceMegabytes = Math.Max(16, memoryBytes / 4 * 3 >> 20);
        yield return string.Create(CultureInfo.InvariantCulture, $"--max-old-space-size={oldSpaceMegabytes}");
        if (kind == InstanceKind.Tracing)
        {
            yield return "--stack-size=1968";
        }

        yield return $"{folder}/{(kind == InstanceKind.Tracing ? "traced.js" : "index.js")}";
    }
}
