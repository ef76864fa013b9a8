namespace Containerless.Invoker.Egress;

/// <summary>The limits of outbound calls. The defaults are ours; no configuration option changes them yet.</summary>
public sealed record EgressOptions
{
    /// <summary>Until a connection (name resolution and TLS included) stands.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Until the whole reply has been read, counted from the call.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most bytes of a reply's body; also the most it costs in memory per call.</summary>
    public int MaxReplyBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Most bytes of a call's body.</summary>
    public int MaxRequestBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Most bytes that the bodies of all calls in flight may hold together; a call that needs more fails.</summary>
    public long MaxBufferedBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>Most connections to one host and port; calls beyond wait for one.</summary>
    public int MaxConnectionsPerHost { get; init; } = 256;
}
