using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Containerless.Cli.Requests;

/// <summary>
/// Reads requests files: a JSON array of <c>{"path", "query"?, "body"?, "headers"?}</c>. A body that is a string is sent
/// as it is; any other is sent as the very JSON of the file, as <c>application/json</c> unless the headers say otherwise.
/// </summary>
public static class RequestsFile
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    /// <summary>Reads a file.</summary>
    /// <exception cref="CommandFailure">It is missing, not JSON, or not a list of requests; the message says where.</exception>
    public static IReadOnlyList<FunctionCall> Read(string path) => Parse(InputFile.ReadBytes(path, "requests file"), path);

    /// <summary>Reads the text of a file; <paramref name="name"/> is named in errors.</summary>
    /// <exception cref="CommandFailure">The text is no list of requests.</exception>
    public static IReadOnlyList<FunctionCall> Parse(ReadOnlyMemory<byte> json, string name)
    {
        if (json.Span.StartsWith("\uFEFF"u8))
        {
            json = json[3..];
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 10_000 });
        }
        catch (JsonException fault)
        {
            var problem = fault.Message.Split(" LineNumber:", 2)[0];
            throw new CommandFailure(string.Create(CultureInfo.InvariantCulture,
                $"{name}:{fault.LineNumber + 1}:{fault.BytePositionInLine + 1}: not JSON: {problem}"), inner: fault);
        }

        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Array)
            {
                throw Fault(name, "$", "must be an array of requests");
            }

            if (root.GetArrayLength() == 0)
            {
                throw Fault(name, "$", "holds no request");
            }

            return [.. root.EnumerateArray().Select((request, i) => ReadRequest(request, name, $"$[{i}]"))];
        }
    }

    private static FunctionCall ReadRequest(JsonElement request, string name, string at)
    {
        if (request.ValueKind != JsonValueKind.Object)
        {
            throw Fault(name, at, "must be an object");
        }

        string? target = null;
        string? query = null;
        string? contentType = null;
        JsonElement? body = null;
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var property in request.EnumerateObject())
        {
            var here = $"{at}.{property.Name}";
            switch (property.Name)
            {
                case "path":
                    target = ReadPath(property.Value, name, here);
                    break;
                case "query":
                    query = ReadQuery(property.Value, name, here);
                    break;
                case "headers":
                    contentType = ReadHeaders(property.Value, headers, name, here);
                    break;
                case "body":
                    body = property.Value;
                    break;
                default:
                    throw Fault(name, here, "is unknown: a request has path, query, body and headers");
            }
        }

        if (target is null)
        {
            throw Fault(name, at, "has no path");
        }

        if (!string.IsNullOrEmpty(query))
        {
            target += (target.Contains('?', StringComparison.Ordinal) ? '&' : '?') + query;
        }

        var bytes = body switch
        {
            null => [],
            { ValueKind: JsonValueKind.String } text => StrictUtf8.GetBytes(Text(text, name, $"{at}.body")),
            { } value => StrictUtf8.GetBytes(value.GetRawText()),
        };
        if (body is not null and not { ValueKind: JsonValueKind.String })
        {
            contentType ??= "application/json";
        }

        return new FunctionCall(target, contentType, headers, bytes);
    }

    private static string ReadPath(JsonElement value, string name, string at)
    {
        var path = value.ValueKind == JsonValueKind.String ? Text(value, name, at) : "";
        if (!path.StartsWith('/'))
        {
            throw Fault(name, at, "must be a string that begins with /");
        }

        return Printable(path);
    }

    /// <summary>What cannot stand in a request target (RFC 9112, section 3.2) is percent-encoded; the rest stays.</summary>
    private static string Printable(string path)
    {
        var target = new StringBuilder(path.Length);
        foreach (var b in Encoding.UTF8.GetBytes(path))
        {
            _ = b is > 0x20 and < 0x7F and not (byte)'#'
                ? target.Append((char)b)
                : target.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }

        return target.ToString();
    }

    private static string ReadQuery(JsonElement value, string name, string at)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw Fault(name, at, "must be an object");
        }

        var pairs = new List<string>();
        foreach (var property in value.EnumerateObject())
        {
            var here = $"{at}.{property.Name}";
            if (property.Value.ValueKind == JsonValueKind.Array)
            {
                pairs.AddRange(property.Value.EnumerateArray()
                    .Select((item, i) => Pair(property.Name, Scalar(item, name, $"{here}[{i}]"))));
            }
            else
            {
                pairs.Add(Pair(property.Name, Scalar(property.Value, name, here)));
            }
        }

        return string.Join('&', pairs);
    }

    private static string Pair(string name, string value) => $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}";

    private static string Scalar(JsonElement value, string name, string at) => value.ValueKind switch
    {
        JsonValueKind.String => Text(value, name, at),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw Fault(name, at, "must be a string, a number, true or false"),
    };

    /// <summary>Reads the headers into the list, but for the content type, which it returns.</summary>
    private static string? ReadHeaders(
        JsonElement value, List<KeyValuePair<string, string>> headers, string name, string at)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw Fault(name, at, "must be an object of strings");
        }

        string? contentType = null;
        foreach (var property in value.EnumerateObject())
        {
            var here = $"{at}.{property.Name}";
            var text = property.Value.ValueKind == JsonValueKind.String
                ? Text(property.Value, name, here)
                : throw Fault(name, here, "must be a string");
            if (property.Name.Length == 0 || property.Name.AsSpan().ContainsAnyExcept(TokenCharacters)
                || text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            {
                throw Fault(name, here, "cannot be sent as a header: names are tokens, values printable ASCII");
            }

            if (property.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                contentType = text;
            }
            else
            {
                headers.Add(new(property.Name, text));
            }
        }

        return contentType;
    }

    private static readonly System.Buffers.SearchValues<char> TokenCharacters = System.Buffers.SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>A JSON string that has to become bytes, which a lone surrogate cannot.</summary>
    private static string Text(JsonElement value, string name, string at)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException fault)
        {
            throw new CommandFailure($"{name}: {at} is not well-formed Unicode", inner: fault);
        }
    }

    private static CommandFailure Fault(string name, string at, string problem) => new($"{name}: {at} {problem}");
}
