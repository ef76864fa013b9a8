using System.Net;
using Containerless.Cli.Requests;
using Containerless.Cli.Testing;
using Containerless.LocalMock;
using Containerless.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Containerless.Cli.Tests.EndToEnd;

/// <summary>The banking example where somebody else commits to the account between its begin and its commit.</summary>
public sealed class ConflictTests
{
    [Fact]
    public async Task A_deposit_that_conflicts_says_so_and_changes_nothing()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var store = await StoreApp.BuildAsync(new StoreOptions { Port = 0, MaxDelayMs = 0 }, cancellation);
        await store.StartAsync(cancellation);
        await using var rival = await Rival.StartAsync(StoreApp.PortOf(store));
        var file = Repository.PathOf("javascript", "examples", "banking.js");
        await using var tester = await FunctionTester.CreateAsync(file,
            new Dictionary<string, string> { ["STORE_URL"] = $"http://{rival.Host}" }, [rival.Host], new Progress<string>(), cancellation);
        var traced = RequestsFile.Read(Path.ChangeExtension(file, ".requests.json"));
        for (var i = 0; i < traced.Count; i++)
        {
            await tester.TraceAsync(i, traced[i], cancellation);
        }

        await tester.CompileAsync(cancellation);
        rival.Balance = 7;
        var deposit = traced.First(call => call.Target == "/deposit");
        var row = await tester.TestAsync(0, deposit, cancellation);
        Assert.True(row.Equal, $"{row.Answer.Text} but Node says {row.Expected.Text}");
        Assert.Equal((TierNames.Compiled, 200, "Conflict!"), (row.Tier, row.Answer.Status, row.Answer.Text));
        Assert.Equal("""{"balance":7}""", await rival.PostAsync("/balance", """{"name":"coffee"}"""));

        rival.Balance = null;
        Assert.Equal("Done!", (await tester.TestAsync(1, deposit, cancellation)).Answer.Text);
    }

    /// <summary>Passes everything on to the store; while it has a balance, it commits that to coffee in front of each commit.</summary>
    private sealed class Rival : IAsyncDisposable
    {
        private readonly WebApplication app;
        private readonly HttpClient store;

        private Rival(WebApplication app, HttpClient store) => (this.app, this.store) = (app, store);

        public double? Balance { get; set; }

        public string Host => new Uri(app.Urls.First()).Authority;

        public static async Task<Rival> StartAsync(int port)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            var rival = new Rival(builder.Build(), new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") });
            rival.app.Run(rival.PassAsync);
            await rival.app.StartAsync();
            return rival;
        }

        public async Task<string> PostAsync(string path, string body)
        {
            using var content = new StringContent(body);
            return await (await store.PostAsync(path, content)).Content.ReadAsStringAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await app.DisposeAsync();
            store.Dispose();
        }

        private async Task PassAsync(HttpContext context)
        {
            if (Balance is { } balance && context.Request.Path == "/commit")
            {
                var begun = (await store.GetStringAsync("/begin"))["{\"transaction\":".Length..^1];
                Assert.Equal("""{"body":"Done!"}""", await PostAsync("/commit",
                    $$$"""{"transaction":{{{begun}}},"mutation":{"name":"coffee","balance":{{{balance}}}}}"""));
            }

            using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), context.Request.Path.Value);
            if (context.Request.Method == "POST")
            {
                request.Content = new StreamContent(context.Request.Body);
            }

            using var reply = await store.SendAsync(request);
            context.Response.StatusCode = (int)reply.StatusCode;
            await context.Response.WriteAsync(await reply.Content.ReadAsStringAsync());
        }
    }
}
