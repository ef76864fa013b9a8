using System.Text.Json.Serialization;
using Containerless.Compiler;

namespace Containerless.Cli.Explaining;

/// <summary>How many lines of a package, or of a file the function requires, are in which state.</summary>
internal sealed record PackageCoverage(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("compiled")] int Compiled,
    [property: JsonPropertyName("partial")] int Partial,
    [property: JsonPropertyName("unknown")] int Unknown,
    [property: JsonPropertyName("unsupported")] int Unsupported,
    [property: JsonPropertyName("reasons")] IReadOnlyList<string> Reasons);

/// <summary>What became of each line of a function, and where that is known from.</summary>
internal sealed record Explanation
{
    /// <summary>One line that says what is explained.</summary>
    [JsonPropertyName("origin")] public required string Origin { get; init; }

    /// <summary>The function's own lines that hold code, in order.</summary>
    [JsonPropertyName("lines")] public required IReadOnlyList<LineCoverage> Lines { get; init; }

    /// <summary>What the function requires.</summary>
    [JsonPropertyName("packages")] public IReadOnlyList<PackageCoverage> Packages { get; init; } = [];

    /// <summary>The package of each line in front of the function; empty where the text that was traced is not at hand.</summary>
    [JsonIgnore] public IReadOnlyList<string> PackageLines { get; init; } = [];

    /// <summary>Bail-outs of requests, the most frequent first; null where no requests were looked at.</summary>
    [JsonPropertyName("bailouts"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RankedBailout>? Bailouts { get; init; }

    /// <summary>The source's lines; null where the source is not at hand.</summary>
    [JsonIgnore] public IReadOnlyList<string>? Source { get; init; }

    /// <summary>The last line there is something to say of.</summary>
    [JsonIgnore] public int LastLine => Math.Max(Source?.Count ?? 0, Lines.Count == 0 ? 0 : Lines[^1].Line);

    /// <summary>The text of a line, where it is known.</summary>
    public string TextOf(int line) => Source is not null && line <= Source.Count ? Source[line - 1] : "";

    /// <summary>How many lines have a status.</summary>
    public int Count(string status) => Lines.Count(line => line.Status == status);

    /// <summary>A sentence that sums the lines up.</summary>
    [JsonIgnore]
    public string Summary =>
        $"{Count("compiled")} lines compiled, {Count("partial")} in part, {Count("unknown")} not seen yet, {Count("unsupported")} unsupported";

    /// <summary>What a person calls a status.</summary>
    public static string Label(string? status) => status switch
    {
        null => "",
        "compiled" => "compiled",
        "unknown" => "not seen yet",
        "partial" => "in part",
        _ => "unsupported",
    };
}
