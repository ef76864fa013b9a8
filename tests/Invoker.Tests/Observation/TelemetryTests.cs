using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Containerless.Invoker.Compiled;
using Containerless.Invoker.Observation;
using Containerless.Invoker.Tests.Fakes;
using Containerless.Shared;

namespace Containerless.Invoker.Tests.Observation;

[Collection(Listening.Name)]
public sealed class TelemetryTests
{
    [Fact]
    public async Task Requests_bail_outs_states_and_gauges_are_measured_when_someone_listens()
    {
        var seen = new ConcurrentBag<string>();
        using var meters = new MeterListener();
        meters.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == InvokerTelemetry.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => seen.Add(Line(instrument, value, tags)));
        meters.SetMeasurementEventCallback<int>((instrument, value, tags, _) => seen.Add(Line(instrument, value, tags)));
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => seen.Add(Line(instrument, 0, tags)));
        meters.Start();
        using var spans = new RecordedSpans(InvokerTelemetry.Name);

        await using TestInvoker invoker = await TestInvoker.StartAsync(InitialState.Automatic, c => c with { MaxRequestsToTrace = 1 });
        await invoker.PostAsync("/x");
        await invoker.UntilAsync("Decontainerized");
        invoker.Tier.Handle = static _ => CompiledResult.FallBack("telemetry hole");
        await invoker.PostAsync("/x");
        meters.RecordObservableInstruments();

        Assert.Contains("containerless.requests 1 tier=tracing status=200", seen);
        Assert.Contains("containerless.requests 1 tier=container status=200", seen);
        Assert.Contains("containerless.request.duration 0 tier=container", seen);
        Assert.Contains("containerless.bailouts 1 reason=telemetry hole", seen);
        Assert.Contains(seen, line => line.StartsWith("containerless.state.changes 1 state=Decontainerized cause=compiled in", StringComparison.Ordinal));
        Assert.Contains("containerless.compile.duration 0 succeeded=True", seen);
        Assert.Contains("containerless.traced 1 function=f", seen);
        Assert.Contains("containerless.versions 1 function=f", seen);

        var learning = new FakeTime();
        await using TestInvoker learner = await TestInvoker.StartAsync(
            InitialState.Automatic, c => c with { MaxRequestsToTrace = 1 }, i => i.Time = learning);
        await learner.PostAsync("/x");
        await learner.UntilAsync("Decontainerized");
        learner.Tier.Handle = static _ => CompiledResult.FallBack("unknown: telemetry");
        for (int i = 0; i < 500 && (await learner.PostAsync("/x")).Tier != "tracing"; i++)
        {
            await Task.Delay(5);
        }

        learning.Advance(TimeSpan.FromSeconds(1));
        for (int i = 0; i < 500 && !seen.Contains("containerless.lessons 1 result=published reason=unknown: telemetry"); i++)
        {
            await Task.Delay(5);
        }

        meters.RecordObservableInstruments();
        Assert.Contains("containerless.lessons 1 result=published reason=unknown: telemetry", seen);
        Assert.Contains("containerless.recompilations 1 function=f", seen);
        Assert.Contains("containerless.versions 2 function=f", seen);
        Assert.Contains(spans.Ended, span => span.OperationName == "request"
            && (string?)span.GetTagItem("containerless.bailout") == "telemetry hole"
            && (string?)span.GetTagItem("containerless.tier") == "container");
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
