// The multi-invoker's own forwarding in front of a server that answers at once, over one of the ways to reach it. Started by
// bench/proxy.js:  backend WAY ADDRESS   and   front WAY ADDRESS PORT;  WAY: http1 or h2c, and -socket
using System.Net;
using Containerless.Invoker.Http;
using Containerless.MultiInvoker.Forwarding;
using Containerless.MultiInvoker.Switching;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Yarp.ReverseProxy.Forwarder;

string way = args[1], address = args[2];
if (args[0] == "backend")
{
    WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
    builder.Logging.ClearProviders();
    builder.WebHost.ConfigureKestrel(kestrel =>
    {
        HttpProtocols protocols = way.StartsWith("h2c") ? HttpProtocols.Http2 : HttpProtocols.Http1;
        if (way.EndsWith("-socket"))
        {
            kestrel.ListenUnixSocket(address, listen => listen.Protocols = protocols);
        }
        else
        {
            kestrel.ListenLocalhost(int.Parse(address), listen => listen.Protocols = protocols);
        }
    });
    WebApplication app = builder.Build();
    byte[] answer = "Hello from the backend!"u8.ToArray();
    app.Run(async context =>
    {
        // As an invoker does: the whole body, then an answer of known length.
        await context.Request.Body.CopyToAsync(Stream.Null);
        context.Response.ContentType = Answer.Text;
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer);
    });
    await app.RunAsync();
    return;
}

await Front.RunAsync(way, address, int.Parse(args[3]));

/// <summary>Asks for HTTP/1.1, where the product asks for HTTP/2.</summary>
internal sealed class Http1(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Version = HttpVersion.Version11;
        return base.SendAsync(request, cancellationToken);
    }
}

/// <summary>The forwarding.</summary>
internal static class Front
{
    public static async Task RunAsync(string way, string address, int port)
    {
        SocketsHttpHandler handler = Destination.CreateHandler(way.EndsWith("-socket") ? address : null);
        handler.EnableMultipleHttp2Connections = true;
        string prefix = way.EndsWith("-socket") ? "http://invoker" : $"http://127.0.0.1:{address}";
        HttpMessageHandler client = way.StartsWith("h2c") ? handler : new Http1(handler);
        await using ServiceProvider services = new ServiceCollection().AddLogging().AddHttpForwarder().BuildServiceProvider();
        var room = new WaitingRoom(1024, TimeProvider.System) { Current = new Destination(SideName.A, prefix, client) };
        var proxy = new ProxyHandler(
            services.GetRequiredService<IHttpForwarder>(), room,
            new ProxyOptions(10 << 20, 1024, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60)),
            new ProxyCounters(), static () => "", TimeProvider.System, NullLogger.Instance);
        await using var listener = await Containerless.Invoker.Http.HttpListener.StartAsync(
            port, "port", loopbackOnly: true, proxy.HandleAsync, NullLoggerFactory.Instance);
        await Task.Delay(Timeout.Infinite);
    }
}
