namespace Containerless.LocalMock.Tests.Data;

public sealed class SeedDataTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("store-tests-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Sections_fill_the_store_and_replace_the_built_in_ones()
    {
        await using var store = await RunningStore.StartAsync(new StoreOptions
        {
            SeedDataFile = Write("""
                {
                  "accounts": {"beer": 2.5},
                  "values": {"greeting": {"text": "hi"}},
                  "files": {"a.txt": {"text": "é", "content_type": "text/plain; charset=utf-8"}, "b": {"base64": "AAE="}}
                }
                """),
        });
        Assert.Equal(2.5, await store.BalanceAsync("beer"));
        Assert.Equal(404, (await store.PostAsync("/balance", """{"name":"tea"}""")).Status);
        Assert.Contains("""
            "value":{"text": "hi"}
            """, await store.Client.GetStringAsync("/values/greeting"), StringComparison.Ordinal);
        Assert.Equal("é", await store.Client.GetStringAsync("/files/a.txt"));
        Assert.Equal([0, 1], await store.Client.GetByteArrayAsync("/files/b"));
        // No users were given: those of the seed are there.
        Assert.Contains("emily", (await store.PostAsync("/login", """{"username":"emily","password":"herbert"}""")).Body.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_has_data_is_not_seeded_again()
    {
        var options = new StoreOptions
        {
            DataFile = Path.Combine(folder, "store.db"),
            SeedDataFile = Write("""{"accounts": {"beer": 1}}"""),
        };
        await using (var store = await RunningStore.StartAsync(options))
        {
            Assert.Equal(200, (await store.CommitAsync(await store.BeginAsync(), "beer", 7)).Status);
        }

        await using var again = await RunningStore.StartAsync(options);
        Assert.Equal(7, await again.BalanceAsync("beer"));
    }

    [Theory]
    [InlineData("[]", "one JSON object")]
    [InlineData("{", "seed.json")]
    [InlineData("""{"acounts": {}}""", "acounts: there is no such section")]
    [InlineData("""{"accounts": {"beer": "1"}}""", "beer must be a finite number")]
    [InlineData("""{"accounts": []}""", "must be an object")]
    [InlineData("""{"users": {}}""", "must be an array of objects")]
    [InlineData("""{"users": [{"username": "a"}]}""", "password must be a string")]
    [InlineData("""{"values": {"../x": 1}}""", "segment")]
    [InlineData("""{"values": {"\ud800": 1}}""", "values")]
    [InlineData("""{"files": {"a": {"base64": "?"}}}""", "base 64")]
    [InlineData("""{"files": {"a": {}}}""", "text must be a string")]
    [InlineData("""{"files": {"a": {"text": "", "content_type": "x"}}}""", "media type")]
    public async Task Bad_seed_data_is_refused_with_the_place(string json, string reason)
    {
        var file = Write(json);
        var fault = await Assert.ThrowsAsync<StoreStartException>(() => StoreApp.BuildAsync(new StoreOptions { SeedDataFile = file }));
        Assert.Contains(file, fault.Message, StringComparison.Ordinal);
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_file_is_not_left_filled_by_halves()
    {
        var options = new StoreOptions
        {
            DataFile = Path.Combine(folder, "store.db"), SeedDataFile = Write("""{"accounts": {"beer": 1, "ale": "x"}}"""),
        };
        await Assert.ThrowsAsync<StoreStartException>(() => StoreApp.BuildAsync(options));
        await using var store = await RunningStore.StartAsync(options with { SeedDataFile = Write("""{"accounts": {"ale": 3}}""") });
        Assert.Equal(3, await store.BalanceAsync("ale"));
        Assert.Equal(404, (await store.PostAsync("/balance", """{"name":"beer"}""")).Status);
    }

    private string Write(string json)
    {
        var file = Path.Combine(folder, "seed.json");
        File.WriteAllText(file, json);
        return file;
    }
}
