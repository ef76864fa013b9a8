using System.Net;
using Containerless.MultiInvoker.Switching;

namespace Containerless.MultiInvoker.Forwarding;

/// <summary>An invoker that answers, with its connections and the requests it has of us.</summary>
internal sealed class Destination : IDisposable
{
    private int inFlight;
    private long answered;

    public Destination(SideName side, int port)
        : this(side, $"http://127.0.0.1:{port}", CreateHandler())
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

    /// <summary>Whether it answers; several at a time, so that as many connections are warm when requests come.</summary>
    public async Task<bool> AnswersAsync(CancellationToken ct)
    {
        const int connections = 8;
        bool[] answers = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => PingAsync(ct))).ConfigureAwait(false);
        return answers.All(static answer => answer);
    }

    public void Dispose() => Client.Dispose();

    /// <summary>What sends requests as they are, and follows nothing.</summary>
    public static SocketsHttpHandler CreateHandler() => new()
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

    private async Task<bool> PingAsync(CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Prefix + "/ping");
            using HttpResponseMessage response = await Client.SendAsync(request, ct).ConfigureAwait(false);
            await response.Content.ReadAsByteArrayAsync(ct).ConfigureAwait(false);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
