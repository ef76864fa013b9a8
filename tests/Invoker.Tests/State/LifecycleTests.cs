using System.Net;
using Containerless.Invoker.Compilation;
using Containerless.Invoker.Isolation;
using Containerless.Invoker.State;
using Containerless.Invoker.Tests.Fakes;
using Containerless.Shared;

namespace Containerless.Invoker.Tests.State;

public sealed class LifecycleTests
{
    [Fact]
    public async Task An_engine_that_is_away_is_not_said_to_be_the_functions_fault()
    {
        await using TestInvoker invoker = await TestInvoker.StartAsync(InitialState.Automatic, setUp: static i =>
            i.Isolation.BeforeStart = static _ => throw new IsolationException("the engine is gone") { EngineAway = true });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await invoker.PostAsync("/x")).Status);
        Assert.DoesNotContain((await invoker.StatusAsync()).Warnings, static each => each.StartsWith("The function does not start", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_function_that_does_not_start_is_a_warning_until_it_does()
    {
        await using TestInvoker invoker = await TestInvoker.StartAsync(InitialState.Automatic, setUp: static i =>
            i.Isolation.BeforeStart = static _ => throw new IsolationException("TypeError: no settings"));
        Reply refused = await invoker.PostAsync("/x");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.Contains("TypeError: no settings", refused.Body, StringComparison.Ordinal);
        string warning = Assert.Single((await invoker.StatusAsync()).Warnings);
        Assert.StartsWith("The function does not start", warning, StringComparison.Ordinal);
        Assert.EndsWith("TypeError: no settings", warning, StringComparison.Ordinal);

        invoker.Isolation.BeforeStart = static _ => Task.CompletedTask;
        Assert.Equal(HttpStatusCode.OK, (await invoker.PostAsync("/x")).Status);
        Assert.Empty((await invoker.StatusAsync()).Warnings);
    }

    [Fact]
    public async Task Tracing_answers_the_last_request_compiles_publishes_drains_and_finishes()
    {
        await using TestInvoker invoker = await TestInvoker.StartAsync(InitialState.Tracing);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal("tracing", (await invoker.PostAsync("/x")).Tier);
        }

        string cause = await invoker.Host.Finished.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(["Tracing", "Compiling", "Draining"], invoker.Changes.Select(change => change.State));
        Artifact published = new ArtifactStore(invoker.Folder).ReadCurrent("f")!;
        Assert.Equal(invoker.Isolation.Trace, published.Trace);
        Assert.Contains(published.Hash, cause, StringComparison.Ordinal);
        Assert.Equal("container", (await invoker.PostAsync("/x")).Tier);
        Assert.Equal(0, invoker.Isolation.Live(InstanceKind.Tracing));
    }

    [Fact]
    public async Task With_a_parent_it_drains_for_drain_seconds()
    {
        await using TestInvoker invoker = await TestInvoker.StartAsync(InitialState.Tracing,
            c => c with { MaxRequestsToTrace = 1, KillParent = true, Drain = TimeSpan.FromSeconds(3) });
        await invoker.PostAsync("/x");
        await invoker.UntilAsync("Draining");
        Assert.False(invoker.Host.Finished.IsCompleted);
        Assert.Equal("container", (await invoker.PostAsync("/x")).Tier);
        await invoker.Host.Finished.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_failed_compilation_makes_it_aborted_and_it_serves_on()
    {
        await using TestInvoker invoker = await TestInvoker.StartAsync(InitialState.Tracing, c => c with { MaxRequestsToTrace = 1 },
            i => i.Compiler.Compile = static _ => throw new CompilationException("the trace is invalid: $.functions[0]: no id") { IsRefusal = true });
        await invoker.PostAsync("/x");
        await invoker.UntilAsync("Aborted");
        StatusDocument status = await invoker.StatusAsync();
        Assert.Contains("$.functions[0]: no id", status.Cause, StringComparison.Ordinal);
        Assert.Equal("container", (await invoker.PostAsync("/x")).Tier);
        Assert.False(invoker.Host.Finished.IsCompleted);
        Assert.Equal(invoker.Isolation.Trace, File.ReadAllBytes(Path.Combine(invoker.Folder, "f", "trace.json")));
    }

    [Fact]
    public async Task Automatic_serves_from_containers_while_it_compiles_and_then_swaps()
    {
        var compiling = new TaskCompletionSource();
        await using TestInvoker invoker = await TestInvoker.StartAsync(InitialState.Automatic, c => c with { MaxRequestsToTrace = 2 },
            i => i.Compiler.Compile = async trace =>
            {
                await compiling.Task;
                return TestInvoker.ArtifactOf(trace, TestInvoker.Hashes);
            });
        Assert.Equal("tracing", (await invoker.PostAsync("/x")).Tier);
        Assert.Equal("tracing", (await invoker.PostAsync("/x")).Tier);
        await invoker.UntilAsync("Compiling");
        Assert.Equal("container", (await invoker.PostAsync("/x")).Tier);
        compiling.SetResult();
        await invoker.UntilAsync("Decontainerized");
        Reply reply = await invoker.PostAsync("/x");
        Assert.Equal(("compiled", "compiled answer"), (reply.Tier, reply.Body));
        StatusDocument status = await invoker.StatusAsync();
        Assert.Equal(new ArtifactStore(invoker.Folder).CurrentHash("f"), status.Artifact);
        Assert.Equal((2, 2), (status.Tracing.Traced, status.Tracing.Of));
        Assert.Single(status.CompileMilliseconds);
        Assert.Equal(["/x", "/x"], invoker.Tier.Warmed.Select(request => request.Target));
        Assert.Equal((2L, 1L, 1L), (status.Requests["tracing"], status.Requests["container"], status.Requests["compiled"]));
        Assert.False(invoker.Host.Finished.IsCompleted);
    }

    [Fact]
    public async Task A_demoted_function_runs_in_containers_with_the_cause_on_display()
    {
        await using TestInvoker invoker = await AutomaticAsync();
        invoker.Tier.Demotion.SetResult("compiled code failed 3 times");
        await invoker.UntilAsync("Aborted");
        Assert.Equal("container", (await invoker.PostAsync("/x")).Tier);
        Assert.Equal("compiled code failed 3 times", (await invoker.StatusAsync()).Cause);
        Assert.True(invoker.Tier.Disposed);
    }

    [Fact]
    public async Task A_top_level_that_gives_up_makes_it_aborted_not_decontainerized()
    {
        await using TestInvoker invoker = await TestInvoker.StartAsync(InitialState.Automatic, c => c with { MaxRequestsToTrace = 1 },
            i => i.Tier.Demotion.SetResult("the top level gave up"));
        await invoker.PostAsync("/x");
        await invoker.UntilAsync("Aborted");
        Assert.DoesNotContain("Decontainerized", invoker.Changes.Select(change => change.State));
        Assert.Equal("container", (await invoker.PostAsync("/x")).Tier);
    }

    [Fact]
    public async Task A_bail_out_after_the_answer_runs_again_in_a_container()
    {
        var seen = new TaskCompletionSource<string>();
        await using TestInvoker invoker = await AutomaticAsync(i => i.Isolation.Answer = async (instance, request, ct) =>
        {
            if (instance.Kind == InstanceKind.Plain)
            {
                seen.TrySetResult(await request.Content!.ReadAsStringAsync(ct));
            }

            return FakeIsolation.Text("");
        });
        invoker.Tier.Unfinished!(new("POST", "/x", null, new Microsoft.AspNetCore.Http.HeaderDictionary(), "body"u8.ToArray()), "hole", new([], [], null));
        Assert.Equal("body", await seen.Task.WaitAsync(TimeSpan.FromSeconds(5)));
        Assert.Equal(1, (await invoker.StatusAsync()).Bailouts["hole"]);
    }

    [Fact]
    public async Task Concurrent_requests_overflow_to_plain_instances()
    {
        var release = new TaskCompletionSource();
        await using TestInvoker invoker = await TestInvoker.StartAsync(InitialState.Tracing, setUp: i =>
            i.Isolation.Answer = async (instance, _, _) =>
            {
                if (instance.Kind == InstanceKind.Tracing)
                {
                    await release.Task;
                }

                return FakeIsolation.Text("");
            });
        Task<Reply> first = invoker.PostAsync("/x");
        while (invoker.Host.Status().Containers is not [{ Kind: "tracing", Busy: true }])
        {
            await Task.Delay(5);
        }

        Assert.Equal("container", (await invoker.PostAsync("/x")).Tier);
        release.SetResult();
        Assert.Equal("tracing", (await first).Tier);
        Assert.Equal((1, 3), (invoker.Host.Status().Tracing.Traced, invoker.Host.Status().Tracing.Of));
    }

    [Fact]
    public async Task A_request_waits_for_the_tracing_instance_while_it_starts()
    {
        var ready = new TaskCompletionSource();
        await using TestInvoker invoker = await TestInvoker.StartAsync(InitialState.Tracing, setUp: i =>
            i.Isolation.BeforeStart = kind => kind == InstanceKind.Tracing ? ready.Task : Task.CompletedTask);
        Task<Reply> first = invoker.PostAsync("/x");
        await Task.Delay(50);
        Assert.False(first.IsCompleted);
        ready.SetResult();
        Assert.Equal("tracing", (await first).Tier);
    }

    [Fact]
    public async Task A_tracing_instance_that_dies_is_replaced_and_its_request_is_answered_from_a_plain_one()
    {
        int traced = 0;
        await using TestInvoker invoker = await TestInvoker.StartAsync(InitialState.Tracing, c => c with { MaxRequestsToTrace = 2 },
            i => i.Isolation.Answer = (instance, _, _) =>
                instance.Kind == InstanceKind.Tracing && Interlocked.Increment(ref traced) == 2
                    ? throw instance.Die()
                    : Task.FromResult(FakeIsolation.Text("")));
        Assert.Equal("tracing", (await invoker.PostAsync("/x")).Tier);
        Assert.Equal("container", (await invoker.PostAsync("/x")).Tier);
        // Its trace is lost, so two more are wanted.
        Assert.Equal("tracing", (await invoker.PostAsync("/x")).Tier);
        Assert.DoesNotContain("Compiling", invoker.Changes.Select(change => change.State));
        Assert.Equal("tracing", (await invoker.PostAsync("/x")).Tier);
        await invoker.UntilAsync("Draining");
    }

    [Fact]
    public async Task Tracing_is_given_up_when_no_tracing_instance_lasts()
    {
        await using TestInvoker invoker = await TestInvoker.StartAsync(InitialState.Tracing, setUp: i =>
            i.Isolation.BeforeStart = static kind => kind == InstanceKind.Tracing
                ? throw new IsolationException("traced.js does not start")
                : Task.CompletedTask);
        for (int i = 0; i < 6; i++)
        {
            Assert.Equal("container", (await invoker.PostAsync("/x")).Tier);
        }

        await invoker.UntilAsync("Aborted");
        Assert.Contains("traced.js does not start", invoker.Host.Status().Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disabled_tracing_serves_from_containers()
    {
        await using TestInvoker invoker = await TestInvoker.StartAsync(InitialState.DisableTracing);
        Assert.Equal("container", (await invoker.PostAsync("/x")).Tier);
        Assert.Equal("Aborted", invoker.Host.Status().State);
        Assert.Contains("DisableTracing", invoker.Host.Status().Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_finishes_what_was_accepted_and_stops_every_instance()
    {
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        TestInvoker invoker = await TestInvoker.StartAsync(InitialState.DisableTracing, setUp: i =>
            i.Isolation.Answer = async (_, _, _) =>
            {
                entered.TrySetResult();
                await release.Task;
                return FakeIsolation.Text("done");
            });
        Task<Reply> inFlight = invoker.PostAsync("/x");
        await entered.Task;
        Task stopping = invoker.Host.DisposeAsync().AsTask();
        await Task.Delay(100);
        Assert.False(stopping.IsCompleted);
        release.SetResult();
        Assert.Equal("done", (await inFlight).Body);
        await stopping.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal("Draining", invoker.Changes.Last().State);
        Assert.Equal(0, invoker.Isolation.Live(InstanceKind.Plain));
        Assert.True(invoker.Isolation.Disposed);
        await invoker.DisposeAsync();
    }

    [Fact]
    public async Task Decontainerized_without_an_artifact_does_not_start()
    {
        InvokerStartException error = await Assert.ThrowsAsync<InvokerStartException>(
            () => TestInvoker.StartAsync(InitialState.Decontainerized));
        Assert.Contains("There is no artifact of \"f\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_artifact_of_another_source_is_refused()
    {
        InvokerStartException error = await Assert.ThrowsAsync<InvokerStartException>(
            () => TestInvoker.StartAsync(InitialState.Decontainerized, setUp: i => new ArtifactStore(i.Folder)
                .Publish("f", TestInvoker.ArtifactOf([1], TestInvoker.Hashes with { Source = "other", Node = "v21" }))));
        Assert.Contains("another source and node", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compiled_code_starts_without_a_prepared_function_and_without_isolation()
    {
        await using TestInvoker invoker = await TestInvoker.StartAsync(InitialState.Decontainerized, setUp: i =>
        {
            Directory.Delete(PreparedFunction.DirectoryOf(i.Folder, "f"), recursive: true);
            new ArtifactStore(i.Folder).Publish("f", TestInvoker.ArtifactOf([1], TestInvoker.Hashes));
        });
        Assert.Equal("compiled", (await invoker.PostAsync("/x")).Tier);
        Assert.Contains("There is no fallback", Assert.Single((await invoker.StatusAsync()).Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_is_not_prepared_does_not_start()
    {
        InvokerStartException error = await Assert.ThrowsAsync<InvokerStartException>(() => TestInvoker.StartAsync(
            InitialState.Tracing, setUp: i => Directory.Delete(PreparedFunction.DirectoryOf(i.Folder, "f"), recursive: true)));
        Assert.Contains("containerless prepare", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bind_port")]
    [InlineData("admin_port")]
    public async Task A_port_that_is_taken_is_named_with_its_option(string option)
    {
        await using TestInvoker first = await TestInvoker.StartAsync(InitialState.DisableTracing);
        InvokerStartException error = await Assert.ThrowsAsync<InvokerStartException>(() => TestInvoker.StartAsync(
            InitialState.DisableTracing, c => option == "bind_port"
                ? c with { BindPort = first.Host.Port, AdminPort = 0 }
                : c with { AdminPort = first.Host.AdminPort }));
        Assert.Contains($"({option})", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_of_changes_lets_nothing_out_of_draining()
    {
        foreach (FunctionState next in Enum.GetValues<FunctionState>())
        {
            Assert.False(StateMachine.IsAllowed(FunctionState.Draining, next));
            Assert.False(StateMachine.IsAllowed(next, FunctionState.NotStarted));
            Assert.Equal(next is FunctionState.Draining, StateMachine.IsAllowed(FunctionState.Aborted, next));
        }
    }

    private static async Task<TestInvoker> AutomaticAsync(Action<TestInvoker>? setUp = null)
    {
        TestInvoker invoker = await TestInvoker.StartAsync(
            InitialState.Automatic, c => c with { MaxRequestsToTrace = 1 }, setUp);
        Assert.Equal(HttpStatusCode.OK, (await invoker.PostAsync("/x")).Status);
        await invoker.UntilAsync("Decontainerized");
        return invoker;
    }
}
