using Containerless.Shared;

namespace Containerless.MultiInvoker.Switching;

/// <summary>The two invokers.</summary>
internal enum SideName
{
    /// <summary>Traces and compiles.</summary>
    A,

    /// <summary>Serves what was compiled.</summary>
    B,
}

/// <summary>Who serves.</summary>
internal enum SwitchState
{
    /// <summary>Nobody: A is being started, and requests wait.</summary>
    StartingA,

    /// <summary>A.</summary>
    ServingA,

    /// <summary>A while it lives; B is being started on what A has compiled.</summary>
    StartingB,

    /// <summary>B.</summary>
    ServingB,

    /// <summary>Nobody any more.</summary>
    Stopped,
}

/// <summary>What happened to an invoker.</summary>
/// <param name="Side">Which it is.</param>
/// <param name="Start">The number of its start, counted from 1: what is said of an earlier one is out of date.</param>
internal abstract record SwitchEvent(SideName Side, int Start)
{
    /// <summary>It answers.</summary>
    internal sealed record Ready(SideName Side, int Start) : SwitchEvent(Side, Start);

    /// <summary>It has published an artifact, and serves on until its successor does.</summary>
    internal sealed record Compiled(SideName Side, int Start, string Artifact) : SwitchEvent(Side, Start);

    /// <summary>It is about to quit by itself: its successor is late, or somebody has asked it to stop.</summary>
    internal sealed record Leaving(SideName Side, int Start) : SwitchEvent(Side, Start);

    /// <summary>Its process has ended, or could not be started.</summary>
    /// <param name="Side">Which it is.</param>
    /// <param name="Start">The number of its start.</param>
    /// <param name="Code">The exit code; null when there was no process.</param>
    /// <param name="Message">What it said last.</param>
    internal sealed record Ended(SideName Side, int Start, int? Code, string Message) : SwitchEvent(Side, Start);
}

/// <summary>What is to be done.</summary>
internal abstract record SwitchCommand
{
    /// <summary>Start an invoker, once the one before it has ended.</summary>
    internal sealed record Start(SideName Side, int Number, InitialState State, TimeSpan Delay) : SwitchCommand;

    /// <summary>Send new requests there; null: nowhere, they wait.</summary>
    internal sealed record Route(SideName? To) : SwitchCommand;

    /// <summary>When it has answered all it has of ours, tell it to quit.</summary>
    internal sealed record Release(SideName Side) : SwitchCommand;

    /// <summary>End the program.</summary>
    internal sealed record Finish(int ExitCode, string Message) : SwitchCommand;
}
