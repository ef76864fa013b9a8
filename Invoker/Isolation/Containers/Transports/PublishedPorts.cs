using System.Net.Sockets;

namespace Containerless.Invoker.Isolation.Containers.Transports;

/// <summary>The listeners of a container whose ports are published on the engine's machine.</summary>
internal sealed class PublishedPorts(
    DockerClient docker, string container, string host, int functionPort, int controlPort, string token) : IInstanceAddress
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);

    public string? Token => token;

    public Task<IConnector> FindFunctionAsync(CancellationToken ct) => FindAsync(functionPort, ct);

    public Task<IConnector> FindControlAsync(CancellationToken ct) => FindAsync(controlPort, ct);

    private async Task<IConnector> FindAsync(int port, CancellationToken ct)
    {
        try
        {
            while (true)
            {
                if (await docker.FindPublishedPortAsync(container, port, ct) is { } published)
                {
                    return new PublishedPort(host, published);
                }

                await Task.Delay(PollInterval, ct);
            }
        }
        catch (Exception e) when (e is DockerException or HttpRequestException or IOException)
        {
            throw new IsolationException($"The container's published ports could not be read: {e.Message}", e);
        }
    }

    private sealed class PublishedPort(string host, int port) : IConnector
    {
        public async ValueTask<Stream> ConnectAsync(CancellationToken ct)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(host, port, ct);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        public void Dispose()
        {
        }
    }
}
