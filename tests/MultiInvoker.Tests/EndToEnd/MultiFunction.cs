using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Containerless.Invoker.Http;
using Containerless.Invoker.Tests.EndToEnd;
using Containerless.Shared;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;
using HttpListener = Containerless.Invoker.Http.HttpListener;

namespace Containerless.MultiInvoker.Tests.EndToEnd;

/// <summary>What a client saw.</summary>
internal sealed record Reply(HttpStatusCode Status, string Body, string? Tier, string? Retried, string? RetryAfter);

/// <summary>A running multi-invoker whose function has an effect at a store for each request; the store counts them.</summary>
internal sealed class MultiFunction : IAsyncDisposable
{
    private const string Program = """
        let containerless = require('containerless');
        containerless.listen(function (request) {
          let n = request.body.n;
          containerless.post({ url: process.env.STORE + '/' + n, body: n }, function (reply) {
            if (request.path === '/slow') {
              setTimeout(() => containerless.respond('slow ' + n + ' ' + reply.ok), 1500);
            } else {
              containerless.respond('done ' + n + ' ' + reply.ok);
            }
          });
        });
        """;

    /// <summary>A request whose first effect the store does not answer: it is in flight until its invoker ends.</summary>
    public const int Held = 9_000;

    private readonly RealFunction function = new(Program);
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(90) };
    private readonly HttpListener store;

    private MultiFunction(HttpListener store, ConcurrentDictionary<string, int> effects, Func<JsonDictionary, JsonDictionary>? change)
    {
        this.store = store;
        Effects = effects;
        JsonDictionary side = new()
        {
            ["image_name"] = "f", ["bind_port"] = 0, ["admin_port"] = 0, ["artifacts_dir"] = function.ArtifactsDir,
            ["isolation"] = "process", ["utilization_log"] = "", ["max_requests_to_trace"] = 6, ["drain_seconds"] = 3,
            ["environment"] = new JsonDictionary { ["STORE"] = $"http://127.0.0.1:{store.Port}" },
            ["allowed_hosts"] = new[] { $"127.0.0.1:{store.Port}" },
        };
        JsonDictionary options = new()
        {
            ["bind_port"] = 0, ["config_a"] = new JsonDictionary(side), ["config_b"] = new JsonDictionary(side),
        };
        Invoker = RunningInvoker.StartProgram(
            "Containerless.MultiInvoker.dll", function, "--config", JsonSerializer.Serialize(change?.Invoke(options) ?? options));
    }

    public RunningInvoker Invoker { get; }

    /// <summary>How often each request's effect happened.</summary>
    public ConcurrentDictionary<string, int> Effects { get; }

    public string ArtifactsDir => function.ArtifactsDir;

    public string TemporaryPath => function.TemporaryPath;

    public static async Task<MultiFunction> StartAsync(Func<JsonDictionary, JsonDictionary>? change = null)
    {
        var effects = new ConcurrentDictionary<string, int>();
        HttpListener store = await HttpListener.StartAsync(0, "store", loopbackOnly: true, async features =>
        {
            string target = features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
            if (effects.AddOrUpdate(target, 1, static (_, n) => n + 1) == 1 && target == $"/{Held}")
            {
                CancellationToken gone = features.GetRequiredFeature<IHttpRequestLifetimeFeature>().RequestAborted;
                await Task.Delay(Timeout.Infinite, gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
            }

            await ResponseWriter.WriteAsync(features, new Answer(200, Answer.Json, "{\"ok\":true}"u8.ToArray()), tier: null);
        }, NullLoggerFactory.Instance);
        return new MultiFunction(store, effects, change);
    }

    public async Task<Reply> PostAsync(int n, string path = "/")
    {
        using var content = new StringContent($"{{\"n\": {n}}}", new MediaTypeHeaderValue("application/json"));
        using HttpResponseMessage response = await http.PostAsync(new Uri($"http://127.0.0.1:{await Invoker.PortAsync()}{path}"), content);
        return new Reply(response.StatusCode, await response.Content.ReadAsStringAsync(), Header("Containerless-Tier"),
            Header("Containerless-Retried"), Header("Retry-After"));

        string? Header(string name) => response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.Single() : null;
    }

    /// <summary>Sends requests at a steady rate until one is told to stop; each answer as it comes.</summary>
    public async Task<List<(int N, Reply Reply)>> LoadAsync(int first, TimeSpan every, Func<List<Reply>, bool> until)
    {
        var answers = new List<(int, Reply)>();
        var pending = new List<Task>();
        for (int n = first; n < first + 3000; n++)
        {
            pending.Add(SendAsync(n));
            await Task.Delay(every);
            lock (answers)
            {
                if (until([.. answers.Select(static answer => answer.Item2)]))
                {
                    break;
                }
            }
        }

        await Task.WhenAll(pending);
        return answers;

        async Task SendAsync(int n)
        {
            Reply reply = await PostAsync(n);
            lock (answers)
            {
                answers.Add((n, reply));
            }
        }
    }

    public async Task<MultiStatusDocument> StatusAsync()
    {
        string json = await http.GetStringAsync(new Uri($"http://localhost:{await Invoker.AdminPortAsync()}/_containerless/status"));
        return JsonSerializer.Deserialize<MultiStatusDocument>(json)!;
    }

    /// <summary>Waits until the status is as it should be.</summary>
    public async Task<MultiStatusDocument> UntilAsync(string what, Func<MultiStatusDocument, bool> holds)
    {
        for (int i = 0; i < 1200; i++)
        {
            MultiStatusDocument status = await StatusAsync();
            if (holds(status))
            {
                return status;
            }

            await Task.Delay(25);
        }

        throw new InvalidOperationException($"never {what}: {JsonSerializer.Serialize(await StatusAsync())}\n{Invoker.Errors}");
    }

    /// <summary>Waits until a request has had its effect.</summary>
    public async Task UntilEffectAsync(int n)
    {
        for (int i = 0; i < 1000 && !Effects.ContainsKey($"/{n}"); i++)
        {
            await Task.Delay(10);
        }
    }

    /// <summary>Traces until B serves.</summary>
    /// <param name="first">The first request's number; as many follow as are traced.</param>
    public async Task SwitchAsync(int first)
    {
        for (int n = first; n < first + 6; n++)
        {
            Assert.Equal(HttpStatusCode.OK, (await PostAsync(n)).Status);
        }

        await UntilAsync("switched", static s => s.Serving == "B");
    }

    /// <summary>Ends it as an operator does, and checks that nothing of it is left.</summary>
    public async Task EndAsync()
    {
        Invoker.Signal("TERM");
        Assert.Equal(0, await Invoker.ExitAsync());
        Assert.Empty(Invoker.Left());
    }

    public async ValueTask DisposeAsync()
    {
        Invoker.Dispose();
        http.Dispose();
        await store.StopAsync(new CancellationToken(canceled: true));
        await store.DisposeAsync();
        function.Dispose();
    }
}

/// <summary>A JSON object that a test may change.</summary>
internal sealed class JsonDictionary : Dictionary<string, object>
{
    public JsonDictionary()
    {
    }

    public JsonDictionary(JsonDictionary other)
        : base(other)
    {
    }

    /// <summary>An object in it.</summary>
    public JsonDictionary Of(string name) => (JsonDictionary)this[name];
}
