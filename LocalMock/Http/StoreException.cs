namespace Containerless.LocalMock.Http;

/// <summary>A request that the store refuses.</summary>
internal sealed class StoreException(int status, string message) : Exception(message)
{
    /// <summary>The HTTP status, 400 to 499.</summary>
    internal int Status { get; } = status;

    /// <summary>The ETag of what stands in the way, where a precondition failed and something is there.</summary>
    internal string? Current { get; init; }
}
