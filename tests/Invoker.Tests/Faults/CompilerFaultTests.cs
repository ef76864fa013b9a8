using System.Net;
using Containerless.Invoker.Tests.EndToEnd;
using Containerless.Shared;

namespace Containerless.Invoker.Tests.Faults;

/// <summary>The compiler is killed, stopped, or answers nonsense.</summary>
[Collection("Automatic")]
public sealed class CompilerFaultTests
{
    [Fact]
    public async Task A_compiler_that_is_killed_before_it_is_needed_is_started_again()
    {
        using var f = new FaultyFunction("Automatic");
        Assert.Equal("tracing", (await f.PostAsync("/x")).Tier);
        RunningInvoker.Signal(await f.ProcessAsync("Containerless.Compiler.dll"), "KILL");
        await f.CompileAsync("/x");
        await f.EndAsync();
    }

    [Fact]
    public async Task A_compiler_that_is_killed_while_it_compiles_is_asked_again()
    {
        using var f = new FaultyFunction("Automatic");
        Assert.Equal("tracing", (await f.PostAsync("/x")).Tier);
        int compiler = await f.ProcessAsync("Containerless.Compiler.dll");
        RunningInvoker.Signal(compiler, "STOP"); // so that it is in the middle of it, surely
        Assert.Equal("tracing", (await f.PostAsync("/x")).Tier);
        await f.UntilAsync("compiling", static s => s.State == "Compiling");
        Assert.Equal(new Reply(200, "echo /x", "container", null), await f.PostAsync("/x"));
        RunningInvoker.Signal(compiler, "KILL");
        await f.UntilAsync("compiled", static s => s.State == "Decontainerized");
        Assert.Equal("compiled", (await f.PostAsync("/x")).Tier);
        await f.EndAsync();
    }

    [Theory]
    [InlineData(200, "nonsense")]
    [InlineData(200, "{}")]
    [InlineData(503, "")]
    public async Task A_compiler_that_answers_nonsense_is_asked_again_and_the_status_says_so(int status, string text)
    {
        using var compiler = new HttpListener();
        int port = FreePort();
        compiler.Prefixes.Add($"http://127.0.0.1:{port}/");
        compiler.Start();
        int asked = 0;
        Task serving = AnswerAsync(compiler, status, text, () => Interlocked.Increment(ref asked));
        using var f = new FaultyFunction("Automatic", ("compiler_url", $"http://127.0.0.1:{port}"));
        Assert.Equal("tracing", (await f.PostAsync("/x")).Tier);
        Assert.Equal("tracing", (await f.PostAsync("/x")).Tier);
        await f.UntilAsync("in trouble", static s => s.Warnings.Any(static w => w.StartsWith("compiling failed: the compiler", StringComparison.Ordinal)));
        await f.UntilAsync("asked again", _ => Volatile.Read(ref asked) > 1);
        Assert.Equal(new Reply(200, "echo /x", "container", null), await f.PostAsync("/x"));
        Assert.Equal("Compiling", (await f.StatusAsync()).State);
        await f.EndAsync();
        compiler.Stop();
        await serving;
    }

    private static async Task AnswerAsync(HttpListener listener, int status, string text, Action compile)
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return; // stopped
            }

            if (context.Request.HttpMethod == "POST")
            {
                compile();
            }

            context.Response.StatusCode = status;
            using var writer = new StreamWriter(context.Response.OutputStream);
            await writer.WriteAsync(text);
        }
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
