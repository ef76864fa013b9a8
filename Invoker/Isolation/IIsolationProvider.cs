using Containerless.Shared;

namespace Containerless.Invoker.Isolation;

/// <summary>Which of a prepared function's two programs an instance runs.</summary>
public enum InstanceKind
{
    /// <summary><c>index.js</c>: the function as it was written.</summary>
    Plain,

    /// <summary><c>traced.js</c>: the instrumented program, which builds a trace as it serves.</summary>
    Tracing,
}

/// <summary>What an instance's program means for its answers.</summary>
public static class InstanceKinds
{
    extension(InstanceKind kind)
    {
        /// <summary>The tier its answers come from, one of <see cref="TierNames"/>.</summary>
        public string TierName => kind == InstanceKind.Tracing ? TierNames.Tracing : TierNames.Container;
    }
}

/// <summary>
/// Starts isolated Node instances of one prepared function. Disposing it ends every instance it started and removes
/// what they left behind (processes, containers, socket directories).
/// </summary>
public interface IIsolationProvider : IAsyncDisposable
{
    /// <summary><c>container</c> or <c>process</c>.</summary>
    string Name { get; }

    /// <summary>How containers are reached, and why so; null for processes.</summary>
    TransportStatus? Transport => null;

    /// <summary>What an operator should know about the way instances are reached, or why there are no containers; null for nothing.</summary>
    string? Warning => null;

    /// <summary>Starts an instance; completes when its <c>/ping</c> answers, that is, once <c>listen</c> was called.</summary>
    /// <exception cref="IsolationException">
    /// The instance could not be started, ended by itself first, or did not answer in time. Nothing of it is left.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled. Nothing is left.</exception>
    Task<IIsolatedInstance> StartAsync(InstanceKind kind, CancellationToken ct);
}
