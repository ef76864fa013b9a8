namespace Containerless.Shared;

/// <summary>What one request may use, the same in every tier. The configuration's <c>limits</c>.</summary>
public sealed record LimitOptions
{
    /// <summary><c>time</c>: the longest one request may take, from the function's first line to its answer.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary><c>memory</c>: bytes one request may allocate in the compiled tier.</summary>
    public long MemoryBytes { get; init; } = 256L << 20;

    /// <summary><c>reply</c>: the longest answer, in bytes of UTF-8.</summary>
    public int ReplyBytes { get; init; } = 10 << 20;

    /// <summary><c>outbound</c>: outbound calls one request may make.</summary>
    public int OutboundCalls { get; init; } = 100;

    /// <summary><c>request</c>: the longest request body, in bytes; a longer one is answered 413.</summary>
    public int RequestBytes { get; init; } = 10 << 20;
}
