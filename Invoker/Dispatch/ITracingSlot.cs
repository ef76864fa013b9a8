using Containerless.Invoker.Http;
using Containerless.Invoker.Isolation;

namespace Containerless.Invoker.Dispatch;

/// <summary>A tracing instance as a request uses it: taken, asked, given back. One request at a time.</summary>
public interface ITracingSlot
{
    /// <summary>The instance, once it is ready. Only for who took it.</summary>
    /// <exception cref="IsolationException">It could not be started.</exception>
    Task<IIsolatedInstance> GetAsync();

    /// <summary>Gives the instance back after a request it answered, which counts as traced.</summary>
    void ReleaseTraced(IIsolatedInstance instance, in IncomingRequest request);

    /// <summary>Gives back an instance that died or misbehaved: it is replaced, and its trace is lost.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="cause">What became of it.</param>
    /// <param name="failed">Whether it counts as a failure: limits do not, since a request can choose to pass one.</param>
    Task ReleaseBrokenAsync(IIsolatedInstance instance, string cause, bool failed);

    /// <summary>Gives the slot back without an instance, after <see cref="GetAsync"/> failed.</summary>
    void ReleaseUnused();
}
