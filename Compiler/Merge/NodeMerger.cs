using System.Runtime.CompilerServices;
using System.Text.Json;
using Containerless.Compiler.Validate;

namespace Containerless.Compiler.Merge;

/// <summary>Merges two documents node by node and writes the result. Fields must come in the same order in both.</summary>
internal sealed class NodeMerger(JsonText text)
{
    private readonly Stack<object> _path = new();

    /// <summary>Merges what stands at one place in both traces.</summary>
    /// <exception cref="TraceInvalidException">The two differ where they may not.</exception>
    public void Merge(JsonElement a, JsonElement b)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (IsHole(a) != IsHole(b))
        {
            JsonElement known = IsHole(a) ? b : a;
            Merge(known, known);
            return;
        }

        if (a.ValueKind != b.ValueKind)
        {
            throw Differ(a, b);
        }

        switch (a.ValueKind)
        {
            case JsonValueKind.Object:
                Fields(a, b);
                break;
            case JsonValueKind.Array:
                Items(a, b);
                break;
            case JsonValueKind.String:
                string value = StringOf(a);
                text.Quoted(value == StringOf(b) ? value : throw Differ(a, b));
                break;
            default:
                // Numbers by their text: both were written by the same writer, from the same skeleton.
                text.Raw(a.GetRawText() == b.GetRawText() ? a.GetRawText() : throw Differ(a, b));
                break;
        }
    }

    private void Fields(JsonElement a, JsonElement b)
    {
        List<JsonProperty> left = [.. a.EnumerateObject()];
        List<JsonProperty> right = [.. b.EnumerateObject()];
        if (!left.Select(NameOf).SequenceEqual(right.Select(NameOf), StringComparer.Ordinal))
        {
            throw Fault($"the traces differ: the fields are {Names(left)} and {Names(right)}");
        }

        text.List(left.Zip(right), pair =>
        {
            string name = NameOf(pair.First);
            text.Quoted(name).Raw(":");
            _path.Push(name);
            Field(name, pair.First.Value, pair.Second.Value);
            _path.Pop();
        }, "{", "}");
    }

    private void Field(string name, JsonElement a, JsonElement b)
    {
        if (name == "type" && a.ValueKind == JsonValueKind.Array && b.ValueKind == JsonValueKind.Array)
        {
            var types = new TypeJoin();
            types.Add(a, Fault);
            types.Add(b, Fault);
            types.Write(text);
        }
        else
        {
            Merge(a, b);
        }
    }

    private void Items(JsonElement a, JsonElement b)
    {
        if (a.GetArrayLength() != b.GetArrayLength())
        {
            throw Fault($"the traces differ: {a.GetArrayLength()} items and {b.GetArrayLength()}");
        }

        int index = 0;
        text.List(a.EnumerateArray().Zip(b.EnumerateArray()), pair =>
        {
            _path.Push(index++);
            Merge(pair.First, pair.Second);
            _path.Pop();
        });
    }

    private static bool IsHole(JsonElement node) =>
        node.ValueKind == JsonValueKind.Object && node.TryGetProperty("kind", out JsonElement kind)
        && kind.ValueKind == JsonValueKind.String && kind.ValueEquals("unknown");

    private string StringOf(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Fault("the string holds a lone surrogate");
        }
    }

    private string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            throw Fault("the name of a field holds a lone surrogate");
        }
    }

    private TraceInvalidException Differ(JsonElement a, JsonElement b) =>
        Fault($"the traces differ: {Shorten(a.GetRawText())} and {Shorten(b.GetRawText())}");

    private TraceInvalidException Fault(string problem) => TraceInvalidException.At(_path, problem);

    private static string Names(List<JsonProperty> fields) => Shorten(string.Join(", ", fields.Select(static field => field.Name)));

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
