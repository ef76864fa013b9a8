using System.Globalization;
using System.Text.Json;

namespace Containerless.LocalMock.Tests.Data;

public sealed class DataFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("store-tests-").FullName;

    private string Data => Path.Combine(folder, "store.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Killed in the middle of deposits: what was answered "Done!" is there, and at most the one under way beside it.</summary>
    [Fact]
    public async Task What_was_committed_survives_kill_minus_9()
    {
        double balance = 100;
        var files = 0;
        for (var round = 0; round < 3; round++)
        {
            using var store = await StoreProcess.StartAsync("--data", Data);
            Assert.Equal(balance, await BalanceAsync(store.Client));
            for (var i = 0; i < files; i++)
            {
                Assert.Equal($"bytes {i}", await store.Client.GetStringAsync($"/files/{i}"));
            }

            var stop = Task.Delay(300 + (200 * round)).ContinueWith(_ => store.Kill(), TaskScheduler.Default);
            var underWay = (Balance: false, File: false);
            try
            {
                while (true)
                {
                    var transaction = await TransactionAsync(store.Client);
                    underWay.Balance = true;
                    var commit = new StringContent(RunningStore.Commit(transaction, "coffee", balance + 1));
                    Assert.Equal("""{"body":"Done!"}""", await (await store.Client.PostAsync("/commit", commit)).Content.ReadAsStringAsync());
                    (balance, underWay.Balance) = (balance + 1, false);
                    underWay.File = true;
                    (await store.Client.PutAsync($"/files/{files}", new StringContent($"bytes {files}"))).EnsureSuccessStatusCode();
                    (files, underWay.File) = (files + 1, false);
                }
            }
            catch (HttpRequestException)
            {
                await stop;
            }

            // The client cannot know whether what was under way was done.
            using var again = await StoreProcess.StartAsync("--data", Data);
            var found = await BalanceAsync(again.Client);
            Assert.InRange(found, balance, underWay.Balance ? balance + 1 : balance);
            balance = found;
            files += underWay.File && (await again.Client.GetAsync($"/files/{files}")).IsSuccessStatusCode ? 1 : 0;
        }

        Assert.True(balance > 100 && files > 0, $"balance {balance}, {files} files");
    }

    [Fact]
    public async Task A_transaction_of_before_the_restart_is_not_open()
    {
        long before;
        await using (var store = await RunningStore.StartAsync(new StoreOptions { DataFile = Data, Seed = 1 }))
        {
            before = await store.BeginAsync();
        }

        await using var again = await RunningStore.StartAsync(new StoreOptions { DataFile = Data, Seed = 1 });
        Assert.NotEqual(before, await again.BeginAsync());
        Assert.Equal(409, (await again.CommitAsync(before, "tea", 1)).Status);
    }

    [Fact]
    public async Task Etags_go_on_after_a_restart()
    {
        string? etag;
        await using (var store = await RunningStore.StartAsync(new StoreOptions { DataFile = Data }))
        {
            etag = (await store.Client.PutAsync("/values/k", new StringContent("1"))).Headers.ETag!.ToString();
        }

        await using var again = await RunningStore.StartAsync(new StoreOptions { DataFile = Data });
        Assert.Equal(200, (int)(await again.SendAsync("PUT", "/values/k", new StringContent("2"), ("If-Match", etag))).StatusCode);
        Assert.Equal(412, (int)(await again.SendAsync("PUT", "/values/k", new StringContent("3"), ("If-Match", etag))).StatusCode);
    }

    [Fact]
    public async Task A_second_store_on_the_file_is_refused()
    {
        await using var store = await RunningStore.StartAsync(new StoreOptions { DataFile = Data });
        var (code, error) = await StoreProcess.FailAsync("--data", Data);
        Assert.Equal(2, code);
        Assert.Contains("another process has it open", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_something_else_is_refused_and_not_touched()
    {
        await File.WriteAllTextAsync(Data, string.Concat(Enumerable.Repeat("not a database. ", 100)));
        var bytes = await File.ReadAllBytesAsync(Data);
        var fault = await Assert.ThrowsAsync<StoreStartException>(() => StoreApp.BuildAsync(new StoreOptions { DataFile = Data }));
        Assert.Contains("not a database", fault.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Data));
    }

    [Fact]
    public async Task A_database_of_something_else_is_refused()
    {
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Data};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE mine (x)";
            command.ExecuteNonQuery();
        }

        var fault = await Assert.ThrowsAsync<StoreStartException>(() => StoreApp.BuildAsync(new StoreOptions { DataFile = Data }));
        Assert.Contains("of something else", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_a_message()
    {
        var (code, error) = await StoreProcess.FailAsync("--data", Path.Combine(folder, "no", "such", "store.db"));
        Assert.Equal(2, code);
        Assert.Contains("--data", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private static async Task<long> TransactionAsync(HttpClient client)
    {
        using var body = JsonDocument.Parse(await client.GetStringAsync("/begin"));
        return body.RootElement.GetProperty("transaction").GetInt64();
    }

    private static async Task<double> BalanceAsync(HttpClient client)
    {
        var reply = await client.PostAsync("/balance", new StringContent("""{"name":"coffee"}"""));
        var text = await reply.Content.ReadAsStringAsync();
        return double.Parse(text["""{"balance":""".Length..^1], CultureInfo.InvariantCulture);
    }
}
