using System.Text;
using Containerless.Invoker.Compilation;
using Containerless.Invoker.Compiled;
using Containerless.Invoker.Isolation;
using Containerless.Invoker.Tests.Fakes;
using Containerless.Shared;

namespace Containerless.Invoker.Tests.State;

/// <summary>A real invoker in Automatic whose compiled code, compiler and instances are fakes, on a clock of the test's.</summary>
public sealed class LearnerTests : IAsyncDisposable
{
    private const string Hole = "unknown: this code was never traced (line 7)";
    private readonly FakeTime time = new();
    private TestInvoker? invoker;

    public async ValueTask DisposeAsync()
    {
        if (invoker is not null)
        {
            await invoker.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_bail_out_is_traced_again_compiled_warmed_and_swapped_in()
    {
        await StartAsync();
        await UntilAsync(() => State().State == "ready"); // a moment after the state that StartAsync waits for
        Assert.Equal(("ready", 0, 10, 1), State());
        await BailOutUntilTracedAsync();
        Assert.Equal("gathering", State().State);
        Assert.Equal("compiled answer", (await AnswerAsync("/other")).Body);
        time.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(() => State().Recompilations == 1 && State().State == "ready");

        StatusDocument status = await invoker!.StatusAsync();
        var next = (FakeTier)invoker.Loaded.Last();
        Assert.Equal((2, next.Hash), (status.Learning!.LoadedVersions, status.Artifact));
        Assert.Equal(status.Artifact, new ArtifactStore(invoker.Folder).CurrentHash("f"));
        Assert.StartsWith(Hole, status.Learning.Trigger, StringComparison.Ordinal);
        Assert.StartsWith("recompiled in", status.Learning.Outcome, StringComparison.Ordinal);
        Assert.Equal(2, status.CompileMilliseconds.Count);
        Assert.Equal("Decontainerized", status.State);
        Assert.Equal(["/x", "/rare"], next.Warmed.Select(request => request.Target));
        Assert.True(invoker.Tier.Retired);
        Assert.Equal("compiled", (await AnswerAsync("/rare")).Tier);

        // The traces: what was served, and what the tracing instance saw.
        Assert.Equal([invoker.Isolation.Trace, invoker.Isolation.Trace], Assert.Single(invoker.Compiler.Grown));
    }

    [Fact]
    public async Task Where_no_plain_instance_is_warm_the_first_bail_out_is_traced_at_once()
    {
        await StartAsync();
        time.Advance(TimeSpan.FromSeconds(60));
        await UntilAsync(() => invoker!.Isolation.Live(InstanceKind.Plain) == 0);
        Reply reply = await AnswerAsync("/rare");
        Assert.Equal(("tracing", Hole), (reply.Tier, reply.Bailout));
        Assert.Equal(0, invoker!.Isolation.Live(InstanceKind.Plain));
    }

    [Fact]
    public async Task Bail_outs_at_the_same_time_make_one_recompilation()
    {
        await StartAsync();
        await BailOutUntilTracedAsync();
        Reply[] replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AnswerAsync("/rare")));
        Assert.All(replies, reply => Assert.Equal(Hole, reply.Bailout));
        time.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(() => State().Recompilations == 1 && State().State == "ready");
        Assert.Single(invoker!.Compiler.Grown);
        Assert.Equal(1, invoker.Isolation.All.Count(instance => instance.Kind == InstanceKind.Tracing && !instance.Exited.IsCompleted));
    }

    [Theory]
    [InlineData("unsupported: classes (line 3)")]
    [InlineData("stack exhausted (line 3)")]
    [InlineData("guard: int32 overflow (line 3)")]
    public async Task What_tracing_cannot_help_is_answered_from_plain_instances_and_nothing_is_learnt(string reason)
    {
        await StartAsync();
        invoker!.Tier.Handle = _ => CompiledResult.FallBack(reason);
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal("container", (await AnswerAsync("/rare")).Tier);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(("ready", 0, 10, 1), State());
        Assert.Equal(1, invoker.Isolation.All.Count(instance => instance.Kind == InstanceKind.Tracing));
    }

    [Fact]
    public async Task Limits_teach_nothing_and_count_for_nothing()
    {
        await StartAsync(c => c with { Limits = c.Limits with { Time = TimeSpan.FromSeconds(2) } });
        await BailOutUntilTracedAsync(count: 0);
        invoker!.Isolation.Answer = static async (instance, _, ct) =>
        {
            await Task.Delay(Timeout.Infinite, ct);
            return FakeIsolation.Text("");
        };
        Reply reply = await AnswerAsync("/rare");
        Assert.Contains("TimeLimitExceeded", reply.Body, StringComparison.Ordinal);
        time.Advance(TimeSpan.FromSeconds(1));
        await Task.Delay(50);
        Assert.Equal(("ready", 0, 10, 1), State());
        Assert.Empty(invoker.Compiler.Grown);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_teaches_nothing_costs_no_recompilation_and_is_not_traced_for_ever(bool grows)
    {
        await StartAsync();
        invoker!.Compiler.Grow = traces => Task.FromResult(grows
            ? TestInvoker.ArtifactOf([.. traces.SelectMany(static trace => trace)], TestInvoker.Hashes)
            : null);
        for (int i = 1; i <= 3; i++)
        {
            await BailOutUntilTracedAsync();
            time.Advance(TimeSpan.FromSeconds(1));
            int looked = i;
            await UntilAsync(() => invoker.Compiler.Grown.Count == looked && State().State == "ready");
        }

        Assert.Equal(("ready", 0, 10, 1), State());
        Assert.Contains(grows ? "changes no code" : "seen it all before", invoker.Host.Status().Learning!.Outcome, StringComparison.Ordinal);
        Assert.Equal("container", (await AnswerAsync("/rare")).Tier);
        Assert.Equal("Decontainerized", invoker.Host.Status().State);
    }

    [Fact]
    public async Task Another_recompilation_than_allowed_aborts_with_the_reason_and_until_then_compiled_code_serves()
    {
        await StartAsync(c => c with { MaxRecompilations = 2 });
        for (int i = 1; i <= 2; i++)
        {
            await LearnAsync(i);
        }

        Assert.Equal("Decontainerized", invoker!.Host.Status().State);
        Assert.Equal("compiled", (await AnswerAsync("/other")).Tier);
        await BailOutUntilTracedAsync();
        Assert.Equal("Decontainerized", invoker.Host.Status().State);
        time.Advance(TimeSpan.FromSeconds(4));
        await invoker.UntilAsync("Aborted");
        StatusDocument status = await invoker.StatusAsync();
        Assert.StartsWith("compiled anew 2 times, as often as max_recompilations allows, and it would be needed again: " + Hole, status.Cause, StringComparison.Ordinal);
        Assert.Equal(("ended", 2, 2, 3), State());
        Assert.Equal("container", (await AnswerAsync("/other")).Tier);
        Assert.True(((FakeTier)invoker.Loaded.Last()).Retired);
        await UntilAsync(() => invoker.Isolation.Live(InstanceKind.Tracing) == 0);
    }

    [Fact]
    public async Task Distinct_paths_one_after_the_other_do_not_use_up_the_recompilations_quickly()
    {
        await StartAsync();
        // Ten minutes of a new path every second, each of which changes the code.
        for (int second = 0; second < 600; second++)
        {
            Current.Handle = request => CompiledResult.FallBack($"unknown: {second}");
            await AnswerAsync("/rare");
            time.Advance(TimeSpan.FromSeconds(1));
            await UntilAsync(() => State().State != "compiling");
        }

        Assert.Equal("Decontainerized", invoker!.Host.Status().State);
        Assert.InRange(State().Recompilations, 5, 9);
    }

    [Fact]
    public async Task None_allowed_means_that_the_function_does_not_learn()
    {
        await StartAsync(c => c with { MaxRecompilations = 0 });
        Assert.Equal(("off", 0, 0, 1), State());
        invoker!.Tier.Handle = _ => CompiledResult.FallBack(Hole);
        Assert.Equal("container", (await AnswerAsync("/rare")).Tier);
    }

    [Fact]
    public async Task Started_from_an_artifact_it_does_not_learn()
    {
        invoker = await TestInvoker.StartAsync(InitialState.Decontainerized, setUp: static i =>
            new ArtifactStore(i.Folder).Publish("f", TestInvoker.ArtifactOf([1], TestInvoker.Hashes)));
        Assert.Equal(("off", 0, 10, 1), State());
        invoker.Tier.Handle = _ => CompiledResult.FallBack(Hole);
        Assert.Equal("container", (await AnswerAsync("/rare")).Tier);
        Assert.Equal(0, invoker.Isolation.Live(InstanceKind.Tracing));
    }

    [Fact]
    public async Task Failures_keep_the_version_that_serves_and_end_learning_when_they_repeat()
    {
        await StartAsync();
        invoker!.Compiler.Grow = static _ => throw new CompilationException("the trace is invalid: $.functions: odd") { IsRefusal = true };
        for (int i = 1; i <= 3; i++)
        {
            await BailOutUntilTracedAsync();
            time.Advance(TimeSpan.FromSeconds(1));
            int failed = i;
            await UntilAsync(() => invoker.Compiler.Grown.Count == failed && State().State != "compiling");
        }

        await UntilAsync(() => State().State == "ended");
        Assert.Contains("$.functions: odd", invoker.Host.Status().Learning!.Outcome, StringComparison.Ordinal);
        Assert.Equal(("ended", 0, 10, 1), State());
        Assert.Equal("Decontainerized", invoker.Host.Status().State);
        Assert.Equal("container", (await AnswerAsync("/rare")).Tier);
    }

    [Fact]
    public async Task A_new_version_that_does_not_work_is_dropped_and_the_old_one_serves_on()
    {
        await StartAsync();
        var broken = new FakeTier();
        broken.Demotion.SetResult("the top level gave up");
        invoker!.LoadNext = _ => broken;
        await BailOutUntilTracedAsync();
        time.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(() => broken.Disposed && State().State == "ready");
        Assert.Contains("the top level gave up", invoker.Host.Status().Learning!.Outcome, StringComparison.Ordinal);
        Assert.Equal("compiled", (await AnswerAsync("/other")).Tier);
        Assert.Equal(("ready", 1, 10, 2), State());
        Assert.Equal(invoker.Tier.Hash, new ArtifactStore(invoker.Folder).CurrentHash("f"));
    }

    [Fact]
    public async Task What_an_idle_instance_had_to_teach_outlives_it()
    {
        await StartAsync();
        for (int i = 1; i <= 5; i++)
        {
            await LearnAsync(i);
        }

        // 32 s are left for others to come; the instance is kept for 10.
        invoker!.Isolation.Trace = Encoding.UTF8.GetBytes("{\"seen\":1}");
        await BailOutUntilTracedAsync();
        for (int i = 0; i < 12; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5);
        }

        await UntilAsync(() => invoker.Isolation.Live(InstanceKind.Tracing) == 0);
        Assert.Equal("gathering", State().State);
        for (int i = 0; i < 21; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5);
        }

        await UntilAsync(() => State().Recompilations == 6);
        Assert.Equal("{\"seen\":1}", Encoding.UTF8.GetString(invoker.Compiler.Grown.Last()[^1]));
    }

    [Fact]
    public async Task A_request_that_meets_a_version_just_retired_is_served_by_the_next()
    {
        await StartAsync();
        var next = new FakeTier { Handle = static _ => CompiledResult.Answered("next") };
        invoker!.LoadNext = _ => next;
        var swap = new TaskCompletionSource();
        var entered = new TaskCompletionSource();
        await BailOutUntilTracedAsync();
        invoker.Tier.Handle = _ =>
        {
            entered.SetResult();
            swap.Task.Wait(TimeSpan.FromSeconds(10));
            return CompiledResult.Retired();
        };
        Task<Reply> late = AnswerAsync("/late");
        await entered.Task;
        time.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(() => State().Recompilations == 1 && State().State == "ready");
        swap.SetResult();
        Reply reply = await late;
        Assert.Equal(("next", "compiled", null), (reply.Body, reply.Tier, reply.Bailout));
    }

    [Fact]
    public async Task An_old_version_that_fails_while_it_drains_does_not_demote_the_new_one()
    {
        await StartAsync();
        await LearnAsync(1);
        invoker!.Tier.Demotion.SetResult("compiled code failed 3 times");
        await Task.Delay(50);
        Assert.Equal("Decontainerized", invoker.Host.Status().State);
        ((FakeTier)invoker.Loaded.Last()).Demotion.SetResult("compiled code failed 3 times");
        await invoker.UntilAsync("Aborted");
        await UntilAsync(() => State().State == "ended");
        Assert.Equal("container", (await AnswerAsync("/rare")).Tier);
    }

    private FakeTier Current => (FakeTier)invoker!.Loaded.Last();

    private async Task StartAsync(Func<InvokerConfiguration, InvokerConfiguration>? change = null)
    {
        invoker = await TestInvoker.StartAsync(
            InitialState.Automatic,
            c => (change ?? (static same => same))(c with { MaxRequestsToTrace = 1 }),
            i => i.Time = time);
        await invoker.PostAsync("/x");
        await invoker.UntilAsync("Decontainerized");
        await UntilAsync(() => invoker.Isolation.Live(InstanceKind.Plain) == 1 && invoker.Isolation.Live(InstanceKind.Tracing) == 0);
        invoker.Tier.Handle = Rare;
        invoker.LoadNext = static artifact => new FakeTier { Hash = artifact.Hash };
    }

    private static CompiledResult Rare(Containerless.Invoker.Http.IncomingRequest request) => request.Target == "/rare"
        ? CompiledResult.FallBack(Hole)
        : CompiledResult.Answered("compiled answer");

    /// <summary>One round of learning.</summary>
    private async Task LearnAsync(int number)
    {
        await BailOutUntilTracedAsync();
        time.Advance(TimeSpan.FromSeconds(Math.Pow(2, number - 1)));
        await UntilAsync(() => State().Recompilations == number && State().State == "ready");
    }

    /// <summary>Sends requests that bail out until the tracing instance has answered some.</summary>
    private async Task BailOutUntilTracedAsync(int count = 1)
    {
        Current.Handle = Rare;
        for (int i = 0; i < 500; i++)
        {
            if (count == 0 && invoker!.Isolation.Live(InstanceKind.Tracing) == 1
                && invoker.Host.Status().Containers.Any(container => container.Kind == "tracing"))
            {
                return;
            }

            // Nothing is traced with count 0: the reply before the instance is up comes from a plain one.
            Reply reply = await AnswerAsync("/rare");
            Assert.Equal(Hole, reply.Bailout);
            if (count == 0)
            {
                await UntilAsync(() => invoker!.Host.Status().Containers.Any(container => container.Kind == "tracing"));
            }
            else if (reply.Tier == "tracing")
            {
                return;
            }

            await Task.Delay(5);
        }

        Assert.Fail("no request was traced again");
    }

    private Task<Reply> AnswerAsync(string path) => invoker!.PostAsync(path);

    private (string State, int Recompilations, int Of, int LoadedVersions) State()
    {
        LearningStatus status = invoker!.Host.Status().Learning!;
        return (status.State, status.Recompilations, status.Of, status.LoadedVersions);
    }

    private async Task UntilAsync(Func<bool> condition)
    {
        for (int i = 0; i < 1000; i++)
        {
            if (condition())
            {
                return;
            }

            await Task.Delay(5);
        }

        Assert.Fail($"it never came to that: {invoker!.Host.Status().Learning}");
    }
}
