using System.Text.Json;

namespace Containerless.Shared;

/// <summary>
/// Reads the options of one JSON object and collects what is wrong with them, so that one run reports every mistake.
/// Call the readers for every option, then <see cref="Finish"/>: what nobody asked for is unknown.
/// </summary>
public sealed class OptionReader
{
    private readonly Dictionary<string, JsonElement> options = new(StringComparer.Ordinal);
    private readonly List<string> known = [];
    private readonly string path;
    private readonly List<ConfigurationProblem> problems;

    /// <summary>Reads <paramref name="element"/>, which lies at the JSON path <paramref name="path"/>.</summary>
    public OptionReader(JsonElement element, string path, List<ConfigurationProblem> problems)
    {
        this.path = path;
        this.problems = problems;
        if (element.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new ConfigurationProblem(path, $"is {Describe(element)}; expected an object"));
            return;
        }

        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!options.TryAdd(property.Name, property.Value))
            {
                Fail(property.Name, "is given twice");
            }
        }
    }

    /// <summary>Whether the option is given, as anything but null.</summary>
    public bool Has(string name) =>
        options.TryGetValue(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>An option as it stands, for options with a reader of their own; null when absent.</summary>
    public JsonElement? Element(string name)
    {
        known.Add(name);
        return options.TryGetValue(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    /// <summary>An integer option between two bounds, both allowed.</summary>
    public int Integer(string name, int fallback, int least, int most, string unit = "")
    {
        if (Element(name) is not { } value)
        {
            return fallback;
        }

        string allowed = $"expected an integer from {least} to {most}{(unit.Length == 0 ? "" : " " + unit)}";
        if (value.ValueKind != JsonValueKind.Number)
        {
            Fail(name, $"is {Describe(value)}; {allowed}");
        }
        else if (!value.TryGetInt32(out int number) || number < least || number > most)
        {
            Fail(name, $"is {value.GetRawText()}; {allowed}");
        }
        else
        {
            return number;
        }

        return fallback;
    }

    /// <summary>A duration option, a number of <paramref name="unit"/> between two bounds.</summary>
    public TimeSpan Duration(string name, TimeSpan fallback, TimeSpan unit, double least, double most, string unitName)
    {
        if (Element(name) is not { } value)
        {
            return fallback;
        }

        string allowed = FormattableString.Invariant($"expected a number of {unitName} from {least} to {most}");
        if (value.ValueKind != JsonValueKind.Number)
        {
            Fail(name, $"is {Describe(value)}; {allowed}");
        }
        else if (!value.TryGetDouble(out double number) || !(number >= least && number <= most))
        {
            Fail(name, $"is {value.GetRawText()}; {allowed}");
        }
        else
        {
            return unit * number;
        }

        return fallback;
    }

    /// <summary>A true-or-false option.</summary>
    public bool Boolean(string name, bool fallback)
    {
        if (Element(name) is not { } value)
        {
            return fallback;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Fail(name, $"is {Describe(value)}; expected true or false");
        return fallback;
    }

    /// <summary>A text option; <paramref name="check"/> returns what is allowed when it does not like the text.</summary>
    public string? Text(string name, string? fallback, Func<string, string?> check)
    {
        if (Element(name) is not { } value)
        {
            return fallback;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            Fail(name, $"is {Describe(value)}; expected a string");
            return fallback;
        }

        string text = value.GetString()!;
        if (check(text) is { } allowed)
        {
            Fail(name, $"is \"{text}\"; expected {allowed}");
            return fallback;
        }

        return text;
    }

    /// <summary>A size option such as <c>"512MB"</c>, in bytes.</summary>
    public long Size(string name, long fallback, long most)
    {
        string? text = Text(name, null, candidate =>
            ByteSize.TryParse(candidate, out long bytes) && bytes <= most
                ? null
                : $"a size such as \"64KB\" or \"512MB\", at most {most >> 20}MB");
        return text is not null && ByteSize.TryParse(text, out long size) ? size : fallback;
    }

    /// <summary>One of a few names, exactly as written.</summary>
    public T Choice<T>(string name, T fallback, IReadOnlyDictionary<string, T> choices)
    {
        string? text = Text(name, null, candidate =>
            choices.ContainsKey(candidate) ? null : "one of " + string.Join(", ", choices.Keys.Select(key => $"\"{key}\"")));
        return text is null ? fallback : choices[text];
    }

    /// <summary>Adds a problem at an option of this object.</summary>
    public void Fail(string name, string message) =>
        problems.Add(new ConfigurationProblem($"{path}.{name}", message));

    /// <summary>Reports the options that no reader asked for.</summary>
    public void Finish()
    {
        foreach (string name in options.Keys.Where(name => !known.Contains(name)))
        {
            string? close = known.Select(candidate => (candidate, distance: Distance(name, candidate)))
                .Where(pair => pair.distance <= Math.Max(1, name.Length / 4))
                .OrderBy(pair => pair.distance).Select(pair => pair.candidate).FirstOrDefault();
            Fail(name, close is null
                ? $"is not an option; the options are {string.Join(", ", known)}"
                : $"is not an option; did you mean \"{close}\"?");
        }
    }

    /// <summary>A JSON value's kind in words: <c>a string</c>.</summary>
    public static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };

    /// <summary>Edit distance, for suggestions.</summary>
    private static int Distance(string a, string b)
    {
        int[] row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
