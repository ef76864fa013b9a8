namespace Containerless.Invoker.Isolation;

/// <summary>The listeners of an instance whose Unix sockets are in a folder of its own.</summary>
internal sealed class SocketAddress(string folder) : IInstanceAddress
{
    /// <summary>The names of the sockets in the folder.</summary>
    public const string FunctionSocket = "function.sock", ControlSocket = "control.sock";

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);

    /// <summary>None: the folder around the sockets keeps everybody else out.</summary>
    public string? Token => null;

    public Task<IConnector> FindFunctionAsync(CancellationToken ct) => FindAsync(FunctionSocket, ct);

    public Task<IConnector> FindControlAsync(CancellationToken ct) => FindAsync(ControlSocket, ct);

    private async Task<IConnector> FindAsync(string name, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return PinnedSocket.Open(Path.Combine(folder, name));
            }
            catch (FileNotFoundException)
            {
                await Task.Delay(PollInterval, ct);
            }
        }
    }
}
