using Containerless.Invoker.Tests.EndToEnd;
using Containerless.Shared;

namespace Containerless.Invoker.Tests.Faults;

/// <summary>Signals in the middle of anything, neighbours, and artifacts that cannot be written or were changed.</summary>
[Collection("Automatic")]
public sealed class LifeFaultTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(150)]
    [InlineData(400)]
    [InlineData(900)]
    [InlineData(1600)]
    [InlineData(2500)]
    public async Task Asked_to_end_in_the_middle_of_anything_it_ends_with_0_and_leaves_nothing(int milliseconds)
    {
        using var f = new FaultyFunction("Automatic");
        await f.Invoker.PortAsync();
        using var stop = new CancellationTokenSource();
        Task<int> load = LoadAsync(f, stop.Token);
        await Task.Delay(milliseconds);
        await f.EndAsync();
        await stop.CancelAsync();
        Assert.Equal(0, await load);
    }

    /// <summary>Requests, one after the other, until no connection can be made; how many answers were wrong.</summary>
    private static async Task<int> LoadAsync(FaultyFunction f, CancellationToken stop)
    {
        int wrong = 0;
        for (int i = 0; i < 2000 && !stop.IsCancellationRequested; i++)
        {
            string path = i % 7 == 3 ? "/slow" : "/x";
            try
            {
                Reply reply = await f.PostAsync(path);
                wrong += reply is { Status: 200, Body: "slow" or "echo /x" } or { Status: 503 } ? 0 : 1;
            }
            catch (HttpRequestException)
            {
                break; // it is gone
            }
        }

        return wrong;
    }

    [Fact]
    public async Task Two_invokers_of_one_function_do_not_disturb_each_other()
    {
        using var f = new FaultyFunction("Automatic");
        using RunningInvoker other = f.Another("Automatic");
        int port = await other.PortAsync();
        for (int i = 0; i < 2; i++)
        {
            Task<Reply> here = f.PostAsync("/x");
            Reply there = await f.PostAsync(port, "/y", "{}"u8.ToArray(), "application/json");
            Assert.Equal(("echo /x", "echo /y"), ((await here).Body, there.Body));
        }

        await f.UntilAsync("compiled", static s => s.State == "Decontainerized");
        for (int i = 0; i < 600; i++)
        {
            Reply there = await f.PostAsync(port, "/y", "{}"u8.ToArray(), "application/json");
            Assert.Equal("echo /y", there.Body);
            if (there.Tier == "compiled")
            {
                break;
            }

            Assert.True(i < 599, "the other one is never compiled");
            await Task.Delay(50);
        }

        other.Signal("KILL");
        await other.ExitAsync();
        Assert.Equal(new Reply(200, "echo /z", "compiled", null), await f.PostAsync("/z"));
        Assert.NotNull(new ArtifactStore(f.ArtifactsDir).ReadCurrent("f"));

        // What the one that was killed left is swept by the next.
        using RunningInvoker next = f.Another("Automatic");
        Assert.Equal("tracing", (await f.PostAsync(await next.PortAsync(), "/y", "{}"u8.ToArray(), "application/json")).Tier);
        next.Signal("TERM");
        Assert.Equal(0, await next.ExitAsync());
        await f.EndAsync();
    }

    [Fact]
    public async Task An_artifact_that_cannot_be_written_is_written_when_it_can()
    {
        using var f = new FaultyFunction("Automatic");
        await f.Invoker.PortAsync();
        // What a full disk does, where no disk can be filled: the rename into place fails.
        string obstacle = Path.Combine(f.ArtifactsDir, "f", "current");
        Directory.CreateDirectory(Path.Combine(obstacle, "x"));
        Assert.Equal("tracing", (await f.PostAsync("/x")).Tier);
        Assert.Equal("tracing", (await f.PostAsync("/x")).Tier);
        await f.UntilAsync("in trouble", static s => s.Warnings.Any(static w => w.StartsWith("The artifact could not be written", StringComparison.Ordinal)));
        Assert.Equal("container", (await f.PostAsync("/x")).Tier);
        Directory.Delete(obstacle, recursive: true);
        await f.UntilAsync("compiled", static s => s.State == "Decontainerized" && !s.Warnings.Any(static w => w.StartsWith("The artifact", StringComparison.Ordinal)));
        Assert.Equal("compiled", (await f.PostAsync("/x")).Tier);
        await f.EndAsync();
    }

    [Theory]
    [InlineData("containerless.dll", "was changed")]
    [InlineData("trace.json", "was changed")]
    [InlineData("current", "is damaged")]
    public async Task An_artifact_that_was_changed_is_refused_with_code_2(string file, string message)
    {
        using var f = new FaultyFunction("Automatic");
        await f.CompileAsync("/x", "/x");
        await f.EndAsync();
        string pointer = Path.Combine(f.ArtifactsDir, "f", "current");
        string path = file == "current" ? pointer : Path.Combine(f.ArtifactsDir, "f", File.ReadAllText(pointer).Trim(), file);
        byte[] bytes = await File.ReadAllBytesAsync(path);
        bytes[bytes.Length / 2] ^= 0x80;
        await File.WriteAllBytesAsync(path, bytes);
        using RunningInvoker next = f.Another("Decontainerized");
        Assert.Equal(2, await next.ExitAsync());
        Assert.Contains(message, next.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", next.Errors, StringComparison.Ordinal);
    }
}
