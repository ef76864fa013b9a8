using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Containerless.LocalMock.Http;

/// <summary>Writes answers.</summary>
internal static class Reply
{
    private static readonly JsonSerializerOptions Options = Configure(new JsonSerializerOptions());

    /// <summary>How the store writes JSON: names in snake_case, nothing for what is not there.</summary>
    internal static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // answers are no HTML: ETags stay readable
        return options;
    }

    /// <summary>Answers with a value as JSON.</summary>
    internal static async Task SendAsync<T>(HttpContext context, T value, int status = 200)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, Options);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }

    /// <summary>Answers as the seed's endpoints do.</summary>
    internal static Task SayAsync(HttpContext context, string body) => SendAsync(context, new Said(body));

    /// <summary>Refuses, with the reason.</summary>
    internal static Task RefuseAsync(HttpContext context, int status, string reason, string? etag = null)
    {
        context.Items[RequestLog.Reason] = reason;
        return SendAsync(context, new Refusal(reason, etag), status);
    }
}
