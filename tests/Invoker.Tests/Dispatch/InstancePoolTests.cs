using Containerless.Invoker.Dispatch;
using Containerless.Invoker.Isolation;
using Containerless.Invoker.Tests.Fakes;
using Containerless.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace Containerless.Invoker.Tests.Dispatch;

public sealed class InstancePoolTests : IAsyncDisposable
{
    private readonly FakeIsolation isolation = new();
    private readonly FakeTime time = new();
    private InstancePool? pool;

    public async ValueTask DisposeAsync()
    {
        if (pool is not null)
        {
            await pool.DisposeAsync();
        }
    }

    [Fact]
    public async Task Instances_are_started_on_demand_up_to_the_bound_and_reused()
    {
        Create(c => c with { MaxContainers = 2 });
        Lease first = await pool!.TakeAsync();
        Lease second = await pool.TakeAsync();
        ValueTask<Lease> third = pool.TakeAsync();
        await Task.Delay(50);
        Assert.False(third.IsCompleted);
        Assert.Equal(2, isolation.All.Count);
        pool.Release(first.Instance!, healthy: true);
        Assert.Same(first.Instance, (await third).Instance);
        pool.Release(second.Instance!, healthy: true);
        Assert.Same(second.Instance, (await pool.TakeAsync()).Instance);
        Assert.Equal(2, isolation.All.Count);
    }

    [Fact]
    public async Task A_full_queue_refuses()
    {
        Create(c => c with { MaxContainers = 1, MaxQueuedRequests = 1 });
        Lease first = await pool!.TakeAsync();
        ValueTask<Lease> second = pool.TakeAsync();
        Assert.Equal("1 requests are waiting already", (await pool.TakeAsync()).Refusal);
        pool.Release(first.Instance!, healthy: true);
        Assert.NotNull((await second).Instance);
    }

    [Fact]
    public async Task A_queue_of_none_still_starts_instances()
    {
        Create(c => c with { MaxContainers = 2, MaxQueuedRequests = 0 });
        Assert.NotNull((await pool!.TakeAsync()).Instance);
        Assert.NotNull((await pool.TakeAsync()).Instance);
        Assert.NotNull((await pool.TakeAsync()).Refusal);
    }

    [Fact]
    public async Task Who_waits_too_long_is_refused_and_the_instance_is_not_lost()
    {
        Create(c => c with { MaxContainers = 1, QueueTimeout = TimeSpan.FromSeconds(5) });
        Lease first = await pool!.TakeAsync();
        ValueTask<Lease> late = pool.TakeAsync();
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("no instance came free within 5 s", (await late).Refusal);
        pool.Release(first.Instance!, healthy: true);
        Assert.Same(first.Instance, (await pool.TakeAsync()).Instance);
    }

    [Fact]
    public async Task A_dead_instance_is_replaced_for_who_waits()
    {
        Create(c => c with { MaxContainers = 1 });
        Lease first = await pool!.TakeAsync();
        ValueTask<Lease> second = pool.TakeAsync();
        ((FakeInstance)first.Instance!).Die();
        pool.Release(first.Instance, healthy: false);
        Lease replaced = await second;
        Assert.NotSame(first.Instance, replaced.Instance);
        Assert.Single(pool.Instances);
    }

    [Fact]
    public async Task An_idle_instance_that_dies_is_not_lent()
    {
        Create(c => c with { MaxContainers = 1 });
        Lease first = await pool!.TakeAsync();
        pool.Release(first.Instance!, healthy: true);
        ((FakeInstance)first.Instance!).Die();
        for (int i = 0; i < 100 && pool.Count > 0; i++)
        {
            await Task.Delay(5);
        }

        Assert.NotSame(first.Instance, (await pool.TakeAsync()).Instance);
    }

    [Fact]
    public async Task A_start_that_fails_refuses_who_waits_with_the_reason()
    {
        isolation.BeforeStart = static _ => throw new IsolationException("no image");
        Create(c => c);
        Assert.Equal("no instance could be started: no image", (await pool!.TakeAsync()).Refusal);
        isolation.BeforeStart = static _ => Task.CompletedTask;
        Assert.NotNull((await pool.TakeAsync()).Instance);
    }

    [Fact]
    public async Task One_is_stopped_when_none_was_started_lately_and_nobody_waited_long()
    {
        Create(c => c with { MaxContainers = 2, MinContainerLifespan = TimeSpan.FromSeconds(10) });
        Lease first = await pool!.TakeAsync();
        Lease second = await pool.TakeAsync();
        pool.Release(first.Instance!, healthy: true);
        pool.Release(second.Instance!, healthy: true);
        time.Advance(TimeSpan.FromSeconds(9));
        pool.Trim();
        Assert.Equal(2, pool.Count);
        // The starts themselves were waited for; let them leave the window.
        time.Advance(TimeSpan.FromSeconds(31));
        pool.Trim();
        Assert.InRange(pool.Count, 0, 1);
    }

    [Fact]
    public async Task None_is_stopped_while_requests_wait_long()
    {
        Create(c => c with
        {
            MaxContainers = 1, MinContainerLifespan = TimeSpan.FromSeconds(1), MaxContainerBufferDelay = TimeSpan.FromMilliseconds(100),
        });
        Lease first = await pool!.TakeAsync();
        ValueTask<Lease> second = pool.TakeAsync();
        time.Advance(TimeSpan.FromSeconds(2));
        pool.Release(first.Instance!, healthy: true);
        Lease waited = await second;
        pool.Release(waited.Instance!, healthy: true);
        // The clock stands still from here: the timer does not trim, only the test does.
        pool.Trim();
        Assert.Equal(1, pool.Count);
        time.Advance(TimeSpan.FromSeconds(31));
        pool.Trim();
        Assert.Equal(0, pool.Count);
    }

    [Fact]
    public async Task The_least_number_stays()
    {
        Create(c => c with { MinContainers = 1, MinContainerLifespan = TimeSpan.Zero });
        pool!.Prewarm(1);
        Lease lease = await pool.TakeAsync();
        pool.Release(lease.Instance!, healthy: true);
        time.Advance(TimeSpan.FromMinutes(5));
        pool.Trim();
        Assert.Equal(1, pool.Count);
    }

    [Fact]
    public async Task Closing_stops_every_instance_also_one_that_is_starting()
    {
        var ready = new TaskCompletionSource();
        Create(c => c with { MaxContainers = 2 });
        await pool!.TakeAsync();
        isolation.BeforeStart = _ => ready.Task;
        ValueTask<Lease> waiting = pool.TakeAsync();
        Task closing = pool.DisposeAsync().AsTask();
        Assert.Equal("the invoker is stopping", (await waiting).Refusal);
        ready.SetResult();
        await closing.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(0, isolation.Live(InstanceKind.Plain));
    }

    private void Create(Func<InvokerConfiguration, InvokerConfiguration> change) => pool = new InstancePool(
        ct => isolation.StartAsync(InstanceKind.Plain, ct),
        change(new InvokerConfiguration { ImageName = "f" }), time, NullLogger.Instance);
}
