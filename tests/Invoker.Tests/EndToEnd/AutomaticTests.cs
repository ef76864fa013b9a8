using System.Net;
using System.Net.Http.Headers;
using Containerless.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace Containerless.Invoker.Tests.EndToEnd;

/// <summary>Real Node, real transform, real compiler, real HTTP.</summary>
[Collection("Automatic")] // one after the other: some watch what load does to the whole process
public sealed class AutomaticTests : IAsyncDisposable
{
    private const string Program = """
        let containerless = require('containerless');
        let served = 0;
        containerless.listen(function (request) {
          served = served + 1;
          if (request.path === '/rare') {
            containerless.respond('rare ' + request.body.x);
          } else if (request.path === '/loop') {
            while (true) { served = served + 1; }
          } else {
            containerless.respond(request.path + ' ' + request.body.x + ' ' + (served > 0));
          }
        });
        """;

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private RealFunction? function;
    private InvokerHost? host;

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        http.Dispose();
        function?.Dispose();
    }

    [Fact]
    public async Task A_function_goes_from_tracing_to_compiled_and_back_to_a_container_where_it_was_never_traced()
    {
        // With a plain instance at hand, the first bail-out does not wait for one that traces.
        await StartAsync(Program, InitialState.Automatic, c => c with { MinContainers = 1 });
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal((HttpStatusCode.OK, "/a 1 true", "tracing", null), await PostAsync("/a", "{\"x\": 1}"));
        }

        await UntilAsync("Decontainerized");
        Assert.Equal((HttpStatusCode.OK, "/b 2 true", "compiled", null), await PostAsync("/b", "{\"x\": 2}"));

        (HttpStatusCode status, string body, string? tier, string? bailout) = await PostAsync("/rare", "{\"x\": 3}");
        Assert.Equal((HttpStatusCode.OK, "rare 3", "container"), (status, body, tier));
        Assert.Contains("line ", bailout, StringComparison.Ordinal);

        Assert.Equal((HttpStatusCode.OK, "/c 4 true", "compiled", null), await PostAsync("/c", "{\"x\": 4}"));
        StatusDocument document = host!.Status();
        Assert.Equal((2L, 3L, 1L), (document.Requests["compiled"], document.Requests["tracing"], document.Requests["container"]));
        Assert.Equal(1, Assert.Single(document.Bailouts).Value);
        Assert.Equal(1, document.Realms!.Discarded);

        string csharp = await AdminAsync("source");
        Assert.Contains("class Program", csharp, StringComparison.Ordinal);
        Assert.Contains("\"hashes\"", await AdminAsync("explain"), StringComparison.Ordinal);
        Assert.Contains("\"functions\"", await AdminAsync("trace"), StringComparison.Ordinal);
        Assert.Contains("\"served\": true", await AdminAsync("artifacts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Malformed_requests_are_refused_alike_in_every_tier()
    {
        await StartAsync(Program, InitialState.Automatic);
        var expected = (HttpStatusCode.BadRequest,
            """{"error":{"name":"BadRequest","message":"The body is not JSON: line 1, column 6.","line":null}}""");
        (HttpStatusCode status, string body, _, _) = await PostAsync("/a", "{\"x\" 1}");
        Assert.Equal(expected, (status, body));
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal("tracing", (await PostAsync("/a", "{\"x\": 1}")).Tier);
        }

        await UntilAsync("Decontainerized");
        (status, body, _, _) = await PostAsync("/a", "{\"x\" 1}");
        Assert.Equal(expected, (status, body));
    }

    [Fact]
    public async Task A_loop_without_end_is_stopped_in_a_container_and_the_next_request_is_served()
    {
        await StartAsync(Program, InitialState.DisableTracing,
            c => c with { Limits = c.Limits with { Time = TimeSpan.FromSeconds(1.5) } });
        (HttpStatusCode status, string body, _, _) = await PostAsync("/loop", "{}");
        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Contains("\"TimeLimitExceeded\"", body, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, "/a 1 true", "container", null), await PostAsync("/a", "{\"x\": 1}"));
    }

    [Fact]
    public async Task Functions_that_compute_for_long_starve_nobody_and_end_at_the_limit()
    {
        const string counting = """
            let containerless = require('containerless');
            containerless.listen(function (request) {
              let i = 0;
              while (i < request.body.x) { i = i + 1; }
              containerless.respond(request.path + ' ' + i);
            });
            """;
        await StartAsync(counting, InitialState.Automatic, c => c with
        {
            MaxRealms = 24, Limits = c.Limits with { Time = TimeSpan.FromSeconds(10) },
        });
        for (int i = 0; i < 3; i++)
        {
            await PostAsync("/a", "{\"x\": 3}");
        }

        await UntilAsync("Decontainerized");
        await PostAsync("/a", "{\"x\": 3}");
        Task<(HttpStatusCode Status, string Body, string? Tier, string? Bailout)>[] hogs =
            [.. Enumerable.Range(0, 20).Select(i => PostAsync("/hog", "{\"x\": 1e15}"))];
        await Task.Delay(1500);
        // Every thread the pool has at first is taken; a small request is served all the same, long before one ends.
        Assert.Equal((HttpStatusCode.OK, "/b 5", "compiled", null), await PostAsync("/b", "{\"x\": 5}"));
        Assert.DoesNotContain(hogs, hog => hog.IsCompleted);
        foreach (var hog in await Task.WhenAll(hogs))
        {
            Assert.Equal(HttpStatusCode.InternalServerError, hog.Status);
            Assert.Contains("\"TimeLimitExceeded\"", hog.Body, StringComparison.Ordinal);
        }

        Assert.Equal((HttpStatusCode.OK, "/b 5", "compiled", null), await PostAsync("/b", "{\"x\": 5}"));
        Assert.Equal(20, host!.Status().Limits["TimeLimitExceeded"]);
        Assert.Equal("Decontainerized", host.Status().State);
    }

    [Fact]
    public async Task Requests_at_the_same_time_are_all_answered_right_across_the_swap()
    {
        await StartAsync(Program, InitialState.Automatic, c => c with { MaxContainers = 2 });
        var tiers = new HashSet<string?>();
        for (int round = 0; round < 400 && !tiers.Contains("compiled"); round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => PostAsync($"/{i}", $"{{\"x\": {i}}}")));
            for (int i = 0; i < answers.Length; i++)
            {
                Assert.Equal((HttpStatusCode.OK, $"/{i} {i} true"), (answers[i].Status, answers[i].Body));
                tiers.Add(answers[i].Tier);
            }

            await Task.Delay(100);
        }

        Assert.True(tiers.Count == 3, $"{string.Join(", ", tiers)}; {host!.Status().State}: {host.Status().Cause}");
    }

    private async Task StartAsync(
        string source, InitialState initial, Func<InvokerConfiguration, InvokerConfiguration>? change = null)
    {
        function = new RealFunction(source);
        InvokerConfiguration configuration = function.Configuration(initial);
        host = await InvokerHost.StartAsync(
            change?.Invoke(configuration) ?? configuration, new InvokerServices { Logs = NullLoggerFactory.Instance });
    }

    private async Task UntilAsync(string state)
    {
        for (int i = 0; i < 600 && host!.Status().State != state; i++)
        {
            await Task.Delay(50);
        }

        Assert.True(host!.Status().State == state, $"{host.Status().State}: {host.Status().Cause}");
    }

    private async Task<string> AdminAsync(string what) =>
        await http.GetStringAsync(new Uri($"http://127.0.0.1:{host!.AdminPort}/_containerless/{what}"));

    private async Task<(HttpStatusCode Status, string Body, string? Tier, string? Bailout)> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        using HttpResponseMessage response = await http.PostAsync(new Uri($"http://127.0.0.1:{host!.Port}{path}"), content);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(), Header("Containerless-Tier"), Header("Containerless-Bailout"));

        string? Header(string name) => response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.Single() : null;
    }
}
