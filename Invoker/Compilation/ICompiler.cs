using Containerless.Shared;

namespace Containerless.Invoker.Compilation;

/// <summary>No artifact came of a trace: the message says whether trace, compiler or connection is at fault.</summary>
public sealed class CompilationException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether a compiler said that this trace cannot be compiled, so that it is of no use to ask again.</summary>
    public bool IsRefusal { get; init; }
}

/// <summary>Compiles traces.</summary>
public interface ICompiler : IAsyncDisposable
{
    /// <summary>Makes it ready, so that the first compilation is quick. Does not throw: <see cref="CompileAsync"/> will.</summary>
    Task WarmAsync(CancellationToken ct);

    /// <summary>Compiles a trace, which may be hostile.</summary>
    /// <exception cref="CompilationException">No artifact came of it.</exception>
    Task<Artifact> CompileAsync(byte[] trace, CancellationToken ct);

    /// <summary>Merges traces, which may be hostile, and compiles what they saw together.</summary>
    /// <param name="traces">From 1 to 32 traces of one program; the first is what is known.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>The artifact; null when the later traces add nothing to the first.</returns>
    /// <exception cref="CompilationException">No artifact came of them.</exception>
    Task<Artifact?> CompileGrownAsync(IReadOnlyList<byte[]> traces, CancellationToken ct);
}
