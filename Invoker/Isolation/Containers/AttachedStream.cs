using System.Net.Sockets;

namespace Containerless.Invoker.Isolation.Containers;

/// <summary>
/// A container's standard input, output and error on a connection of its own. The input can be ended alone, so that what
/// the container printed last is still read.
/// </summary>
internal sealed class AttachedStream(Stream output, Socket connection, HttpMessageInvoker client) : IAsyncDisposable
{
    /// <summary>Frames, as <see cref="AttachFrames"/> reads them.</summary>
    public Stream Output => output;

    /// <summary>Ends the container's standard input; does nothing where the connection has ended already.</summary>
    public void CloseInput()
    {
        try
        {
            connection.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The container, and with it the connection, came to its end first.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await output.DisposeAsync();
        client.Dispose();
    }
}
