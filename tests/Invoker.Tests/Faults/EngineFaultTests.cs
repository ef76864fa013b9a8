namespace Containerless.Invoker.Tests.Faults;

/// <summary>The container engine ends, and starts again, under an invoker that serves.</summary>
[Collection("Automatic")]
public sealed class EngineFaultTests(PrivateEngine engine) : IClassFixture<PrivateEngine>
{
    [Theory]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public async Task Without_an_engine_requests_are_refused_with_the_reason_and_with_one_again_they_are_answered(string signal)
    {
        await engine.RequireAsync();
        using FaultyFunction f = FaultyFunction.InContainers(engine.Address, "DisableTracing");
        Assert.Equal(new Reply(200, "echo /x", "container", null), await f.PostAsync("/x"));
        Task<Reply> slow = f.PostAsync("/slow");
        await Task.Delay(300);
        await engine.EndAsync(signal);
        Reply broken = await slow;
        // An engine that ends may end the instance of the second attempt too.
        Assert.True(broken is { Status: 200, Body: "slow" } or { Status: 503 }
            || (broken.Status == 500 && broken.Body.Contains("InstanceEnded", StringComparison.Ordinal)), $"{broken}");
        for (int i = 0; i < 5; i++)
        {
            Reply refused = await f.PostAsync("/x");
            Assert.Equal(503, refused.Status);
            Assert.Contains("no instance could be started", refused.Body, StringComparison.Ordinal);
        }

        await engine.StartAsync();
        await f.AnsweredAsync("/x", new Reply(200, "echo /x", "container", null));
        await f.EndAsync();
    }

    [Fact]
    public async Task Tracing_goes_on_when_the_engine_is_back()
    {
        await engine.RequireAsync();
        using FaultyFunction f = FaultyFunction.InContainers(engine.Address, "Automatic");
        Assert.Equal("tracing", (await f.PostAsync("/x")).Tier);
        await engine.EndAsync("TERM");
        // More than the failures in a row that end tracing: those of an engine that is away are not the function's.
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(503, (await f.PostAsync("/x")).Status);
        }

        Assert.Equal("Tracing", (await f.StatusAsync()).State);
        await engine.StartAsync();
        await f.AnsweredAsync("/x", new Reply(200, "echo /x", "tracing", null));
        await f.CompileAsync("/x");
        Assert.Equal(new Reply(200, "echo /y", "compiled", null), await f.PostAsync("/y"));
        await f.EndAsync();
    }

    [Fact]
    public async Task Compiled_code_serves_without_an_engine_and_bails_out_into_containers_when_it_is_back()
    {
        await engine.RequireAsync();
        using FaultyFunction f = FaultyFunction.InContainers(engine.Address, "Automatic", ("max_recompilations", 0));
        await f.CompileAsync("/x", "/x");
        await engine.EndAsync("KILL");
        Assert.Equal(new Reply(200, "echo /y", "compiled", null), await f.PostAsync("/y"));
        Reply refused = await f.PostAsync("/slow");
        Assert.Equal(503, refused.Status);
        Assert.StartsWith("unknown", refused.Bailout, StringComparison.Ordinal);
        Assert.Equal(new Reply(200, "echo /y", "compiled", null), await f.PostAsync("/y"));
        await engine.StartAsync();
        await f.AnsweredAsync("/slow", new Reply(200, "slow", "container", refused.Bailout));
        await f.EndAsync();
    }

    [Fact]
    public async Task Asked_to_end_without_an_engine_it_ends_and_its_containers_do_too()
    {
        await engine.RequireAsync();
        using FaultyFunction f = FaultyFunction.InContainers(engine.Address, "DisableTracing");
        Assert.Equal("echo /x", (await f.PostAsync("/x")).Body);
        await engine.EndAsync("KILL");
        await f.EndAsync(engineRuns: false);
        await engine.StartAsync();
        Assert.Empty(((RunningContainers)f.Instances).All);
    }
}
