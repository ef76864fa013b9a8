namespace Containerless.Runtime.Hosting;

/// <summary>What one request may use.</summary>
public sealed record Limits
{
    /// <summary>Wall clock from the start of the request to its answer, waiting included.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes the request may hold; what is certainly garbage does not count.</summary>
    public long MemoryBytes { get; init; } = 256L << 20;

    /// <summary>Units of work (loop rounds, calls, builtins by their input); about 2 to 10 ns each.</summary>
    public long Gas { get; init; } = 20_000_000_000;

    /// <summary>Bytes of the answer in UTF-8. Replies to outbound calls are the host's to cap.</summary>
    public int ReplyBytes { get; init; } = 10 << 20;

    /// <summary>Outbound calls, <c>data:</c> URLs included.</summary>
    public int OutboundCalls { get; init; } = 100;
}
