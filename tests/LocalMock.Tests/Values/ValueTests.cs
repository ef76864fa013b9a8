using System.Text.Json;

namespace Containerless.LocalMock.Tests.Values;

public sealed class ValueTests : IAsyncLifetime
{
    private RunningStore store = null!;

    public async ValueTask InitializeAsync() => store = await RunningStore.StartAsync();

    public async ValueTask DisposeAsync() => await store.DisposeAsync();

    [Theory]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("\"é\\ud800\"")]
    [InlineData("{\"b\":[1,1e999,{}],\"a\":\"<'>\"}")]
    [InlineData("[ 1,\n2 ]")]
    public async Task A_value_comes_back_as_it_was_sent(string json)
    {
        var (status, set) = await SendAsync("PUT", "k", json);
        Assert.Equal(201, status);
        var etag = set.GetProperty("etag").GetString()!;
        var reply = await store.Client.GetAsync("/values/k");
        Assert.Equal($$"""{"key":"k","value":{{json}},"etag":{{JsonSerializer.Serialize(etag).Replace("\\u0022", "\\\"", StringComparison.Ordinal)}}}""",
            await reply.Content.ReadAsStringAsync());
        Assert.Equal(etag, reply.Headers.ETag!.ToString());
    }

    [Fact]
    public async Task Compare_and_set_takes_the_etag_that_was_read()
    {
        var first = await EtagAsync("POST", "k", "1");
        var second = await EtagAsync("POST", "k", "2", ("If-Match", first));
        var (status, body) = await SendAsync("POST", "k", "3", ("If-Match", first));
        Assert.Equal((412, second), (status, body.GetProperty("etag").GetString()));
        Assert.Equal(2, await GetAsync("k"));
        Assert.Equal(412, (await SendAsync("PUT", "k", "3", ("If-None-Match", "*"))).Status);
        Assert.Equal(412, (await SendAsync("PUT", "other", "3", ("If-Match", "*"))).Status);
        Assert.Equal(412, (await SendAsync("PUT", "k", "3", ("If-Match", $"W/{second}"))).Status);
        Assert.Equal(201, (await SendAsync("PUT", "other", "3", ("If-None-Match", "*"))).Status);
        Assert.Equal(2, await GetAsync("k"));
    }

    [Fact]
    public async Task Back_to_an_earlier_value_is_still_a_change()
    {
        var first = await EtagAsync("PUT", "k", "1");
        await EtagAsync("PUT", "k", "2");
        await EtagAsync("PUT", "k", "1");
        Assert.Equal(412, (await SendAsync("PUT", "k", "3", ("If-Match", first))).Status);
    }

    /// <summary>A counter that many clients add to by compare-and-set counts every success.</summary>
    [Fact]
    public async Task No_update_is_lost()
    {
        await SendAsync("PUT", "counter", "0");
        var successes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            for (var i = 0; i < 30; i++)
            {
                using var read = JsonDocument.Parse(await store.Client.GetStringAsync("/values/counter"));
                var next = read.RootElement.GetProperty("value").GetInt32() + 1;
                count += (await SendAsync("PUT", "counter", $"{next}",
                    ("If-Match", read.RootElement.GetProperty("etag").GetString()!))).Status == 200 ? 1 : 0;
            }

            return count;
        })));
        Assert.True(successes.Sum() >= 30);
        Assert.Equal(successes.Sum(), await GetAsync("counter"));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("\"open")]
    [InlineData("W/")]
    [InlineData("")]
    [InlineData("\"a\" \"b\"")]
    public async Task A_condition_that_cannot_be_read_is_400_and_changes_nothing(string condition)
    {
        await SendAsync("PUT", "k", "1");
        Assert.Equal(400, (await SendAsync("PUT", "k", "2", ("If-Match", condition))).Status);
        Assert.Equal(400, (await SendAsync("DELETE", "k", null, ("If-None-Match", condition))).Status);
        Assert.Equal(1, await GetAsync("k"));
    }

    [Fact]
    public async Task Deleting_and_listing()
    {
        await SendAsync("PUT", "users/b", "1");
        await SendAsync("PUT", "users/a", "1");
        await SendAsync("PUT", "z", "1");
        var (_, list) = await SendAsync("GET", "", null);
        Assert.Equal(["users/a", "users/b", "z"], Keys(list));
        Assert.Equal(["users/a", "users/b"], Keys(JsonDocument.Parse(await store.Client.GetStringAsync("/values?prefix=users/")).RootElement));
        Assert.Equal(200, (await SendAsync("DELETE", "users/a", null)).Status);
        Assert.Equal(404, (await SendAsync("DELETE", "users/a", null)).Status);
        Assert.Equal(404, (await SendAsync("GET", "users/a", null)).Status);
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("", 400)]
    [InlineData("nan", 400)]
    public async Task What_is_not_json_is_400(string body, int expected) =>
        Assert.Equal(expected, (await SendAsync("PUT", "k", body)).Status);

    [Fact]
    public async Task Deep_json_is_400_and_long_json_is_413()
    {
        Assert.Equal(400, (await SendAsync("PUT", "k", new string('[', 100_000))).Status);
        Assert.Equal(413, (await SendAsync("PUT", "k", $"\"{new string('x', 1024 * 1024)}\"")).Status);
    }

    private static IEnumerable<string?> Keys(JsonElement list) =>
        list.GetProperty("values").EnumerateArray().Select(value => value.GetProperty("key").GetString());

    private async Task<int> GetAsync(string key) =>
        (await SendAsync("GET", key, null)).Body.GetProperty("value").GetInt32();

    private async Task<string> EtagAsync(string method, string key, string json, params (string, string)[] headers)
    {
        var (status, body) = await SendAsync(method, key, json, headers);
        Assert.InRange(status, 200, 201);
        return body.GetProperty("etag").GetString()!;
    }

    private async Task<(int Status, JsonElement Body)> SendAsync(
        string method, string key, string? json, params (string, string)[] headers) =>
        await RunningStore.ReadAsync(await store.SendAsync(
            method, key.Length == 0 ? "/values" : $"/values/{key}", json is null ? null : new StringContent(json), headers));
}
