using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Containerless.Invoker.Compiled;
using Containerless.Invoker.Isolation;
using Containerless.Invoker.Isolation.Containers;
using Containerless.Invoker.Observation;
using Containerless.Invoker.Tests.Compiled;
using Containerless.Invoker.Tests.Egress;
using Containerless.Invoker.Tests.Fakes;
using Containerless.Invoker.Tests.Isolation;
using Containerless.Runtime;
using Containerless.Runtime.Hosting;
using Containerless.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Containerless.Invoker.Tests.EndToEnd;

/// <summary>Requests that are run again half-way, with real Node and real effects.</summary>
[Collection("Automatic")]
public sealed class JournalTests
{
    /// <summary><c>bench/journal.js</c>, of which <c>docs/journal.md</c> is a longer run.</summary>
    [Fact]
    public void Every_effect_happens_once_and_every_answer_is_nodes() => Run("--runs", "200", "--seed", "7");

    /// <summary>Containers that the engine kills in the middle of a request, just when one has had an effect.</summary>
    [Fact]
    public async Task Every_effect_happens_once_while_containers_are_killed()
    {
        using DockerClient docker = await Engine.RequireAsync();
        Run("--runs", "60", "--seed", "7", "--isolation", "container", "--only-killed");
    }

    private static void Run(params string[] options)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "finds the processes to kill in /proc");
        if (!Directory.Exists(Path.Combine(RealFunction.Root, "javascript/node_modules")))
        {
            Assert.Skip("javascript/node_modules is missing: run npm ci in javascript/");
        }

        (int code, string output) = RealFunction.Run(
            "node",
            [
                Path.Combine(RealFunction.Root, "bench/journal.js"), .. options,
                "--invoker", Path.Combine(AppContext.BaseDirectory, "Containerless.Invoker.dll"),
            ]);
        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task A_function_whose_calls_depend_on_its_state_goes_on_live_and_the_answer_says_so()
    {
        const string program = """
            let containerless = require('containerless');
            let n = 0;
            containerless.listen(function (request) {
              n = n + 1;
              let url = request.body.url;
              containerless.post({ url: url + '/n', body: { n: n } }, function (first) {
                containerless.post({ url: url + '/fixed', body: request.body.id }, function (second) {
                  if (request.body.rare) {
                    containerless.respond('rare ' + n);
                  } else {
                    containerless.respond('usual ' + n);
                  }
                });
              });
            });
            """;
        var sent = new ConcurrentQueue<string>();
        await using RawServer server = RawServer.Start(request =>
        {
            sent.Enqueue($"{request.Split(' ')[1]} {request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]}");
            return RawServer.Reply("1");
        });
        using var function = new RealFunction(program);
        InvokerConfiguration configuration = function.Configuration(InitialState.Automatic) with
        {
            AllowedHosts = [$"127.0.0.1:{server.Port}"], MaxRecompilations = 0,
        };
        await using InvokerHost host = await InvokerHost.StartAsync(configuration, new InvokerServices { Logs = NullLoggerFactory.Instance });
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
        for (int i = 0; host.Status().State != "Decontainerized" && i < 1200; i++)
        {
            await (i < 3 ? PostAsync(i, "false") : Task.Delay(50));
        }

        // The realm's third request is the container's first: it counts from there, and what it repeats is not sent again.
        Assert.Equal("usual 1", (await PostAsync(10, "false")).Body);
        Assert.Equal("usual 2", (await PostAsync(11, "false")).Body);
        sent.Clear();
        (string body, string? reexecuted) = await PostAsync(12, "true");
        Assert.Equal(("rare 1", "diverged"), (body, reexecuted));
        Assert.Equal(["""/n {"n":3}""", "/fixed 12", """/n {"n":1}"""], sent);

        // The realm is new, and the container has served one: it says the same again after the next in each.
        Assert.Equal("usual 1", (await PostAsync(13, "false")).Body);
        sent.Clear();
        Assert.Equal(("rare 2", "replayed"), await PostAsync(14, "true"));
        Assert.Equal(["""/n {"n":2}""", "/fixed 14"], sent);

        async Task<(string Body, string? Reexecuted)> PostAsync(int id, string rare)
        {
            using var content = new StringContent(
                $$"""{"url": "http://127.0.0.1:{{server.Port}}", "id": {{id}}, "rare": {{rare}}}""", new MediaTypeHeaderValue("application/json"));
            using HttpResponseMessage response = await http.PostAsync(new Uri($"http://127.0.0.1:{host.Port}/"), content);
            return (await response.Content.ReadAsStringAsync(),
                response.Headers.TryGetValues("Containerless-Reexecuted", out IEnumerable<string>? values) ? values.Single() : null);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_that_has_called_out_is_not_refused_because_a_start_failed(bool called)
    {
        var outbound = new OneReply();
        ICompiledTier real = CompiledTier.Create(
            "hash", () => new HandWrittenProgram((realm, _) =>
            {
                if (called)
                {
                    HandWrittenProgram.Fetch(realm, "http://h/", (_, _) => Bail.Hole<Value>(9));
                }
                else
                {
                    Bail.Hole<Value>(9);
                }
            }), new InvokerConfiguration { ImageName = "f" }, outbound, new RequestCounters(), NullLoggerFactory.Instance);
        await using (real)
        {
            CompiledResult gaveUp = await real.HandleAsync(new("POST", "/", null, new HeaderDictionary(), default));
            int failures = int.MaxValue;
            await using TestInvoker invoker = await TestInvoker.StartAsync(InitialState.Automatic, setUp: i =>
            {
                i.Tier.Handle = _ => gaveUp;
                i.Isolation.BeforeStart = kind => kind == InstanceKind.Plain && Interlocked.Decrement(ref failures) >= 0
                    ? Task.FromException(new IsolationException("not now"))
                    : Task.CompletedTask;
                i.Isolation.Answer = static (_, _, _) => Task.FromResult(FakeIsolation.Text("done"));
            }, change: static c => c with { MaxRecompilations = 0 });
            for (int i = 0; i < 3; i++)
            {
                await invoker.PostAsync("/");
            }

            await invoker.UntilAsync("Decontainerized");
            // What is started ahead, for whoever comes after the last one traced, is over.
            await Task.Delay(1000);
            Volatile.Write(ref failures, 2);
            Reply reply = await invoker.PostAsync("/");
            Assert.Equal(called ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable, reply.Status);
            Assert.Equal(called ? -1 : 1, Volatile.Read(ref failures));
        }
    }

    private sealed class OneReply : IOutbound
    {
        public Task<OutboundReply> SendAsync(OutboundCall call, CancellationToken ct) => Task.FromResult(new OutboundReply("1"u8.ToArray()));
    }

    [Fact]
    public async Task A_client_does_not_choose_what_its_request_is_known_by()
    {
        var seen = new ConcurrentQueue<(string Request, string Random, bool Clock, bool Other)>();
        await using TestInvoker invoker = await TestInvoker.StartAsync(InitialState.DisableTracing, setUp: i =>
            i.Isolation.Answer = (_, request, _) =>
            {
                seen.Enqueue((
                    Assert.Single(request.Headers.GetValues("Containerless-Request")),
                    Assert.Single(request.Headers.GetValues("Containerless-Random")),
                    request.Headers.Contains("Containerless-Clock"), request.Headers.Contains("Containerless-Other")));
                return Task.FromResult(FakeIsolation.Text("x"));
            });
        using var http = new HttpClient();
        foreach (string name in new[] { "Containerless-Request", "containerless-random", "Containerless-Clock", "Containerless-Other" })
        {
            http.DefaultRequestHeaders.Add(name, "mine");
        }

        for (int i = 0; i < 2; i++)
        {
            Assert.Equal("x", await http.GetStringAsync(invoker.Url("/")));
        }

        Assert.All(seen, one => Assert.Matches("^[0-9a-f]{32}$", one.Request));
        Assert.All(seen, one => Assert.Matches("^[0-9a-f]{32}$", one.Random));
        Assert.All(seen, one => Assert.Equal((false, false), (one.Clock, one.Other)));
        Assert.Equal(2, seen.Select(one => one.Request).Distinct().Count());
    }
}
