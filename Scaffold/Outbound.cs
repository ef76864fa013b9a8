using System.Net;
using System.Text;
using Containerless.Runtime.Hosting;

namespace Containerless.Scaffold;

/// <summary>
/// The function's calls, straight to the network as from a plain Node process: no host is refused. Redirects are replies like
/// any other. A call that fails, for whatever reason, is one without a reply.
/// </summary>
internal sealed class Outbound : IOutbound, IDisposable
{
    private const int MostReplyBytes = 10 << 20;

    private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5), // to follow a host that moves
        RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
    })
    {
        MaxResponseContentBufferSize = MostReplyBytes,
        Timeout = TimeSpan.FromSeconds(30),
    };

    public async Task<OutboundReply> SendAsync(OutboundCall call, CancellationToken ct)
    {
        if (!Uri.TryCreate(call.Url, in Verbatim, out Uri? url) || url.Scheme is not ("http" or "https")) return default;
        try
        {
            using var message = new HttpRequestMessage(new HttpMethod(call.Method), url);
            if (call.Body is { } body)
            {
                message.Content = new ByteArrayContent(body);
                if (call.ContentType is { } type) message.Content.Headers.TryAddWithoutValidation("content-type", type);
            }
            foreach ((string name, string value) in call.Headers)
                if (!message.Headers.TryAddWithoutValidation(name, value))
                    message.Content?.Headers.TryAddWithoutValidation(name, value);
            using HttpResponseMessage reply = await client.SendAsync(message, ct).ConfigureAwait(false);
            return new OutboundReply(await reply.Content.ReadAsByteArrayAsync(ct).ConfigureAwait(false));
        }
        catch (Exception error) when (error is HttpRequestException or IOException or FormatException
            || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return default;
        }
    }

    public void Dispose() => client.Dispose();
}
