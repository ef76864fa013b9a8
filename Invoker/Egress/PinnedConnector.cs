using System.Net;
using System.Net.Sockets;

namespace Containerless.Invoker.Egress;

/// <summary>Resolves a host's addresses; the seam for tests.</summary>
internal delegate Task<IPAddress[]> Resolver(string host, CancellationToken ct);

/// <summary>A call that the policy refused; the message is one of <see cref="EgressErrors"/>.</summary>
internal sealed class EgressRefusedException(string reason) : IOException(reason);

/// <summary>
/// Opens the transport's connections. The name is resolved once per connection and the connection goes to the very
/// address that was judged, so that a second DNS answer cannot lead it elsewhere.
/// </summary>
internal sealed class PinnedConnector(EgressPolicy policy, Resolver resolve)
{
    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <exception cref="EgressRefusedException">The policy, or the name is unknown.</exception>
    /// <exception cref="SocketException">No permitted address accepted the connection.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        if (policy.RefuseHost(host, port) is { } reason)
        {
            throw new EgressRefusedException(reason);
        }

        SocketException? last = null;
        string? refused = null;
        foreach (var address in await AddressesAsync(host, ct))
        {
            if (policy.RefuseAddress(host, address, port) is { } why)
            {
                refused ??= why;
                continue;
            }

            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), ct);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException e)
            {
                socket.Dispose();
                last = e;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last is not null ? last : new EgressRefusedException(refused ?? EgressErrors.UnknownHost);
    }

    private async Task<IPAddress[]> AddressesAsync(string host, CancellationToken ct)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return [literal];
        }

        try
        {
            return await resolve(host, ct);
        }
        catch (SocketException e)
        {
            throw new EgressRefusedException(EgressErrors.UnknownHost) { HResult = e.HResult };
        }
    }
}
