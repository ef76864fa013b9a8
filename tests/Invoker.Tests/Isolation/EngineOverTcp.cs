using System.Net;
using System.Net.Sockets;

namespace Containerless.Invoker.Tests.Isolation;

/// <summary>The machine's own engine at a port of 127.0.0.1, as a remote one would be: passes every byte to its socket.</summary>
internal sealed class EngineOverTcp : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Task accepting;
    private int connections;

    public EngineOverTcp()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>In the form of <c>DOCKER_HOST</c>.</summary>
    public string Address => $"tcp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>How many were opened.</summary>
    public int Connections => connections;

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting;
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = PassAsync(await listener.AcceptSocketAsync(stopping.Token));
                Interlocked.Increment(ref connections);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task PassAsync(Socket client)
    {
        using var engine = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using (client)
        {
            await engine.ConnectAsync(new UnixDomainSocketEndPoint("/var/run/docker.sock"));
            await Task.WhenAll(CopyAsync(client, engine), CopyAsync(engine, client));
        }
    }

    /// <summary>Until one side ends what it says; the other may still answer.</summary>
    private async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 << 10];
        try
        {
            for (int read; (read = await from.ReceiveAsync(buffer, stopping.Token)) > 0;)
            {
                await to.SendAsync(buffer.AsMemory(0, read), stopping.Token);
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            to.Close();
        }
    }
}
