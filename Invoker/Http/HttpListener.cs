using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace Containerless.Invoker.Http;

/// <summary>
/// Kestrel with one request delegate and nothing in between: no host, no middleware, no services, no
/// <c>HttpContext</c>. Serves HTTP/1.1, and HTTP/2 at a Unix socket.
/// </summary>
public sealed class HttpListener : IAsyncDisposable
{
    private readonly KestrelServer server;

    private HttpListener(KestrelServer server, int port)
    {
        this.server = server;
        Port = port;
    }

    /// <summary>The port it listens at.</summary>
    public int Port { get; }

    /// <summary>Starts listening.</summary>
    /// <param name="port">The port; 0 takes a free one.</param>
    /// <param name="option">The configuration's option that gave the port, for the message.</param>
    /// <param name="loopbackOnly">Listens on 127.0.0.1 (and ::1, for a port that was given) instead of every address.</param>
    /// <param name="handle">Answers one request. It must not throw.</param>
    /// <param name="logs">Kestrel's own log.</param>
    /// <param name="socket">A Unix socket to listen at as well, for HTTP/2 without TLS; null for none.</param>
    /// <exception cref="InvokerStartException">The port is taken or may not be used.</exception>
    public static async Task<HttpListener> StartAsync(
        int port, string option, bool loopbackOnly, Func<IFeatureCollection, Task> handle, ILoggerFactory logs,
        string? socket = null)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        // The handler counts bytes itself: its limit is answered in the form all tiers share.
        options.Limits.MaxRequestBodySize = null;
        // Header bytes as they are; a container gets the same bytes.
        options.RequestHeaderEncodingSelector = static _ => System.Text.Encoding.Latin1;
        if (loopbackOnly)
        {
            options.Listen(IPAddress.Loopback, port, static listen => listen.Protocols = HttpProtocols.Http1);
            if (port != 0 && Socket.OSSupportsIPv6 && HasLoopback6())
            {
                options.Listen(IPAddress.IPv6Loopback, port, static listen => listen.Protocols = HttpProtocols.Http1);
            }
        }
        else
        {
            options.ListenAnyIP(port, static listen => listen.Protocols = HttpProtocols.Http1);
        }

        if (socket is not null)
        {
            // What a process that was killed left cannot be bound again. A file with something in it is no socket, and stays.
            if (File.Exists(socket) && new FileInfo(socket).Length == 0)
            {
                File.Delete(socket);
            }

            options.ListenUnixSocket(socket, static listen => listen.Protocols = HttpProtocols.Http2);
        }

        var server = new KestrelServer(
            Options.Create(options),
            new SocketTransportFactory(Options.Create(new SocketTransportOptions()), logs), logs);
        try
        {
            await server.StartAsync(new Application(handle), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            server.Dispose();
            throw new InvokerStartException($"Port {port} ({option}){(socket is null ? "" : $" or the socket {socket} (bind_socket)")} "
                + $"cannot be used: {Innermost(error).Message}. Stop what listens there, or give another {option}.");
        }

        string address = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new HttpListener(server, BindingAddress.Parse(address).Port);
    }

    /// <summary>Stops accepting, lets requests finish until <paramref name="ct"/> is cancelled, then cuts them off.</summary>
    public Task StopAsync(CancellationToken ct) => server.StopAsync(ct);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        server.Dispose();
        return ValueTask.CompletedTask;
    }

    private static Exception Innermost(Exception error) => error.InnerException is { } inner ? Innermost(inner) : error;

    /// <summary>Whether ::1 can be bound; in some containers the family exists without the address.</summary>
    private static bool HasLoopback6()
    {
        try
        {
            using var probe = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private sealed class Application(Func<IFeatureCollection, Task> handle) : IHttpApplication<IFeatureCollection>
    {
        public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

        public Task ProcessRequestAsync(IFeatureCollection context) => handle(context);

        public void DisposeContext(IFeatureCollection context, Exception? exception)
        {
        }
    }
}
