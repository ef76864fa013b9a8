using System.Diagnostics;
using System.Diagnostics.Metrics;
using Containerless.MultiInvoker.Forwarding;
using Containerless.MultiInvoker.Switching;

namespace Containerless.MultiInvoker.Observation;

/// <summary>The multi-invoker's meter and activity source. Spans are made only while somebody listens.</summary>
internal static class MultiTelemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "Containerless.MultiInvoker";

    private static readonly Meter Meter = new(Name);
    private static readonly ActivitySource Source = new(Name);
    private static readonly Counter<long> RequestCount =
        Meter.CreateCounter<long>("containerless.multi.requests", "{request}", "Requests sent on, by side and status");
    private static readonly Counter<long> RetryCount =
        Meter.CreateCounter<long>("containerless.multi.retries", "{request}", "Requests sent once more, by the side that failed");
    private static readonly Counter<long> RefusalCount =
        Meter.CreateCounter<long>("containerless.multi.refusals", "{request}", "Requests answered 503, by cause");
    private static readonly Counter<long> StateCount =
        Meter.CreateCounter<long>("containerless.multi.state.changes", "{change}", "Changes of who serves, by state and cause");

    /// <summary>Starts the span of one request, below the client's own (W3C Trace Context); null when nobody listens.</summary>
    public static Activity? StartRequest(IHeaderDictionary headers)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        _ = ActivityContext.TryParse(headers.TraceParent, headers.TraceState, isRemote: true, out ActivityContext parent);
        return Source.StartActivity("request", ActivityKind.Server, parent);
    }

    /// <summary>Starts the span of a request's second attempt.</summary>
    public static Activity? StartRetry(SideName to, string cause)
    {
        Activity? span = Source.StartActivity("retry", ActivityKind.Client);
        span?.SetTag("containerless.side", to.ToString());
        span?.SetTag("containerless.cause", cause);
        return span;
    }

    /// <summary>Starts the span of a switch: from the moment that B is started to that when it serves.</summary>
    public static Activity? StartSwitch(string cause, string? artifact)
    {
        // A trace of its own, whatever event began it.
        Activity? span = Source.StartActivity("switch", ActivityKind.Internal, default(ActivityContext));
        span?.SetTag("containerless.cause", cause);
        span?.SetTag("containerless.artifact", artifact);
        return span;
    }

    public static void Answered(SideName side, int status, Activity? span)
    {
        RequestCount.Add(1, new("side", side.ToString()), new("status", status));
        span?.SetTag("containerless.side", side.ToString());
        span?.SetTag("http.response.status_code", status);
    }

    public static void Retried(SideName failed) => RetryCount.Add(1, new KeyValuePair<string, object?>("side", failed.ToString()));

    public static void Refused(Refusal cause, Activity? span)
    {
        string name = ProxyCounters.NameOf(cause);
        RefusalCount.Add(1, new KeyValuePair<string, object?>("cause", name));
        span?.SetTag("http.response.status_code", 503);
        span?.SetTag("containerless.refused", name);
        span?.SetStatus(ActivityStatusCode.Error, name);
    }

    public static void StateChanged(SwitchState state, string cause) =>
        StateCount.Add(1, new("state", state.ToString()), new("cause", cause));

    /// <summary>Shows the queue's gauge until the result is disposed.</summary>
    public static IDisposable Observe(Func<int> waiting)
    {
        var meter = new Meter(Name);
        meter.CreateObservableGauge("containerless.multi.queued", waiting);
        return meter;
    }
}
