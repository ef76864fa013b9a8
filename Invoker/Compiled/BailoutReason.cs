namespace Containerless.Invoker.Compiled;

/// <summary>What the reasons of bail-outs say (docs/runtime.md).</summary>
internal static class BailoutReason
{
    /// <summary>
    /// Whether tracing the request again may help: code was missing that a trace can supply, or a value was of a type
    /// that the trace had not seen. What is unsupported, what the runtime refuses, an overflow and an exhausted stack stay
    /// as they are however much is traced.
    /// </summary>
    public static bool TracingMayHelp(string reason) =>
        reason.StartsWith("unknown: ", StringComparison.Ordinal)
        || (reason.StartsWith("guard: ", StringComparison.Ordinal) && !reason.StartsWith("guard: int32 overflow", StringComparison.Ordinal));
}
