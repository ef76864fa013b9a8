using Containerless.Invoker.Isolation;
using Containerless.Invoker.Tests.Fakes;
using Containerless.Shared;

namespace Containerless.Invoker.Tests.Dispatch;

/// <summary>A plain instance is started while the tracing one is busy, before anybody needs it, and not in vain.</summary>
public sealed class OverflowPrestartTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(100);

    private readonly FakeTime time = new();
    private TaskCompletionSource held = new();

    [Fact]
    public async Task Requests_one_after_the_other_start_no_plain_instance()
    {
        await using TestInvoker invoker = await StartAsync();
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal("tracing", (await invoker.PostAsync("/x")).Tier);
            time.Advance(Delay);
        }

        Assert.Equal(0, Started(invoker));
    }

    [Fact]
    public async Task A_request_that_holds_the_tracing_instance_for_long_starts_one_which_the_next_finds_ready()
    {
        await using TestInvoker invoker = await StartAsync();
        Task<Reply> holding = await HoldAsync(invoker);
        time.Advance(Delay / 2);
        await Task.Delay(50);
        Assert.Equal(0, Started(invoker));
        await UntilAsync(() =>
        {
            time.Advance(Delay / 2); // again and again: who waits may not have begun to
            return invoker.Host.Status().Containers.Any(static c => c.Kind == "plain");
        });
        Assert.Equal("container", (await invoker.PostAsync("/x")).Tier);
        Assert.Equal(1, Started(invoker));
        held.SetResult();
        Assert.Equal("tracing", (await holding).Tier);
    }

    [Fact]
    public async Task The_next_ones_are_earned_by_who_found_the_tracing_instance_busy()
    {
        await using TestInvoker invoker = await StartAsync();

        // Nobody used the first, and the pool stopped it: whoever holds the tracing instance then starts none.
        await HoldingAsync(invoker, () => UntilAsync(() =>
        {
            time.Advance(Delay);
            return invoker.Isolation.Live(InstanceKind.Plain) == 1;
        }));
        await StoppedAsync(invoker);
        await HoldingAsync(invoker, () => Task.CompletedTask);
        Assert.Equal(1, Started(invoker));

        // Somebody needed one, who had to wait for it. After that has been stopped, one is there before it is needed.
        await HoldingAsync(invoker, async () => Assert.Equal("container", (await invoker.PostAsync("/x")).Tier));
        Assert.Equal(2, Started(invoker));
        await StoppedAsync(invoker);
        Assert.Equal("tracing", (await invoker.PostAsync("/x")).Tier);
        await UntilAsync(() => invoker.Isolation.Live(InstanceKind.Plain) == 1);
        Assert.Equal(3, Started(invoker));
    }

    private Task<TestInvoker> StartAsync() => TestInvoker.StartAsync(
        InitialState.Automatic,
        static c => c with { MaxRequestsToTrace = 100, MaxContainerBufferDelay = Delay, MinContainerLifespan = TimeSpan.FromSeconds(10) },
        i =>
        {
            i.Time = time;
            i.Isolation.Answer = async (_, request, _) =>
            {
                if (request.RequestUri!.AbsolutePath == "/hold")
                {
                    await held.Task;
                }

                return FakeIsolation.Text("x");
            };
        });

    private async Task<Task<Reply>> HoldAsync(TestInvoker invoker)
    {
        Task<Reply> holding = invoker.PostAsync("/hold");
        await UntilAsync(() => invoker.Host.Status().Containers is [{ Busy: true, Kind: "tracing" }, ..]);
        return holding;
    }

    /// <summary>Does something while a request holds the tracing instance, for longer than is patient.</summary>
    private async Task HoldingAsync(TestInvoker invoker, Func<Task> what)
    {
        held = new TaskCompletionSource();
        Task<Reply> holding = await HoldAsync(invoker);
        time.Advance(2 * Delay);
        await Task.Delay(50);
        await what();
        held.SetResult();
        Assert.Equal("tracing", (await holding).Tier);
    }

    /// <summary>Lets the pool stop what is idle.</summary>
    private async Task StoppedAsync(TestInvoker invoker)
    {
        time.Advance(TimeSpan.FromSeconds(40));
        await UntilAsync(() => invoker.Isolation.Live(InstanceKind.Plain) == 0);
    }

    private static int Started(TestInvoker invoker)
    {
        lock (invoker.Isolation.All)
        {
            return invoker.Isolation.All.Count(static i => i.Kind == InstanceKind.Plain);
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (int i = 0; i < 500 && !condition(); i++)
        {
            await Task.Delay(10);
        }

        Assert.True(condition());
    }
}
