using System.Text.Json.Serialization;

namespace Containerless.Shared;

/// <summary>The answer of <c>GET /_containerless/status</c>.</summary>
public sealed record StatusDocument
{
    /// <summary>The function's name.</summary>
    [JsonPropertyName("image_name")] public required string ImageName { get; init; }

    /// <summary>NotStarted, Tracing, Compiling, Decontainerized, Draining or Aborted (containers only).</summary>
    [JsonPropertyName("state")] public required string State { get; init; }

    /// <summary>Why the state was entered.</summary>
    [JsonPropertyName("cause")] public required string Cause { get; init; }

    /// <summary>When the state was entered, UTC.</summary>
    [JsonPropertyName("since")] public required DateTimeOffset Since { get; init; }

    /// <summary>The isolation provider, <c>container</c> or <c>process</c>; null while none was needed or none works.</summary>
    [JsonPropertyName("isolation")] public string? Isolation { get; init; }

    /// <summary>How containers are reached and why so; null where there are none.</summary>
    [JsonPropertyName("container_transport")] public TransportStatus? ContainerTransport { get; init; }

    /// <summary>What an operator should know: isolation for development only, no fallback.</summary>
    [JsonPropertyName("warnings")] public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Requests traced, and how many are wanted.</summary>
    [JsonPropertyName("tracing")] public required TracingStatus Tracing { get; init; }

    /// <summary>The function's instances, the tracing one included.</summary>
    [JsonPropertyName("containers")] public required IReadOnlyList<ContainerStatus> Containers { get; init; }

    /// <summary>Requests that wait for an instance now.</summary>
    [JsonPropertyName("queued")] public int Queued { get; init; }

    /// <summary>The compiled tier's realms; null while nothing is loaded.</summary>
    [JsonPropertyName("realms")] public RealmStatus? Realms { get; init; }

    /// <summary>Answers by tier: compiled, tracing, container.</summary>
    [JsonPropertyName("requests")] public required IReadOnlyDictionary<string, long> Requests { get; init; }

    /// <summary>Bail-outs by reason.</summary>
    [JsonPropertyName("bailouts")] public required IReadOnlyDictionary<string, long> Bailouts { get; init; }

    /// <summary>Limits passed, by the limit's error name.</summary>
    [JsonPropertyName("limits")] public required IReadOnlyDictionary<string, long> Limits { get; init; }

    /// <summary>What the function learns from requests that its compiled code gave up.</summary>
    [JsonPropertyName("learning")] public LearningStatus? Learning { get; init; }

    /// <summary>The hash of the artifact being served, or just published.</summary>
    [JsonPropertyName("artifact")] public string? Artifact { get; init; }

    /// <summary>Duration of each compilation, in milliseconds, oldest first.</summary>
    [JsonPropertyName("compile_ms")] public required IReadOnlyList<double> CompileMilliseconds { get; init; }

    /// <summary>State changes, oldest first.</summary>
    [JsonPropertyName("history")] public required IReadOnlyList<StateChange> History { get; init; }
}

/// <summary>How the invoker and its containers reach each other.</summary>
/// <param name="Name"><c>socket</c> or <c>tcp</c>.</param>
/// <param name="Reason">Why it was chosen.</param>
public sealed record TransportStatus(
    [property: JsonPropertyName("name")] string Name, [property: JsonPropertyName("reason")] string Reason);

/// <summary>Progress of tracing.</summary>
/// <param name="Traced">Requests answered by the tracing instance.</param>
/// <param name="Of">Requests wanted before compiling.</param>
public sealed record TracingStatus(
    [property: JsonPropertyName("traced")] int Traced, [property: JsonPropertyName("of")] int Of);

/// <summary>How a function learns from requests that its compiled code gave up.</summary>
/// <param name="State">
/// <c>off</c>; <c>ready</c> for a bail-out to learn from; <c>gathering</c>: requests were traced again, and others may come
/// before their trace is compiled; <c>compiling</c>; <c>ended</c>.
/// </param>
/// <param name="Recompilations">Recompilations so far.</param>
/// <param name="Of">How many there may be: <c>max_recompilations</c>.</param>
/// <param name="LoadedVersions">Versions of the compiled code in this process; they stay until it ends.</param>
/// <param name="Trigger">The bail-outs that the latest attempt to learn began with; null before the first.</param>
/// <param name="Outcome">What came of it, or why learning has ended.</param>
public sealed record LearningStatus(
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("recompilations")] int Recompilations,
    [property: JsonPropertyName("of")] int Of,
    [property: JsonPropertyName("loaded_versions")] int LoadedVersions,
    [property: JsonPropertyName("trigger")] string? Trigger,
    [property: JsonPropertyName("outcome")] string? Outcome);

/// <summary>One instance of the function.</summary>
/// <param name="Id">The provider's name for it.</param>
/// <param name="Kind"><c>plain</c> or <c>tracing</c>.</param>
/// <param name="Busy">Whether it serves a request.</param>
public sealed record ContainerStatus(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("busy")] bool Busy);

/// <summary>The realms of the compiled tier.</summary>
/// <param name="Live">Realms that exist.</param>
/// <param name="Busy">Of these, how many serve a request.</param>
/// <param name="Max">How many there may be.</param>
/// <param name="Discarded">How many were thrown away after a bail-out, a limit or a fault.</param>
public sealed record RealmStatus(
    [property: JsonPropertyName("live")] int Live,
    [property: JsonPropertyName("busy")] int Busy,
    [property: JsonPropertyName("max")] int Max,
    [property: JsonPropertyName("discarded")] long Discarded);

/// <summary>One change of state.</summary>
/// <param name="State">The state entered.</param>
/// <param name="Cause">Why.</param>
/// <param name="At">When, UTC.</param>
public sealed record StateChange(
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("cause")] string Cause,
    [property: JsonPropertyName("at")] DateTimeOffset At);
