using System.Text.Json.Serialization;

namespace Containerless.Shared;

/// <summary>
/// One message on the control socket between a multi-invoker and an invoker that it started: a line of JSON. The other's end of
/// the socket closing says that it has ended.
/// </summary>
/// <param name="Event">What it says; one of <see cref="ControlEvents"/>.</param>
public sealed record ControlMessage([property: JsonPropertyName("event")] string Event)
{
    /// <summary>With <see cref="ControlEvents.Listening"/>: the port requests arrive at.</summary>
    [JsonPropertyName("port"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int? Port { get; init; }

    /// <summary>With <see cref="ControlEvents.Listening"/>: the operators' port.</summary>
    [JsonPropertyName("admin_port"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int? AdminPort { get; init; }

    /// <summary>With <see cref="ControlEvents.State"/>: the state entered.</summary>
    [JsonPropertyName("state"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? State { get; init; }

    /// <summary>With <see cref="ControlEvents.State"/>: why.</summary>
    [JsonPropertyName("cause"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Cause { get; init; }

    /// <summary>With <see cref="ControlEvents.Compiled"/>: the hash of the artifact that was published.</summary>
    [JsonPropertyName("artifact"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Artifact { get; init; }
}

/// <summary>What control messages say.</summary>
public static class ControlEvents
{
    /// <summary>To the parent: it listens and can serve.</summary>
    public const string Listening = "listening";

    /// <summary>To the parent: its function's state has changed.</summary>
    public const string State = "state";

    /// <summary>To the parent, with <c>kill_parent</c>: the artifact is published, and it serves on until its successor does.</summary>
    public const string Compiled = "compiled";

    /// <summary>To the parent: it is about to quit, and wants no more requests.</summary>
    public const string Leaving = "leaving";

    /// <summary>To the child: it gets no more requests and has none of the parent's; it is to quit.</summary>
    public const string SuccessorReady = "successor_ready";
}
