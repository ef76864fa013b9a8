using System.Diagnostics;
using System.Net;
using Containerless.Invoker.Observation;
using Containerless.Invoker.Tests.EndToEnd;
using Containerless.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Containerless.Invoker.Tests.Observation;

/// <summary>The caller's trace goes on through the invoker and the function to whom it calls, in every tier.</summary>
[Collection(Listening.Name)]
public sealed class TraceContextTests
{
    private const string Program = """
        let containerless = require('containerless');
        containerless.listen(function (request) {
          containerless.get(process.env.STORE_URL + '/x?secret=1', function (reply) {
            containerless.respond(reply.traceparent);
          });
        });
        """;

    [Fact]
    public async Task What_the_function_calls_is_told_the_trace_of_the_request()
    {
        using var spans = new RecordedSpans(InvokerTelemetry.Name);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using WebApplication store = builder.Build();
        store.Urls.Add("http://127.0.0.1:0");
        store.MapGet("/x", static (HttpRequest request) => new { traceparent = request.Headers.TraceParent.ToString() });
        await store.StartAsync(TestContext.Current.CancellationToken);
        string url = store.Urls.Single();

        using var function = new RealFunction(Program);
        await using InvokerHost host = await InvokerHost.StartAsync(
            function.Configuration(InitialState.Automatic) with
            {
                Environment = new Dictionary<string, string> { ["STORE_URL"] = url },
                AllowedHosts = [new Uri(url).Authority],
            },
            new InvokerServices { Logs = NullLoggerFactory.Instance });
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{host.Port}") };

        var tiers = new List<string>();
        for (int i = 0; !tiers.Contains("compiled"); i++)
        {
            Assert.True(i < 200, "it was never compiled");
            string trace = $"{i + 1:x32}";
            using var request = new HttpRequestMessage(HttpMethod.Post, "/")
            {
                Headers = { { "traceparent", $"00-{trace}-00000000000000ff-01" } },
            };
            using HttpResponseMessage answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            string told = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            string tier = answer.Headers.GetValues("Containerless-Tier").Single();
            tiers.Add(tier);

            Assert.Equal((HttpStatusCode.OK, 4, trace), (answer.StatusCode, told.Split('-').Length, told.Split('-')[1]));
            Activity call = spans.Ended.Single(span => span.OperationName == "call" && span.SpanId.ToString() == told.Split('-')[2]);
            Assert.Equal($"{url}/x", call.GetTagItem("url.full"));
            Activity served = await spans.OneAsync("request", span => span.SpanId == call.ParentSpanId);
            Assert.Equal(("00000000000000ff", tier), (served.ParentSpanId.ToString(), served.GetTagItem("containerless.tier")));
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Contains("tracing", tiers);
    }
}
