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
        var nodes = Nodes(document.RootElement);
        var modules = Modules(nodes);
        var seen = new SortedSet<int>();
        var unsupported = new SortedDictionary<int, string>();
        foreach (var node in nodes)
        {
            Note(node, modules, seen, unsupported);
        }

        seen.UnionWith(unsupported.Keys);
        return [.. seen.Select(line => unsupported.TryGetValue(line, out var reason)
            ? new LineCoverage(line, "unsupported", reason)
            : new LineCoverage(line, "unknown", null))];
    }

    /// <summary>All objects in a value, itself included.</summary>
    private static List<JsonElement> Nodes(JsonElement root)
    {
        var nodes = new List<JsonElement>();
        var pending = new Stack<JsonElement>([root]);
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
                nodes.Add(node);
                foreach (var property in node.EnumerateObject())
                {
                    pending.Push(property.Value);
                }
            }
        }

        return nodes;
    }

    /// <summary>Variables, and why the module that they hold stays with Node; null for those that hold anything else.</summary>
    private static Dictionary<int, string?> Modules(List<JsonElement> nodes)
    {
        var modules = new Dictionary<int, string?>();
        foreach (var node in nodes)
        {
            if (IsOf(node, "let") || IsOf(node, "set"))
            {
                var binding = node.GetProperty("binding").GetInt32();
                var reason = OfModule(node.GetProperty("value"), modules: null);
                modules[binding] = modules.TryGetValue(binding, out var before) && before != reason ? null : reason;
            }
        }

        return modules;
    }

    private static void Note(JsonElement node, Dictionary<int, string?> modules, SortedSet<int> seen, SortedDictionary<int, string> unsupported)
    {
        if (!node.TryGetProperty("kind", out var kind) || kind.ValueKind != JsonValueKind.String || !node.TryGetProperty("at", out var at)
            || at.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        var line = at[0].GetInt32();
        if (ReasonOf(node, modules) is { } reason)
        {
            unsupported.TryAdd(line, reason);
        }
        else if (!kind.ValueEquals("block"))
        {
            // A block's line is that of its brace, which holds no code of its own.
            seen.Add(line);
        }
    }

    /// <summary>Why a node always stays in a container; null where tracing decides.</summary>
    private static string? ReasonOf(JsonElement node, Dictionary<int, string?> modules) => node.GetProperty("kind").GetString() switch
    {
        "unsupported" => node.GetProperty("reason").GetString(),
        "global" => NodeOnly.Global(NameOf(node)),
        "module" => NodeOnly.Required(NameOf(node)),
        "get" or "index" or "methodCall" => OfModule(node.GetProperty("object"), modules),
        "call" or "new" => OfModule(node.GetProperty("callee"), modules),
        _ => null,
    };

    private static string? OfModule(JsonElement value, Dictionary<int, string?>? modules) =>
        IsOf(value, "module") ? NodeOnly.Module(NameOf(value))
        : IsOf(value, "coercible") ? OfModule(value.GetProperty("value"), modules) // what a pattern takes apart
        : IsOf(value, "identifier") ? modules?.GetValueOrDefault(value.GetProperty("binding").GetInt32())
        : null;

    private static bool IsOf(JsonElement node, string kind) =>
        node.ValueKind == JsonValueKind.Object && node.TryGetProperty("kind", out var its) && its.ValueKind == JsonValueKind.String && its.ValueEquals(kind);

    private static string NameOf(JsonElement node) => node.GetProperty("name").GetString()!;
}
