using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Containerless.LocalMock.Tests;

/// <summary>The store by real HTTP on a free port of 127.0.0.1.</summary>
public sealed class StoreAppTests : IAsyncLifetime
{
    private readonly string uploads = Directory.CreateTempSubdirectory("store-tests-").FullName;
    private readonly HttpClient client = new();
    private WebApplication app = null!;

    public async ValueTask InitializeAsync()
    {
        app = await StartAsync(new StoreOptions { Port = 0, MaxDelayMs = 0, Seed = 1, UploadDirectory = uploads });
        client.BaseAddress = new Uri($"http://127.0.0.1:{StoreApp.PortOf(app)}");
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        Directory.Delete(uploads, recursive: true);
    }

    [Fact]
    public async Task Upload_stores_the_bytes_as_a_file()
    {
        byte[] bytes = [0, 255, 10, 13, 0xC3];
        var reply = await client.PostAsync("/upload", new ByteArrayContent(bytes));
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal("""{"body":"Done uploading!\n"}""", await reply.Content.ReadAsStringAsync());
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Path.Combine(uploads, "upload")));
        Assert.Single(Directory.GetFiles(uploads));
    }

    [Theory]
    [InlineData("javascript", "rust")]
    [InlineData("emily", "herbert")]
    public async Task Login_of_a_user_gives_the_user(string username, string password)
    {
        var (status, body) = await Post("/login", JsonSerializer.Serialize(new { username, password }));
        Assert.Equal(200, status);
        Assert.Equal(username, body.GetProperty("username").GetString());
        Assert.Equal(password, body.GetProperty("password").GetString());
    }

    [Theory]
    [InlineData("javascript", "herbert")]
    [InlineData("", "")]
    [InlineData("JavaScript", "rust")]
    public async Task Login_of_anyone_else_is_not_found(string username, string password)
    {
        var (status, body) = await Post("/login", JsonSerializer.Serialize(new { username, password }));
        Assert.Equal(200, status);
        Assert.Equal("User not found.", body.GetProperty("body").GetString());
    }

    [Fact]
    public async Task Status_gives_one_of_three_commits_of_which_one_is_not_available()
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < 100; i++)
        {
            var reply = await client.GetStringAsync("/status");
            seen.Add(reply);
            using var body = JsonDocument.Parse(reply);
            if (body.RootElement.TryGetProperty("sha", out var sha))
            {
                Assert.Matches("^[0-9a-f]{40}$", sha.GetString());
            }
        }

        Assert.Equal(3, seen.Count);
        Assert.Contains("""{"body":"Sha not available."}""", seen);
    }

    [Fact]
    public async Task A_seed_makes_commits_and_transactions_repeat()
    {
        async Task<List<string>> Answers()
        {
            await using var store = await StartAsync(new StoreOptions { Port = 0, MaxDelayMs = 0, Seed = 42 });
            var answers = new List<string>();
            for (var i = 0; i < 20; i++)
            {
                var path = i % 4 == 0 ? "begin" : "status";
                answers.Add(await client.GetStringAsync($"http://127.0.0.1:{StoreApp.PortOf(store)}/{path}"));
            }

            return answers;
        }

        Assert.Equal(await Answers(), await Answers());
    }

    [Fact]
    public async Task Posting_a_status_is_done()
    {
        var (status, body) = await Post("/status", """{"state":"success"}""");
        Assert.Equal((200, "Done!"), (status, body.GetProperty("body").GetString()));
    }

    [Theory]
    [InlineData("coffee", 100)]
    [InlineData("tea", 12345)]
    [InlineData("milk", 666)]
    public async Task Accounts_start_as_the_seeds(string name, double expected) =>
        Assert.Equal(expected, await Balance(name));

    [Fact]
    public async Task A_commit_changes_a_balance_once()
    {
        var transaction = await Begin();
        var commit = Commit(transaction, "tea", 12345.25);
        var (status, body) = await Post("/commit", commit);
        Assert.Equal((200, "Done!"), (status, body.GetProperty("body").GetString()));
        Assert.Equal(12345.25, await Balance("tea"));
        Assert.Equal(666, await Balance("milk"));

        (status, body) = await Post("/commit", commit);
        Assert.Equal(409, status);
        Assert.Contains("not open", body.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Concurrent_transactions_are_distinct_and_each_commits()
    {
        var transactions = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(Begin)));
        Assert.Equal(200, transactions.Distinct().Count());

        var statuses = await Task.WhenAll(transactions.Select((transaction, i) =>
            Task.Run(async () => (await Post("/commit", Commit(transaction, "coffee", i))).Status)));
        Assert.All(statuses, status => Assert.Equal(200, status));
        Assert.InRange(await Balance("coffee"), 0, 199);
    }

    [Theory]
    [InlineData("/login", "", "not JSON")]
    [InlineData("/login", "{", "not JSON")]
    [InlineData("/login", "[1]", "JSON object")]
    [InlineData("/login", """{"username":"emily"}""", "password")]
    [InlineData("/login", """{"username":1,"password":"x"}""", "username")]
    [InlineData("/login", """{"username":"\ud800","password":"x"}""", "Unicode")]
    [InlineData("/login", """{"\ud800":1}""", "username")]
    [InlineData("/status", "{}", "state")]
    [InlineData("/balance", """{"name":null}""", "name")]
    [InlineData("/commit", """{"transaction":1}""", "mutation")]
    [InlineData("/commit", """{"transaction":"1","mutation":{}}""", "transaction")]
    [InlineData("/commit", """{"transaction":1.5,"mutation":{"name":"tea","balance":1}}""", "transaction")]
    [InlineData("/commit", """{"transaction":1e300,"mutation":{"name":"tea","balance":1}}""", "transaction")]
    [InlineData("/commit", """{"transaction":1,"mutation":{"name":"tea","balance":1e999}}""", "balance")]
    public async Task Bad_input_is_400_with_a_reason(string path, string body, string reason)
    {
        var (status, answer) = await Post(path, body);
        Assert.Equal(400, status);
        Assert.Contains(reason, answer.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_are_400()
    {
        var reply = await client.PostAsync("/balance",
            new ByteArrayContent([.. Encoding.ASCII.GetBytes("{\"name\":\""), 0xFF, 0xFE, (byte)'"', (byte)'}']));
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
    }

    [Fact]
    public async Task A_long_json_body_is_413()
    {
        var (status, _) = await Post("/balance", $$"""{"name":"{{new string('x', 2_000_000)}}"}""");
        Assert.Equal(413, status);
    }

    [Fact]
    public async Task Unknown_accounts_are_refused()
    {
        Assert.Equal(404, (await Post("/balance", """{"name":"beer"}""")).Status);
        Assert.Equal(409, (await Post("/commit", Commit(await Begin(), "beer", 1))).Status);
    }

    [Theory]
    [InlineData("GET", "/upload")]
    [InlineData("GET", "/login")]
    [InlineData("POST", "/begin")]
    [InlineData("DELETE", "/status")]
    [InlineData("GET", "/no/such/path")]
    [InlineData("POST", "/")]
    public async Task Anything_else_is_404(string method, string path)
    {
        var reply = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
    }

    [Fact]
    public async Task The_root_answers_json()
    {
        using var body = JsonDocument.Parse(await client.GetStringAsync("/"));
        Assert.NotEmpty(body.RootElement.GetProperty("body").GetString()!);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_temporary_upload_folder_is_removed_with_the_store(bool stopped)
    {
        var store = await StartAsync(new StoreOptions { Port = 0, MaxDelayMs = 0 });
        var folder = store.Services.GetRequiredService<FileStore>().Folder;
        await client.PostAsync($"http://127.0.0.1:{StoreApp.PortOf(store)}/upload", new StringContent("x"));
        Assert.True(Directory.Exists(folder));
        if (stopped)
        {
            await store.StopAsync();
        }

        await store.DisposeAsync();
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Answers_wait_for_the_delay()
    {
        await using var slow = await StartAsync(new StoreOptions { Port = 0, MinDelayMs = 80, MaxDelayMs = 90 });
        var clock = Stopwatch.StartNew();
        await client.GetStringAsync($"http://127.0.0.1:{StoreApp.PortOf(slow)}/begin");
        Assert.True(clock.ElapsedMilliseconds >= 75, $"answered after {clock.ElapsedMilliseconds} ms");
    }

    private static async Task<WebApplication> StartAsync(StoreOptions options)
    {
        var app = StoreApp.Build(options);
        await app.StartAsync();
        return app;
    }

    private async Task<(int Status, JsonElement Body)> Post(string path, string body)
    {
        var reply = await client.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));
        using var document = JsonDocument.Parse(await reply.Content.ReadAsStringAsync());
        return ((int)reply.StatusCode, document.RootElement.Clone());
    }

    private async Task<int> Begin()
    {
        using var body = JsonDocument.Parse(await client.GetStringAsync("/begin"));
        return body.RootElement.GetProperty("transaction").GetInt32();
    }

    private async Task<double> Balance(string name) =>
        (await Post("/balance", JsonSerializer.Serialize(new { name }))).Body.GetProperty("balance").GetDouble();

    private static string Commit(int transaction, string name, double balance) =>
        JsonSerializer.Serialize(new { transaction, mutation = new { name, balance } });
}
