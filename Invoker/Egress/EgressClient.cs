using System.Runtime.InteropServices;
using Containerless.Runtime.Hosting;

namespace Containerless.Invoker.Egress;

/// <summary>The compiled tier's calls: the same transport, policy and limits as the proxy's.</summary>
public sealed class EgressClient(EgressTransport transport) : IOutbound
{
    /// <inheritdoc/>
    public async Task<OutboundReply> SendAsync(OutboundCall call, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        // Not broken off with the attempt: it may have had its effect, and whoever runs the request again takes its reply.
        using var reply = await transport.SendAsync(
            call.Method, call.Url, Headers(call), connection: null, call.Body, CancellationToken.None);
        return reply.Error is null ? new OutboundReply(ToArray(reply.Body)) : default;
    }

    /// <summary>The headers that are sent.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> Headers(OutboundCall call) => call.ContentType is { } type
        ? [new("content-type", type), .. call.Headers]
        : call.Headers;

    /// <summary>The array itself where the body fills it, as it does whenever the peer announced a length.</summary>
    private static byte[] ToArray(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out var segment) && segment is { Offset: 0, Array: { } array } && array.Length == segment.Count
            ? array
            : body.ToArray();
}
