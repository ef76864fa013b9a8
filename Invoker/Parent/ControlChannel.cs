using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Containerless.Shared;

namespace Containerless.Invoker.Parent;

/// <summary>One end of the control socket between a multi-invoker and an invoker that it started.</summary>
internal sealed class ControlChannel(Socket socket) : IDisposable
{
    /// <summary>A longer line is no message of ours.</summary>
    private const int MostCharacters = 64 << 10;

    private readonly NetworkStream stream = new(socket, ownsSocket: true);
    private readonly SemaphoreSlim writing = new(1, 1);

    /// <summary>Sends a message. One that finds the other end gone is dropped: whoever reads sees that end.</summary>
    public async Task SendAsync(ControlMessage message)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(message, WireJson.Default.ControlMessage), (byte)'\n'];
        await writing.WaitAsync().ConfigureAwait(false);
        try
        {
            await stream.WriteAsync(line).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The other end is gone.
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>The messages that come in, until the other end closes or says what is no message.</summary>
    public async IAsyncEnumerable<ControlMessage> ReadAsync([EnumeratorCancellation] CancellationToken ct = default)
    {
        var line = new List<byte>();
        byte[] buffer = new byte[4096];
        while (true)
        {
            int read;
            try
            {
                read = await stream.ReadAsync(buffer, ct).ConfigureAwait(false);
            }
            catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException)
            {
                yield break;
            }

            if (read == 0)
            {
                yield break;
            }

            for (int i = 0; i < read; i++)
            {
                if (buffer[i] != (byte)'\n')
                {
                    line.Add(buffer[i]);
                    continue;
                }

                if (Parse(line) is not { } message)
                {
                    yield break;
                }

                line.Clear();
                yield return message;
            }

            if (line.Count > MostCharacters)
            {
                yield break;
            }
        }
    }

    /// <summary>Closes this end, which ends the other's reading.</summary>
    public void Dispose() => stream.Dispose();

    private static ControlMessage? Parse(List<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line.ToArray(), WireJson.Default.ControlMessage);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
