using System.Net.Http.Headers;

namespace Containerless.Invoker.Egress;

/// <summary>What became of an outbound call: a complete reply, or a reason.</summary>
internal readonly struct EgressReply
{
    private EgressReply(string? error, HttpResponseMessage? head, ReadOnlyMemory<byte> body) =>
        (Error, Head, Body) = (error, head, body);

    /// <summary>One of <see cref="EgressErrors"/>, or null when there is a reply.</summary>
    public string? Error { get; }

    /// <summary>The reply's status and headers; its content has been read and closed.</summary>
    public HttpResponseMessage? Head { get; }

    /// <summary>The reply's whole body.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    public static EgressReply Failed(string error) => new(error, null, default);

    public static EgressReply Complete(HttpResponseMessage head, ReadOnlyMemory<byte> body) => new(null, head, body);
}
