using System.Globalization;
using System.Net.Http.Headers;
using Containerless.Shared;

namespace Containerless.Invoker.Tests.EndToEnd;

/// <summary>The invoker as a process: exit codes, signals, what is left behind.</summary>
public sealed class ProgramTests
{
    private const string Hello = """
        let containerless = require('containerless');
        containerless.listen(function (request) { containerless.respond('hello ' + request.path); });
        """;

    [Theory]
    [InlineData("--config is required", "--config")]
    [InlineData("$.bind_port: is a string; expected an integer from 0 to 65535", "--config", "{\"image_name\":\"f\",\"bind_port\":\"x\"}")]
    [InlineData("There is no artifact of \"f\"", "--config", "{\"image_name\":\"f\",\"initial_state\":\"Decontainerized\",\"artifacts_dir\":\"/nonexistent\"}")]
    [InlineData("containerless prepare FILE.js --name f", "--config", "{\"image_name\":\"f\",\"artifacts_dir\":\"/nonexistent\"}")]
    public async Task What_cannot_start_says_why_and_exits_with_2(string message, params string[] arguments)
    {
        using RunningInvoker invoker = RunningInvoker.Start(arguments);
        Assert.Equal(2, await invoker.ExitAsync());
        Assert.Contains(message.Replace("--config is", "--config: is", StringComparison.Ordinal), invoker.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", invoker.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tracing_quits_with_0_and_decontainerized_serves_without_node_on_the_path()
    {
        using var function = new RealFunction(Hello);
        using (RunningInvoker tracing = RunningInvoker.Start(function, "Tracing"))
        {
            int port = await tracing.PortAsync();
            for (int i = 0; i < 2; i++)
            {
                Assert.Equal(("hello /x", "tracing"), await PostAsync(port, "/x"));
            }

            Assert.Equal(0, await tracing.ExitAsync());
            Assert.Empty(tracing.Left());
        }

        var store = new ArtifactStore(function.ArtifactsDir);
        Assert.NotNull(store.ReadCurrent("f"));
        using RunningInvoker compiled = RunningInvoker.Start(function, "Decontainerized", path: "/nonexistent");
        Assert.Equal(("hello /y", "compiled"), await PostAsync(await compiled.PortAsync(), "/y"));
        compiled.Signal("TERM");
        Assert.Equal(0, await compiled.ExitAsync());
        Assert.Contains("There is no fallback", compiled.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_ends_it_with_0_and_leaves_no_process_and_no_folder(string signal)
    {
        using var function = new RealFunction(Hello);
        using RunningInvoker invoker = RunningInvoker.Start(function, "Automatic");
        int port = await invoker.PortAsync();
        Assert.Equal(("hello /x", "tracing"), await PostAsync(port, "/x"));
        // The tracing instance and the compiler at least, with their sockets.
        Assert.True(invoker.Descendants().Count >= 2, invoker.Errors);
        Assert.NotEmpty(Directory.GetFileSystemEntries(function.TemporaryPath));
        invoker.Signal(signal);
        Assert.Equal(0, await invoker.ExitAsync());
        Assert.Empty(invoker.Left());
        Assert.Empty(Directory.GetFileSystemEntries(function.TemporaryPath));
    }

    [Fact]
    public async Task Killed_it_takes_its_processes_along()
    {
        using var function = new RealFunction(Hello);
        using RunningInvoker invoker = RunningInvoker.Start(function, "Automatic");
        Assert.Equal(("hello /x", "tracing"), await PostAsync(await invoker.PortAsync(), "/x"));
        invoker.Signal("KILL");
        await invoker.ExitAsync();
        for (int i = 0; i < 100 && invoker.Left().Count > 0; i++)
        {
            await Task.Delay(100);
        }

        Assert.Empty(invoker.Left());
    }

    [Fact]
    public async Task The_utilization_log_has_ten_lines_a_second()
    {
        using var function = new RealFunction(Hello);
        string file = Path.Combine(function.ArtifactsDir, "utilization.log");
        using RunningInvoker invoker = RunningInvoker.Start(function, "DisableTracing", utilization: file);
        await invoker.PortAsync();
        for (int i = 0; i < 300 && (!File.Exists(file) || (await File.ReadAllLinesAsync(file)).Length < 20); i++)
        {
            await Task.Delay(100);
        }

        invoker.Signal("TERM");
        Assert.Equal(0, await invoker.ExitAsync());
        string[] lines = await File.ReadAllLinesAsync(file);
        Assert.InRange(lines.Length, 20, 1000);
        long[] times = [.. lines.Select(static line => long.Parse(line[..13], CultureInfo.InvariantCulture))];
        Assert.InRange((double)(times[^1] - times[0]) / (times.Length - 1), 90, 300); // A busy machine is late, never early.
        Assert.All(lines, line => Assert.Matches("^[0-9]{13},(0|1|0\\.[0-9]{1,4}),0\\.[0-9]{1,4}$", line));
    }

    private static async Task<(string Body, string Tier)> PostAsync(int port, string path)
    {
        using var http = new HttpClient();
        using var content = new StringContent("{}", new MediaTypeHeaderValue("application/json"));
        using HttpResponseMessage response = await http.PostAsync(new Uri($"http://127.0.0.1:{port}{path}"), content);
        return (await response.Content.ReadAsStringAsync(), response.Headers.GetValues("Containerless-Tier").Single());
    }
}
