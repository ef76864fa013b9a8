using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Containerless.Invoker.Tests.Faults;

/// <summary>What a function calls is not there, breaks off, answers nonsense or never: the same in every tier.</summary>
[Collection("Automatic")]
public sealed class StoreFaultTests
{
    private const string Good = "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n{\"a\":1}";

    [Theory]
    [InlineData("", "store undefined")]
    [InlineData("nonsense\r\n\r\n", "store undefined")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 70\r\n\r\n{\"a\":1}", "store undefined")]
    [InlineData("HTTP/1.1 500 No\r\nContent-Length: 3\r\n\r\n{a}", "store undefined")]
    [InlineData("HTTP/1.1 500 No\r\nContent-Length: 2\r\n\r\n[]", "store []")]
    public async Task A_store_that_answers_badly_is_undefined_to_the_function(string answer, string expected)
    {
        await using var store = new Store { Answer = Good };
        using var f = new FaultyFunction("Automatic", Options(store));
        await f.CompileAsync("/store", "/store");
        Assert.Equal(("store {\"a\":1}", "compiled"), await AskAsync(f));
        store.Answer = answer;
        (string body, _) = await AskAsync(f);
        Assert.Equal(expected, body);
        store.Answer = Good;
        Assert.Equal("store {\"a\":1}", (await AskAsync(f)).Body);
        await f.EndAsync();
    }

    [Fact]
    public async Task A_store_that_is_gone_is_undefined_to_the_function_until_it_is_back()
    {
        await using var store = new Store { Answer = Good };
        using var f = new FaultyFunction("Automatic", Options(store));
        await f.CompileAsync("/store", "/store");
        store.Close();
        Assert.Equal("store undefined", (await AskAsync(f)).Body);
        store.Open();
        Assert.Equal("store {\"a\":1}", (await AskAsync(f)).Body);
        await f.EndAsync();
    }

    [Fact]
    public async Task A_store_that_never_answers_is_a_time_limit_passed_in_every_tier()
    {
        await using var store = new Store { Answer = Good };
        using var f = new FaultyFunction("Automatic", [.. Options(store), ("limits", new { time = 2 })]);
        await f.CompileAsync("/store", "/store");
        store.Answer = null;
        Reply compiled = await f.PostAsync("/store");
        Assert.Equal((500, "compiled"), (compiled.Status, compiled.Tier));
        Assert.Contains("TimeLimitExceeded", compiled.Body, StringComparison.Ordinal);
        store.Answer = Good;
        Assert.Equal("store {\"a\":1}", (await AskAsync(f)).Body);
        await f.EndAsync();

        store.Answer = null;
        using var g = new FaultyFunction("DisableTracing", [.. Options(store), ("limits", new { time = 2 })]);
        Reply container = await g.PostAsync("/store");
        Assert.Equal((500, "container"), (container.Status, container.Tier));
        Assert.Contains("TimeLimitExceeded", container.Body, StringComparison.Ordinal);
        store.Answer = Good;
        Assert.Equal("store {\"a\":1}", (await AskAsync(g)).Body);
        await g.EndAsync();
    }

    [Fact]
    public async Task One_call_too_many_is_the_same_answer_in_every_tier()
    {
        using var f = new FaultyFunction("Automatic", ("limits", new { outbound = 3 }));
        Assert.Equal(new Reply(200, "many 3", "tracing", null), await ManyAsync(f, 3));
        Reply tracing = await ManyAsync(f, 4);
        await f.UntilAsync("compiled", static s => s.State == "Decontainerized");
        Assert.Equal(new Reply(200, "many 3", "compiled", null), await ManyAsync(f, 3));
        Reply compiled = await ManyAsync(f, 4);
        using var g = new FaultyFunction("DisableTracing", ("limits", new { outbound = 3 }));
        Reply container = await ManyAsync(g, 4);
        Assert.Equal(500, compiled.Status);
        Assert.Contains("OutboundLimitExceeded: used 4 calls of 3 calls at line 9", compiled.Body, StringComparison.Ordinal);
        Assert.Equal(compiled, container with { Tier = "compiled" });
        Assert.Equal(compiled, tracing with { Tier = "compiled" });
        Assert.Equal("many 2", (await ManyAsync(g, 2)).Body);
        await f.EndAsync();
        await g.EndAsync();
    }

    private static Task<Reply> ManyAsync(FaultyFunction f, int n) =>
        f.PostAsync("/many", Encoding.UTF8.GetBytes($$"""{"n":{{n}}}"""), "application/json");

    private static async Task<(string Body, string? Tier)> AskAsync(FaultyFunction f)
    {
        Reply reply = await f.PostAsync("/store");
        Assert.Equal(200, reply.Status);
        return (reply.Body, reply.Tier);
    }

    private static (string, object)[] Options(Store store) =>
    [
        ("environment", new Dictionary<string, string> { ["STORE_URL"] = $"http://127.0.0.1:{store.Port}/x" }),
        ("allowed_hosts", new[] { $"127.0.0.1:{store.Port}" }),
    ];

    /// <summary>Answers every request with the same bytes and closes the connection; with null it keeps silent.</summary>
    private sealed class Store : IAsyncDisposable
    {
        private readonly List<Socket> silent = [];
        private TcpListener listener = new(IPAddress.Loopback, 0);
        private Task serving;

        public Store()
        {
            listener.Start();
            Port = ((IPEndPoint)listener.LocalEndpoint).Port;
            serving = ServeAsync(listener);
        }

        public int Port { get; }

        public volatile string? Answer;

        public void Close() => listener.Stop();

        public void Open()
        {
            listener = new TcpListener(IPAddress.Loopback, Port);
            listener.Start();
            serving = ServeAsync(listener);
        }

        public async ValueTask DisposeAsync()
        {
            listener.Stop();
            await serving;
            silent.ForEach(static s => s.Dispose());
        }

        private async Task ServeAsync(TcpListener from)
        {
            while (true)
            {
                Socket socket;
                try
                {
                    socket = await from.AcceptSocketAsync();
                }
                catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
                {
                    return; // closed
                }

                if (Answer is not { } answer)
                {
                    silent.Add(socket);
                    continue;
                }

                using (socket)
                {
                    await socket.ReceiveAsync(new byte[4096]);
                    await socket.SendAsync(Encoding.ASCII.GetBytes(answer));
                    socket.Shutdown(SocketShutdown.Send);
                }
            }
        }
    }
}
