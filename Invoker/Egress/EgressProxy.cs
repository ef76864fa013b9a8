using System.Globalization;
using System.Net;
using System.Text;
using Containerless.Invoker.Journals;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace Containerless.Invoker.Egress;

/// <summary>
/// The forward proxy of <c>docs/wire.md</c> on a Unix socket: the only network that an isolated function sees.
/// </summary>
public sealed class EgressProxy : IAsyncDisposable
{
    private readonly KestrelServer server;

    private EgressProxy(KestrelServer server, string socketPath) => (this.server, SocketPath) = (server, socketPath);

    /// <summary>Where the proxy listens.</summary>
    public string SocketPath { get; }

    /// <summary>Starts listening on <paramref name="socketPath"/>, in a folder that the caller keeps private.</summary>
    /// <exception cref="IOException">The path cannot be bound.</exception>
    public static async Task<EgressProxy> StartAsync(
        EgressTransport transport, string socketPath, ILoggerFactory logs, CancellationToken ct)
    {
        var options = new KestrelServerOptions
        {
            AddServerHeader = false,
            // The target is what the function's library put there; its Host header says the same or is ignored.
            AllowHostHeaderOverride = true,
            RequestHeaderEncodingSelector = static _ => Encoding.Latin1,
            ResponseHeaderEncodingSelector = static _ => Encoding.Latin1,
            Limits =
            {
                MaxConcurrentConnections = 1024,
                // Bodies are limited where they are read, so that a refusal is a 502 like every other.
                MaxRequestBodySize = null,
                MaxRequestLineSize = 64 * 1024,
                // What HeaderRules allow a function, and what the library says of the call beside it.
                MaxRequestHeadersTotalSize = 64 * 1024,
                KeepAliveTimeout = TimeSpan.FromMinutes(2),
            },
        };
        options.ListenUnixSocket(socketPath, static listen => listen.Protocols = HttpProtocols.Http1);
        var sockets = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), logs);
        var server = new KestrelServer(Options.Create(options), sockets, logs);
        try
        {
            await server.StartAsync(new Application(transport), ct);
        }
        catch
        {
            server.Dispose();
            throw;
        }

        return new EgressProxy(server, socketPath);
    }

    /// <summary>Stops at once; calls in flight are cut off.</summary>
    public async ValueTask DisposeAsync()
    {
        await server.StopAsync(new CancellationToken(canceled: true));
        server.Dispose();
    }

    private sealed class Application(EgressTransport transport) : IHttpApplication<IFeatureCollection>
    {
        private static readonly List<KeyValuePair<string, string>> None = [];

        public IFeatureCollection CreateContext(IFeatureCollection features) => features;

        public void DisposeContext(IFeatureCollection features, Exception? exception)
        {
        }

        public async Task ProcessRequestAsync(IFeatureCollection features)
        {
            var request = features.GetRequiredFeature<IHttpRequestFeature>();
            var ct = features.GetRequiredFeature<IHttpRequestLifetimeFeature>().RequestAborted;

            // 1. The call as the library sent it.
            using var body = await ReadBodyAsync(features, request, ct);
            if (body is { Result: not BodyResult.Complete } failed)
            {
                await FailAsync(features, failed.Result == BodyResult.TooLarge ? EgressErrors.RequestTooLarge : EgressErrors.Busy);
                return;
            }

            // 2. A call of a request that has a journal: perhaps it was sent before.
            var headers = Headers(request.Headers);
            var connection = request.Headers.Connection.ToString();
            if (CallIdentity.TryRead(request.Headers, transport.Journals, out var identity))
            {
                var (known, arrival) = await identity.CallAsync(
                    transport, request.Method, request.RawTarget, headers, connection, body?.Bytes);
                if (!transport.Budget.TryTake(known.Body.Length))
                {
                    await FailAsync(features, EgressErrors.Busy, arrival);
                    return;
                }

                try
                {
                    await AnswerAsync(features, known.Error, known.Head, known.Body, request.Method == "HEAD", arrival);
                }
                finally
                {
                    transport.Budget.Return(known.Body.Length);
                }

                return;
            }

            // 3. The same path as the compiled tier's calls.
            using var reply = await transport.SendAsync(
                request.Method, request.RawTarget, headers, connection, body?.Bytes, ct);
            await AnswerAsync(features, reply.Error, reply.Head, reply.Body, request.Method == "HEAD", -1);
        }

        /// <summary>The answer, with a length: the whole body is here.</summary>
        private static async Task AnswerAsync(
            IFeatureCollection features, string? error, HttpResponseMessage? head, ReadOnlyMemory<byte> body, bool headOnly, int arrival)
        {
            if (error is not null)
            {
                await FailAsync(features, error, arrival);
                return;
            }

            var response = features.GetRequiredFeature<IHttpResponseFeature>();
            var bodiless = headOnly;
            if (head is not null)
            {
                response.StatusCode = (int)head.StatusCode;
                response.ReasonPhrase = head.ReasonPhrase;
                var connection = head.Headers.Connection.Count == 0 ? null : head.Headers.Connection.ToString();
                Copy(head.Headers.NonValidated, connection, response.Headers);
                Copy(head.Content.Headers.NonValidated, connection, response.Headers);
                bodiless |= head.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.NotModified;
            }

            SayArrival(response, arrival);
            if (!bodiless)
            {
                response.Headers.ContentLength = body.Length;
            }

            var output = features.GetRequiredFeature<IHttpResponseBodyFeature>();
            await output.StartAsync();
            if (!bodiless)
            {
                await output.Writer.WriteAsync(body);
            }

            await output.CompleteAsync();
        }

        private static void SayArrival(IHttpResponseFeature response, int arrival)
        {
            if (arrival >= 0)
            {
                response.Headers[CallIdentity.ArrivalHeader] = arrival.ToString(CultureInfo.InvariantCulture);
            }
        }

        private static async Task FailAsync(IFeatureCollection features, string reason, int arrival = -1)
        {
            var response = features.GetRequiredFeature<IHttpResponseFeature>();
            SayArrival(response, arrival);
            response.StatusCode = StatusCodes.Status502BadGateway;
            response.Headers["Containerless-Egress-Error"] = reason;
            response.Headers.ContentLength = 0;
            var output = features.GetRequiredFeature<IHttpResponseBodyFeature>();
            await output.StartAsync();
            await output.CompleteAsync();
        }

        private static void Copy(
            System.Net.Http.Headers.HttpHeadersNonValidated from, string? connection, IHeaderDictionary to)
        {
            foreach (var (name, values) in from)
            {
                if (!HeaderRules.IsHopByHop(name, connection) && !HeaderRules.IsOurs(name))
                {
                    to[name] = values.Count == 1 ? values.ToString() : values.ToArray();
                }
            }
        }

        private static List<KeyValuePair<string, string>> Headers(IHeaderDictionary headers)
        {
            if (headers.Count == 0)
            {
                return None;
            }

            var list = new List<KeyValuePair<string, string>>(headers.Count);
            foreach (var (name, values) in headers)
            {
                // Nobody sends them on, so they do not count towards what a call may have either.
                if (HeaderRules.IsOurs(name))
                {
                    continue;
                }

                foreach (var value in values)
                {
                    list.Add(new(name, value ?? ""));
                }
            }

            return list;
        }

        /// <summary>The call's body; null when it has none.</summary>
        private async ValueTask<BoundedBody?> ReadBodyAsync(
            IFeatureCollection features, IHttpRequestFeature request, CancellationToken ct) =>
            features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody is true
                ? await BoundedBody.ReadAsync(
                    request.Body, request.Headers.ContentLength, transport.Options.MaxRequestBytes, transport.Budget, ct)
                : null;
    }
}
