namespace Containerless.Invoker.State;

/// <summary>Where a function stands on its way out of containers.</summary>
public enum FunctionState
{
    /// <summary>Nothing runs yet.</summary>
    NotStarted,

    /// <summary>The tracing instance takes requests; others overflow to plain containers.</summary>
    Tracing,

    /// <summary>The trace is complete and being compiled; containers serve.</summary>
    Compiling,

    /// <summary>Compiled code serves; containers only where it bails out.</summary>
    Decontainerized,

    /// <summary>On the way out: what was accepted is finished, then the invoker quits.</summary>
    Draining,

    /// <summary>Containers only, for the reason in the cause.</summary>
    Aborted,
}
