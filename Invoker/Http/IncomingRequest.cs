namespace Containerless.Invoker.Http;

/// <summary>One request for the function as the front read it: checked, with its whole body.</summary>
/// <param name="Method"><c>GET</c> or <c>POST</c>.</param>
/// <param name="Target">The raw request target, path and query, beginning with <c>/</c>.</param>
/// <param name="ContentType">The content type as it was sent; null when none was.</param>
/// <param name="Headers">The headers, valid while the request is being answered.</param>
/// <param name="Body">The body; on the hot path in a pooled buffer, valid while the request is being answered.</param>
public readonly record struct IncomingRequest(
    string Method, string Target, string? ContentType, IHeaderDictionary Headers, ReadOnlyMemory<byte> Body);
