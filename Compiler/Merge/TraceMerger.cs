using System.Text;
using System.Text.Json;
using Containerless.Compiler.Validate;
using Containerless.Shared;

namespace Containerless.Compiler.Merge;

/// <summary>
/// Joins traces of one program into the trace of everything that any of them saw (docs/trace.md, "Merging"). It knows
/// nothing of the kinds of node: what is <c>unknown</c> gives way to whatever stands there in the other trace,
/// <c>type</c> lists join, and everything else comes from the skeleton and so must be equal. The result is in one fixed
/// form, so the order of the traces does not show, and merging a trace with itself changes nothing.
/// </summary>
/// <remarks>
/// Traces are hostile input: size, depth and their number are bounded. A merged trace has still to be validated.
/// </remarks>
public static class TraceMerger
{
    /// <summary>Traces merged at a time.</summary>
    public const int MostTraces = 32;

    private static readonly JsonDocumentOptions Strict =
        new() { MaxDepth = TraceLimits.JsonDepth, AllowDuplicateProperties = false };

    /// <summary>Merges traces. One alone is only brought into the form that all merged traces have.</summary>
    /// <param name="traces">From 1 to <see cref="MostTraces"/> documents, UTF-8.</param>
    /// <returns>The merged trace, UTF-8, written as <c>JSON.stringify</c> writes.</returns>
    /// <exception cref="TraceInvalidException">
    /// They are not of one program, or are no traces; the path says where they differ.
    /// </exception>
    public static byte[] Merge(IReadOnlyList<ReadOnlyMemory<byte>> traces)
    {
        if (traces.Count is 0 or > MostTraces)
        {
            throw new TraceInvalidException("$", $"from 1 to {MostTraces} traces can be merged, not {traces.Count}");
        }

        byte[] merged = Merge(traces[0], traces[0]);
        for (int i = 1; i < traces.Count; i++)
        {
            merged = Merge(merged, traces[i]);
        }

        return merged;
    }

    private static byte[] Merge(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right)
    {
        using JsonDocument a = Parse(left);
        using JsonDocument b = Parse(right);
        RequireOneProgram(a.RootElement, b.RootElement);
        var text = new JsonText(Math.Max(left.Length, right.Length));
        new NodeMerger(text).Merge(a.RootElement, b.RootElement);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> trace)
    {
        if (trace.Length > TraceLimits.Bytes)
        {
            throw new TraceInvalidException("$", $"the trace is larger than {TraceLimits.Bytes} bytes");
        }

        try
        {
            return JsonDocument.Parse(trace, Strict);
        }
        catch (JsonException e)
        {
            throw new TraceInvalidException("$", $"not valid JSON: {e.Message}");
        }
    }

    /// <summary>Anything else that differs is a place in the program; this is the program, and says so.</summary>
    private static void RequireOneProgram(JsonElement a, JsonElement b)
    {
        if (TextOf(a, "version") is var version && version != TextOf(b, "version"))
        {
            throw new TraceInvalidException(
                "$.version", $"the traces are of versions {version} and {TextOf(b, "version")} of the format, and cannot be merged");
        }

        if (HashesOf(a).DifferenceFrom(HashesOf(b)) is { } difference)
        {
            throw new TraceInvalidException("$.hashes", $"the traces differ in their {difference} hash, and cannot be merged");
        }
    }

    private static string TextOf(JsonElement trace, string name) =>
        trace.ValueKind == JsonValueKind.Object && trace.TryGetProperty(name, out JsonElement value)
            ? value.GetRawText()
            : throw new TraceInvalidException("$", $"the property \"{name}\" is missing");

    private static ProgramHashes HashesOf(JsonElement trace)
    {
        var cursor = new JsonCursor(trace);
        return cursor.Property("hashes", () => new ProgramHashes(Hash("source"), Hash("transform"), Hash("library"), Hash("node")));

        string Hash(string name) => cursor.Property(name, () => cursor.Text(64));
    }
}
