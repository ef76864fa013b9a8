namespace Containerless.LocalMock.Tests.Http;

public sealed class RequestLogTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("store-tests-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Each_request_is_one_line_with_why_it_was_refused()
    {
        var file = Path.Combine(folder, "requests.log");
        await using (var store = await RunningStore.StartAsync(new StoreOptions { LogFile = file }))
        {
            await store.Client.GetStringAsync("/begin?x=1");
            await store.PostAsync("/balance", """{"name":"no\nbody"}""");
            var (one, two) = (await store.BeginAsync(), await store.BeginAsync());
            await store.CommitAsync(one, "tea", 1);
            await store.CommitAsync(two, "tea", 2);
        }

        var lines = await File.ReadAllLinesAsync(file);
        Assert.Equal(6, lines.Length);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z GET /begin\?x=1 200 \d+\.\dms \d+B$", lines[0]);
        Assert.EndsWith("no account has the name no?body", lines[1], StringComparison.Ordinal);
        Assert.Matches(@"POST /commit 409 .*tea was changed by another commit", lines[5]);
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_is_a_message() =>
        Assert.Contains("requests.log", (await Assert.ThrowsAsync<StoreStartException>(() => StoreApp.BuildAsync(
            new StoreOptions { LogFile = Path.Combine(folder, "none", "requests.log") }))).Message, StringComparison.Ordinal);
}
