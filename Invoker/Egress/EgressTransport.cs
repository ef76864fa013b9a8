using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Containerless.Invoker.Journals;
using Containerless.Invoker.Observation;
using Containerless.Shared;

namespace Containerless.Invoker.Egress;

/// <summary>
/// The one way out for a function's calls, whichever tier makes them: policy, limits, and the pool of warm connections.
/// Redirects are answers like any other here: they are handed back, not followed.
/// </summary>
public sealed class EgressTransport : IDisposable
{
    private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly EgressPolicy policy;
    private readonly EgressOptions options;
    private readonly EgressLog log;
    private readonly SocketsHttpHandler handler;
    private readonly HttpMessageInvoker invoker;

    /// <summary>Creates the transport; no connection is opened until a call needs one.</summary>
    public EgressTransport(EgressPolicy policy, EgressOptions options, ILogger logger)
        : this(policy, options, logger, static (host, ct) => Dns.GetHostAddressesAsync(host, ct))
    {
    }

    internal EgressTransport(
        EgressPolicy policy, EgressOptions options, ILogger logger, Resolver resolve,
        Func<HttpMessageHandler, HttpMessageHandler>? wrap = null)
    {
        this.policy = policy;
        this.options = options;
        log = new EgressLog(logger);
        Budget = new MemoryBudget(options.MaxBufferedBytes);
        handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            ConnectCallback = new PinnedConnector(policy, resolve).ConnectAsync,
            ConnectTimeout = options.ConnectTimeout,
            MaxConnectionsPerServer = options.MaxConnectionsPerHost,
            MaxResponseHeadersLength = 64,
            // Long enough to stay warm between requests, short enough to follow a host that moves.
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
            ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        };
        invoker = new HttpMessageInvoker(wrap is null ? handler : wrap(handler), disposeHandler: false);
    }

    /// <summary>The transport for a configuration's <c>allowed_hosts</c>, with the default limits.</summary>
    /// <exception cref="ConfigurationException">An entry of <c>allowed_hosts</c> has no known form.</exception>
    public static EgressTransport Create(InvokerConfiguration configuration, ILoggerFactory logs)
    {
        try
        {
            return new(EgressPolicy.Parse(configuration.AllowedHosts), new EgressOptions(), logs.CreateLogger("Containerless.Egress"));
        }
        catch (FormatException e)
        {
            throw new ConfigurationException("$.allowed_hosts", e.Message);
        }
    }

    /// <summary>
    /// The same, with a handler around, or in place of, the one that opens connections: for hosts that record and replay
    /// calls. What passes the policy reaches it.
    /// </summary>
    /// <exception cref="FormatException">An entry of <c>allowed_hosts</c> has no known form.</exception>
    public static EgressTransport Create(
        InvokerConfiguration configuration, ILoggerFactory logs, Func<HttpMessageHandler, HttpMessageHandler> wrap) => new(
        EgressPolicy.Parse(configuration.AllowedHosts), new EgressOptions(), logs.CreateLogger("Containerless.Egress"),
        static (host, ct) => Dns.GetHostAddressesAsync(host, ct), wrap);

    internal EgressOptions Options => options;

    /// <summary>What is known of the requests whose calls come here.</summary>
    internal JournalRegistry Journals { get; } = new();

    /// <summary>For the bodies of calls and replies alike.</summary>
    internal MemoryBudget Budget { get; }

    /// <summary>
    /// Makes one call. Failures of every kind are in the result; nothing is thrown but the caller's own cancellation.
    /// </summary>
    /// <param name="method">As the function wrote it.</param>
    /// <param name="url">Absolute.</param>
    /// <param name="headers">Checked here; those of one hop are left out.</param>
    /// <param name="connection">The value of the <c>Connection</c> header that came with them, if any.</param>
    /// <param name="body">Null for none.</param>
    /// <param name="ct">The caller's.</param>
    /// <param name="request">The span of the request that makes the call, where that is not the current one.</param>
    internal async ValueTask<EgressReply> SendAsync(
        string method,
        string url,
        IReadOnlyList<KeyValuePair<string, string>> headers,
        string? connection,
        ReadOnlyMemory<byte>? body,
        CancellationToken ct,
        ActivityContext request = default)
    {
        if (!TryReadUrl(url, out var uri))
        {
            return EgressReply.Failed(EgressErrors.BadUrl);
        }

        using Activity? span = InvokerTelemetry.StartCall(method, uri, request);
        var reply = await SendAsync(method, uri, headers, connection, body, ct);
        if (reply.Error is { } error)
        {
            log.Failed(uri.IdnHost, uri.Port, error);
            span?.SetStatus(ActivityStatusCode.Error, error);
        }
        else if (span is not null)
        {
            span.SetTag("http.response.status_code", (int)reply.Head!.StatusCode);
        }

        return reply;
    }

    private async ValueTask<EgressReply> SendAsync(
        string method,
        Uri uri,
        IReadOnlyList<KeyValuePair<string, string>> headers,
        string? connection,
        ReadOnlyMemory<byte>? body,
        CancellationToken ct)
    {
        // 1. Everything that can be decided without the network.
        if (ReadMethod(method) is not { } verb)
        {
            return EgressReply.Failed(EgressErrors.BadMethod);
        }

        if (policy.RefuseHost(uri.IdnHost, uri.Port) is { } refused)
        {
            return EgressReply.Failed(refused);
        }

        if (body is { Length: var length } && length > options.MaxRequestBytes)
        {
            return EgressReply.Failed(EgressErrors.RequestTooLarge);
        }

        using var message = new HttpRequestMessage(verb, uri)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body is { } bytes ? new ReadOnlyMemoryContent(bytes) : null,
        };
        if (!HeaderRules.TryCopy(headers, connection, message))
        {
            return EgressReply.Failed(EgressErrors.BadHeader);
        }

        InvokerTelemetry.PassOn(message);

        // 2. The call, and the reply read to its end, within one deadline.
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(options.Timeout);
        HttpResponseMessage? response = null;
        try
        {
            response = await invoker.SendAsync(message, deadline.Token);
            await using var stream = await response.Content.ReadAsStreamAsync(deadline.Token);
            var content = await BoundedBody.ReadAsync(
                stream, response.Content.Headers.ContentLength, options.MaxReplyBytes, Budget, deadline.Token);
            return content.Result switch
            {
                BodyResult.Complete => EgressReply.Complete(response, content),
                BodyResult.TooLarge => EgressReply.Failed(EgressErrors.ReplyTooLarge),
                _ => EgressReply.Failed(EgressErrors.Busy),
            };
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return EgressReply.Failed(EgressErrors.Timeout);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return EgressReply.Failed(Reason(e));
        }
        finally
        {
            // Closes the connection when the body was not read to its end; otherwise it is back in the pool already.
            response?.Dispose();
        }
    }

    /// <summary>
    /// Reads an absolute http or https URL, path and query kept as they stand. A user name or password in it is refused:
    /// the library sends those as a header.
    /// </summary>
    internal static bool TryReadUrl(string url, out Uri uri) =>
        Uri.TryCreate(url, in Verbatim, out uri!)
        && uri.IsAbsoluteUri
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.UserInfo.Length == 0
        && uri.IdnHost.Length > 0
        && uri.Port > 0
        && IsPrintable(uri.PathAndQuery);

    /// <summary>The path goes onto the request line as it is, so nothing in it may end that line.</summary>
    private static bool IsPrintable(string target)
    {
        foreach (var c in target)
        {
            if (c is <= ' ' or >= (char)0x7f)
            {
                return false;
            }
        }

        return true;
    }

    private static HttpMethod? ReadMethod(string method) => method switch
    {
        "GET" => HttpMethod.Get,
        "POST" => HttpMethod.Post,
        "PUT" => HttpMethod.Put,
        "DELETE" => HttpMethod.Delete,
        "PATCH" => HttpMethod.Patch,
        "HEAD" => HttpMethod.Head,
        "OPTIONS" => HttpMethod.Options,
        _ => null,
    };

    private static string Reason(Exception e)
    {
        for (var cause = e; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case EgressRefusedException:
                    return cause.Message;
                case HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }:
                    return EgressErrors.TlsFailed;
                case HttpRequestException
                {
                    HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded
                }:
                    return EgressErrors.BadReply;
            }
        }

        return EgressErrors.ConnectionFailed;
    }

    /// <summary>Closes the connections; calls in flight fail.</summary>
    public void Dispose()
    {
        invoker.Dispose();
        handler.Dispose();
    }
}
