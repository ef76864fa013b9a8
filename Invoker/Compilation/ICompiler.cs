using Containerless.Shared;

namespace Containerless.Invoker.Compilation;

/// <summary>No artifact came of a trace: the message says whether trace, compiler or connection is at fault.</summary>
public sealed class CompilationException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Compiles traces.</summary>
public interface ICompiler : IAsyncDisposable
{
    /// <summary>Makes it ready, so that the first compilation is quick. Does not throw: <see cref="CompileAsync"/> will.</summary>
    Task WarmAsync(CancellationToken ct);

    /// <summary>Compiles a trace, which may be hostile.</summary>
    /// <exception cref="CompilationException">No artifact came of it.</exception>
    Task<Artifact> CompileAsync(byte[] trace, CancellationToken ct);
}
