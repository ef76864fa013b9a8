using System.Net.Sockets;

namespace Containerless.Invoker.Isolation.Containers.Transports;

/// <summary>
/// Connections that the invoker opens to an instance so that the instance can make calls over them: each is put through to
/// the egress once the instance says something. Some are kept ready.
/// </summary>
internal sealed partial class LentConnections : IAsyncDisposable
{
    /// <summary>How many wait to be used. A call that finds none waits for the next, a round trip.</summary>
    private const int Ready = 4;

    /// <summary>How many there are at a time; calls beyond wait. The egress takes 1024 from all instances.</summary>
    private const int Most = 128;

    /// <summary>After a connection that was of no use: a hostile instance would have them opened over and over.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(100);

    private readonly InstanceListeners listeners;
    private readonly UnixDomainSocketEndPoint egress;
    private readonly ILogger log;
    private readonly SemaphoreSlim places = new(Most);
    private readonly CancellationTokenSource stopping = new();
    private readonly Task[] keeping;
    private readonly Lazy<Task> stop;

    public LentConnections(InstanceListeners listeners, string egressSocket, ILogger log)
    {
        (this.listeners, egress, this.log) = (listeners, new UnixDomainSocketEndPoint(egressSocket), log);
        stop = new Lazy<Task>(StopAsync);
        keeping = [.. Enumerable.Range(0, Ready).Select(_ => KeepOneReadyAsync(stopping.Token))];
    }

    public ValueTask DisposeAsync() => new(stop.Value);

    private async Task StopAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(keeping);
        for (var i = 0; i < Most; i++)
        {
            // Each that is in use gives its place back when it has ended.
            await places.WaitAsync();
        }

        stopping.Dispose();
    }

    private async Task KeepOneReadyAsync(CancellationToken ct)
    {
        try
        {
            while (true)
            {
                await places.WaitAsync(ct);
                if (!await TryUseOneAsync(ct))
                {
                    places.Release();
                    await Task.Delay(RetryAfter, ct);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The instance is stopped.
        }
    }

    /// <summary>Opens one and waits until the instance uses it; false where it came to nothing.</summary>
    private async Task<bool> TryUseOneAsync(CancellationToken ct)
    {
        Stream? connection = null;
        try
        {
            connection = await listeners.OpenEgressAsync(ct);
            var first = new byte[4096];
            var length = await connection.ReadAsync(first, ct);
            if (length > 0)
            {
                _ = PutThroughAsync(connection, first.AsMemory(0, length), ct);
                return true;
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // The instance ends, or is not up to it: its calls fail, and its own end is noticed elsewhere.
            LogNone(log, e.Message);
        }

        if (connection is not null)
        {
            await connection.DisposeAsync();
        }

        return false;
    }

    /// <summary>Passes bytes both ways until one side ends, and gives the place back.</summary>
    private async Task PutThroughAsync(Stream connection, ReadOnlyMemory<byte> first, CancellationToken ct)
    {
        try
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
            await using var instance = connection;
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(egress, end.Token);
            await using var proxy = new NetworkStream(socket);
            await proxy.WriteAsync(first, end.Token);
            var both = new[] { instance.CopyToAsync(proxy, end.Token), proxy.CopyToAsync(instance, end.Token) };
            await Task.WhenAny(both);
            await end.CancelAsync();
            await Task.WhenAll(both);
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
        {
            // One side ended, or the instance is stopped: the other side sees it as its connection's end.
            LogEnded(log, e.Message);
        }
        finally
        {
            places.Release();
        }
    }

    [LoggerMessage(LogLevel.Debug, "No connection for an instance's calls: {Reason}")]
    private static partial void LogNone(ILogger log, string reason);

    [LoggerMessage(LogLevel.Debug, "A connection for an instance's calls ended: {Reason}")]
    private static partial void LogEnded(ILogger log, string reason);
}
