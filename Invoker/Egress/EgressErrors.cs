namespace Containerless.Invoker.Egress;

/// <summary>
/// The reasons in <c>Containerless-Egress-Error</c>. The first group is the policy's, the second the call's own fault, the
/// third the network's or the peer's.
/// </summary>
public static class EgressErrors
{
    /// <summary>The host is not in <c>allowed_hosts</c>.</summary>
    public const string HostNotAllowed = "host-not-allowed";

    /// <summary>The address is this machine's own and not listed.</summary>
    public const string LoopbackAddress = "loopback-address";

    /// <summary>The address is of a private network and not listed.</summary>
    public const string PrivateAddress = "private-address";

    /// <summary>The address is link-local and not listed by itself.</summary>
    public const string LinkLocalAddress = "link-local-address";

    /// <summary>The address is a cloud's metadata service and not listed by itself.</summary>
    public const string MetadataAddress = "metadata-address";

    /// <summary>The address is never a server's.</summary>
    public const string ReservedAddress = "reserved-address";

    /// <summary>Not an absolute http or https URL, or one with a user name or password in it.</summary>
    public const string BadUrl = "bad-url";

    /// <summary>A method that is not forwarded.</summary>
    public const string BadMethod = "bad-method";

    /// <summary>A header's name or value holds what may not stand there, or there are too many of them.</summary>
    public const string BadHeader = "bad-header";

    /// <summary>The call's body is over the limit.</summary>
    public const string RequestTooLarge = "request-too-large";

    /// <summary>The calls in flight hold all the memory there is for them.</summary>
    public const string Busy = "busy";

    /// <summary>The request that the call is part of is run by another instance by now.</summary>
    public const string Superseded = "superseded";

    /// <summary>The host's name could not be resolved.</summary>
    public const string UnknownHost = "unknown-host";

    /// <summary>No connection, or it broke.</summary>
    public const string ConnectionFailed = "connection-failed";

    /// <summary>TLS failed, the certificate included.</summary>
    public const string TlsFailed = "tls-failed";

    /// <summary>No complete reply within the time limit.</summary>
    public const string Timeout = "timeout";

    /// <summary>The reply's body is over the limit.</summary>
    public const string ReplyTooLarge = "reply-too-large";

    /// <summary>What came back is not an HTTP reply, or its head is over the limit.</summary>
    public const string BadReply = "bad-reply";

    /// <summary>Whether the reason is the policy's, so that changing <c>allowed_hosts</c> may help.</summary>
    internal static bool IsPolicy(string reason) => reason is HostNotAllowed or LoopbackAddress or PrivateAddress
        or LinkLocalAddress or MetadataAddress or ReservedAddress;
}
