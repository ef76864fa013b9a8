using Containerless.Shared.Trace;

namespace Containerless.Compiler.Resolve;

/// <summary>
/// Takes out of a trace what it can express and this compiler cannot compile yet: a function whose meaning would be
/// lost becomes unsupported as a whole. Nodes that stand for themselves are left to the generators, which bail out.
/// </summary>
internal static class NotYet
{
    /// <summary>The trace, with the bodies of such functions replaced.</summary>
    public static TraceDocument Restrict(TraceDocument trace) => trace with
    {
        Functions = [.. trace.Functions.Select(static f => f is not null && Reason(f) is { } reason
            ? f with { Body = f.Body with { State = BlockState.Unsupported, Reason = reason, Declares = [], Functions = [], Body = [] } }
            : f)],
    };

    private static string? Reason(Function function) =>
        function.Body.State != BlockState.Known ? null
        : function is { Generator: true, Async: true } ? "async generators"
        : null;
}
