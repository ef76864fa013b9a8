using System.Text.Json;
using Containerless.Compiler.Validate;

namespace Containerless.Compiler.Merge;

/// <summary>
/// The union of <c>type</c> lists (docs/trace.md, "Types"). An item is a name; a shape, <c>{"object": {field: list}}</c>;
/// something made of others, <c>{"array": list}</c>, which joins list by list; or anything else with one field, which is
/// like a name, <c>{"closure": 3}</c>.
/// </summary>
internal sealed class TypeJoin(int depth = 0)
{
    /// <summary>As the recorder has it: with more shapes than this it is any object.</summary>
    private const int MostShapes = 4;

    /// <summary>The recorder looks into values to a depth of two; writing costs a copy a level.</summary>
    private const int MostDepth = 8;
    private const string AnyObject = "\"object\"";

    /// <summary>By their JSON text, which is also the order in which they are written.</summary>
    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, TypeJoin> _made = new(StringComparer.Ordinal);

    /// <summary>By the JSON text of the field names in their order: in another order it is another shape.</summary>
    private readonly Dictionary<string, List<(string Name, TypeJoin Types)>> _shapes = new(StringComparer.Ordinal);

    /// <summary>Adds a list.</summary>
    /// <param name="list">The list, which may be hostile.</param>
    /// <param name="fault">Makes the complaint about one that is none.</param>
    /// <exception cref="TraceInvalidException">It is none.</exception>
    public void Add(JsonElement list, Func<string, TraceInvalidException> fault)
    {
        if (depth > MostDepth)
        {
            throw fault($"types are nested deeper than {MostDepth}");
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            throw fault("a list of types is expected");
        }

        try
        {
            foreach (JsonElement item in list.EnumerateArray())
            {
                AddItem(item, fault);
            }
        }
        catch (InvalidOperationException)
        {
            throw fault("a type holds a lone surrogate");
        }
    }

    /// <summary>Writes the union, its items sorted by their JSON text.</summary>
    public void Write(JsonText text)
    {
        var items = new SortedSet<string>(_names, StringComparer.Ordinal);
        foreach ((string name, TypeJoin types) in _made)
        {
            items.Add(TextOf("{", name, types, "}"));
        }

        if (!_names.Contains(AnyObject))
        {
            foreach (List<(string Name, TypeJoin Types)> fields in _shapes.Values)
            {
                var shape = new JsonText();
                shape.Raw("{\"object\":").List(fields, field => shape.Raw(TextOf("", field.Name, field.Types, "")), "{", "}");
                items.Add(shape.Raw("}").ToString());
            }
        }

        text.List(items, item => text.Raw(item));
    }

    private void AddItem(JsonElement item, Func<string, TraceInvalidException> fault)
    {
        if (item.ValueKind == JsonValueKind.String)
        {
            _names.Add(new JsonText().Quoted(item.GetString()!).ToString());
            return;
        }

        if (item.ValueKind != JsonValueKind.Object || item.GetPropertyCount() != 1)
        {
            throw fault("a type is a name or an object with one field");
        }

        JsonProperty only = item.EnumerateObject().First();
        switch (only.Value.ValueKind)
        {
            case JsonValueKind.Array:
                Made(only.Name).Add(only.Value, fault);
                break;
            case JsonValueKind.Object when only.Name == "object":
                AddShape(only.Value, fault);
                break;
            case JsonValueKind.Number:
                _names.Add(new JsonText().Raw("{").Quoted(only.Name).Raw(":").Raw(only.Value.GetRawText()).Raw("}").ToString());
                break;
            default:
                throw fault("a type's only field is a number, a list of types, or the fields of an \"object\"");
        }
    }

    private void AddShape(JsonElement fields, Func<string, TraceInvalidException> fault)
    {
        if (_names.Contains(AnyObject))
        {
            return;
        }

        List<JsonProperty> properties = [.. fields.EnumerateObject()];
        var names = new JsonText();
        names.List(properties, property => names.Quoted(property.Name));
        string key = names.ToString();
        if (!_shapes.TryGetValue(key, out List<(string Name, TypeJoin Types)>? shape))
        {
            if (_shapes.Count == MostShapes)
            {
                _names.Add(AnyObject);
                return;
            }

            shape = [.. properties.Select(property => (property.Name, new TypeJoin(depth + 1)))];
            _shapes.Add(key, shape);
        }

        for (int i = 0; i < shape.Count; i++)
        {
            shape[i].Types.Add(properties[i].Value, fault);
        }
    }

    private TypeJoin Made(string name)
    {
        if (!_made.TryGetValue(name, out TypeJoin? join))
        {
            _made.Add(name, join = new TypeJoin(depth + 1));
        }

        return join;
    }

    private static string TextOf(string before, string name, TypeJoin types, string after)
    {
        var text = new JsonText();
        text.Raw(before).Quoted(name).Raw(":");
        types.Write(text);
        return text.Raw(after).ToString();
    }
}
