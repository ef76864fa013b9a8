using System.Text;
using Containerless.Runtime.Hosting;

namespace Containerless.Runtime.Tests.Hosting;

public class AttemptRecordTests
{
    private static readonly InstanceOptions Seeded = new() { Seeds = static () => new RandomSeed(0x0123456789abcdef, 0xfedcba9876543210) };

    private static Lambda Fn(Realm r, Action<Value> body) => new(r, (Value self, in Args args) =>
    {
        body(args[0]);
        return default;
    });

    private static async Task<(Instance Instance, Outcome Outcome)> SendAsync(
        HandlerBody handler, IOutbound? outbound = null, InstanceOptions? options = null)
    {
        Instance instance = Instance.Start(() => new TestProgram(handler, null), options ?? Seeded, out _)!;
        return (instance, await AgainAsync(instance, outbound ?? FakeOutbound.None));
    }

    private static async Task<Outcome> AgainAsync(Instance instance, IOutbound outbound)
    {
        Assert.True(RequestReader.TryRead(instance, "/", null, "{}"u8, out FunctionRequest request, out _));
        Outcome outcome = await instance.HandleAsync(request, outbound, default);
        await instance.Idle;
        return outcome;
    }

    [Fact]
    public async Task A_bail_out_leaves_the_calls_and_the_order_of_their_replies()
    {
        var second = new TaskCompletionSource();
        var never = new TaskCompletionSource();
        var outbound = new FakeOutbound(async (call, _) =>
        {
            if (call.Url.EndsWith("/3", StringComparison.Ordinal)) await never.Task;
            if (call.Url.EndsWith("/1", StringComparison.Ordinal)) await second.Task;
            return Encoding.UTF8.GetBytes($"\"{call.Url}\"");
        });
        (Instance instance, Outcome outcome) = await SendAsync((r, _) =>
        {
            TestProgram.Call(r, "get", "http://h/1", Fn(r, _ => throw new Bailout("here", 1)));
            TestProgram.Call(r, "get", "http://h/2", Fn(r, _ => second.SetResult()));
            TestProgram.Call(r, "get", "http://h/3", Fn(r, _ => { }));
        }, outbound);
        Assert.Equal(OutcomeKind.Bailout, outcome.Kind);
        IReadOnlyList<RecordedCall> calls = instance.TakeRecord().Calls;
        Assert.Equal([("http://h/1", 1), ("http://h/2", 0), ("http://h/3", -1)], calls.Select(c => (c.Call.Url, c.Arrival)));
        Assert.Equal("\"http://h/1\"", Encoding.UTF8.GetString((await calls[0].Reply!).Body!));
        Assert.False(calls[2].Reply!.IsCompleted);
        never.SetResult();
        Assert.Equal("\"http://h/3\"", Encoding.UTF8.GetString((await calls[2].Reply!).Body!));
    }

    [Fact]
    public async Task A_request_that_ended_well_leaves_nothing()
    {
        (Instance instance, _) = await SendAsync((r, _) =>
            TestProgram.Call(r, "get", "http://h/", Fn(r, _ => TestProgram.Call(r, "respond", "x"))), FakeOutbound.Always("1"));
        Assert.Empty(instance.TakeRecord().Calls);
    }

    [Fact]
    public async Task What_is_too_long_is_not_kept()
    {
        (Instance instance, _) = await SendAsync((r, _) => TestProgram.Call(r, "get", "http://h/1", Fn(r, _ =>
        {
            PlainObject options = r.Object();
            options.DefineOwn(r, "url", "http://h/2");
            options.DefineOwn(r, "body", new string('x', 5000));
            TestProgram.Call(r, "post", options, Fn(r, _ => throw new Bailout("here", 1)));
        })), FakeOutbound.Always($"\"{new string('y', 5000)}\""), Seeded with { RecordBytes = 2000 });
        IReadOnlyList<RecordedCall> calls = instance.TakeRecord().Calls;
        Assert.Equal(2, calls.Count);
        Assert.Null(calls[0].Reply);
        Assert.Null(calls[1].Call.Body);
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes($"\"{new string('x', 5000)}\"")), calls[1].BodyDigest);
    }

    [Fact]
    public async Task Times_are_kept_in_order_equal_ones_as_one()
    {
        var clock = new SteppingClock();
        (Instance instance, _) = await SendAsync((r, _) =>
        {
            r.Now();
            r.Now();
            clock.Utc += TimeSpan.FromMilliseconds(7);
            r.Now();
            throw new Bailout("here", 1);
        }, options: Seeded with { Clock = clock });
        Assert.Equal([new ClockReading(0, 2), new ClockReading(7, 1)], instance.TakeRecord().Clock);
    }

    [Fact]
    public async Task Times_beyond_a_number_are_not_kept()
    {
        var clock = new SteppingClock();
        (Instance instance, _) = await SendAsync((r, _) =>
        {
            for (int i = 0; i < 5000; i++)
            {
                clock.Utc += TimeSpan.FromMilliseconds(1);
                r.Now();
            }
            throw new Bailout("here", 1);
        }, options: Seeded with { Clock = clock });
        Assert.True(instance.TakeRecord().Clock.Count is > 1000 and <= 2000);
    }

    /// <summary>The same numbers in javascript/containerless/test/journal.test.js.</summary>
    [Fact]
    public async Task Each_request_has_numbers_of_its_own_seed()
    {
        var numbers = new List<double>();
        (Instance instance, _) = await SendAsync((r, _) =>
        {
            numbers.AddRange([r.NextRandom(), r.NextRandom(), r.NextRandom()]);
            TestProgram.Call(r, "respond", "x");
        });
        double[] expected = [0.5999987453222287, 0.800368813984455, 0.5826051297583236];
        Assert.Equal(expected, numbers);
        await AgainAsync(instance, FakeOutbound.None);
        Assert.Equal([.. expected, .. expected], numbers);
        Assert.Equal(new RandomSeed(0x0123456789abcdef, 0xfedcba9876543210), instance.TakeRecord().Seed);
    }

    [Fact]
    public async Task Who_uses_no_chance_has_no_seed()
    {
        (Instance instance, _) = await SendAsync((_, _) => throw new Bailout("here", 1));
        Assert.Equal((0, null), (instance.TakeRecord().Clock.Count, instance.TakeRecord().Seed));
    }

    private sealed class SteppingClock : TimeProvider
    {
        internal TimeSpan Utc { get; set; }

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + Utc;
    }
}
