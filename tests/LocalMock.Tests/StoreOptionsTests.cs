namespace Containerless.LocalMock.Tests;

public class StoreOptionsTests
{
    [Fact]
    public void Defaults_are_the_seeds()
    {
        var options = StoreOptions.Parse([]);
        Assert.Equal((7999, 0, 10), (options.Port, options.MinDelayMs, options.MaxDelayMs));
        Assert.Null(options.Seed);
        Assert.Null(options.DataFile);
        Assert.Null(options.LogFile);
    }

    [Fact]
    public void Files_are_named()
    {
        var options = StoreOptions.Parse(["--data", "a.db", "--seed-data=s.json", "--log", "-", "--max-file-bytes", "10"]);
        Assert.Equal(("a.db", "s.json", "-", 10), (options.DataFile, options.SeedDataFile, options.LogFile, options.MaxFileBytes));
    }

    [Fact]
    public void Values_follow_a_space_or_an_equals_sign()
    {
        var options = StoreOptions.Parse(["--port", "8001", "--delay-ms=5-20", "--seed", "3"]);
        Assert.Equal((8001, 5, 20, 3), (options.Port, options.MinDelayMs, options.MaxDelayMs, options.Seed));
    }

    [Fact]
    public void One_number_is_a_fixed_delay()
    {
        var options = StoreOptions.Parse(["--delay-ms", "7"]);
        Assert.Equal((7, 7), (options.MinDelayMs, options.MaxDelayMs));
    }

    [Theory]
    [InlineData("*", "::")]
    [InlineData("0.0.0.0", "0.0.0.0")]
    public void It_listens_where_it_is_told(string host, string address) =>
        Assert.Equal(System.Net.IPAddress.Parse(address), StoreOptions.Parse(["--host", host]).Host);

    [Theory]
    [InlineData("*")]
    [InlineData("127.0.0.1")]
    public async Task It_answers_at_the_address_that_it_was_given(string host)
    {
        using var store = await StoreProcess.StartAsync("--host", host);
        Assert.True((await store.Client.GetAsync(new Uri("/health", UriKind.Relative))).IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_a_message()
    {
        await using var store = await RunningStore.StartAsync();
        var port = store.Client.BaseAddress!.Port;
        var (code, error) = await StoreProcess.FailAsync("--port", $"{port}");
        Assert.Equal(2, code);
        Assert.StartsWith($"cannot listen on port {port}: ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--data", "")]
    [InlineData("--log")]
    [InlineData("--max-file-bytes", "0")]
    [InlineData("--port")]
    [InlineData("--port", "http")]
    [InlineData("--port", "65536")]
    [InlineData("--host", "example.org")]
    [InlineData("--delay-ms", "10-5")]
    [InlineData("--delay-ms", "1-2-3")]
    [InlineData("--delay-ms", "-5")]
    [InlineData("--delay-ms", "1.5-2")]
    [InlineData("--verbose", "1")]
    [InlineData("7999")]
    public void Bad_options_are_refused(params string[] args) =>
        Assert.Throws<FormatException>(() => StoreOptions.Parse(args));
}
