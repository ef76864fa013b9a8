using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Containerless.LocalMock.Tests;

/// <summary>What the seed's endpoints say.</summary>
public sealed class StoreAppTests : IAsyncLifetime
{
    private RunningStore store = null!;

    public async ValueTask InitializeAsync() => store = await RunningStore.StartAsync(new StoreOptions { Seed = 1 });

    public async ValueTask DisposeAsync() => await store.DisposeAsync();

    [Fact]
    public async Task Upload_stores_the_bytes_as_a_file()
    {
        byte[] bytes = [0, 255, 10, 13, 0xC3];
        var reply = await store.Client.PostAsync("/upload", new ByteArrayContent(bytes));
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal("""{"body":"Done uploading!\n"}""", await reply.Content.ReadAsStringAsync());
        Assert.Equal("application/json", reply.Content.Headers.ContentType!.ToString());
        Assert.Equal(bytes, await store.Client.GetByteArrayAsync("/files/upload"));
    }

    [Theory]
    [InlineData("javascript", "rust")]
    [InlineData("emily", "herbert")]
    public async Task Login_of_a_user_gives_the_user(string username, string password)
    {
        var (status, body) = await store.PostAsync("/login", JsonSerializer.Serialize(new { username, password }));
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
        var (status, body) = await store.PostAsync("/login", JsonSerializer.Serialize(new { username, password }));
        Assert.Equal(200, status);
        Assert.Equal("User not found.", body.GetProperty("body").GetString());
    }

    [Fact]
    public async Task Status_gives_one_of_three_commits_of_which_one_is_not_available()
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < 100; i++)
        {
            var reply = await store.Client.GetStringAsync("/status");
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
            await using var seeded = await RunningStore.StartAsync(new StoreOptions { Seed = 42 });
            var answers = new List<string>();
            for (var i = 0; i < 20; i++)
            {
                answers.Add(await seeded.Client.GetStringAsync(i % 4 == 0 ? "/begin" : "/status"));
            }

            return answers;
        }

        Assert.Equal(await Answers(), await Answers());
    }

    [Fact]
    public async Task Posting_a_status_is_done()
    {
        var (status, body) = await store.PostAsync("/status", """{"state":"success"}""");
        Assert.Equal((200, "Done!"), (status, body.GetProperty("body").GetString()));
    }

    [Theory]
    [InlineData("coffee", 100)]
    [InlineData("tea", 12345)]
    [InlineData("milk", 666)]
    public async Task Accounts_start_as_the_seeds(string name, double expected) =>
        Assert.Equal(expected, await store.BalanceAsync(name));

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
        var (status, answer) = await store.PostAsync(path, body);
        Assert.Equal(400, status);
        Assert.Contains(reason, answer.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_are_400()
    {
        var reply = await store.Client.PostAsync("/balance",
            new ByteArrayContent([.. Encoding.ASCII.GetBytes("{\"name\":\""), 0xFF, 0xFE, (byte)'"', (byte)'}']));
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
    }

    [Fact]
    public async Task A_long_json_body_is_413()
    {
        var (status, _) = await store.PostAsync("/balance", $$"""{"name":"{{new string('x', 2_000_000)}}"}""");
        Assert.Equal(413, status);
    }

    [Fact]
    public async Task Unknown_accounts_are_refused()
    {
        Assert.Equal(404, (await store.PostAsync("/balance", """{"name":"beer"}""")).Status);
        Assert.Equal(409, (await store.PostAsync("/commit", RunningStore.Commit(await store.BeginAsync(), "beer", 1))).Status);
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
        var reply = await store.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
    }

    [Fact]
    public async Task The_root_answers_json()
    {
        using var body = JsonDocument.Parse(await store.Client.GetStringAsync("/"));
        Assert.NotEmpty(body.RootElement.GetProperty("body").GetString()!);
    }

    [Fact]
    public async Task Answers_wait_for_the_delay()
    {
        await using var slow = await RunningStore.StartAsync(new StoreOptions { MinDelayMs = 80, MaxDelayMs = 90 });
        var clock = Stopwatch.StartNew();
        await slow.Client.GetStringAsync("/begin");
        Assert.True(clock.ElapsedMilliseconds >= 75, $"answered after {clock.ElapsedMilliseconds} ms");
    }
}
