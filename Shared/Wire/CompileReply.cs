using System.Text.Json;
using System.Text.Json.Serialization;

namespace Containerless.Shared;

/// <summary>The compiler service's answer to <c>POST /compile</c>, status 200.</summary>
/// <param name="Hash">The artifact's hash, <see cref="Artifact.HashOf(ReadOnlySpan{byte}, ReadOnlySpan{byte}, ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>.</param>
/// <param name="CSharp">The generated C#.</param>
/// <param name="Assembly">The assembly; base64 in JSON.</param>
/// <param name="Symbols">The portable PDB; base64 in JSON.</param>
/// <param name="Report">The compilation's report, stored as <c>report.json</c>.</param>
/// <param name="Trace">The merged trace where several were sent, base64 in JSON; null where the caller has it.</param>
public sealed record CompileReply(
    [property: JsonPropertyName("hash")] string Hash,
    [property: JsonPropertyName("csharp")] string CSharp,
    [property: JsonPropertyName("assembly")] byte[] Assembly,
    [property: JsonPropertyName("symbols")] byte[] Symbols,
    [property: JsonPropertyName("report")] JsonElement Report,
    [property: JsonPropertyName("trace"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] byte[]? Trace = null);

/// <summary>The compiler service's answer when it made nothing: 400 (invalid trace) or 422 (cannot be compiled).</summary>
public sealed record CompileRefusal([property: JsonPropertyName("error")] CompileError Error);

/// <summary>Why a trace was refused.</summary>
/// <param name="Message">What was wrong.</param>
/// <param name="Path">The JSON path of the fault, for an invalid trace.</param>
public sealed record CompileError(
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("path"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Path = null);
