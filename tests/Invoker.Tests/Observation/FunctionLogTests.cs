using System.Collections.Concurrent;
using System.Diagnostics;
using Containerless.Invoker.Isolation.Containers;
using Containerless.Invoker.Observation;
using Containerless.Invoker.Tests.EndToEnd;
using Containerless.Invoker.Tests.Isolation;
using Containerless.ServiceDefaults;
using Containerless.Shared;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace Containerless.Invoker.Tests.Observation;

/// <summary>What a function prints is exported as its own, with the span of the request that printed it, in every tier.</summary>
[Collection(Listening.Name)]
public sealed class FunctionLogTests
{
    private const int Traced = 3;

    private const string Program = """
        let containerless = require('containerless');
        console.log('at the top');
        containerless.listen(function (request) {
          console.log('serving ' + request.path);
          console.error('wrong ' + request.path);
          if (request.body.stays) {
            setTimeout(function () { console.log('later ' + request.path); }, 20);
          }
          containerless.respond('ok');
        });
        """;

    private readonly ConcurrentQueue<Exported> records = new();

    [Theory]
    [InlineData(IsolationMode.Process)]
    [InlineData(IsolationMode.Container)]
    public async Task A_line_that_a_function_prints_is_its_requests(IsolationMode isolation)
    {
        using DockerClient? docker = isolation == IsolationMode.Container ? await Engine.RequireAsync() : null;
        using var spans = new RecordedSpans(InvokerTelemetry.Name); // without a listener there are none
        using ILoggerFactory logs = LoggerFactory.Create(builder => builder.AddOpenTelemetry(options =>
        {
            options.IncludeFormattedMessage = true;
            options.AddProcessor(new SpanLog()).AddProcessor(new Recorder(records));
        }));
        using var function = new RealFunction(Program, TestRun.UniqueName("function-log"));
        try
        {
            await ServeAsync(function, isolation, logs);
        }
        finally
        {
            if (docker is not null && await docker.FindImageAsync($"{function.Name}:latest", default) is not null)
            {
                await docker.RemoveImageAsync($"{function.Name}:latest", force: true, default);
            }
        }
    }

    private async Task ServeAsync(RealFunction function, IsolationMode isolation, ILoggerFactory logs)
    {
        await using InvokerHost host = await InvokerHost.StartAsync(
            function.Configuration(InitialState.Automatic, Traced) with { Isolation = isolation }, new InvokerServices { Logs = logs });
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{host.Port}") };
        var seen = new Dictionary<string, HashSet<string>>();
        for (int i = 1; !seen.ContainsKey(TierNames.Compiled); i++)
        {
            Assert.True(i < 200, "it was never compiled");
            string trace = $"{i:x32}";
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/{i}.")
            {
                Headers = { { "traceparent", $"00-{trace}-00000000000000ff-01" } },
                // The tracing instance is stopped when it has answered the last request that is traced.
                Content = new StringContent(i == Traced ? "{}" : "{\"stays\": true}"),
            };
            using HttpResponseMessage answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            string tier = answer.Headers.GetValues("Containerless-Tier").Single();
            Exported[] lines = await LinesAsync($"/{i}.", i == Traced ? 2 : 3);

            string[] streams = [.. lines.Select(static line => $"{line["log.iostream"]} {line.Level}").Distinct().Order()];
            Assert.Equal(["stderr Warning", "stdout Information"], streams);
            // All of one span, which is not the caller's, in the caller's trace.
            Assert.Equal(trace, Assert.Single(lines.Select(static line => line.Trace).Distinct()));
            Assert.NotEqual("00000000000000ff", Assert.Single(lines.Select(static line => line.Span).Distinct()));
            Assert.All(lines, line =>
            {
                Assert.Equal((function.Name, tier), (line["containerless.function"], line["containerless.tier"]));
                Assert.Equal(tier == TierNames.Compiled, line["containerless.artifact"] is not null);
                Assert.StartsWith($"{line["containerless.instance"]}: ", line.Text, StringComparison.Ordinal);
            });
            (seen.TryGetValue(tier, out HashSet<string>? names) ? names : seen[tier] = []).Add(lines[0]["containerless.instance"]!);
        }

        Assert.Equal([TierNames.Compiled, TierNames.Container, TierNames.Tracing], seen.Keys.Order());
        string node = isolation == IsolationMode.Process ? "process-" : "container-";
        Assert.All(seen[TierNames.Tracing], name => Assert.StartsWith(node, name, StringComparison.Ordinal));
        Assert.All(seen[TierNames.Container], name => Assert.StartsWith(node, name, StringComparison.Ordinal));
        Assert.Empty(seen[TierNames.Tracing].Intersect(seen[TierNames.Container]));
        Assert.StartsWith("realm-", Assert.Single(seen[TierNames.Compiled]), StringComparison.Ordinal);
        Assert.Contains(records, static record => record.Text.EndsWith(": at the top", StringComparison.Ordinal));
    }

    /// <summary>The lines of a request; the third comes after its answer.</summary>
    private async Task<Exported[]> LinesAsync(string path, int count)
    {
        for (int i = 0; ; i++)
        {
            Exported[] lines = [.. records.Where(record => record.Text.EndsWith(' ' + path, StringComparison.Ordinal))];
            if (lines.Length == count)
            {
                return lines;
            }

            Assert.True(i < 500, $"{lines.Length} of {count} lines of {path} came");
            await Task.Delay(20);
        }
    }

    /// <summary>A log record as it is exported; the record itself is used again.</summary>
    private sealed record Exported(
        LogLevel Level, string Text, string Trace, string Span, IReadOnlyList<KeyValuePair<string, object?>> Attributes)
    {
        public string? this[string name] => (string?)Attributes.FirstOrDefault(each => each.Key == name).Value;
    }

    private sealed class Recorder(ConcurrentQueue<Exported> records) : BaseProcessor<LogRecord>
    {
        public override void OnEnd(LogRecord data)
        {
            if (data.CategoryName == "Containerless.Function")
            {
                records.Enqueue(new Exported(
                    data.LogLevel, data.FormattedMessage!, data.TraceId.ToString(), data.SpanId.ToString(), [.. data.Attributes!]));
            }
        }
    }
}
