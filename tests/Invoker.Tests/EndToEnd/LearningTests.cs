using System.Net;
using System.Net.Http.Headers;
using Containerless.Invoker.Compiled;
using Containerless.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace Containerless.Invoker.Tests.EndToEnd;

/// <summary>A function that goes on learning: real Node, real compiler, real HTTP.</summary>
[Collection("Automatic")] // one after the other: some watch what load does to the whole process
public sealed class LearningTests : IAsyncDisposable
{
    private const string Program = """
        let containerless = require('containerless');
        let served = 0;
        containerless.listen(function (request) {
          served = served + 1;
          if (request.path === '/rare') {
            containerless.respond('rare ' + request.body.x);
          } else if (request.path === '/count') {
            containerless.respond('served ' + served);
          } else if (request.path === '/double') {
            containerless.respond('twice ' + (request.body.x * 2));
          } else if (request.path === '/loop') {
            while (true) { served = served + 1; }
          } else {
            containerless.respond(request.path + ' ' + request.body.x);
          }
        });
        """;

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly List<WeakReference<ICompiledTier>> versions = [];
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
    public async Task A_path_that_was_never_traced_is_learnt_and_the_old_version_is_let_go()
    {
        await StartAsync();
        string first = host!.Status().Artifact!;
        byte[] trace = host.CurrentArtifact()!.Trace;
        Assert.NotEqual("compiled", (await PostAsync("/rare", "{\"x\": 1}")).Tier);
        await UntilAsync(async () => await PostAsync("/rare", "{\"x\": 2}") is var answer
            && answer.Body == "rare 2" && (answer.Tier == "compiled" || answer.Bailout is not null), "compiled");

        LearningStatus learning = host.Status().Learning!;
        Assert.Equal((1, 10, 2), (learning.Recompilations, learning.Of, learning.LoadedVersions));
        Assert.StartsWith("unknown: this code was never traced (line ", learning.Trigger, StringComparison.Ordinal);
        Assert.StartsWith("recompiled in ", learning.Outcome, StringComparison.Ordinal);
        Assert.Equal("Decontainerized", host.Status().State);

        // Published like the first one, with the merged trace; what was known still is.
        Artifact current = host.CurrentArtifact()!;
        Assert.NotEqual(first, current.Hash);
        Assert.Equal(current.Hash, new ArtifactStore(function!.ArtifactsDir).ReadCurrent("f")!.Hash);
        Assert.True(current.Trace.Length > trace.Length);
        Assert.Equal("/a 7", (await PostAsync("/a", "{\"x\": 7}")).Body);
        Assert.Equal("compiled", (await PostAsync("/a", "{\"x\": 7}")).Tier);

        for (int i = 0; i < 50 && versions[0].TryGetTarget(out _); i++)
        {
            await Task.Delay(50);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.Equal(2, versions.Count);
        Assert.False(versions[0].TryGetTarget(out _));
        Assert.True(versions[1].TryGetTarget(out _));
    }

    [Fact]
    public async Task The_tracing_instance_keeps_its_state_like_every_warm_one()
    {
        await StartAsync();
        var counts = new List<string>();
        for (int i = 0; i < 1200 && counts.Count < 2; i++)
        {
            (_, string body, string? tier, string? bailout) = await PostAsync("/count", "{}");
            if (tier == "tracing")
            {
                Assert.StartsWith("unknown: ", bailout, StringComparison.Ordinal);
                counts.Add(body);
            }
            else
            {
                await Task.Delay(50);
            }
        }

        Assert.Equal(["served 1", "served 2"], counts);
    }

    [Fact]
    public async Task A_value_of_a_type_never_seen_is_learnt()
    {
        await StartAsync(("/double", "{\"x\": 2}"));
        Assert.Equal("compiled", (await PostAsync("/double", "{\"x\": 4}")).Tier);
        (_, string body, string? tier, string? bailout) = await PostAsync("/double", "{\"x\": \"5\"}");
        Assert.Equal("twice 10", body);
        if (bailout is null)
        {
            // The multiplication takes any value as it is.
            Assert.Equal("compiled", tier);
            return;
        }

        await UntilAsync(async () => (await PostAsync("/double", "{\"x\": \"6\"}")).Body == "twice 12", "compiled", "/double", "{\"x\": \"6\"}");
        Assert.Equal(("twice 8", "compiled"), await PostAsync("/double", "{\"x\": 4}") is var again ? (again.Body, again.Tier) : default);
    }

    [Fact]
    public async Task Limits_never_lead_to_a_recompilation()
    {
        await StartAsync(change: static c => c with { Limits = c.Limits with { Time = TimeSpan.FromSeconds(1) } });
        for (int i = 0; i < 4; i++)
        {
            (_, string body, _, _) = await PostAsync("/loop", "{}");
            Assert.Contains("TimeLimitExceeded", body, StringComparison.Ordinal);
        }

        await Task.Delay(2500);
        Assert.Equal((0, 1), (host!.Status().Learning!.Recompilations, host.Status().Learning!.LoadedVersions));
        Assert.Equal(("/a 1", "compiled"), await PostAsync("/a", "{\"x\": 1}") is var answer ? (answer.Body, answer.Tier) : default);
    }

    [Fact]
    public async Task Under_load_every_request_is_answered_right_while_versions_are_swapped()
    {
        await StartAsync();
        using var stop = new CancellationTokenSource();
        int answered = 0;
        Task[] load = [.. Enumerable.Range(0, 6).Select(worker => Task.Run(async () =>
        {
            for (int i = 0; !stop.IsCancellationRequested; i++)
            {
                string path = i % 10 == 3 ? "/rare" : i % 10 == 7 ? "/double" : $"/{worker}";
                string expected = path switch { "/rare" => $"rare {i}", "/double" => $"twice {2 * i}", _ => $"{path} {i}" };
                (HttpStatusCode status, string body, _, _) = await PostAsync(path, $"{{\"x\": {i}}}");
                Assert.Equal((HttpStatusCode.OK, expected), (status, body));
                Interlocked.Increment(ref answered);
                await Task.Delay(5);
            }
        }, TestContext.Current.CancellationToken))];
        for (int i = 0; i < 600 && !(host!.Status().Learning is { Recompilations: >= 1, State: "ready" }); i++)
        {
            await Task.Delay(50);
        }

        await Task.Delay(500);
        await stop.CancelAsync();
        await Task.WhenAll(load);
        Assert.InRange(host!.Status().Learning!.Recompilations, 1, 3);
        Assert.True(answered > 50, $"{answered}");
        Assert.Equal("compiled", (await PostAsync("/rare", "{\"x\": 1}")).Tier);
    }

    private async Task StartAsync(
        (string Path, string Body)? also = null, Func<InvokerConfiguration, InvokerConfiguration>? change = null)
    {
        function = new RealFunction(Program);
        InvokerConfiguration configuration = function.Configuration(InitialState.Automatic);
        host = await InvokerHost.StartAsync(change?.Invoke(configuration) ?? configuration, new InvokerServices
        {
            Logs = NullLoggerFactory.Instance,
            Load = (artifact, c, outbound, counters, logs) =>
            {
                ICompiledTier tier = CompiledTier.Load(artifact, c, outbound, counters, logs);
                versions.Add(new WeakReference<ICompiledTier>(tier));
                return tier;
            },
        });
        for (int i = 0; i < 3; i++)
        {
            await PostAsync(also is { } one ? one.Path : "/a", also is { } other ? other.Body : "{\"x\": 1}");
        }

        await UntilAsync(() => Task.FromResult(true), "Decontainerized");
    }

    /// <summary>Asks until a state or, for a tier, until <c>/rare</c> is answered by it; every answer must satisfy a check.</summary>
    private async Task UntilAsync(Func<Task<bool>> check, string wanted, string path = "/rare", string body = "{\"x\": 2}")
    {
        for (int i = 0; i < 600; i++)
        {
            Assert.True(await check());
            if (wanted == "compiled" ? (await PostAsync(path, body)).Tier == wanted : host!.Status().State == wanted)
            {
                return;
            }

            await Task.Delay(50);
        }

        Assert.Fail($"{host!.Status().State}: {host.Status().Cause}; {host.Status().Learning}");
    }

    private async Task<(HttpStatusCode Status, string Body, string? Tier, string? Bailout)> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        using HttpResponseMessage response = await http.PostAsync(new Uri($"http://127.0.0.1:{host!.Port}{path}"), content);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(), Header("Containerless-Tier"), Header("Containerless-Bailout"));

        string? Header(string name) => response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.Single() : null;
    }
}
