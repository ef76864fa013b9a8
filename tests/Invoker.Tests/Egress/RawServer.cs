using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Containerless.Invoker.Tests.Egress;

/// <summary>A server on loopback that sends back bytes exactly as a test gives them, and keeps what it was sent.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly Func<string, string?> answer;
    private readonly Task accepting;
    private int connections;

    private RawServer(Func<string, string?> answer)
    {
        this.answer = answer;
        listener.Start();
        accepting = AcceptAsync();
    }

    public List<string> Requests { get; } = [];

    public int Connections => connections;

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Answers each request (its head and what came with it, as Latin-1) with what the function gives: null is silence, an empty text closes the connection.</summary>
    public static RawServer Start(Func<string, string?> answer) => new(answer);

    public static RawServer Start(string answer) => new(_ => answer);

    public static string Reply(string body, string more = "") =>
        $"HTTP/1.1 200 OK\r\n{more}Content-Length: {body.Length}\r\n\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await accepting;
        end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(end.Token);
                Interlocked.Increment(ref connections);
                serving.Add(ServeAsync(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException
            || (e is InvalidOperationException && end.IsCancellationRequested)) // stopped between two connections
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var buffer = new byte[1 << 20];
                for (int read; (read = await stream.ReadAsync(buffer, end.Token)) > 0;)
                {
                    var request = Encoding.Latin1.GetString(buffer, 0, read);
                    lock (Requests)
                    {
                        Requests.Add(request);
                    }

                    if (answer(request) is not { } text)
                    {
                        continue;
                    }

                    if (text.Length == 0)
                    {
                        return;
                    }

                    await stream.WriteAsync(Encoding.Latin1.GetBytes(text), end.Token);
                }
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // The test is over, or the other side closed the connection, as it should in some.
            }
        }
    }
}
