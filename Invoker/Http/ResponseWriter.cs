using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Containerless.Invoker.Journals;
using Containerless.Shared;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Containerless.Invoker.Http;

/// <summary>Writes answers to Kestrel's features, always with a Content-Length. Hot path.</summary>
internal static class ResponseWriter
{
    /// <summary>Up to here one span of the response's pipe takes the whole body.</summary>
    private const int OneSpan = 4096;

    private static readonly StringValues CompiledTier = TierNames.Compiled;
    private static readonly StringValues TextType = Answer.Text;

    /// <summary>Writes an answer of compiled code, UTF-16 to UTF-8 straight into the response's pipe.</summary>
    public static Task WriteCompiledAsync(IFeatureCollection features, string text)
    {
        var response = features.GetRequiredFeature<IHttpResponseFeature>();
        // A lone surrogate becomes U+FFFD, which is three bytes, as in Node's own writer.
        int length = Encoding.UTF8.GetByteCount(text);
        response.Headers.ContentType = TextType;
        response.Headers.ContentLength = length;
        response.Headers[TierNames.TierHeader] = CompiledTier;
        var body = features.GetRequiredFeature<IHttpResponseBodyFeature>();
        // Starting first lets GetSpan return the connection's own buffer: no copy in between.
        Task started = body.StartAsync();
        if (length <= OneSpan && started.IsCompletedSuccessfully)
        {
            if (length > 0)
            {
                PipeWriter pipe = body.Writer;
                pipe.Advance(Encoding.UTF8.GetBytes(text, pipe.GetSpan(length)));
            }

            // Kestrel flushes when the request ends.
            return Task.CompletedTask;
        }

        return WriteLongAsync(started, body.Writer, text, length);
    }

    /// <summary>Writes any other answer.</summary>
    public static async Task WriteAsync(
        IFeatureCollection features, Answer answer, string? tier, string? bailout = null,
        Repetition repetition = Repetition.None, bool close = false)
    {
        var response = features.GetRequiredFeature<IHttpResponseFeature>();
        response.StatusCode = answer.Status;
        IHeaderDictionary headers = response.Headers;
        headers.ContentLength = answer.Body.Length;
        if (answer.ContentType is { } type)
        {
            headers.ContentType = type;
        }

        if (tier is not null)
        {
            headers[TierNames.TierHeader] = tier;
        }

        if (bailout is not null)
        {
            headers[TierNames.BailoutHeader] = HeaderSafe(bailout);
        }

        if (repetition.Name is { } how)
        {
            headers[TierNames.ReexecutedHeader] = how;
        }

        if (answer.RetryAfter > 0)
        {
            headers.RetryAfter = answer.RetryAfter.ToString(CultureInfo.InvariantCulture);
        }

        if (answer.Status == 405)
        {
            headers.Allow = "GET, POST";
        }

        if (close)
        {
            headers.Connection = "close";
        }

        if (answer.Body.Length > 0)
        {
            await features.GetRequiredFeature<IHttpResponseBodyFeature>().Writer.WriteAsync(answer.Body).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// A reason as a header may carry it: printable ASCII, at most 200 characters. Reasons name properties and values
    /// of hostile code, so whatever else they hold is replaced.
    /// </summary>
    public static string HeaderSafe(string reason)
    {
        const int most = 200;
        int length = Math.Min(reason.Length, most);
        bool clean = reason.Length <= most;
        for (int i = 0; clean && i < length; i++)
        {
            clean = reason[i] is >= ' ' and <= '~';
        }

        return clean && reason.AsSpan().Trim(' ').Length == reason.Length
            ? reason
            : string.Create(length, reason, static (span, text) =>
            {
                for (int i = 0; i < span.Length; i++)
                {
                    span[i] = text[i] is >= ' ' and <= '~' ? text[i] : '?';
                }
            }).Trim(' ');
    }

    private static async Task WriteLongAsync(Task started, PipeWriter pipe, string text, int length)
    {
        await started.ConfigureAwait(false);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            Encoding.UTF8.GetBytes(text, buffer);
            await pipe.WriteAsync(buffer.AsMemory(0, length)).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
