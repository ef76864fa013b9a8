using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Json;
using Containerless.Invoker.Tests.EndToEnd;
using Containerless.Invoker.Tests.Observation;
using Containerless.MultiInvoker.Observation;
using Containerless.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace Containerless.MultiInvoker.Tests.Observation;

/// <summary>What a multi-invoker in this process reports of real invokers and requests.</summary>
[Collection(Listening.Name)]
public sealed class MultiTelemetryTests : IDisposable
{
    private const string Program = """
        let containerless = require('containerless');
        containerless.listen(function (request) {
          if (request.path === '/slow') {
            setTimeout(() => containerless.respond('slow'), 1500);
          } else {
            containerless.respond('fast');
          }
        });
        """;

    private readonly RecordedSpans spans = new(MultiTelemetry.Name);
    private readonly ConcurrentQueue<string> measured = new();
    private readonly MeterListener meters = new();

    public MultiTelemetryTests()
    {
        meters.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == MultiTelemetry.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured.Enqueue(Line(instrument, value, tags)));
        meters.SetMeasurementEventCallback<int>((instrument, value, tags, _) => measured.Enqueue(Line(instrument, value, tags)));
        meters.Start();
    }

    public void Dispose()
    {
        spans.Dispose();
        meters.Dispose();
    }

    [Fact]
    public async Task Refusals_retries_and_the_switch_have_spans_and_are_counted()
    {
        using var function = new RealFunction(Program);
        string side = $$"""
            {"image_name": "f", "bind_port": 0, "admin_port": 0, "artifacts_dir": "{{function.ArtifactsDir}}", "isolation": "process",
             "utilization_log": "", "max_requests_to_trace": 2}
            """;
        await using MultiInvokerHost host = await MultiInvokerHost.StartAsync(
            MultiInvokerConfiguration.Parse($$"""{"bind_port": 0, "max_queued_requests": 1, "config_a": {{side}}, "config_b": {{side}} }"""),
            NullLoggerFactory.Instance);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{host.Port}") };

        // (1) While A starts one request waits, and another is refused.
        Task<HttpResponseMessage> waits = PostAsync(1, "/");
        await RecordedSpans.UntilAsync("one waits", () => host.Status().Queued == 1);
        meters.RecordObservableInstruments();
        using HttpResponseMessage refused = await PostAsync(2, "/");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Activity refusal = await RequestAsync(2);
        Assert.Equal(("queue full", ActivityStatusCode.Error), (refusal.GetTagItem("containerless.refused"), refusal.Status));
        using HttpResponseMessage waited = await waits;
        Assert.Equal(HttpStatusCode.OK, waited.StatusCode);
        Assert.Equal("A", (await RequestAsync(1)).GetTagItem("containerless.side"));

        // (2) A is killed with a request in its instance.
        Task<HttpResponseMessage> slow = PostAsync(3, "/slow");
        while (!(await http.GetFromJsonAsync<StatusDocument>($"http://localhost:{host.Status().A.AdminPort}/_containerless/status"))!
            .Containers.Any(static each => each.Busy))
        {
            await Task.Delay(10);
        }

        RunningInvoker.Signal(host.Status().A.ProcessId!.Value, "KILL");
        using HttpResponseMessage again = await slow;
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Activity retry = await spans.OneAsync("retry", static _ => true);
        Assert.Equal((await RequestAsync(3)).SpanId, retry.ParentSpanId);
        Assert.Equal(("A", "A ended before it had answered"), (retry.GetTagItem("containerless.side"), retry.GetTagItem("containerless.cause")));

        // (3) B takes over.
        (await PostAsync(4, "/")).Dispose();
        Activity change = await spans.OneAsync("switch", static _ => true);
        MultiStatusDocument status = host.Status();
        Assert.Equal((default, ActivityStatusCode.Ok), (change.ParentSpanId, change.Status));
        Assert.Equal(
            ("ServingB", status.Artifact, status.Cause),
            (change.GetTagItem("containerless.state"), change.GetTagItem("containerless.artifact"), change.GetTagItem("containerless.cause")));

        Assert.Contains("containerless.multi.queued 1", measured);
        Assert.Contains("containerless.multi.refusals 1 cause=queue full", measured);
        Assert.Contains("containerless.multi.retries 1 side=A", measured);
        Assert.Equal(3, measured.Count(static line => line == "containerless.multi.requests 1 side=A status=200"));
        Assert.Equal(
            ["StartingA", "ServingA", "StartingA", "ServingA", "StartingB", "ServingB"],
            measured.Where(static line => line.StartsWith("containerless.multi.state.changes 1 ", StringComparison.Ordinal))
                .Select(static line => line.Split("state=")[1].Split(' ')[0]));
        Assert.Contains($"containerless.multi.state.changes 1 state=ServingB cause={status.Cause}", measured);

        async Task<HttpResponseMessage> PostAsync(int trace, string path)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Headers = { { "traceparent", $"00-{trace:x32}-00000000000000ff-01" } },
            };
            return await http.SendAsync(request);
        }
    }

    /// <summary>The span of the request of a trace, below its client's.</summary>
    private async Task<Activity> RequestAsync(int trace)
    {
        Activity span = await spans.OneAsync("request", span => span.TraceId.ToString() == $"{trace:x32}");
        Assert.Equal("00000000000000ff", span.ParentSpanId.ToString());
        return span;
    }

    private static string Line(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string line = $"{instrument.Name} {value}";
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            line += $" {tag.Key}={tag.Value}";
        }

        return line;
    }
}
