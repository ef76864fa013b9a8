using System.Net;
using System.Net.Sockets;
using System.Text;
using Containerless.Invoker.Egress;

namespace Containerless.Invoker.Isolation;

/// <summary>The two listeners of a running function (<c>docs/wire.md</c>), reached over pinned sockets.</summary>
internal sealed class InstanceSockets : IDisposable
{
    /// <summary>The names of the sockets in an instance's folder.</summary>
    public const string FunctionSocket = "function.sock", ControlSocket = "control.sock";

    /// <summary>Far above what the compiler accepts; keeps a hostile trace from filling memory.</summary>
    private const int MaxTraceBytes = 64 * 1024 * 1024;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TraceTimeout = TimeSpan.FromSeconds(30);

    private readonly PinnedSocket function;
    private readonly PinnedSocket control;
    private readonly HttpMessageInvoker controlClient;

    private InstanceSockets(PinnedSocket function, PinnedSocket control, HttpMessageInvoker controlClient)
    {
        this.function = function;
        this.control = control;
        this.controlClient = controlClient;
        Client = CreateClient(function);
    }

    /// <summary>Requests to the function.</summary>
    public HttpMessageInvoker Client { get; }

    /// <summary>Waits until <c>/ping</c> answers.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; the only way this ends without sockets.</exception>
    public static async Task<InstanceSockets> WaitAsync(string folder, CancellationToken ct)
    {
        PinnedSocket? function = null, control = null;
        HttpMessageInvoker? client = null;
        try
        {
            control = await OpenAsync(Path.Combine(folder, ControlSocket), ct);
            client = CreateClient(control);
            while (!await PingAsync(client, ct))
            {
                await Task.Delay(PollInterval, ct);
            }

            function = await OpenAsync(Path.Combine(folder, FunctionSocket), ct);
            return new InstanceSockets(function, control, client);
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

    public void Dispose()
    {
        Client.Dispose();
        controlClient.Dispose();
        function.Dispose();
        control.Dispose();
    }

    private static async Task<PinnedSocket> OpenAsync(string path, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return PinnedSocket.Open(path);
            }
            catch (FileNotFoundException)
            {
                await Task.Delay(PollInterval, ct);
            }
        }
    }

    private static async Task<bool> PingAsync(HttpMessageInvoker client, CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(PingTimeout);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "http://control/ping");
            using var response = await client.SendAsync(request, timeout.Token);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    private static HttpMessageInvoker CreateClient(PinnedSocket socket) => new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = (_, ct) => socket.ConnectAsync(ct),
            ConnectTimeout = TimeSpan.FromSeconds(5),
            MaxResponseHeadersLength = 64,
            PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
            RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
            ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        },
        disposeHandler: true);
}
