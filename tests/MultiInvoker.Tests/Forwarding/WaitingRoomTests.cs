using Containerless.Invoker.Tests.Fakes;
using Containerless.MultiInvoker.Forwarding;
using Containerless.MultiInvoker.Switching;

namespace Containerless.MultiInvoker.Tests.Forwarding;

public sealed class WaitingRoomTests : IDisposable
{
    private readonly FakeTime time = new();
    private readonly Destination a = new(SideName.A, "/a");
    private readonly Destination b = new(SideName.B, "/b");
    private readonly WaitingRoom room;

    public WaitingRoomTests() => room = new WaitingRoom(2, time);

    public void Dispose()
    {
        a.Dispose();
        b.Dispose();
    }

    [Fact]
    public async Task Who_comes_while_somebody_serves_waits_for_nothing()
    {
        room.Current = a;
        ValueTask<(Destination? To, Refusal)> taken = Take();
        Assert.True(taken.IsCompletedSuccessfully);
        Assert.Equal((a, 1, 0), ((await taken).To, a.InFlight, room.Waiting));
    }

    [Fact]
    public async Task Who_waits_goes_to_the_next_that_serves()
    {
        Task<(Destination? To, Refusal)> first = Take().AsTask(), second = Take().AsTask();
        Assert.Equal((false, 2), (first.IsCompleted || second.IsCompleted, room.Waiting));
        room.Current = b;
        Assert.Equal((b, b), ((await first).To, (await second).To));
        Assert.Equal((2, 0), (b.InFlight, room.Waiting));
    }

    [Fact]
    public async Task More_than_the_queue_holds_are_refused_at_once()
    {
        _ = Take().AsTask();
        _ = Take().AsTask();
        Assert.Equal((null, Refusal.QueueFull), await Take());
        Assert.Equal(2, room.Waiting);
    }

    [Fact]
    public async Task Nobody_waits_beyond_the_deadline()
    {
        Task<(Destination?, Refusal)> waiting = Take().AsTask();
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(waiting.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((null, Refusal.Deadline), await waiting);
        Assert.Equal(0, room.Waiting);
    }

    [Fact]
    public async Task Who_stops_refuses_those_who_wait_at_once()
    {
        Task<(Destination?, Refusal)> waiting = Take().AsTask();
        room.Close();
        Assert.Equal((null, Refusal.Stopping), await waiting);
    }

    [Fact]
    public async Task One_that_failed_is_not_taken_again_before_it_is_known_whether_it_ended()
    {
        room.Current = a;
        Task<(Destination? To, Refusal)> again = Take(failed: a).AsTask();
        time.Advance(TimeSpan.FromSeconds(1.6));
        Assert.False(again.IsCompleted);
        room.Current = null;
        time.Advance(TimeSpan.FromSeconds(0.4));
        Assert.False(again.IsCompleted);
        room.Current = b;
        Assert.Equal(b, (await again).To);
    }

    [Fact]
    public async Task One_that_failed_and_did_not_end_is_taken_again()
    {
        room.Current = a;
        Task<(Destination? To, Refusal)> again = Take(failed: a).AsTask();
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(a, (await again).To);
    }

    [Fact]
    public async Task A_client_that_goes_away_leaves_the_queue()
    {
        using var client = new CancellationTokenSource();
        Task<(Destination? To, Refusal)> waiting = room.TakeAsync(TimeSpan.FromSeconds(30).Ticks, null, client.Token).AsTask();
        await client.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(0, room.Waiting);
    }

    private ValueTask<(Destination? To, Refusal Refusal)> Take(Destination? failed = null) =>
        room.TakeAsync(time.GetTimestamp() + TimeSpan.FromSeconds(30).Ticks, failed, CancellationToken.None);
}
