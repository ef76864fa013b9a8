using System.Text.Json.Serialization;

namespace Containerless.Shared;

/// <summary>What a trace and its artifact were made from; traces merge and artifacts load only where all are equal.</summary>
/// <param name="Source">SHA-256 of the function's source, lower-case hexadecimal.</param>
/// <param name="Transform">SHA-256 of the transform.</param>
/// <param name="Library">SHA-256 of the functions' library.</param>
/// <param name="Node">Node's <c>process.version</c>, <c>v20.20.2</c>.</param>
public sealed record ProgramHashes(
    [property: JsonPropertyName("source")] string Source,
    [property: JsonPropertyName("transform")] string Transform,
    [property: JsonPropertyName("library")] string Library,
    [property: JsonPropertyName("node")] string Node)
{
    /// <summary>In which parts two differ, in words (<c>source and node</c>); null when they are equal.</summary>
    public string? DifferenceFrom(ProgramHashes other)
    {
        var parts = new List<string>(4);
        if (Source != other.Source) { parts.Add("source"); }
        if (Transform != other.Transform) { parts.Add("transform"); }
        if (Library != other.Library) { parts.Add("library"); }
        if (Node != other.Node) { parts.Add("node"); }
        return parts.Count == 0 ? null : string.Join(" and ", parts);
    }
}
