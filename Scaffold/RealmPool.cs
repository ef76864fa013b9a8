using System.Collections.Concurrent;
using Containerless.Runtime;
using Containerless.Runtime.Hosting;

namespace Containerless.Scaffold;

/// <summary>
/// The realms that serve. One is made when all are busy, up to a bound; the one used last is taken first, since it is warm.
/// </summary>
internal sealed class RealmPool : IDisposable
{
    private readonly ConcurrentStack<Instance> idle = new();
    private readonly SemaphoreSlim places;
    private readonly Func<CompiledProgram> program;
    private readonly InstanceOptions options;

    internal RealmPool(Func<CompiledProgram> program, ServerOptions server)
    {
        this.program = program;
        options = new InstanceOptions { Environment = server.Environment, Seeds = RandomSeed.Any };
        places = new SemaphoreSlim(server.MaxRealms);
    }

    /// <summary>Makes the first realm; returns why there can be none, or null.</summary>
    internal Outcome? Start()
    {
        if (Instance.Start(program, options, out Outcome failure) is not { } first) return failure;
        idle.Push(first);
        return null;
    }

    /// <summary>A realm, made where none is idle; null where its top level gave up. Either way <see cref="Return"/> follows.</summary>
    internal async ValueTask<(Instance? Instance, Outcome Failure)> TakeAsync(CancellationToken cancellation)
    {
        await places.WaitAsync(cancellation).ConfigureAwait(false);
        if (idle.TryPop(out Instance? instance)) return (instance, default);
        instance = Instance.Start(program, options, out Outcome failure);
        return (instance, failure);
    }

    /// <summary>Gives a realm back; one that is spoilt, or was never made, only leaves its place.</summary>
    internal void Return(Instance? instance)
    {
        if (instance is { Poisoned: false }) idle.Push(instance);
        places.Release();
    }

    public void Dispose() => places.Dispose();
}
