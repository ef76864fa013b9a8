using Containerless.Runtime.Hosting;

namespace Containerless.Invoker.Egress;

/// <summary>The compiled tier's calls: the same transport, policy and limits as the proxy's.</summary>
public sealed class EgressClient(EgressTransport transport) : IOutbound
{
    /// <inheritdoc/>
    public async Task<OutboundReply> SendAsync(OutboundCall call, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        IReadOnlyList<KeyValuePair<string, string>> headers = call.ContentType is { } type
            ? [new("Content-Type", type), .. call.Headers]
            : call.Headers;
        EgressReply reply = await transport.SendAsync(call.Method, call.Url, headers, null, call.Body, ct).ConfigureAwait(false);
        return reply.Error is null ? new OutboundReply(reply.Body.ToArray()) : default;
    }
}
