using Containerless.Invoker.Compilation;
using Containerless.Invoker.Compiled;
using Containerless.Invoker.Egress;
using Containerless.Invoker.Isolation;
using Containerless.Invoker.Observation;
using Containerless.Invoker.Parent;
using Containerless.Runtime.Hosting;
using Containerless.Shared;

namespace Containerless.Invoker;

/// <summary>
/// What an invoker is made of, so that another host (the command line) or a test for a fault can put its own in. The
/// defaults are the real ones.
/// </summary>
public sealed record InvokerServices
{
    /// <summary>Where the invoker logs.</summary>
    public required ILoggerFactory Logs { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The multi-invoker that started this process; null where there is none.</summary>
    public ParentLink? Parent { get; init; }

    /// <summary>Makes the isolation provider, with the egress that compiled code uses too.</summary>
    public Func<InvokerConfiguration, PreparedFunction, EgressTransport, ILoggerFactory, CancellationToken, Task<IIsolationProvider>>
        CreateIsolation { get; init; } = IsolationProviders.CreateAsync;

    /// <summary>Makes the compiler.</summary>
    public Func<InvokerConfiguration, ILoggerFactory, ICompiler> CreateCompiler { get; init; } =
        static (configuration, logs) => configuration.CompilerUrl is { } address
            ? new RemoteCompiler(address)
            : new CompilerProcess(logs.CreateLogger("Containerless.Invoker.Compiler"));

    /// <summary>Checks an artifact before it is published; throws <see cref="ArtifactException"/>.</summary>
    public Action<Artifact> Check { get; init; } = ArtifactLoader.Check;

    /// <summary>Loads an artifact; throws <see cref="ArtifactException"/> when it may not be loaded.</summary>
    public Func<Artifact, InvokerConfiguration, IOutbound, RequestCounters, ILoggerFactory, ICompiledTier> Load { get; init; } =
        CompiledTier.Load;

    /// <summary>Told of each state change, in order.</summary>
    public Action<StateChange>? StateChanged { get; init; }

    /// <summary>Told, with the count and how many are wanted, after each request traced.</summary>
    public Action<int, int>? Traced { get; init; }
}
