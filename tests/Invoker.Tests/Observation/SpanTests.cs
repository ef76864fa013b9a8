using System.Diagnostics;
using Containerless.Compiler;
using Containerless.Invoker.Observation;
using Containerless.Invoker.Tests.EndToEnd;
using Containerless.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;

namespace Containerless.Invoker.Tests.Observation;

/// <summary>What takes long has a span of its own, below that for which it was done.</summary>
[Collection(Listening.Name)]
public sealed class SpanTests : IDisposable
{
    private const string Program = """
        let containerless = require('containerless');
        containerless.listen(function (request) {
          if (request.path === '/slow') {
            setTimeout(() => containerless.respond('slow'), 2000);
          } else {
            containerless.respond('fast');
          }
        });
        """;

    private readonly RecordedSpans spans = new(InvokerTelemetry.Name, TraceCompiler.ActivityName, "Microsoft.AspNetCore");

    public void Dispose() => spans.Dispose();

    [Fact]
    public async Task The_wait_for_an_instance_and_its_start_are_below_the_request_that_has_to_wait()
    {
        using var function = new RealFunction(Program);
        await using InvokerHost host = await InvokerHost.StartAsync(
            function.Configuration(InitialState.DisableTracing) with { MaxContainers = 2 }, new InvokerServices { Logs = NullLoggerFactory.Instance });
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{host.Port}") };
        Task<string> slow = http.GetStringAsync("/slow", TestContext.Current.CancellationToken);
        await RecordedSpans.UntilAsync("the only instance is busy", () => host.Status().Containers.Any(static each => each.Busy));

        using var request = new HttpRequestMessage(HttpMethod.Get, "/")
        {
            Headers = { { "traceparent", $"00-{7:x32}-00000000000000ff-01" } },
        };
        using HttpResponseMessage answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        await slow;

        Activity served = await spans.OneAsync("request", static span => span.ParentSpanId.ToString() == "00000000000000ff");
        foreach (string step in (string[])["queue", "container start"])
        {
            Activity span = await spans.OneAsync(step, span => span.TraceId == served.TraceId);
            Assert.Equal(served.SpanId, span.ParentSpanId);
            Assert.InRange(span.StartTimeUtc, served.StartTimeUtc, served.StartTimeUtc + served.Duration);
        }
    }

    [Fact]
    public async Task The_compilers_passes_are_below_the_compilation_of_the_invoker()
    {
        await using WebApplication compiler = CompilerService.Build(["--urls", "http://127.0.0.1:0"]);
        await compiler.StartAsync(TestContext.Current.CancellationToken);
        using var function = new RealFunction(Program);
        await using InvokerHost host = await InvokerHost.StartAsync(
            function.Configuration(InitialState.Automatic, requests: 1) with { CompilerUrl = new Uri(compiler.Urls.Single()) },
            new InvokerServices { Logs = NullLoggerFactory.Instance });
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{host.Port}") };
        Assert.Equal("fast", await http.GetStringAsync("/", TestContext.Current.CancellationToken));

        Activity compilation = await spans.OneAsync("compile", static _ => true);
        Assert.Equal(default, compilation.ParentSpanId); // of no request: many were traced for it
        Activity asked = await spans.OneAsync("Microsoft.AspNetCore.Hosting.HttpRequestIn", span => span.TraceId == compilation.TraceId);
        Assert.Equal(compilation.SpanId, asked.ParentSpanId);
        Activity[] passes = [.. spans.Ended.Where(span => span.Source.Name == TraceCompiler.ActivityName && span.TraceId == compilation.TraceId)];
        Assert.Equal(["validate", "resolve", "infer", "generate", "emit", "verify"], passes.Select(static span => span.OperationName));
        Assert.All(passes, span => Assert.Equal(asked.SpanId, span.ParentSpanId));
    }
}
