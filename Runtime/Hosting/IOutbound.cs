namespace Containerless.Runtime.Hosting;

/// <summary>The way out of a function; implemented by the host with its egress policy.</summary>
public interface IOutbound
{
    /// <summary>
    /// Sends a call. A call that fails, for whatever reason, gives a reply without a body; an exception is taken for
    /// a fault of the host.
    /// </summary>
    Task<OutboundReply> SendAsync(OutboundCall call, CancellationToken ct);
}

/// <summary>A call that the function makes.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Url">The URL as the function gave it.</param>
/// <param name="Body">The body, or null for none.</param>
/// <param name="ContentType">The body's type, or null.</param>
/// <param name="Headers">Headers the function asked for, in its order, unchecked.</param>
public sealed record OutboundCall(
    string Method, string Url, byte[]? Body, string? ContentType, IReadOnlyList<KeyValuePair<string, string>> Headers);

/// <summary>The reply to a call.</summary>
/// <param name="Body">The body, whatever the status; null: the call failed.</param>
public readonly record struct OutboundReply(byte[]? Body);
