namespace Containerless.Invoker.Isolation;

/// <summary>
/// One running Node instance of a function. Disposing it stops it and removes what it left; it may be disposed more
/// than once.
/// </summary>
public interface IIsolatedInstance : IAsyncDisposable
{
    /// <summary>A short name for logs, unique within the invoker.</summary>
    string Id { get; }

    /// <summary>Which program it runs.</summary>
    InstanceKind Kind { get; }

    /// <summary>
    /// Sends requests to the function: <c>http://function/&lt;path&gt;</c> reaches the function's own listener over warm
    /// connections. Owned by the instance: do not dispose it.
    /// </summary>
    HttpMessageInvoker Client { get; }

    /// <summary>The trace collected so far, as the library serialised it: hostile input, to be validated.</summary>
    /// <exception cref="IsolationException">Not a tracing instance, too large, or the instance did not answer.</exception>
    Task<byte[]> GetTraceAsync(CancellationToken ct);

    /// <summary>Completes, never faulted, with the cause when the instance ends by itself or is stopped.</summary>
    Task<string> Exited { get; }
}
