using Containerless.Invoker.Dispatch;
using Containerless.Invoker.Http;
using Containerless.Invoker.Isolation;
using Containerless.Invoker.Tests.Fakes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Containerless.Invoker.Tests.Dispatch;

public sealed class RetraceSlotTests : IAsyncDisposable
{
    private const string Hole = "unknown: never traced";
    private static readonly IncomingRequest Request = new("POST", "/x", null, new HeaderDictionary(), ReadOnlyMemory<byte>.Empty);
    private readonly FakeIsolation isolation = new();
    private readonly FakeTime time = new();
    private readonly RetraceSlot slot;

    public RetraceSlotTests() => slot = new RetraceSlot(
        token => isolation.StartAsync(InstanceKind.Tracing, token), TimeSpan.FromSeconds(10), time, NullLogger.Instance);

    public ValueTask DisposeAsync()
    {
        slot.ReleaseUnused();
        return slot.DisposeAsync();
    }

    [Fact]
    public async Task The_first_bail_out_starts_the_instance_but_does_not_wait_for_it()
    {
        Assert.False(slot.TryTake(Hole, mayWait: false));
        await ReadyAsync();
        Assert.True(slot.TryTake(Hole, mayWait: false));
        Assert.False(slot.TryTake(Hole, mayWait: true));
        var traced = new List<string>();
        slot.Traced = (reason, _) => traced.Add(reason);
        slot.ReleaseTraced(await slot.GetAsync(), Request);
        Assert.Equal([Hole], traced);
        Assert.True(slot.TryTake(Hole, mayWait: false));
        Assert.Single(isolation.All);
    }

    [Fact]
    public async Task Who_would_wait_for_a_plain_instance_as_well_waits_for_this_one()
    {
        var ready = new TaskCompletionSource();
        isolation.BeforeStart = _ => ready.Task;
        Assert.True(slot.TryTake(Hole, mayWait: true));
        Task<IIsolatedInstance> instance = slot.GetAsync();
        Assert.False(slot.TryTake(Hole, mayWait: true));
        ready.SetResult();
        Assert.Equal(InstanceKind.Tracing, ((FakeInstance)await instance).Kind);
    }

    [Fact]
    public void What_tracing_cannot_help_takes_no_instance()
    {
        slot.Teaches = static _ => false;
        Assert.False(slot.TryTake(Hole, mayWait: true));
        Assert.Null(slot.Instance);
    }

    [Fact]
    public async Task An_idle_instance_may_be_stopped_after_its_lifespan_and_no_request_gets_it_meanwhile()
    {
        await UseAsync();
        time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(slot.TryTakeIdle());
        time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(slot.TryTakeIdle());
        Assert.False(slot.TryTake(Hole, mayWait: true));
        Assert.Equal(isolation.Trace, await slot.TraceAsync(CancellationToken.None));
        await slot.StopIdleAsync();
        Assert.Equal(0, isolation.Live(InstanceKind.Tracing));
        Assert.True(slot.TryTake(Hole, mayWait: true));
        await slot.GetAsync();
        Assert.Equal(2, isolation.All.Count);
    }

    [Fact]
    public async Task An_instance_that_traced_nothing_yet_is_kept_for_longer()
    {
        Assert.False(slot.TryTake(Hole, mayWait: false));
        await ReadyAsync();
        time.Advance(TimeSpan.FromSeconds(299));
        Assert.False(slot.TryTakeIdle());
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(slot.TryTakeIdle());
        await slot.StopIdleAsync();
    }

    [Fact]
    public async Task After_failures_in_a_row_no_other_is_started_for_ever_longer()
    {
        isolation.BeforeStart = static _ => throw new IsolationException("no engine");
        for (int i = 0; i < 5; i++)
        {
            Assert.True(slot.TryTake(Hole, mayWait: true));
            await Assert.ThrowsAsync<IsolationException>(slot.GetAsync);
            slot.ReleaseUnused();
            time.Advance(TimeSpan.FromSeconds(2 << i) - TimeSpan.FromMilliseconds(1));
            Assert.False(slot.TryTake(Hole, mayWait: true));
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        isolation.BeforeStart = static _ => Task.CompletedTask;
        await UseAsync();
        Assert.True(slot.TryTake(Hole, mayWait: false));
        await slot.ReleaseBrokenAsync(await slot.GetAsync(), "it broke a limit", failed: false);
        Assert.Equal(0, isolation.Live(InstanceKind.Tracing));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(slot.TryTake(Hole, mayWait: true));
        await slot.GetAsync();
        slot.ReleaseUnused();
    }

    [Fact]
    public async Task One_that_ended_by_itself_is_noticed()
    {
        await UseAsync();
        isolation.All[0].Die();
        Assert.False(slot.TryTake(Hole, mayWait: true));
        Assert.Null(slot.Instance);
        time.Advance(TimeSpan.FromSeconds(2));
        await UseAsync();
    }

    [Fact]
    public async Task Disposing_waits_for_the_request_that_has_the_instance()
    {
        await UseAsync();
        Assert.True(slot.TryTake(Hole, mayWait: false));
        IIsolatedInstance instance = await slot.GetAsync();
        Task disposing = slot.DisposeAsync().AsTask();
        await Task.Delay(50);
        Assert.False(disposing.IsCompleted);
        Assert.Equal(1, isolation.Live(InstanceKind.Tracing));
        slot.ReleaseTraced(instance, Request);
        await disposing.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(0, isolation.Live(InstanceKind.Tracing));
        Assert.False(slot.TryTake(Hole, mayWait: true));
    }

    private async Task UseAsync()
    {
        Assert.True(slot.TryTake(Hole, mayWait: true));
        slot.ReleaseTraced(await slot.GetAsync(), Request);
    }

    private async Task ReadyAsync()
    {
        for (int i = 0; i < 500 && slot.Instance is null; i++)
        {
            await Task.Delay(5);
        }

        Assert.NotNull(slot.Instance);
    }
}
