namespace Containerless.Invoker.Isolation;

/// <summary>The environment variables a function is started with: <c>docs/wire.md</c>, "A running function".</summary>
internal static class FunctionEnvironment
{
    /// <summary>The library's own variables, then the configuration's.</summary>
    /// <param name="sockets">The instance's socket folder, as the function sees it.</param>
    /// <param name="egress">The egress socket, as the function sees it.</param>
    /// <param name="environment">The configuration's <c>environment</c>.</param>
    public static Dictionary<string, string> Create(
        string sockets, string egress, IReadOnlyDictionary<string, string> environment)
    {
        var variables = new Dictionary<string, string>(environment, StringComparer.Ordinal)
        {
            ["CONTAINERLESS_LISTEN"] = $"unix:{sockets}/{InstanceSockets.FunctionSocket}",
            ["CONTAINERLESS_CONTROL"] = $"unix:{sockets}/{InstanceSockets.ControlSocket}",
            ["CONTAINERLESS_EGRESS"] = $"unix:{egress}",
            ["CONTAINERLESS_LIFELINE"] = "stdin",
        };
        return variables;
    }

    /// <summary>The program of a kind, in the prepared folder.</summary>
    public static string Program(InstanceKind kind) => kind == InstanceKind.Tracing ? "traced.js" : "index.js";

    /// <summary>
    /// V8's old generation for a memory limit, in MiB: three quarters, since code, stacks and buffers lie beside it, and
    /// a heap that ends with V8's own message is easier to understand than a kill.
    /// </summary>
    public static long OldSpaceMegabytes(long memoryBytes) => Math.Max(16, memoryBytes / 4 * 3 >> 20);
}
