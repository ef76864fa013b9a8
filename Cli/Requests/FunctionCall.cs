namespace Containerless.Cli.Requests;

/// <summary>One request of a requests file, ready to be sent as a POST.</summary>
/// <param name="Target">The request target, path and query, beginning with <c>/</c>; printable ASCII.</param>
/// <param name="ContentType">The content type; null where none is sent.</param>
/// <param name="Headers">Further headers, in the file's order.</param>
/// <param name="Body">The body's bytes; empty where there is none.</param>
public sealed record FunctionCall(
    string Target, string? ContentType, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body);
