using System.Diagnostics;

namespace Containerless.Cli.Tests.Demo;

/// <summary>scripts/demo.sh, as in a pipe: the tiers change, and every request is answered.</summary>
public sealed class DemoTests(ITestOutputHelper output)
{
    [Fact]
    public async Task The_demo_shows_the_change_of_tiers()
    {
        var (code, text) = await RunAsync("--seconds", "30", "--rate", "4");
        output.WriteLine(text);
        Assert.Equal(0, code);
        var drawn = string.Concat(text.Split('\n').Where(line => line.Contains(" s  ", StringComparison.Ordinal))
            .Select(line => line.Split("  ")[^3]));
        Assert.Matches("^[tc]*t[tc]*#", drawn);
        Assert.Contains("Decontainerized: ", text, StringComparison.Ordinal);
        Assert.Contains("120 requests sent, 120 answered", text, StringComparison.Ordinal);
        Assert.Matches(@"failed +0\n", text);
    }

    [Theory]
    [InlineData("--rate", "0")]
    [InlineData("--speed", "3")]
    [InlineData("a.js", "b.js")]
    public async Task Bad_options_are_refused(params string[] arguments)
    {
        var (code, text) = await RunAsync(arguments);
        Assert.Equal(2, code);
        Assert.Contains("usage:", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_cannot_be_served_ends_it_with_the_reason()
    {
        var (code, text) = await RunAsync("no-such-function.js");
        Assert.Equal(2, code);
        Assert.Contains("no-such-function.js", text, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Text)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Repository.PathOf("scripts", "demo.sh"), arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var text = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(text));
    }
}
