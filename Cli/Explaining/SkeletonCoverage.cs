using System.Text.Json;
using Containerless.Compiler;

namespace Containerless.Cli.Explaining;

/// <summary>Line by line, what a function's skeleton says before anything was traced: not seen yet, or unsupported.</summary>
internal static class SkeletonCoverage
{
    /// <summary>Reads <c>skeleton.json</c>, which our own transform just wrote.</summary>
    internal static IReadOnlyList<LineCoverage> Of(ReadOnlyMemory<byte> skeleton)
    {
        using var document = JsonDocument.Parse(skeleton, new JsonDocumentOptions { MaxDepth = 10_000 });
        var seen = new SortedSet<int>();
        var unsupported = new SortedDictionary<int, string>();
        var pending = new Stack<JsonElement>([document.RootElement]);
        while (pending.TryPop(out var node))
        {
            if (node.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in node.EnumerateArray())
                {
                    pending.Push(item);
                }
            }
            else if (node.ValueKind == JsonValueKind.Object)
            {
                Note(node, seen, unsupported);
                foreach (var property in node.EnumerateObject())
                {
                    pending.Push(property.Value);
                }
            }
        }

        seen.UnionWith(unsupported.Keys);
        return [.. seen.Select(line => unsupported.TryGetValue(line, out var reason)
            ? new LineCoverage(line, "unsupported", reason)
            : new LineCoverage(line, "unknown", null))];
    }

    private static void Note(JsonElement node, SortedSet<int> seen, SortedDictionary<int, string> unsupported)
    {
        if (!node.TryGetProperty("kind", out var kind) || !node.TryGetProperty("at", out var at)
            || at.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        var line = at[0].GetInt32();
        if (kind.ValueEquals("unsupported"))
        {
            unsupported.TryAdd(line, node.GetProperty("reason").GetString()!);
        }
        else if (!kind.ValueEquals("block"))
        {
            // A block's line is that of its brace, which holds no code of its own.
            seen.Add(line);
        }
    }
}
