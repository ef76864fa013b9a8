using System.Text.Json;

namespace Containerless.Compiler.Validate;

/// <summary>Walks a JSON document and knows where it is, so that every complaint can name its JSON path.</summary>
internal sealed class JsonCursor
{
    private readonly Stack<object> _path = new();

    public JsonCursor(JsonElement root) => Current = root;

    /// <summary>The element the cursor stands on.</summary>
    public JsonElement Current { get; private set; }

    public TraceInvalidException Fault(string problem) => TraceInvalidException.At(_path, problem);

    /// <summary>Reads a required property with <paramref name="read"/>.</summary>
    public T Property<T>(string name, Func<T> read)
    {
        RequireKind(JsonValueKind.Object);
        if (!Current.TryGetProperty(name, out JsonElement value))
        {
            throw Fault($"the property \"{name}\" is missing");
        }

        return Step(name, value, read);
    }

    /// <summary>Like <see cref="Property"/>; a missing or null property gives <paramref name="absent"/>.</summary>
    public T OptionalProperty<T>(string name, Func<T> read, T absent)
    {
        RequireKind(JsonValueKind.Object);
        return Current.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null
            ? Step(name, value, read)
            : absent;
    }

    public List<T> Items<T>(Func<T> read)
    {
        RequireKind(JsonValueKind.Array);
        var items = new List<T>(Current.GetArrayLength());
        foreach (JsonElement element in Current.EnumerateArray())
        {
            items.Add(Step(items.Count, element, read));
        }

        return items;
    }

    public string Text(int maximumLength = int.MaxValue)
    {
        RequireKind(JsonValueKind.String);
        string text;
        try
        {
            text = Current.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Fault("the string holds a lone surrogate");
        }

        return text.Length <= maximumLength ? text : throw Fault($"the string is longer than {maximumLength} characters");
    }

    public int Integer(int minimum, int maximum)
    {
        RequireKind(JsonValueKind.Number);
        return Current.TryGetInt32(out int value) && value >= minimum && value <= maximum
            ? value
            : throw Fault($"an integer from {minimum} to {maximum} is expected");
    }

    public bool Boolean() => Current.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Fault("a boolean is expected"),
    };

    public void RequireKind(JsonValueKind kind)
    {
        if (Current.ValueKind != kind)
        {
            throw Fault($"{Describe(kind)} is expected, not {Describe(Current.ValueKind)}");
        }
    }

    private static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };

    /// <summary>Reads an element that stands one step below the current one.</summary>
    public T Step<T>(object step, JsonElement element, Func<T> read)
    {
        JsonElement outer = Current;
        _path.Push(step);
        Current = element;
        T result = read(); // a fault leaves the path as it is: nobody reads on
        Current = outer;
        _path.Pop();
        return result;
    }
}
