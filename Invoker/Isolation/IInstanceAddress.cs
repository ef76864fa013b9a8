namespace Containerless.Invoker.Isolation;

/// <summary>Where an instance's two listeners are, once they are there.</summary>
internal interface IInstanceAddress
{
    /// <summary>What each request must carry, where others can reach the listeners; null where nobody can.</summary>
    string? Token { get; }

    /// <summary>Waits for the function's listener.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="IsolationException">There is no way to it.</exception>
    Task<IConnector> FindFunctionAsync(CancellationToken ct);

    /// <summary>Waits for the control listener.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="IsolationException">There is no way to it.</exception>
    Task<IConnector> FindControlAsync(CancellationToken ct);
}

/// <summary>Opens connections to one listener.</summary>
internal interface IConnector : IDisposable
{
    /// <summary>Opens a connection.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">Nobody listens.</exception>
    ValueTask<Stream> ConnectAsync(CancellationToken ct);
}
