using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Containerless.LocalMock.Http;

/// <summary>Reads bodies, and refuses what cannot be read with a reason.</summary>
internal static class RequestBody
{
    /// <summary>The longest JSON body.</summary>
    internal const int MaxJsonBytes = 1024 * 1024;

    private const int MaxDepth = 64;

    /// <summary>All bytes of the body.</summary>
    /// <exception cref="StoreException">413: there are more than <paramref name="most"/>.</exception>
    internal static async Task<byte[]> ReadAsync(HttpContext context, long most)
    {
        var request = context.Request;
        if (request.ContentLength > most)
        {
            throw TooLong(most);
        }

        var bytes = new MemoryStream((int)Math.Min(request.ContentLength ?? 0, most));
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, context.RequestAborted)) > 0)
        {
            if (bytes.Length + read > most)
            {
                throw TooLong(most);
            }

            bytes.Write(chunk, 0, read);
        }

        return bytes.Length == bytes.Capacity ? bytes.GetBuffer() : bytes.ToArray();
    }

    /// <summary>The body, which must be JSON.</summary>
    /// <exception cref="StoreException">400: it is not; 413: it is longer than <see cref="MaxJsonBytes"/>.</exception>
    internal static async Task<JsonDocument> ReadJsonAsync(HttpContext context)
    {
        var bytes = await ReadAsync(context, MaxJsonBytes);
        if (!Utf8.IsValid(bytes))
        {
            throw new StoreException(400, "the body is not UTF-8");
        }

        try
        {
            return JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MaxDepth });
        }
        catch (JsonException fault)
        {
            throw new StoreException(400, string.Create(CultureInfo.InvariantCulture,
                $"the body is not JSON of at most {MaxDepth} levels: line {fault.LineNumber + 1}, byte {fault.BytePositionInLine}"));
        }
    }

    /// <summary>The body, which must be a JSON object.</summary>
    /// <exception cref="StoreException">400 or 413: it is not.</exception>
    internal static async Task<JsonDocument> ReadObjectAsync(HttpContext context)
    {
        var document = await ReadJsonAsync(context);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            document.Dispose();
            throw new StoreException(400, "the body must be a JSON object");
        }

        return document;
    }

    /// <summary>A property that must be a string.</summary>
    internal static string Text(JsonElement body, string property)
    {
        if (!body.TryGetProperty(property, out var value) || value.ValueKind != JsonValueKind.String)
        {
            throw new StoreException(400, $"{property} must be a string");
        }

        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate: legal to the parser, not to a .NET string.
            throw new StoreException(400, $"{property} is not well-formed Unicode");
        }
    }

    /// <summary>A property that must be a finite number.</summary>
    internal static double Number(JsonElement body, string property)
    {
        if (!body.TryGetProperty(property, out var value) || value.ValueKind != JsonValueKind.Number
            || !value.TryGetDouble(out var number) || !double.IsFinite(number))
        {
            throw new StoreException(400, $"{property} must be a finite number");
        }

        return number;
    }

    private static StoreException TooLong(long most) => new(413, $"the body is longer than {most} bytes");
}
