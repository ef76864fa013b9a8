namespace Containerless.AppHost.Publishing;

/// <summary>A Compose file (the Compose Specification), as far as it is used here.</summary>
internal sealed record ComposeFile
{
    public SortedDictionary<string, ComposeService> Services { get; } = new(StringComparer.Ordinal);

    /// <summary>Named volumes, without options.</summary>
    public SortedDictionary<string, Dictionary<string, string>> Volumes { get; } = new(StringComparer.Ordinal);
}

/// <summary>A service of a <see cref="ComposeFile"/>. What is null is left out.</summary>
internal sealed record ComposeService
{
    public required ComposeBuild Build { get; init; }

    public required string Image { get; init; }

    public List<string>? Command { get; init; }

    public Dictionary<string, string>? Environment { get; init; }

    public List<string>? Ports { get; init; }

    public List<string>? Volumes { get; init; }

    public Dictionary<string, ComposeDependency>? DependsOn { get; init; }

    public string? Pid { get; init; }

    public string? NetworkMode { get; init; }

    public List<string>? CapDrop { get; init; }

    public List<string> SecurityOpt { get; } = ["no-new-privileges:true"];

    public string Restart { get; init; } = "unless-stopped";

    public string? StopGracePeriod { get; init; }
}

/// <summary>What an image is built from.</summary>
internal sealed record ComposeBuild(string Context, Dictionary<string, string> Args);

/// <summary>What a service waits for.</summary>
internal sealed record ComposeDependency(string Condition);
