using System.Diagnostics;
using Containerless.Invoker.Http;
using Containerless.MultiInvoker.Observation;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace Containerless.MultiInvoker.Forwarding;

/// <summary>
/// Sends requests on. The way of one: (1) answer <c>/ping</c>, and refuse what no function takes; (2) read the body; (3) wait until there is somebody to send it to;
/// (4) send it; (5) where no byte of an answer came, send it once more, to whoever serves then; (6) where that is nobody, refuse
/// it with the cause.
/// </summary>
internal sealed partial class ProxyHandler(
    IHttpForwarder forwarder, WaitingRoom room, ProxyOptions options, ProxyCounters counters, Func<string> cause, TimeProvider time, ILogger log)
{
    /// <summary>On an answer: the request was sent twice, and why.</summary>
    public const string RetriedHeader = "Containerless-Retried";

    private static readonly Answer Pong = new(200, Answer.Text, "ok"u8.ToArray());
    private readonly RawTransformer transformer = new();
    private readonly ForwarderRequestConfig sending = new()
    {
        ActivityTimeout = options.LongestAnswer,
        Version = System.Net.HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        AllowResponseBuffering = true,
    };

    /// <summary>Answers one request. Never throws.</summary>
    public async Task HandleAsync(IFeatureCollection features)
    {
        try
        {
            await AnswerAsync(features).ConfigureAwait(false);
        }
        catch (BadHttpRequestException error)
        {
            await WriteIfPossibleAsync(features, Answer.Error(error.StatusCode, "BadRequest", error.Message)).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            LogGone(log, error.Message);
        }
        catch (Exception error)
        {
            LogFailed(log, error);
            await WriteIfPossibleAsync(features, Answer.Error(500, "InternalError", "the multi-invoker failed")).ConfigureAwait(false);
        }
    }

    private async Task AnswerAsync(IFeatureCollection features)
    {
        // (1) /ping says whether a request would be answered now.
        var http = features.GetRequiredFeature<IHttpRequestFeature>();
        if (RequestHandler.IsPing(http.RawTarget))
        {
            Answer pong = room.Current is null ? Answer.Unavailable($"nobody serves: {cause()}") : Pong;
            await ResponseWriter.WriteAsync(features, pong, tier: null).ConfigureAwait(false);
            return;
        }

        if (!HttpMethods.IsGet(http.Method) && !HttpMethods.IsPost(http.Method))
        {
            await ResponseWriter.WriteAsync(
                features, Answer.Error(405, "MethodNotAllowed", "a function takes GET and POST"), tier: null).ConfigureAwait(false);
            return;
        }

        using Activity? span = MultiTelemetry.StartRequest(http.Headers);

        // (2) The body.
        if (await RequestBody.ReadAsync(features, options.MostBytes).ConfigureAwait(false) is not { } body)
        {
            await ResponseWriter.WriteAsync(features, Answer.Error(
                413, "RequestTooLong", $"a request's body may have {options.MostBytes} bytes"), tier: null, close: true).ConfigureAwait(false);
            return;
        }

        try
        {
            await SendAsync(new DefaultHttpContext(features), body, span).ConfigureAwait(false);
        }
        finally
        {
            body.Return();
        }
    }

    private async Task SendAsync(HttpContext context, RequestBody body, Activity? span)
    {
        long deadline = time.GetTimestamp() + (long)(options.QueueTimeout.TotalSeconds * time.TimestampFrequency);
        Destination? failed = null;
        string? retried = null;
        int sent = 0;
        while (true)
        {
            // (3) Wait.
            (Destination? to, Refusal refusal) =
                await room.TakeAsync(deadline, failed, context.RequestAborted).ConfigureAwait(false);
            if (to is null)
            {
                await RefuseAsync(context, refusal, retried, span).ConfigureAwait(false);
                return;
            }

            // (4) Send.
            ForwarderError error;
            using Activity? again = retried is null ? null : MultiTelemetry.StartRetry(to.Side, retried);
            try
            {
                context.Request.Body = body.Open();
                if (retried is not null)
                {
                    context.Response.Headers[RetriedHeader] = ResponseWriter.HeaderSafe(retried);
                }

                error = await forwarder.SendAsync(
                    context, to.Prefix, to.Client, sending, transformer, CancellationToken.None).ConfigureAwait(false);
            }
            finally
            {
                to.Leave();
            }

            if (error == ForwarderError.None || context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
            {
                to.CountAnswer();
                MultiTelemetry.Answered(to.Side, context.Response.StatusCode, span);
                return;
            }

            // (5) Once more. What could not even connect was not sent.
            Exception? reason = context.Features.Get<IForwarderErrorFeature>()?.Exception;
            context.Response.Clear();
            if (error is ForwarderError.RequestTimedOut)
            {
                await ResponseWriter.WriteAsync(context.Features, Answer.Error(
                    504, "Timeout", $"{to.Side} did not answer within {options.LongestAnswer.TotalSeconds} s"), tier: null).ConfigureAwait(false);
                MultiTelemetry.Answered(to.Side, 504, span);
                return;
            }

            failed = to;
            if (reason is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError })
            {
                continue;
            }

            if (++sent == 2)
            {
                await RefuseAsync(context, Refusal.FailedTwice, retried, span).ConfigureAwait(false);
                return;
            }

            retried = $"{to.Side} ended before it had answered";
            counters.Retried(retried);
            MultiTelemetry.Retried(to.Side);
            LogRetried(log, to.Side.ToString(), reason?.Message ?? error.ToString());
        }
    }

    // (6) Refuse.
    private async Task RefuseAsync(HttpContext context, Refusal refusal, string? retried, Activity? span)
    {
        string message = refusal switch
        {
            Refusal.QueueFull => $"{options.MostQueued} requests wait already, because {cause()}",
            Refusal.Deadline => $"nobody could serve it within {options.QueueTimeout.TotalSeconds} s, because {cause()}",
            Refusal.FailedTwice => "the invoker ended before it had answered, twice",
            _ => $"the multi-invoker stops: {cause()}",
        };
        counters.Refused(refusal);
        MultiTelemetry.Refused(refusal, span);
        if (retried is not null)
        {
            context.Response.Headers[RetriedHeader] = ResponseWriter.HeaderSafe(retried);
        }

        await ResponseWriter.WriteAsync(context.Features, Answer.Unavailable(message), tier: null).ConfigureAwait(false);
    }

    private static async Task WriteIfPossibleAsync(IFeatureCollection features, Answer answer)
    {
        if (!features.GetRequiredFeature<IHttpResponseFeature>().HasStarted)
        {
            await ResponseWriter.WriteAsync(features, answer, tier: null, close: true).ConfigureAwait(false);
        }
    }

    [LoggerMessage(EventId = 10, Level = LogLevel.Debug, Message = "A client went away: {Reason}")]
    private static partial void LogGone(ILogger log, string reason);

    [LoggerMessage(EventId = 11, Level = LogLevel.Error, Message = "A request failed in the multi-invoker")]
    private static partial void LogFailed(ILogger log, Exception error);

    [LoggerMessage(EventId = 12, Level = LogLevel.Information, Message = "A request is sent once more, {Side} failed: {Reason}")]
    private static partial void LogRetried(ILogger log, string side, string reason);
}

/// <summary>What requests may have.</summary>
/// <param name="MostBytes">The longest body, in bytes.</param>
/// <param name="MostQueued">Requests that may wait.</param>
/// <param name="QueueTimeout">How long they may.</param>
/// <param name="LongestAnswer">How long an invoker may be silent; it has limits of its own, so this is for one that hangs.</param>
internal sealed record ProxyOptions(int MostBytes, int MostQueued, TimeSpan QueueTimeout, TimeSpan LongestAnswer);
