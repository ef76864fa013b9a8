using System.Text.Json.Serialization;

namespace Containerless.Shared;

/// <summary>The answer of a multi-invoker's <c>GET /_containerless/status</c>.</summary>
public sealed record MultiStatusDocument
{
    /// <summary>The function's name.</summary>
    [JsonPropertyName("image_name")] public required string ImageName { get; init; }

    /// <summary>StartingA, ServingA, StartingB (A serves while it lives), ServingB or Stopped.</summary>
    [JsonPropertyName("state")] public required string State { get; init; }

    /// <summary>Why the state was entered.</summary>
    [JsonPropertyName("cause")] public required string Cause { get; init; }

    /// <summary>When the state was entered, UTC.</summary>
    [JsonPropertyName("since")] public required DateTimeOffset Since { get; init; }

    /// <summary>Where new requests go, A or B; null while they wait.</summary>
    [JsonPropertyName("serving")] public string? Serving { get; init; }

    /// <summary>How often B has taken over.</summary>
    [JsonPropertyName("switches")] public int Switches { get; init; }

    /// <summary>Requests that wait now.</summary>
    [JsonPropertyName("queued")] public int Queued { get; init; }

    /// <summary>The invoker that traces.</summary>
    [JsonPropertyName("a")] public required SideStatus A { get; init; }

    /// <summary>The invoker that serves what was compiled.</summary>
    [JsonPropertyName("b")] public required SideStatus B { get; init; }

    /// <summary>The hash of the artifact that A published last.</summary>
    [JsonPropertyName("artifact")] public string? Artifact { get; init; }

    /// <summary>Requests that were sent once more, by cause.</summary>
    [JsonPropertyName("retried")] public required IReadOnlyDictionary<string, long> Retried { get; init; }

    /// <summary>Requests that were answered 503, by cause.</summary>
    [JsonPropertyName("refused")] public required IReadOnlyDictionary<string, long> Refused { get; init; }

    /// <summary>State changes, oldest first.</summary>
    [JsonPropertyName("history")] public required IReadOnlyList<StateChange> History { get; init; }
}

/// <summary>One of the two invokers.</summary>
/// <param name="Name">A or B.</param>
/// <param name="Phase"><c>stopped</c>, <c>starting</c>, <c>ready</c> or <c>ended</c>.</param>
public sealed record SideStatus(
    [property: JsonPropertyName("name")] string Name, [property: JsonPropertyName("phase")] string Phase)
{
    /// <summary>Its process; null when there is none.</summary>
    [JsonPropertyName("process")] public int? ProcessId { get; init; }

    /// <summary>The port requests arrive at; null before it listens.</summary>
    [JsonPropertyName("port")] public int? Port { get; init; }

    /// <summary>Its operators' port; null before it listens.</summary>
    [JsonPropertyName("admin_port")] public int? AdminPort { get; init; }

    /// <summary>Its function's state, as it says itself.</summary>
    [JsonPropertyName("state")] public string? State { get; init; }

    /// <summary>Why that state was entered.</summary>
    [JsonPropertyName("cause")] public string? Cause { get; init; }

    /// <summary>How often it was started.</summary>
    [JsonPropertyName("starts")] public int Starts { get; init; }

    /// <summary>How it ended the last time; null when it never did.</summary>
    [JsonPropertyName("last_end")] public string? LastEnd { get; init; }

    /// <summary>Requests it has now.</summary>
    [JsonPropertyName("in_flight")] public int InFlight { get; init; }

    /// <summary>Requests it has answered, in all its starts.</summary>
    [JsonPropertyName("answered")] public long Answered { get; init; }
}
