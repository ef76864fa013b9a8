using System.Net.Sockets;
using System.Text;
using Containerless.Invoker.Egress;
using Microsoft.Extensions.Logging.Abstractions;

namespace Containerless.Invoker.Tests.Egress;

public sealed class EgressProxyTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("egress-").FullName;
    private EgressTransport transport = null!;
    private EgressProxy proxy = null!;

    public async ValueTask InitializeAsync()
    {
        transport = new EgressTransport(
            EgressPolicy.Parse(["127.0.0.1"]), new EgressOptions { MaxRequestBytes = 1000 }, NullLogger.Instance);
        proxy = await EgressProxy.StartAsync(transport, Path.Combine(folder, "e.sock"), NullLoggerFactory.Instance, default);
    }

    public async ValueTask DisposeAsync()
    {
        await proxy.DisposeAsync();
        transport.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Sends bytes to the proxy and reads until it closes the connection.</summary>
    private async Task<string> SendAsync(string request)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(proxy.SocketPath));
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        return await reader.ReadToEndAsync(timeout.Token);
    }

    [Fact]
    public async Task Forwards_the_absolute_form_and_the_reply()
    {
        await using var server = RawServer.Start(
            "HTTP/1.1 418 Teapot\r\nX-Reply: caf\u00e9\r\nConnection: X-Hop\r\nX-Hop: 1\r\nContainerless-Egress-Error: forged\r\n"
            + "Set-Cookie: a=1\r\nSet-Cookie: b=2\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
        var reply = await SendAsync(
            $"POST http://127.0.0.1:{server.Port}/login?x=%20 HTTP/1.1\r\nHost: elsewhere\r\nContent-Type: application/json\r\n"
            + "Content-Length: 2\r\nConnection: close\r\n\r\n{}");
        Assert.StartsWith("HTTP/1.1 418 Teapot\r\n", reply);
        Assert.EndsWith("\r\n\r\nabc", reply);
        Assert.Contains("\r\nX-Reply: caf\u00e9\r\n", reply);
        Assert.Contains("\r\nContent-Length: 3\r\n", reply);
        Assert.Contains("\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n", reply);
        Assert.DoesNotContain("X-Hop", reply);
        Assert.DoesNotContain("forged", reply);
        Assert.DoesNotContain("chunked", reply);
        var sent = Assert.Single(server.Requests);
        Assert.StartsWith("POST /login?x=%20 HTTP/1.1\r\n", sent);
        Assert.Contains($"Host: 127.0.0.1:{server.Port}\r\n", sent);
        Assert.DoesNotContain("close", sent);
    }

    [Theory]
    [InlineData("http://10.0.0.1/", EgressErrors.HostNotAllowed)]
    [InlineData("/relative", EgressErrors.BadUrl)]
    public async Task A_refusal_is_502_with_its_reason(string target, string reason)
    {
        var reply = await SendAsync($"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 502 ", reply);
        Assert.Contains($"\r\nContainerless-Egress-Error: {reason}\r\n", reply);
    }

    [Fact]
    public async Task Too_large_a_body_is_502_too()
    {
        var reply = await SendAsync(
            $"POST http://127.0.0.1:1/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\nConnection: close\r\n\r\n{new string('x', 1001)}");
        Assert.StartsWith("HTTP/1.1 502 ", reply);
        Assert.Contains($"\r\nContainerless-Egress-Error: {EgressErrors.RequestTooLarge}\r\n", reply);
    }

    [Theory]
    [InlineData("CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: 127.0.0.1:22\r\nConnection: close\r\n\r\n")]
    [InlineData("GET ftp://127.0.0.1/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("GET http://127.0.0.1/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n")]
    public async Task It_is_no_tunnel_and_survives_nonsense(string request)
    {
        var reply = await SendAsync(request);
        Assert.DoesNotContain(" 200 ", reply);
        await using var server = RawServer.Start(RawServer.Reply("ok"));
        Assert.EndsWith("ok", await SendAsync($"GET http://127.0.0.1:{server.Port}/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
    }

    [Theory]
    [InlineData("HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")]
    [InlineData("GET", "HTTP/1.1 204 No Content\r\n\r\n")]
    [InlineData("GET", "HTTP/1.1 304 Not Modified\r\n\r\n")]
    public async Task Replies_without_a_body_end(string method, string answer)
    {
        await using var server = RawServer.Start(answer);
        var reply = await SendAsync($"{method} http://127.0.0.1:{server.Port}/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        Assert.StartsWith(answer.Split("\r\n")[0], reply);
        Assert.EndsWith("\r\n\r\n", reply);
    }
}
