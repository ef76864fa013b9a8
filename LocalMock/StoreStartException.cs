namespace Containerless.LocalMock;

/// <summary>The store cannot start. The message is for the person who starts it.</summary>
public sealed class StoreStartException(string message, Exception inner) : Exception(message, inner)
{
    private const int Busy = 5; // SQLITE_BUSY

    /// <summary>What a fault while starting means.</summary>
    internal static StoreStartException Of(StoreOptions options, Exception fault) => new(fault switch
    {
        Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: Busy } =>
            $"--data {options.DataFile}: another process has it open",
        Microsoft.Data.Sqlite.SqliteException => $"--data {options.DataFile}: {fault.Message}",
        _ => fault.Message,
    }, fault);
}
