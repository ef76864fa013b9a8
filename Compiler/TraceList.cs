using System.Runtime.InteropServices;
using System.Text.Json;
using Containerless.Compiler.Merge;
using Containerless.Compiler.Validate;

namespace Containerless.Compiler;

/// <summary>The body of <c>POST /compile</c> where it is a list of traces.</summary>
internal static class TraceList
{
    /// <summary>Whether a body is a list, not one trace.</summary>
    public static bool IsList(ReadOnlySpan<byte> body) => body.TrimStart(" \t\r\n"u8) is [(byte)'[', ..];

    /// <summary>The traces in a list, each as it was sent; of more than can be merged, one too many.</summary>
    /// <exception cref="TraceInvalidException">It is not JSON.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument list = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = TraceLimits.JsonDepth + 1 });
            return [.. list.RootElement.EnumerateArray().Take(TraceMerger.MostTraces + 1).Select(static trace =>
                new ReadOnlyMemory<byte>(JsonMarshal.GetRawUtf8Value(trace).ToArray()))];
        }
        catch (JsonException e)
        {
            throw new TraceInvalidException("$", $"not valid JSON: {e.Message}");
        }
    }
}
