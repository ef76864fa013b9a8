using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Containerless.Invoker.Egress;

namespace Containerless.Invoker.Isolation;

/// <summary>The two listeners of a running function (<c>docs/wire.md</c>).</summary>
internal sealed class InstanceListeners : IDisposable
{
    /// <summary>Far above what the compiler accepts; keeps a hostile trace from filling memory.</summary>
    private const int MaxTraceBytes = 64 * 1024 * 1024;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TraceTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan EgressTimeout = TimeSpan.FromSeconds(5);

    private readonly IConnector function;
    private readonly IConnector control;
    private readonly HttpMessageInvoker controlClient;

    private InstanceListeners(
        IConnector function, IConnector control, HttpMessageInvoker controlClient, string? token, InstanceOutput output)
    {
        this.function = function;
        this.control = control;
        this.controlClient = controlClient;
        Client = new HttpMessageInvoker(new OutputHandler(output, CreateHandler(function, token)));
    }

    /// <summary>Requests to the function.</summary>
    public HttpMessageInvoker Client { get; }

    /// <summary>Waits until <c>/ping</c> answers.</summary>
    /// <param name="address">Where the listeners are.</param>
    /// <param name="output">Told whose request the instance serves.</param>
    /// <param name="failed">Told why <c>/ping</c> was not answered, each time.</param>
    /// <param name="ct">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">Cancelled: it was not answered until then.</exception>
    /// <exception cref="IsolationException">There is no way to the listeners.</exception>
    public static async Task<InstanceListeners> WaitAsync(
        IInstanceAddress address, InstanceOutput output, Action<string> failed, CancellationToken ct)
    {
        IConnector? function = null, control = null;
        HttpMessageInvoker? client = null;
        try
        {
            control = await address.FindControlAsync(ct);
            client = new HttpMessageInvoker(CreateHandler(control, address.Token));
            while (await PingAsync(client, ct) is { } reason)
            {
                failed(reason);
                await Task.Delay(PollInterval, ct);
            }

            function = await address.FindFunctionAsync(ct);
            return new InstanceListeners(function, control, client, address.Token, output);
        }
        catch
        {
            client?.Dispose();
            control?.Dispose();
            function?.Dispose();
            throw;
        }
    }

    /// <inheritdoc cref="IIsolatedInstance.GetTraceAsync"/>
    public async Task<byte[]> GetTraceAsync(CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(TraceTimeout);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "http://control/trace");
            using var response = await controlClient.SendAsync(request, timeout.Token);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw new IsolationException($"The instance has no trace: it answered {(int)response.StatusCode}.");
            }

            await using var stream = await response.Content.ReadAsStreamAsync(timeout.Token);
            using var body = await BoundedBody.ReadAsync(
                stream, response.Content.Headers.ContentLength, MaxTraceBytes, budget: null, timeout.Token);
            return body.Result == BodyResult.Complete
                ? body.Bytes.ToArray()
                : throw new IsolationException($"The trace is over {MaxTraceBytes} bytes.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new IsolationException($"The trace could not be read: {e.Message}", e);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new IsolationException($"The instance did not give its trace within {TraceTimeout.TotalSeconds} s.", e);
        }
    }

    /// <summary>
    /// Opens a connection over which the instance makes calls: this end is the one that is asked. Only where the instance
    /// was told to wait for such connections.
    /// </summary>
    /// <exception cref="HttpRequestException">The instance refused or is gone.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, or it took too long.</exception>
    public async Task<Stream> OpenEgressAsync(CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(EgressTimeout);
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://control/egress")
        {
            Headers = { { "Connection", "Upgrade" }, { "Upgrade", "containerless-egress" } },
        };
        var response = await controlClient.SendAsync(request, timeout.Token);
        if (response.StatusCode != HttpStatusCode.SwitchingProtocols)
        {
            using (response)
            {
                throw new HttpRequestException($"The instance answered {(int)response.StatusCode}.");
            }
        }

        return await response.Content.ReadAsStreamAsync(ct);
    }

    public void Dispose()
    {
        Client.Dispose();
        controlClient.Dispose();
        function.Dispose();
        control.Dispose();
    }

    /// <summary>Why there was no answer; null where there was.</summary>
    private static async Task<string?> PingAsync(HttpMessageInvoker client, CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(PingTimeout);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "http://control/ping");
            using var response = await client.SendAsync(request, timeout.Token);
            return response.StatusCode == HttpStatusCode.OK ? null : $"it answered {(int)response.StatusCode}";
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            return e.Message;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return $"no answer within {PingTimeout.TotalSeconds} s";
        }
    }

    private static HttpMessageHandler CreateHandler(IConnector connector, string? token)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = (_, ct) => connector.ConnectAsync(ct),
            ConnectTimeout = TimeSpan.FromSeconds(5),
            MaxResponseHeadersLength = 64,
            PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
            RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
            ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        };
        return token is null ? handler : new TokenHandler(token, handler);
    }

    /// <summary>Tells the output, with each request, whose lines come now.</summary>
    private sealed class OutputHandler(InstanceOutput output, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
        {
            output.Serves(Activity.Current);
            return base.SendAsync(request, ct);
        }
    }

    /// <summary>Says with each request that it is the invoker's.</summary>
    private sealed class TokenHandler(string token, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private const string Header = "Containerless-Token";

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
        {
            // A client's own header of this name passes through the invoker.
            request.Headers.Remove(Header);
            request.Headers.TryAddWithoutValidation(Header, token);
            return base.SendAsync(request, ct);
        }
    }
}
