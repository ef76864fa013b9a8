using Containerless.Shared.Trace;

namespace Containerless.Compiler.Resolve;

/// <summary>Whether control can pass the end of a statement; conservative.</summary>
internal static class Completion
{
    public static bool NeverCompletes(Statement statement) => statement switch
    {
        Return or Throw or Break or Continue or UnsupportedStatement => true,
        Block block => block.State != BlockState.Known || block.Body.Any(NeverCompletes),
        If branch => branch.Else is not null && NeverCompletes(branch.Then) && NeverCompletes(branch.Else),
        Try attempt => (attempt.Finalizer is { } finalizer && NeverCompletes(finalizer))
            || (NeverCompletes(attempt.Body) && (attempt.Handler is null || NeverCompletes(attempt.Handler))),
        _ => false,
    };
}
