using System.Text.Json;
using System.Text.Json.Serialization;
using Containerless.Shared;

namespace Containerless.Compiler;

/// <summary>How long each pass took, in milliseconds.</summary>
public sealed record PassTimes(
    [property: JsonPropertyName("validate")] double Validate,
    [property: JsonPropertyName("resolve")] double Resolve,
    [property: JsonPropertyName("infer")] double Infer,
    [property: JsonPropertyName("generate")] double Generate,
    [property: JsonPropertyName("emit")] double Emit,
    [property: JsonPropertyName("verify")] double Verify);

/// <summary>What a compilation has to say of itself: <c>report.json</c>.</summary>
/// <param name="Source">File name of the source.</param>
/// <param name="Hashes">What the trace was made from.</param>
/// <param name="Functions">How many functions the trace created.</param>
/// <param name="CompiledFunctions">How many of them ran while tracing, and so were compiled.</param>
/// <param name="Milliseconds">Time of each pass.</param>
/// <param name="Lines">Coverage of every line that holds code.</param>
public sealed record CompilationReport(
    [property: JsonPropertyName("source")] string Source,
    [property: JsonPropertyName("hashes")] ProgramHashes Hashes,
    [property: JsonPropertyName("functions")] int Functions,
    [property: JsonPropertyName("compiled_functions")] int CompiledFunctions,
    [property: JsonPropertyName("milliseconds")] PassTimes Milliseconds,
    [property: JsonPropertyName("lines")] IReadOnlyList<LineCoverage> Lines)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The report as UTF-8 JSON.</summary>
    public byte[] ToUtf8Json() => JsonSerializer.SerializeToUtf8Bytes(this, Indented);
}
