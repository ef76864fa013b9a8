using System.Net;
using System.Net.Sockets;
using Containerless.MultiInvoker.Switching;

namespace Containerless.MultiInvoker.Forwarding;

/// <summary>An invoker that answers, with its connections and the requests it has of us.</summary>
internal sealed class Destination : IDisposable
{
    private int inFlight;
    private long answered;

    /// <summary>A destination that speaks HTTP/2 at a Unix socket, as measured best (docs/multi-invoker.md).</summary>
    public Destination(SideName side, string socket)
        : this(side, "http://invoker", CreateHandler(socket))
    {
    }

    /// <summary>A destination that is reached in another way.</summary>
    public Destination(SideName side, string prefix, HttpMessageHandler handler)
    {
        Side = side;
        Prefix = prefix;
        Client = new HttpMessageInvoker(handler);
    }

    public SideName Side { get; }

    /// <summary>Where it listens, without a path.</summary>
    public string Prefix { get; }

    public HttpMessageInvoker Client { get; }

    /// <summary>Requests that are there now.</summary>
    public int InFlight => Volatile.Read(ref inFlight);

    /// <summary>Requests that it has answered.</summary>
    public long Answered => Interlocked.Read(ref answered);

    public void Enter() => Interlocked.Increment(ref inFlight);

    public void Leave() => Interlocked.Decrement(ref inFlight);

    public void CountAnswer() => Interlocked.Increment(ref answered);

    /// <summary>Whether it answers. The connection is warm then.</summary>
    public async Task<bool> AnswersAsync(CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Prefix + "/ping")
            {
                Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            };
            using HttpResponseMessage response = await Client.SendAsync(request, ct).ConfigureAwait(false);
            await response.Content.ReadAsByteArrayAsync(ct).ConfigureAwait(false);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public void Dispose() => Client.Dispose();

    /// <summary>What sends requests as they are, and follows nothing.</summary>
    /// <param name="socket">The Unix socket to connect to; null: what the request names.</param>
    public static SocketsHttpHandler CreateHandler(string? socket = null)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            // Header bytes as they are: the invoker reads them so, too.
            RequestHeaderEncodingSelector = static (_, _) => System.Text.Encoding.Latin1,
            ResponseHeaderEncodingSelector = static (_, _) => System.Text.Encoding.Latin1,
            ActivityHeadersPropagator = new Yarp.ReverseProxy.Forwarder.ReverseProxyPropagator(
                System.Diagnostics.DistributedContextPropagator.CreateDefaultPropagator()),
        };
        if (socket is not null)
        {
            // A connection has a hundred requests at a time.
            handler.EnableMultipleHttp2Connections = true;
            handler.ConnectCallback = (_, ct) => ConnectAsync(socket, ct);
        }

        return handler;
    }

    private static async ValueTask<Stream> ConnectAsync(string socket, CancellationToken ct)
    {
        var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), ct).ConfigureAwait(false);
            return new NetworkStream(connection, ownsSocket: true);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
