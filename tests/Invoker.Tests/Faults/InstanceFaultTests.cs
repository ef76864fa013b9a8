using Containerless.Invoker.Tests.EndToEnd;

namespace Containerless.Invoker.Tests.Faults;

/// <summary>Instances are killed and stopped, processes and containers, while they serve and while they are idle.</summary>
[Collection("Automatic")]
public sealed class InstanceFaultTests
{
    private static readonly (string, object) Limited = ("limits", new { time = 4 });

    [Theory]
    [InlineData(RunningInstances.Process)]
    [InlineData(RunningInstances.Container)]
    public async Task An_instance_that_is_killed_while_it_serves_is_replaced_and_its_request_is_run_again(string isolation)
    {
        using FaultyFunction f = await FaultyFunction.StartAsync(isolation, "DisableTracing");
        Assert.Equal("echo /x", (await f.PostAsync("/x")).Body);
        Task<Reply> slow = f.PostAsync("/slow");
        await Task.Delay(300);
        Assert.False(slow.IsCompleted);
        await f.Instances.KillAsync("plain");
        Assert.Equal(new Reply(200, "slow", "container", null), await slow);
        Assert.Equal("echo /y", (await f.PostAsync("/y")).Body);
        await f.EndAsync();
    }

    [Theory]
    [InlineData(RunningInstances.Process)]
    [InlineData(RunningInstances.Container)]
    public async Task An_idle_instance_that_is_killed_costs_nobody_an_answer(string isolation)
    {
        using FaultyFunction f = await FaultyFunction.StartAsync(isolation, "DisableTracing");
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(new Reply(200, "echo /x", "container", null), await f.PostAsync("/x"));
            await f.Instances.KillAsync("plain");
        }

        await f.EndAsync();
    }

    [Theory]
    [InlineData(RunningInstances.Process, false)]
    [InlineData(RunningInstances.Process, true)]
    [InlineData(RunningInstances.Container, false)]
    [InlineData(RunningInstances.Container, true)]
    public async Task An_instance_that_is_stopped_fails_its_request_clearly_and_is_replaced(string isolation, bool serving)
    {
        using FaultyFunction f = await FaultyFunction.StartAsync(isolation, "DisableTracing", Limited, ("max_containers", 1));
        Assert.Equal("echo /x", (await f.PostAsync("/x")).Body);
        Task<Reply>? failing = null;
        if (serving)
        {
            failing = f.PostAsync("/slow");
            await Task.Delay(300);
            Assert.False(failing.IsCompleted);
        }

        string id = await f.Instances.StopAsync("plain");
        Reply reply = await (failing ?? f.PostAsync("/x"));
        Assert.Equal(500, reply.Status);
        Assert.Contains("TimeLimitExceeded", reply.Body, StringComparison.Ordinal);
        Assert.Equal("echo /y", (await f.PostAsync("/y")).Body);
        await f.Instances.GoneAsync(id);
        await f.EndAsync();
    }

    [Theory]
    [InlineData(RunningInstances.Process, false)]
    [InlineData(RunningInstances.Process, true)]
    [InlineData(RunningInstances.Container, false)]
    [InlineData(RunningInstances.Container, true)]
    public async Task The_tracing_instance_that_is_killed_is_replaced_and_tracing_begins_anew(string isolation, bool serving)
    {
        using FaultyFunction f = await FaultyFunction.StartAsync(isolation, "Automatic");
        Assert.Equal("tracing", (await f.PostAsync("/x")).Tier);
        Task<Reply>? slow = null;
        if (serving)
        {
            slow = f.PostAsync("/slow");
            await Task.Delay(300);
            Assert.False(slow.IsCompleted);
        }

        await f.Instances.KillAsync("tracing");
        if (slow is not null)
        {
            Assert.Equal(new Reply(200, "slow", "container", null), await slow);
        }

        await TraceAnewAsync(f);
        Assert.Equal(new Reply(200, "echo /y", "compiled", null), await f.PostAsync("/y"));
        await f.EndAsync();
    }

    [Theory]
    [InlineData(RunningInstances.Process, false)]
    [InlineData(RunningInstances.Process, true)]
    [InlineData(RunningInstances.Container, false)]
    [InlineData(RunningInstances.Container, true)]
    public async Task The_tracing_instance_that_is_stopped_fails_its_request_clearly_and_is_replaced(string isolation, bool serving)
    {
        using FaultyFunction f = await FaultyFunction.StartAsync(isolation, "Automatic", Limited);
        Assert.Equal("tracing", (await f.PostAsync("/x")).Tier);
        Task<Reply>? failing = null;
        if (serving)
        {
            failing = f.PostAsync("/slow");
            await Task.Delay(300);
            Assert.False(failing.IsCompleted);
        }

        string id = await f.Instances.StopAsync("tracing");
        Reply reply = await (failing ?? f.PostAsync("/x"));
        Assert.Equal((500, "tracing"), (reply.Status, reply.Tier));
        Assert.Contains("TimeLimitExceeded", reply.Body, StringComparison.Ordinal);
        await TraceAnewAsync(f);
        await f.Instances.GoneAsync(id);
        await f.EndAsync();
    }

    /// <summary>What the instance saw is gone with it: two more requests are traced, all the others answered meanwhile.</summary>
    private static async Task TraceAnewAsync(FaultyFunction f)
    {
        int traced = 0;
        for (int i = 0; i < 600 && (await f.StatusAsync()).State == "Tracing"; i++)
        {
            Reply reply = await f.PostAsync("/x");
            Assert.Equal("echo /x", reply.Body);
            traced += reply.Tier == "tracing" ? 1 : 0;
        }

        Assert.Equal(2, traced);
        await f.UntilAsync("compiled", static s => s.State == "Decontainerized");
    }
}
