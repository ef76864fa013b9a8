using System.Net;
using System.Net.Sockets;
using System.Text;
using Containerless.Invoker.Egress;
using Containerless.Invoker.Tests.Isolation;
using Containerless.Runtime.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Containerless.Invoker.Tests.Egress;

public sealed class EgressTransportTests
{
    private static readonly List<KeyValuePair<string, string>> None = [];

    private static readonly EgressOptions Small = new()
    {
        ConnectTimeout = TimeSpan.FromSeconds(3), Timeout = TimeSpan.FromSeconds(3), MaxReplyBytes = 1000, MaxRequestBytes = 100,
    };

    private static EgressTransport Transport(string[]? allowed, EgressOptions? options = null, Resolver? resolve = null) =>
        resolve is null
            ? new EgressTransport(EgressPolicy.Parse(allowed), options ?? new EgressOptions(), NullLogger.Instance)
            : new EgressTransport(EgressPolicy.Parse(allowed), options ?? new EgressOptions(), NullLogger.Instance, resolve);

    private static async Task<(string? Error, int Status, string Body)> GetAsync(EgressTransport transport, string url, string method = "GET")
    {
        var reply = await transport.SendAsync(method, url, None, null, null, default);
        return (reply.Error, (int)(reply.Head?.StatusCode ?? 0), Encoding.Latin1.GetString(reply.Body.Span));
    }

    [Fact]
    public async Task A_reply_comes_back_whatever_its_status_and_the_connection_stays_warm()
    {
        await using var server = RawServer.Start("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnone");
        using var transport = Transport([$"127.0.0.1:{server.Port}"]);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal((null, 404, "none"), await GetAsync(transport, $"http://127.0.0.1:{server.Port}/a%2Fb?q=%41"));
        }

        Assert.Equal(1, server.Connections);
        Assert.StartsWith("GET /a%2Fb?q=%41 HTTP/1.1\r\n", server.Requests[0]);
    }

    [Fact]
    public async Task A_refused_address_is_never_connected_to()
    {
        await using var server = RawServer.Start(RawServer.Reply("secret"));
        using var transport = Transport(null, resolve: (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));
        Assert.Equal(EgressErrors.LoopbackAddress, (await GetAsync(transport, $"http://127.0.0.1:{server.Port}/")).Error);
        Assert.Equal(EgressErrors.LoopbackAddress, (await GetAsync(transport, $"http://rebind.example.com:{server.Port}/")).Error);
        Assert.Equal(EgressErrors.LoopbackAddress, (await GetAsync(transport, $"http://[::ffff:127.0.0.1]:{server.Port}/")).Error);
        Assert.Equal(EgressErrors.LoopbackAddress, (await GetAsync(transport, $"http://0x7f.1:{server.Port}/")).Error);
        Assert.Equal(EgressErrors.LoopbackAddress, (await GetAsync(transport, $"http://2130706433:{server.Port}/")).Error);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task The_judged_address_is_the_one_connected_to()
    {
        // A resolver that gives another answer each time: public to the policy, then this machine.
        await using var server = RawServer.Start(RawServer.Reply("secret"));
        var asked = 0;
        using var transport = Transport(
            ["*"], Small with { ConnectTimeout = TimeSpan.FromMilliseconds(300) },
            (_, _) => Task.FromResult<IPAddress[]>([asked++ == 0 ? IPAddress.Parse("203.0.114.1") : IPAddress.Loopback]));
        var (error, _, _) = await GetAsync(transport, $"http://rebind.example.com:{server.Port}/");
        Assert.Contains(error, new[] { EgressErrors.Timeout, EgressErrors.ConnectionFailed });
        Assert.Equal(1, asked);
        Assert.Equal(EgressErrors.LoopbackAddress, (await GetAsync(transport, $"http://rebind.example.com:{server.Port}/")).Error);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task Of_several_addresses_only_the_permitted_are_tried()
    {
        await using var server = RawServer.Start(RawServer.Reply("ok"));
        using var transport = Transport(
            [$"localhost:{server.Port}"],
            resolve: (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("169.254.169.254"), IPAddress.IPv6Loopback, IPAddress.Loopback]));
        Assert.Equal((null, 200, "ok"), await GetAsync(transport, $"http://localhost:{server.Port}/"));
    }

    [Fact]
    public async Task Redirects_are_handed_back_and_not_followed()
    {
        await using var target = RawServer.Start(RawServer.Reply("followed"));
        await using var server = RawServer.Start(
            $"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{target.Port}/\r\nContent-Length: 2\r\n\r\n{{}}");
        using var transport = Transport(["127.0.0.1"]);
        Assert.Equal((null, 302, "{}"), await GetAsync(transport, $"http://127.0.0.1:{server.Port}/"));
        Assert.Equal(0, target.Connections);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n", 1001, EgressErrors.ReplyTooLarge)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", 1000, null)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n", 10, EgressErrors.ReplyTooLarge)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n", 1001, EgressErrors.ReplyTooLarge)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n", 10, EgressErrors.Timeout)]
    [InlineData("HTTP/1.1 200 OK\r\n", 0, EgressErrors.Timeout)]
    [InlineData("NONSENSE\r\n\r\n", 0, EgressErrors.BadReply)]
    public async Task Replies_are_limited(string head, int bodyLength, string? expected)
    {
        await using var server = RawServer.Start(head + new string('x', bodyLength));
        using var transport = Transport(["127.0.0.1"], Small);
        Assert.Equal(expected, (await GetAsync(transport, $"http://127.0.0.1:{server.Port}/")).Error);
    }

    [Fact]
    public async Task All_calls_together_are_limited_in_memory_and_give_it_back()
    {
        await using var server = RawServer.Start(RawServer.Reply(new string('x', 900)));
        using var transport = Transport(["127.0.0.1"], new EgressOptions { MaxBufferedBytes = 2000 });
        var url = $"http://127.0.0.1:{server.Port}/";
        var first = await transport.SendAsync("GET", url, None, null, null, default);
        var second = await transport.SendAsync("GET", url, None, null, null, default);
        Assert.Equal(EgressErrors.Busy, (await transport.SendAsync("GET", url, None, null, null, default)).Error);
        Assert.Equal(1800, transport.Budget.Taken);
        first.Dispose();
        Assert.Null((await transport.SendAsync("GET", url, None, null, null, default)).Error);
        second.Dispose();
        Assert.Equal(900, transport.Budget.Taken);
    }

    [Theory]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", null)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n3e9\r\n", EgressErrors.ReplyTooLarge)]
    [InlineData("Content-Length: 500\r\n\r\nshort", EgressErrors.Timeout)]
    public async Task A_call_that_is_over_holds_no_memory(string rest, string? expected)
    {
        await using var server = RawServer.Start("HTTP/1.1 200 OK\r\n" + rest + new string('x', expected == EgressErrors.ReplyTooLarge ? 1001 : 0));
        using var transport = Transport(["127.0.0.1"], Small);
        var reply = await transport.SendAsync("GET", $"http://127.0.0.1:{server.Port}/", None, null, null, default);
        Assert.Equal(expected, reply.Error);
        reply.Dispose();
        Assert.Equal(0, transport.Budget.Taken);
    }

    [Fact]
    public async Task A_head_without_end_is_cut_off()
    {
        await using var server = RawServer.Start("HTTP/1.1 200 OK\r\nX: " + new string('x', 200_000));
        using var transport = Transport(["127.0.0.1"], Small);
        Assert.Equal(EgressErrors.BadReply, (await GetAsync(transport, $"http://127.0.0.1:{server.Port}/")).Error);
    }

    [Fact]
    public async Task A_broken_connection_and_one_that_is_refused_fail()
    {
        await using var server = RawServer.Start("");
        using var transport = Transport(["127.0.0.1"], Small);
        Assert.Equal(EgressErrors.ConnectionFailed, (await GetAsync(transport, $"http://127.0.0.1:{server.Port}/")).Error);
        Assert.Equal(EgressErrors.ConnectionFailed, (await GetAsync(transport, $"http://127.0.0.1:{FreePort()}/")).Error);
    }

    [Fact]
    public async Task An_unknown_name_is_its_own_reason()
    {
        using var transport = Transport(null, resolve: (_, _) => throw new SocketException((int)SocketError.HostNotFound));
        Assert.Equal(EgressErrors.UnknownHost, (await GetAsync(transport, "http://none.example/")).Error);
        using var empty = Transport(null, resolve: (_, _) => Task.FromResult<IPAddress[]>([]));
        Assert.Equal(EgressErrors.UnknownHost, (await GetAsync(empty, "http://none.example/")).Error);
    }

    [Fact]
    public async Task Https_to_a_server_without_a_trusted_certificate_fails()
    {
        await using var server = RawServer.Start("not TLS at all");
        using var transport = Transport(["127.0.0.1"], Small);
        Assert.Equal(EgressErrors.TlsFailed, (await GetAsync(transport, $"https://127.0.0.1:{server.Port}/")).Error);
    }

    [Theory]
    [InlineData("/relative", "GET", EgressErrors.BadUrl)]
    [InlineData("ftp://127.0.0.1/", "GET", EgressErrors.BadUrl)]
    [InlineData("file:///etc/passwd", "GET", EgressErrors.BadUrl)]
    [InlineData("http://user:password@127.0.0.1/", "GET", EgressErrors.BadUrl)]
    [InlineData("http://127.0.0.1/a b", "GET", EgressErrors.BadUrl)]
    [InlineData("http://127.0.0.1/a\r\nX: y", "GET", EgressErrors.BadUrl)]
    [InlineData("http:///", "GET", EgressErrors.BadUrl)]
    [InlineData("", "GET", EgressErrors.BadUrl)]
    [InlineData("http://127.0.0.1/", "CONNECT", EgressErrors.BadMethod)]
    [InlineData("http://127.0.0.1/", "TRACE", EgressErrors.BadMethod)]
    [InlineData("http://127.0.0.1/", "GE T", EgressErrors.BadMethod)]
    [InlineData("http://127.0.0.1/", "get", EgressErrors.BadMethod)]
    public async Task Malformed_calls_are_refused(string url, string method, string expected)
    {
        using var transport = Transport(["127.0.0.1"]);
        Assert.Equal(expected, (await GetAsync(transport, url, method)).Error);
    }

    [Theory]
    [InlineData("x-a", "v\r\nInjected: 1")]
    [InlineData("x-a", "v\n")]
    [InlineData("x-a", "v\0")]
    [InlineData("x-a", "\u0100")]
    [InlineData("x a", "v")]
    [InlineData("x:a", "v")]
    [InlineData("", "v")]
    public async Task Malformed_headers_are_refused(string name, string value)
    {
        await using var server = RawServer.Start(RawServer.Reply("ok"));
        using var transport = Transport(["127.0.0.1"]);
        var reply = await transport.SendAsync("GET", $"http://127.0.0.1:{server.Port}/", [new(name, value)], null, null, default);
        Assert.Equal(EgressErrors.BadHeader, reply.Error);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Too_many_headers_and_too_large_a_body_are_refused()
    {
        using var transport = Transport(["127.0.0.1"], Small);
        var many = Enumerable.Range(0, 101).Select(i => new KeyValuePair<string, string>($"x-{i}", "")).ToList();
        Assert.Equal(EgressErrors.BadHeader, (await transport.SendAsync("GET", "http://127.0.0.1:1/", many, null, null, default)).Error);
        List<KeyValuePair<string, string>> large = [new("x", new string('x', 33_000))];
        Assert.Equal(EgressErrors.BadHeader, (await transport.SendAsync("GET", "http://127.0.0.1:1/", large, null, null, default)).Error);
        Assert.Equal(
            EgressErrors.RequestTooLarge, (await transport.SendAsync("POST", "http://127.0.0.1:1/", None, null, new byte[101], default)).Error);
    }

    [Fact]
    public async Task Headers_of_one_hop_and_forged_hosts_do_not_pass()
    {
        await using var server = RawServer.Start(RawServer.Reply("ok"));
        using var transport = Transport(["127.0.0.1"]);
        List<KeyValuePair<string, string>> headers =
        [
            new("host", "other.example"), new("connection", "x-hop"), new("x-hop", "1"), new("proxy-authorization", "secret"),
            new("transfer-encoding", "chunked"), new("te", "trailers"), new("content-length", "3"), new("containerless-tier", "x"),
            new("accept", "application/json"), new("x-kept", "caf\u00e9"), new("content-type", "text/x"),
        ];
        var reply = await transport.SendAsync("POST", $"http://127.0.0.1:{server.Port}/", headers, "x-hop", "body!"u8.ToArray(), default);
        Assert.Null(reply.Error);
        var lines = server.Requests[0].ToLowerInvariant().Split("\r\n");
        Assert.Equal(
            [$"host: 127.0.0.1:{server.Port}", "accept: application/json", "x-kept: café", "content-length: 5", "content-type: text/x"],
            lines[1..6].Order(StringComparer.Ordinal).ToArray().OrderBy(l => Array.IndexOf(["host", "accept", "x-kept", "content-length", "content-type"], l.Split(':')[0])));
        Assert.Equal("", lines[6]);
    }

    [Fact]
    public async Task The_callers_cancellation_is_the_caller_s()
    {
        await using var server = RawServer.Start("HTTP/1.1 200 OK\r\n");
        using var transport = Transport(["127.0.0.1"]);
        using var cancel = new CancellationTokenSource(200);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => transport.SendAsync("GET", $"http://127.0.0.1:{server.Port}/", None, null, null, cancel.Token).AsTask());
    }

    [Fact]
    public async Task A_refusal_is_logged_once_per_host_with_what_to_do()
    {
        var logs = new RecordingLogs();
        using var transport = new EgressTransport(EgressPolicy.Parse(null), new EgressOptions(), logs.CreateLogger("e"));
        for (var i = 0; i < 3; i++)
        {
            await GetAsync(transport, "http://127.0.0.1:7999/login");
        }

        Assert.Contains("\"127.0.0.1:7999\" into the configuration's \"allowed_hosts\"", Assert.Single(logs.Lines));
        for (var port = 1; port < 300; port++)
        {
            await GetAsync(transport, $"http://127.0.0.1:{port}/");
        }

        Assert.InRange(logs.Lines.Count, 50, 102);
    }

    [Fact]
    public async Task The_compiled_tier_s_client_gives_the_body_or_nothing()
    {
        await using var server = RawServer.Start(request => request.StartsWith("POST /ok ", StringComparison.Ordinal)
            ? RawServer.Reply("""{"a":1}""") : "");
        using var transport = Transport(["127.0.0.1"]);
        var client = new EgressClient(transport);
        var reply = await client.SendAsync(
            new OutboundCall("POST", $"http://127.0.0.1:{server.Port}/ok", "{}"u8.ToArray(), "application/json", [new("accept", "x/y")]), default);
        Assert.Equal("""{"a":1}"""u8.ToArray(), reply.Body);
        Assert.Contains("content-type: application/json", server.Requests[0], StringComparison.OrdinalIgnoreCase);
        Assert.Null((await client.SendAsync(new OutboundCall("POST", $"http://127.0.0.1:{server.Port}/no", null, null, []), default)).Body);
        Assert.Null((await client.SendAsync(new OutboundCall("GET", "http://10.0.0.1/", null, null, []), default)).Body);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
