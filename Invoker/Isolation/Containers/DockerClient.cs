using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Containerless.Invoker.Isolation.Containers;

/// <summary>As much of the Docker Engine API as is needed here.</summary>
internal sealed partial class DockerClient : IDisposable
{
    /// <summary>What this client was written against; another version is used when the engine does not speak it.</summary>
    private static readonly Version Preferred = new(1, 41);

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);

    private readonly HttpMessageInvoker http;
    private string prefix = "";

    private DockerClient(EngineAddress address)
    {
        Address = address;
        http = CreateClient(async ct => new NetworkStream(await address.ConnectAsync(ct), ownsSocket: true));
    }

    /// <summary>How long the engine may take to begin an answer: one that hangs takes requests and never answers them.</summary>
    internal TimeSpan LongestAnswer { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Where the engine is.</summary>
    public EngineAddress Address { get; }

    /// <summary>The engine's version, for messages.</summary>
    public string EngineVersion { get; private set; } = "";

    /// <summary>Connects to the engine of <c>DOCKER_HOST</c>, or of the usual socket.</summary>
    /// <exception cref="IsolationException">There is none, it does not answer, or <c>DOCKER_HOST</c> is of another kind.</exception>
    public static Task<DockerClient> ConnectAsync(CancellationToken ct) =>
        ConnectAsync(Environment.GetEnvironmentVariable("DOCKER_HOST"), ct);

    /// <summary>
    /// Connects to an engine; the address has the form of <c>DOCKER_HOST</c> and is by default the usual socket's.
    /// </summary>
    /// <exception cref="IsolationException">There is none, it does not answer, or the address is of another kind.</exception>
    public static async Task<DockerClient> ConnectAsync(string? host, CancellationToken ct)
    {
        var client = new DockerClient(EngineAddress.Parse(host));
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(TimeSpan.FromSeconds(10));
        try
        {
            var version = await client.GetAsync("/version", DockerJson.Default.EngineVersion, timeout.Token);
            client.EngineVersion = version.Version;
            client.prefix = $"/v{Negotiate(version)}";
            return client;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or DockerException or JsonException
            || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            client.Dispose();
            throw new IsolationException(
                $"No Docker engine answers at {client.Address}: {e.Message}. Install or start Docker, name another engine with DOCKER_HOST, "
                + "or choose isolation \"process\" (development only).", e);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    public Task<EngineInfo> InfoAsync(CancellationToken ct) => GetAsync("/info", DockerJson.Default.EngineInfo, ct);

    /// <summary>An image by name; null when there is none.</summary>
    public async Task<ImageInfo?> FindImageAsync(string name, CancellationToken ct)
    {
        try
        {
            return await GetAsync($"/images/{name}/json", DockerJson.Default.ImageInfo, ct);
        }
        catch (DockerException e) when (e.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Builds an image from a tar archive that holds a <c>Dockerfile</c>.</summary>
    /// <exception cref="IsolationException">The build failed; the message has its last lines.</exception>
    public async Task BuildImageAsync(string tag, Stream context, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Url($"/build?t={Uri.EscapeDataString(tag)}&forcerm=1&rm=1&pull=0"))
        {
            Content = new StreamContent(context) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-tar") } },
        };
        using var response = await SendAsync(request, ct);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(ct));
        var last = new Queue<string>();
        while (await reader.ReadLineAsync(ct) is { } text)
        {
            if (text.Length == 0)
            {
                continue;
            }

            var line = JsonSerializer.Deserialize(text, DockerJson.Default.BuildLine);
            if (line?.Error is { } error)
            {
                throw new IsolationException($"Image {tag} could not be built: {error}\n{string.Concat(last)}");
            }

            last.Enqueue(line?.Stream ?? "");
            if (last.Count > 20)
            {
                last.Dequeue();
            }
        }
    }

    /// <summary>Removes an image; one that containers use stays where <paramref name="force"/> is false, with a conflict.</summary>
    public Task RemoveImageAsync(string name, bool force, CancellationToken ct) =>
        SendEmptyAsync(HttpMethod.Delete, $"/images/{name}?force={force}", ct);

    /// <summary>The images that carry a label and have lost their name to a newer one.</summary>
    public Task<ImageSummary[]> ListNamelessImagesAsync(string label, CancellationToken ct)
    {
        var filters = JsonSerializer.Serialize(
            new Dictionary<string, string[]> { ["dangling"] = ["true"], ["label"] = [label] },
            DockerJson.Default.DictionaryStringStringArray);
        return GetAsync($"/images/json?filters={Uri.EscapeDataString(filters)}", DockerJson.Default.ImageSummaryArray, ct);
    }

    public async Task<string> CreateContainerAsync(string name, ContainerSpecification specification, CancellationToken ct)
    {
        using var response = await PostAsync($"/containers/create?name={name}", specification, DockerJson.Default.ContainerSpecification, ct);
        return (await ReadAsync(response, DockerJson.Default.CreatedContainer, ct)).Id;
    }

    public Task StartContainerAsync(string id, CancellationToken ct) =>
        SendEmptyAsync(HttpMethod.Post, $"/containers/{id}/start", ct);

    /// <summary>Attaches to a container's standard input, output and error, over a connection of its own.</summary>
    public async Task<AttachedStream> AttachAsync(string id, CancellationToken ct)
    {
        Socket connection;
        try
        {
            connection = await Address.ConnectAsync(ct);
        }
        catch (SocketException e)
        {
            throw new HttpRequestException($"{Address}: {e.Message}", e);
        }

        var client = CreateClient(_ => ValueTask.FromResult<Stream>(new NetworkStream(connection, ownsSocket: true)));
        try
        {
            var request = new HttpRequestMessage(
                HttpMethod.Post, Url($"/containers/{id}/attach?stream=1&stdin=1&stdout=1&stderr=1"))
            {
                Headers = { { "Connection", "Upgrade" }, { "Upgrade", "tcp" } },
            };
            var response = await SendAsync(client, request, ct);
            return new AttachedStream(await response.Content.ReadAsStreamAsync(ct), connection, client);
        }
        catch
        {
            client.Dispose();
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Starts waiting for the next end of a container; the returned task completes with the exit code, or null when the
    /// container or the engine is gone.
    /// </summary>
    public async Task<Task<long?>> WaitAsync(string id, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Url($"/containers/{id}/wait?condition=next-exit"));
        var response = await SendAsync(request, ct);
        return ReadExitAsync(response);

        static async Task<long?> ReadExitAsync(HttpResponseMessage response)
        {
            using (response)
            {
                try
                {
                    return (await ReadAsync(response, DockerJson.Default.WaitResult, default)).StatusCode;
                }
                catch (Exception e) when (e is HttpRequestException or IOException or JsonException)
                {
                    return null;
                }
            }
        }
    }

    /// <summary>Ends a container at once and removes it; one that is gone or going is fine.</summary>
    public async Task RemoveContainerAsync(string id, CancellationToken ct)
    {
        try
        {
            await SendEmptyAsync(HttpMethod.Delete, $"/containers/{id}?force=1&v=1", ct);
        }
        catch (DockerException e) when (e.Status is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
        {
            // 409: it removes itself right now.
        }
    }

    public async Task<bool> ContainerExistsAsync(string id, CancellationToken ct)
    {
        try
        {
            await SendEmptyAsync(HttpMethod.Get, $"/containers/{id}/json", ct);
            return true;
        }
        catch (DockerException e) when (e.Status == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    /// <summary>All containers, running or not, that carry a label.</summary>
    public Task<ContainerSummary[]> ListContainersAsync(string label, CancellationToken ct) =>
        GetAsync($"/containers/json?all=1&filters={WithLabel(label)}", DockerJson.Default.ContainerSummaryArray, ct);

    public void Dispose() => http.Dispose();

    /// <summary>The preferred version, or the nearest one the engine speaks.</summary>
    private static Version Negotiate(EngineVersion engine)
    {
        var newest = Version.Parse(engine.ApiVersion);
        var oldest = engine.MinApiVersion is { Length: > 0 } min ? Version.Parse(min) : newest;
        return Preferred > newest ? newest : Preferred < oldest ? oldest : Preferred;
    }

    private static HttpMessageInvoker CreateClient(Func<CancellationToken, ValueTask<Stream>> connect) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = ConnectTimeout,
        ConnectCallback = (_, ct) => connect(ct),
    });

    private static string WithLabel(string label) => Uri.EscapeDataString(JsonSerializer.Serialize(
        new Dictionary<string, string[]> { ["label"] = [label] }, DockerJson.Default.DictionaryStringStringArray));

    private string Url(string path) => $"http://docker{prefix}{path}";

    private async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Url(path));
        using var response = await SendAsync(request, ct);
        return await ReadAsync(response, type, ct);
    }

    private Task<HttpResponseMessage> PostAsync<T>(string path, T body, JsonTypeInfo<T> type, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Url(path))
        {
            // With a length: the engine reads no chunked bodies here.
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
        return SendAsync(request, ct);
    }

    private async Task SendEmptyAsync(HttpMethod method, string path, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, Url(path));
        using var response = await SendAsync(request, ct);
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct) => SendAsync(http, request, ct);

    private async Task<HttpResponseMessage> SendAsync(HttpMessageInvoker client, HttpRequestMessage request, CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(LongestAnswer);
        HttpResponseMessage response;
        try
        {
            response = await client.SendAsync(request, timeout.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new IOException(
                $"the engine has not answered {request.Method} {request.RequestUri!.AbsolutePath} within {LongestAnswer.TotalSeconds} s");
        }

        if ((int)response.StatusCode < 400)
        {
            return response;
        }

        using (response)
        {
            var text = await response.Content.ReadAsStringAsync(ct);
            var message = text;
            try
            {
                message = JsonSerializer.Deserialize(text, DockerJson.Default.EngineError)?.Message ?? text;
            }
            catch (JsonException)
            {
                // Not the engine's own error form: the text itself has to do.
            }

            throw new DockerException(response.StatusCode, $"{request.Method} {request.RequestUri!.AbsolutePath}", message);
        }
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken ct) =>
        await response.Content.ReadFromJsonAsync(type, ct) ?? throw new JsonException("The engine's answer is empty.");
}
