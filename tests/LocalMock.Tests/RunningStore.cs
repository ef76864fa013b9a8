using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;

namespace Containerless.LocalMock.Tests;

/// <summary>A store in this process, by real HTTP on a free port of 127.0.0.1.</summary>
internal sealed class RunningStore : IAsyncDisposable
{
    private readonly WebApplication app;

    private RunningStore(WebApplication app)
    {
        this.app = app;
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{StoreApp.PortOf(app)}") };
    }

    internal HttpClient Client { get; }

    internal IServiceProvider Services => app.Services;

    /// <summary>Starts one without delay, unless the options have one.</summary>
    internal static async Task<RunningStore> StartAsync(StoreOptions? options = null)
    {
        options ??= new StoreOptions();
        var app = await StoreApp.BuildAsync(options with { Port = 0, MaxDelayMs = options.MinDelayMs > 0 ? options.MaxDelayMs : 0 });
        await app.StartAsync();
        return new RunningStore(app);
    }

    internal async Task<(int Status, JsonElement Body)> PostAsync(string path, string body) =>
        await ReadAsync(await Client.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json")));

    internal async Task<HttpResponseMessage> SendAsync(
        string method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Client.SendAsync(request);
    }

    internal static async Task<(int Status, JsonElement Body)> ReadAsync(HttpResponseMessage reply)
    {
        using var document = JsonDocument.Parse(await reply.Content.ReadAsStringAsync());
        return ((int)reply.StatusCode, document.RootElement.Clone());
    }

    internal async Task<long> BeginAsync()
    {
        using var body = JsonDocument.Parse(await Client.GetStringAsync("/begin"));
        return body.RootElement.GetProperty("transaction").GetInt64();
    }

    internal async Task<double> BalanceAsync(string name) =>
        (await PostAsync("/balance", JsonSerializer.Serialize(new { name }))).Body.GetProperty("balance").GetDouble();

    internal Task<(int Status, JsonElement Body)> CommitAsync(long transaction, string name, double balance) =>
        PostAsync("/commit", Commit(transaction, name, balance));

    internal static string Commit(long transaction, string name, double balance) =>
        JsonSerializer.Serialize(new { transaction, mutation = new { name, balance } });

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}
