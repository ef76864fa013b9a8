using System.Net;
using System.Net.Sockets;

namespace Containerless.Invoker.Isolation.Containers;

/// <summary>Where a Docker engine listens: on a Unix socket, or on TCP.</summary>
internal sealed class EngineAddress
{
    private const string DefaultSocket = "/var/run/docker.sock";

    /// <summary>The engine's usual port without TLS.</summary>
    private const int DefaultPort = 2375;

    private readonly EndPoint endPoint;
    private readonly string text;

    private EngineAddress(EndPoint endPoint, string text) => (this.endPoint, this.text) = (endPoint, text);

    /// <summary>Whether it is reached over TCP, so that it may be on another machine.</summary>
    public bool IsTcp => endPoint is not UnixDomainSocketEndPoint;

    /// <summary>Reads the form of <c>DOCKER_HOST</c>: <c>unix://</c> or <c>tcp://</c>; the usual socket by default.</summary>
    /// <exception cref="IsolationException">It is of another kind.</exception>
    public static EngineAddress Parse(string? host)
    {
        if (string.IsNullOrEmpty(host))
        {
            return OfSocket(DefaultSocket);
        }

        if (host.StartsWith("unix://", StringComparison.Ordinal))
        {
            return OfSocket(host["unix://".Length..]);
        }

        if (!Uri.TryCreate(host, UriKind.Absolute, out var uri) || uri.Scheme != "tcp" || uri.Host.Length == 0)
        {
            throw new IsolationException(
                $"DOCKER_HOST is {host}; expected unix://PATH or tcp://HOST:PORT. For an engine behind SSH, forward its socket: "
                + "ssh -L /tmp/docker.sock:/var/run/docker.sock HOST.");
        }

        if (Environment.GetEnvironmentVariable("DOCKER_TLS_VERIFY") is { Length: > 0 })
        {
            throw new IsolationException(
                $"DOCKER_HOST is {host} and DOCKER_TLS_VERIFY is set; TLS to the engine is not supported. Forward its socket over SSH.");
        }

        var port = uri.IsDefaultPort || uri.Port < 0 ? DefaultPort : uri.Port;
        return IPAddress.TryParse(uri.DnsSafeHost, out var address)
            ? new EngineAddress(new IPEndPoint(address, port), host)
            : new EngineAddress(new DnsEndPoint(uri.DnsSafeHost, port), host);
    }

    /// <summary>Opens a connection.</summary>
    /// <exception cref="SocketException">The engine does not listen there.</exception>
    public async Task<Socket> ConnectAsync(CancellationToken ct)
    {
        var connection = IsTcp
            ? new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }
            : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            if (IsTcp)
            {
                // A container's end is waited for on a silent connection: an engine that is gone must be noticed.
                connection.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            }

            await connection.ConnectAsync(endPoint, ct);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The socket's path, or the whole address.</summary>
    public override string ToString() => text;

    private static EngineAddress OfSocket(string path) => new(new UnixDomainSocketEndPoint(path), path);
}
