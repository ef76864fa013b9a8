namespace Containerless.LocalMock;

/// <summary>A request that the store refuses.</summary>
internal sealed class StoreException(int status, string message) : Exception(message)
{
    /// <summary>The HTTP status, 400 to 499.</summary>
    internal int Status { get; } = status;
}
