using System.Net;
using Containerless.Invoker.Isolation;
using Containerless.Invoker.Tests.EndToEnd;
using Microsoft.Extensions.Logging.Abstractions;

namespace Containerless.MultiInvoker.Tests.EndToEnd;

/// <summary>The multi-invoker as a process: exit codes, signals, what is left behind.</summary>
public sealed class ProgramTests
{
    [Theory]
    [InlineData("--config: is required", "")]
    [InlineData("$.config_a: is required", "{}")]
    [InlineData("containerless prepare FILE.js --name g",
        """{"bind_port": 0, "config_a": {"image_name": "g", "bind_port": 0}, "config_b": {"image_name": "g", "bind_port": 0}}""")]
    public async Task What_cannot_start_says_why_and_exits_with_2(string message, string configuration)
    {
        using var function = new RealFunction("require('containerless').listen(() => {});");
        using RunningInvoker invoker = configuration.Length == 0
            ? RunningInvoker.StartProgram("Containerless.MultiInvoker.dll", function)
            : RunningInvoker.StartProgram("Containerless.MultiInvoker.dll", function, "--config", configuration);
        Assert.Equal(2, await invoker.ExitAsync());
        Assert.Contains(message, invoker.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", invoker.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERM", 0)]
    [InlineData("INT", 0)]
    [InlineData("KILL", 137)]
    public async Task However_it_ends_nothing_is_left(string signal, int code)
    {
        await using MultiFunction f = await MultiFunction.StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await f.PostAsync(1)).Status);
        Task<Reply> inFlight = f.PostAsync(2, "/slow");
        await f.UntilEffectAsync(2);
        f.Invoker.Signal(signal);
        if (code == 0)
        {
            Assert.Equal("slow 2 true", (await inFlight).Body);
        }
        else
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => inFlight);
        }

        Assert.Equal(code, await f.Invoker.ExitAsync());
        if (code != 0)
        {
            // The invokers see that their parent is gone, and finish by themselves.
            for (int i = 0; i < 2400 && f.Invoker.Left().Exists(static left => left.StartsWith("process", StringComparison.Ordinal)); i++)
            {
                await Task.Delay(25);
            }

            // Its folder of sockets is removed by the next invoker.
            PrivateFolder.Sweep([f.TemporaryPath], NullLogger.Instance);
        }

        Assert.Empty(f.Invoker.Left());
        Assert.DoesNotContain(Directory.GetFileSystemEntries(f.TemporaryPath), static path =>
            !Path.GetFileName(path).StartsWith("clr-debug-pipe-", StringComparison.Ordinal)
            && !Path.GetFileName(path).StartsWith("dotnet-diagnostic-", StringComparison.Ordinal));
    }
}
