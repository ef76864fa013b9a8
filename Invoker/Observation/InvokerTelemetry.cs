using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Containerless.Invoker.State;

namespace Containerless.Invoker.Observation;

/// <summary>
/// The invoker's meter and activity source. Nothing here allocates while nobody listens: the callers on the hot path
/// ask <see cref="Listening"/> once and skip clocks and tags otherwise.
/// </summary>
public static class InvokerTelemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "Containerless.Invoker";

    private static readonly Meter Meter = new(Name);
    private static readonly ActivitySource Source = new(Name);
    private static readonly Counter<long> RequestCount =
        Meter.CreateCounter<long>("containerless.requests", "{request}", "Answers by tier and status");
    private static readonly Histogram<double> Latency =
        Meter.CreateHistogram<double>("containerless.request.duration", "s", "Time to the answer, by tier");
    private static readonly Counter<long> BailoutCount =
        Meter.CreateCounter<long>("containerless.bailouts", "{bailout}", "Requests that compiled code gave up, by reason");
    private static readonly Counter<long> ReexecutionCount = Meter.CreateCounter<long>(
        "containerless.reexecutions", "{request}", "Requests run again that had called out, by how they repeated it");
    private static readonly Counter<long> StateCount =
        Meter.CreateCounter<long>("containerless.state.changes", "{change}", "State changes, by state and cause");
    private static readonly Histogram<long> Gas =
        Meter.CreateHistogram<long>("containerless.gas", "{gas}", "Work of compiled code for one request");
    private static readonly Histogram<long> Bytes =
        Meter.CreateHistogram<long>("containerless.bytes", "By", "Bytes charged to compiled code for one request");
    private static readonly Histogram<double> CompileTime =
        Meter.CreateHistogram<double>("containerless.compile.duration", "s", "Time from trace to artifact");
    private static readonly Counter<long> LessonCount = Meter.CreateCounter<long>(
        "containerless.lessons", "{lesson}", "Looks at the trace of requests that bailed out, by what came of them and by the first reason");
    private static readonly Histogram<double> QueueTime =
        Meter.CreateHistogram<double>("containerless.queue.duration", "s", "Wait for an instance of the function");
    private static readonly Histogram<double> StartTime =
        Meter.CreateHistogram<double>("containerless.container.start.duration", "s", "Time until an instance was ready");

    /// <summary>Whether anybody listens to what a request reports.</summary>
    public static bool Listening
    {
        // The request handler is too long for the JIT to inline anything small into it unasked.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => CompiledIn && (RequestCount.Enabled || Latency.Enabled || Source.HasListeners());
    }

    /// <summary>
    /// Whether requests can report anything: false only in the build with <c>-p:Telemetry=false</c>, with which
    /// <c>bench/telemetry.js</c> compares.
    /// </summary>
    private static bool CompiledIn =>
#if NO_TELEMETRY
        false;
#else
        true;
#endif

    /// <summary>
    /// Starts the span of one request, as a child of the caller's where <c>traceparent</c> names one (W3C Trace Context);
    /// null when nobody listens.
    /// </summary>
    public static Activity? StartRequest(IHeaderDictionary headers)
    {
        // What is no trace context gives none, and the request begins a trace of its own.
        _ = ActivityContext.TryParse(headers.TraceParent, headers.TraceState, isRemote: true, out ActivityContext caller);
        return Source.StartActivity("request", ActivityKind.Server, caller);
    }

    /// <summary>Starts the span of a call that the function makes; null when nobody listens.</summary>
    /// <param name="method">Of the call.</param>
    /// <param name="url">Whom it calls. Query and fragment stay out of the span: they may be confidential.</param>
    /// <param name="request">The span of the request; none: the current one.</param>
    public static Activity? StartCall(string method, Uri url, ActivityContext request)
    {
        if (!CompiledIn || !Source.HasListeners())
        {
            return null;
        }

        Activity? span = Source.StartActivity("call", ActivityKind.Client, request);
        span?.SetTag("http.request.method", method);
        span?.SetTag("url.full", url.GetLeftPart(UriPartial.Path));
        span?.SetTag("server.address", url.IdnHost);
        span?.SetTag("server.port", url.Port);
        return span;
    }

    /// <summary>Starts a child span; null when nobody listens.</summary>
    public static Activity? StartStep(string name) => Source.StartActivity(name);

    /// <summary>
    /// Names the current span as a request's parent (W3C Trace Context). The HTTP client would name a span of its own,
    /// which nobody exports.
    /// </summary>
    public static void PassOn(HttpRequestMessage request)
    {
        if (CompiledIn && Activity.Current is { IdFormat: ActivityIdFormat.W3C } span)
        {
            request.Headers.Remove("traceparent");
            request.Headers.TryAddWithoutValidation("traceparent", span.Id);
        }
    }

    /// <summary>Reports an answer.</summary>
    public static void Answered(string tier, int status, long started, Activity? span, string? bailout, string? artifact)
    {
        RequestCount.Add(1, new("tier", tier), new("status", status));
        Latency.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("tier", tier));
        if (span is not null)
        {
            span.SetTag("containerless.tier", tier);
            span.SetTag("http.response.status_code", status);
            span.SetTag("containerless.bailout", bailout);
            span.SetTag("containerless.artifact", artifact);
            span.SetStatus(status >= 500 ? ActivityStatusCode.Error : ActivityStatusCode.Ok);
        }
    }

    /// <summary>Reports what compiled code used for a request.</summary>
    public static void Used(long gas, long bytes)
    {
        Gas.Record(gas);
        Bytes.Record(bytes);
        if (Activity.Current is { } span && span.Source == Source)
        {
            span.SetTag("containerless.gas", gas);
            span.SetTag("containerless.bytes", bytes);
        }
    }

    /// <summary>Reports a bail-out; <paramref name="reason"/> comes from a bounded set.</summary>
    public static void BailedOut(string reason) => BailoutCount.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>Reports a request that was run again after it had called out.</summary>
    public static void Reexecuted(string how) => ReexecutionCount.Add(1, new KeyValuePair<string, object?>("outcome", how));

    /// <summary>Reports a state change.</summary>
    public static void StateChanged(FunctionState state, string cause) =>
        StateCount.Add(1, new("state", state.ToString()), new("cause", cause));

    /// <summary>Reports a compilation.</summary>
    public static void Compiled(TimeSpan duration, bool succeeded) =>
        CompileTime.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("succeeded", succeeded));

    /// <summary>Reports what came of looking at the trace of requests that bailed out.</summary>
    /// <param name="result">What came of it; the tag is its name in lower case.</param>
    /// <param name="reason">The reason of the first of them.</param>
    internal static void Learnt(LessonResult result, string reason) =>
        LessonCount.Add(1, new("result", result.ToString().ToLowerInvariant()), new("reason", reason));

    /// <summary>Reports how long a request waited for an instance.</summary>
    public static void Queued(TimeSpan wait) => QueueTime.Record(wait.TotalSeconds);

    /// <summary>Reports how long an instance took to become ready.</summary>
    public static void InstanceStarted(string kind, TimeSpan duration) =>
        StartTime.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("kind", kind));

    /// <summary>Shows one invoker's gauges until the result is disposed.</summary>
    public static IDisposable Observe(string function, Func<InvokerGauges> read)
    {
        // A meter of its own: gauges cannot be taken off a meter, only disposed with it.
        var meter = new Meter(Name);
        KeyValuePair<string, object?> tag = new("function", function);
        meter.CreateObservableGauge("containerless.containers", () => new Measurement<int>(read().Containers, tag));
        meter.CreateObservableGauge("containerless.queued", () => new Measurement<int>(read().Queued, tag));
        meter.CreateObservableGauge("containerless.realms", () => new Measurement<int>(read().Realms, tag));
        meter.CreateObservableGauge("containerless.traced", () => new Measurement<int>(read().Traced, tag));
        meter.CreateObservableGauge("containerless.recompilations", () => new Measurement<int>(read().Recompilations, tag));
        meter.CreateObservableGauge("containerless.versions", () => new Measurement<int>(read().Versions, tag));
        meter.CreateObservableGauge("containerless.state", () => new Measurement<int>((int)read().State, tag,
            new("state", read().State.ToString())));
        return meter;
    }
}

/// <summary>What the gauges show.</summary>
/// <param name="Containers">Instances that live.</param>
/// <param name="Queued">Requests that wait for one.</param>
/// <param name="Realms">Realms that live.</param>
/// <param name="Traced">Requests traced.</param>
/// <param name="Recompilations">Recompilations so far.</param>
/// <param name="Versions">Versions of the compiled code that are loaded.</param>
/// <param name="State">The state.</param>
public readonly record struct InvokerGauges(
    int Containers, int Queued, int Realms, int Traced, int Recompilations, int Versions, FunctionState State);
