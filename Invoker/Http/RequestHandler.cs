using System.Diagnostics;
using System.IO.Pipelines;
using Containerless.Invoker.Compiled;
using Containerless.Invoker.Dispatch;
using Containerless.Invoker.Journals;
using Containerless.Invoker.Observation;
using Containerless.Runtime.Hosting;
using Containerless.Shared;
using Microsoft.AspNetCore.Http.Features;

namespace Containerless.Invoker.Http;

/// <summary>
/// Answers the function's requests. The way of one request:
/// (1) refuse what is no function's request and answer <c>/ping</c>; (2) read the body; (3) where compiled code is
/// loaded, run it and write its answer; (4) where it gives up, or none is loaded, have a container answer.
/// </summary>
internal sealed partial class RequestHandler
{
    private static readonly Answer Pong = new(200, Answer.Text, "ok"u8.ToArray());
    private readonly ContainerTiers containers;
    private readonly RequestCounters counters;
    private readonly ILogger log;
    private readonly int mostBytes;
    private ICompiledTier? compiled;

    public RequestHandler(ContainerTiers containers, RequestCounters counters, int mostBytes, ILogger log)
    {
        this.containers = containers;
        this.counters = counters;
        this.mostBytes = mostBytes;
        this.log = log;
    }

    /// <summary>The compiled code that serves; one volatile swap publishes another version, or none.</summary>
    public ICompiledTier? Compiled
    {
        get => Volatile.Read(ref compiled);
        set => Volatile.Write(ref compiled, value);
    }

    /// <summary>Answers one request. Never throws but for a connection that broke.</summary>
    public async Task HandleAsync(IFeatureCollection features)
    {
        try
        {
            await AnswerAsync(features).ConfigureAwait(false);
        }
        catch (BadHttpRequestException error)
        {
            await WriteIfPossibleAsync(features, Answer.Error(error.StatusCode, "BadRequest", error.Message), close: true)
                .ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // The client went away; there is nobody to tell.
            LogGone(log, error.Message);
        }
        catch (Exception error)
        {
            LogFailed(log, error);
            await WriteIfPossibleAsync(features, Answer.Error(500, "InternalError", "the invoker failed"), close: false)
                .ConfigureAwait(false);
        }
    }

    private async Task AnswerAsync(IFeatureCollection features)
    {
        // (1) What is not the function's.
        var http = features.GetRequiredFeature<IHttpRequestFeature>();
        string target = http.RawTarget;
        if (IsPing(target))
        {
            await ResponseWriter.WriteAsync(features, Pong, tier: null).ConfigureAwait(false);
            return;
        }

        bool get = HttpMethods.IsGet(http.Method);
        if (!get && !HttpMethods.IsPost(http.Method))
        {
            await ResponseWriter.WriteAsync(
                features, Answer.Error(405, "MethodNotAllowed", "a function takes GET and POST"), tier: null)
                .ConfigureAwait(false);
            return;
        }

        if (target.Length == 0 || target[0] != '/')
        {
            target = PathOf(target);
        }

        long started = 0;
        Activity? span = null;
        if (InvokerTelemetry.Listening)
        {
            started = Stopwatch.GetTimestamp();
            span = InvokerTelemetry.StartRequest(http.Headers);
        }

        // (2) The body. A GET's is dropped: the function sees an empty one.
        var body = default(PooledBody);
        try
        {
            if (!get && http.Headers.ContentLength != 0)
            {
                if (http.Headers.ContentLength > mostBytes)
                {
                    await WriteTooLongAsync(features).ConfigureAwait(false);
                    return;
                }

                PipeReader pipe = features.GetRequiredFeature<IRequestBodyPipeFeature>().Reader;
                while (true)
                {
                    ReadResult read = await pipe.ReadAsync().ConfigureAwait(false);
                    if (!body.Append(pipe, read.Buffer, mostBytes))
                    {
                        await WriteTooLongAsync(features).ConfigureAwait(false);
                        return;
                    }

                    if (read.IsCompleted)
                    {
                        break;
                    }
                }
            }

            var request = new IncomingRequest(
                get ? "GET" : "POST", target, get ? null : (string?)http.Headers.ContentType, http.Headers, body.Memory);

            // (3) Compiled code.
            string? bailout = null;
            ICompiledTier? tier = Compiled;
            CompiledResult result = default;
            while (tier is not null)
            {
                result = await tier.HandleAsync(in request).ConfigureAwait(false);
                if (result.Kind != CompiledResultKind.Retired)
                {
                    break;
                }

                // Another version was swapped in while the request was on its way to this one, or none.
                ICompiledTier? next = Compiled;
                tier = next == tier ? null : next;
            }

            if (tier is not null)
            {
                switch (result.Kind)
                {
                    case CompiledResultKind.Answer:
                        await ResponseWriter.WriteCompiledAsync(features, result.Text).ConfigureAwait(false);
                        Report(TierNames.Compiled, 200, started, span, null, tier.Hash);
                        return;
                    case CompiledResultKind.Error:
                        await ResponseWriter.WriteAsync(features, result.ErrorAnswer, TierNames.Compiled).ConfigureAwait(false);
                        Report(TierNames.Compiled, result.ErrorAnswer.Status, started, span, null, tier.Hash);
                        return;
                    case CompiledResultKind.Busy:
                        await ResponseWriter.WriteAsync(
                            features, Answer.Unavailable("every realm is busy"), TierNames.Compiled).ConfigureAwait(false);
                        Report(TierNames.Compiled, 503, started, span, null, tier.Hash);
                        return;
                    case CompiledResultKind.Fallback:
                        bailout = result.Text;
                        InvokerTelemetry.BailedOut(counters.BailedOut(bailout, out bool first));
                        if (first)
                        {
                            LogBailout(log, target, bailout);
                        }

                        break;
                }
            }
            else if (RequestCheck.Refuse(request.ContentType, request.Body.Span) is { } refusal)
            {
                await ResponseWriter.WriteAsync(features, refusal, tier: null).ConfigureAwait(false);
                return;
            }

            // (4) Containers. What compiled code gave up was already checked by its reader.
            // The HTTP client may still send from the body when it has its answer, so it gets a copy of its own.
            ContainerAnswer answer = await containers.HandleAsync(
                request with { Body = request.Body.ToArray() }, bailout, result.Record).ConfigureAwait(false);
            if (answer.Repetition.Name is { } how)
            {
                InvokerTelemetry.Reexecuted(how);
            }

            await ResponseWriter.WriteAsync(features, answer.Answer, answer.Tier, bailout, answer.Repetition).ConfigureAwait(false);
            Report(answer.Tier, answer.Answer.Status, started, span, bailout, null);
        }
        finally
        {
            body.Return();
            span?.Dispose();
        }
    }

    /// <summary>Runs a request again that was answered already, for the effects it had still to have.</summary>
    public async Task FinishAsync(IncomingRequest request, string reason, AttemptRecord record)
    {
        InvokerTelemetry.BailedOut(counters.BailedOut(reason, out _));
        try
        {
            ContainerAnswer answer = await containers.HandleAsync(request, reason, record).ConfigureAwait(false);
            LogFinished(log, request.Target, answer.Answer.Status, reason);
        }
        catch (Exception error)
        {
            LogFailed(log, error);
        }
    }

    private void Report(string tier, int status, long started, Activity? span, string? bailout, string? artifact)
    {
        counters.Answered(tier);
        if (started != 0)
        {
            InvokerTelemetry.Answered(tier, status, started, span, bailout, artifact);
        }
    }

    internal static bool IsPing(string target) =>
        target.StartsWith("/ping", StringComparison.Ordinal) && (target.Length == 5 || target[5] == '?');

    /// <summary>Path and query of an absolute-form target, which proxies send (RFC 9112, section 3.2.2).</summary>
    internal static string PathOf(string target)
    {
        int scheme = target.IndexOf("://", StringComparison.Ordinal);
        int path = scheme < 0 ? -1 : target.AsSpan(scheme + 3).IndexOfAny('/', '?');
        if (path < 0)
        {
            return "/";
        }

        string rest = target[(scheme + 3 + path)..];
        return rest[0] == '/' ? rest : "/" + rest;
    }

    private Task WriteTooLongAsync(IFeatureCollection features) => ResponseWriter.WriteAsync(
        features, Answer.Error(413, "RequestTooLong", $"a request's body may have {mostBytes} bytes"), tier: null, close: true);

    private static async Task WriteIfPossibleAsync(IFeatureCollection features, Answer answer, bool close)
    {
        if (!features.GetRequiredFeature<IHttpResponseFeature>().HasStarted)
        {
            await ResponseWriter.WriteAsync(features, answer, tier: null, close: close).ConfigureAwait(false);
        }
    }

    [LoggerMessage(EventId = 10, Level = LogLevel.Debug, Message = "A client went away: {Reason}")]
    private static partial void LogGone(ILogger log, string reason);

    [LoggerMessage(EventId = 11, Level = LogLevel.Error, Message = "A request failed in the invoker")]
    private static partial void LogFailed(ILogger log, Exception error);

    [LoggerMessage(EventId = 13, Level = LogLevel.Information,
        Message = "A bail-out after the answer on {Target} was run again, status {Status}: {Reason}")]
    private static partial void LogFinished(ILogger log, string target, int status, string reason);

    [LoggerMessage(EventId = 12, Level = LogLevel.Information, Message = "First bail-out of its kind, on {Target}: {Reason}")]
    private static partial void LogBailout(ILogger log, string target, string reason);
}
