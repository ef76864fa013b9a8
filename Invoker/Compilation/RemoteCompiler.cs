using Containerless.Shared;

namespace Containerless.Invoker.Compilation;

/// <summary>The compiler service that <c>compiler_url</c> names.</summary>
public sealed class RemoteCompiler(Uri address) : ICompiler
{
    // Relative addresses replace what follows the last slash, so there must be one.
    private readonly CompilerClient client = new(
        address.AbsolutePath.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/"), new SocketsHttpHandler());

    /// <inheritdoc/>
    public Task WarmAsync(CancellationToken ct) => client.IsHealthyAsync(ct);

    /// <inheritdoc/>
    public Task<Artifact> CompileAsync(byte[] trace, CancellationToken ct) => client.CompileAsync(trace, ct);

    /// <inheritdoc/>
    public Task<Artifact?> CompileGrownAsync(IReadOnlyList<byte[]> traces, CancellationToken ct) =>
        client.CompileGrownAsync(traces, ct);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }
}
