using System.Text.Json.Serialization;

namespace Containerless.Shared;

/// <summary>The body of an answer that is an error, the same in every tier.</summary>
public sealed record FunctionErrorDocument([property: JsonPropertyName("error")] FunctionError Error);

/// <summary>A named error.</summary>
/// <param name="Name">The error's name, <c>TypeError</c>, <c>NoResponse</c>, <c>TimeLimit</c>.</param>
/// <param name="Message">What happened.</param>
/// <param name="Line">The line in the function's source; null where there is none.</param>
public sealed record FunctionError(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("line")] int? Line = null);
