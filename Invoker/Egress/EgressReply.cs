namespace Containerless.Invoker.Egress;

/// <summary>What became of an outbound call: a complete reply, or a reason. Disposed when the body is no longer needed.</summary>
internal readonly struct EgressReply : IDisposable
{
    private readonly BoundedBody body;

    private EgressReply(string? error, HttpResponseMessage? head, BoundedBody body) => (Error, Head, this.body) = (error, head, body);

    /// <summary>One of <see cref="EgressErrors"/>, or null when there is a reply.</summary>
    public string? Error { get; }

    /// <summary>The reply's status and headers; its content has been read and closed.</summary>
    public HttpResponseMessage? Head { get; }

    /// <summary>The reply's whole body.</summary>
    public ReadOnlyMemory<byte> Body => body.Bytes;

    public static EgressReply Failed(string error) => new(error, null, default);

    public static EgressReply Complete(HttpResponseMessage head, BoundedBody body) => new(null, head, body);

    public void Dispose() => body.Dispose();
}
