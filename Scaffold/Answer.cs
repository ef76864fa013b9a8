using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Containerless.Scaffold;

/// <summary>What a request is answered with.</summary>
internal readonly record struct Answer(int Status, string ContentType, ReadOnlyMemory<byte> Body, string? Bailout = null)
{
    internal const string Plain = "text/plain; charset=utf-8";

    /// <summary>A function's answer. A lone surrogate becomes U+FFFD, as in Node's own writer.</summary>
    internal static Answer Text(string text) => new(200, Plain, Encoding.UTF8.GetBytes(text));

    /// <summary>An error, with its document written already.</summary>
    internal static Answer ErrorText(string json) => new(500, "application/json", Encoding.UTF8.GetBytes(json));

    /// <summary>An error, as Node's <c>JSON.stringify</c> writes it.</summary>
    internal static Answer Error(int status, string name, string message, int line = 0, string? bailout = null)
    {
        var bytes = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartObject("error");
            json.WriteString("name", name);
            json.WriteString("message", message);
            if (line > 0) json.WriteNumber("line", line);
            else json.WriteNull("line");
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return new Answer(status, "application/json", bytes.WrittenMemory, bailout);
    }

    /// <summary>Writes it, with its length.</summary>
    internal async Task WriteAsync(IFeatureCollection features)
    {
        var response = features.GetRequiredFeature<IHttpResponseFeature>();
        response.StatusCode = Status;
        response.Headers.ContentType = ContentType;
        response.Headers.ContentLength = Body.Length;
        response.Headers["Containerless-Tier"] = "compiled";
        if (Bailout is { } reason) response.Headers["Containerless-Bailout"] = HeaderSafe(reason);
        if (Status == 405) response.Headers.Allow = "GET, POST";
        if (Body.Length > 0)
            await features.GetRequiredFeature<IHttpResponseBodyFeature>().Writer.WriteAsync(Body).ConfigureAwait(false);
    }

    // Reasons name properties and values that a client may have sent.
    private static string HeaderSafe(string reason) =>
        string.Concat(reason.Take(200).Select(static c => c is >= ' ' and <= '~' ? c : '?')).Trim();
}
