using System.Text;
using Containerless.Runtime.Hosting;

namespace Containerless.Runtime.Tests.Hosting;

public class TimerTests
{
    private sealed class Log(Realm r)
    {
        private readonly List<string> _entries = [];

        internal Lambda Fn(string entry, Action? then = null) => new(r, (Value self, in Args args) =>
        {
            _entries.Add(args.Count < 2 ? entry : $"{entry}({args[0]},{args[1]})");
            then?.Invoke();
            return default;
        });

        internal Value Global(string name, params Value[] args) => Op.Call(r, r.Global(name, 1), new Args(args), 1);

        internal Value After(double delay, string entry, Action? then = null) => Global("setTimeout", Fn(entry, then), delay);

        internal Value Soon(string entry, Action? then = null) => Global("setImmediate", Fn(entry, then));

        internal void Get(string entry, Action? then = null) => TestProgram.Call(r, "get", "data:", Fn(entry, then));

        internal void Respond() => TestProgram.Call(r, "respond", string.Join(' ', _entries));
    }

    private static async Task<Outcome> Run(Action<Realm, Log> handler, InstanceOptions? options = null, IOutbound? outbound = null)
    {
        Instance? instance = Instance.Start(() => new TestProgram((r, _) => handler(r, new Log(r))), options ?? new InstanceOptions(), out Outcome failure);
        Assert.True(instance is not null, failure.Reason);
        Assert.True(RequestReader.TryRead(instance, "/", null, "{}"u8, out FunctionRequest request, out _));
        Outcome outcome = await instance.HandleAsync(request, outbound ?? FakeOutbound.None, default);
        await instance.Idle;
        return outcome;
    }

    [Fact]
    public async Task Timers_come_by_due_time_and_then_by_creation() => Assert.Equal("three five zero one ten last", (await Run(static (r, log) =>
    {
        log.After(30, "ten");
        log.After(15, "five", () => log.After(0, "zero"));
        log.After(10, "three");
        log.After(20, "one");
        log.After(45, "last", log.Respond);
    })).Body);

    [Fact]
    public async Task No_delay_and_odd_delays_are_one_millisecond() => Assert.Equal("a b c d e f", (await Run(static (r, log) =>
    {
        log.After(1, "a");
        log.After(0, "b");
        log.Global("setTimeout", log.Fn("c"));
        log.After(-5, "d");
        log.After(double.NaN, "e");
        log.After(2147483648, "f", log.Respond);
    })).Body);

    [Fact]
    public async Task Immediates_and_data_come_first_and_in_order() => Assert.Equal("i1 data i2 i3 t", (await Run(static (r, log) =>
    {
        log.After(0, "t", log.Respond);
        log.Soon("i1", () => log.Soon("i3"));
        log.Get("data");
        log.Soon("i2");
    })).Body);

    [Fact]
    public async Task A_timer_is_not_starved_by_immediates() => Assert.Equal("t", (await Run(static (r, log) =>
    {
        bool fired = false;
        int rounds = 0;
        Lambda loop = null!;
        loop = new Lambda(r, (Value self, in Args args) =>
        {
            if (fired || ++rounds > 10_000) log.Respond();
            else log.Global("setImmediate", loop);
            return default;
        });
        log.Global("setImmediate", loop);
        log.After(1, "t", () => fired = true);
    })).Body);

    [Fact]
    public async Task Arguments_are_passed_on() => Assert.Equal("t(1,x) i(2,y)", (await Run(static (r, log) =>
    {
        log.Global("setTimeout", log.Fn("t"), 1, 1, "x");
        log.Global("setTimeout", new Lambda(r, (Value self, in Args args) => log.Global("setImmediate", log.Fn("i", log.Respond), 2, "y")), 2);
    })).Body);

    [Fact]
    public async Task What_is_cleared_never_runs_even_in_line() => Assert.Equal("first third", (await Run(static (r, log) =>
    {
        Value gone = log.After(1, "gone");
        log.Global("clearTimeout", gone);
        log.Global("clearTimeout", gone);
        log.Global("clearTimeout");
        log.Global("clearTimeout", 5);
        log.Global("clearImmediate", log.Soon("gone too"));
        log.Soon("", () => { });
        Value second = default;
        log.Global("setImmediate", new Lambda(r, (Value self, in Args args) =>
        {
            log.After(1, "first", () => log.Global("clearTimeout", second));
            second = log.After(1, "second");
            log.After(1, "third");
            log.After(20, "", log.Respond);
            r.Spend(2_000_000);     // ten milliseconds, as it were
            return default;
        }));
    })).Body?.Trim());

    [Fact]
    public async Task Nothing_left_but_cleared_timers_is_no_response() => Assert.Equal(OutcomeKind.NoResponse, (await Run(static (r, log) =>
        log.Global("clearTimeout", log.After(100_000, "never")))).Kind);

    [Fact]
    public async Task A_reply_overtakes_a_later_timer_and_not_an_earlier_one()
    {
        var outbound = new FakeOutbound(static async (_, ct) =>
        {
            await Task.Delay(60, ct);
            return "1"u8.ToArray();
        });
        Assert.Equal("early reply late", (await Run(static (r, log) =>
        {
            log.After(3000, "late", log.Respond);
            TestProgram.Call(r, "get", "http://h/", log.Fn("reply"));
            log.After(5, "early");
        }, null, outbound)).Body);
    }

    [Fact]
    public async Task Waiting_counts_towards_the_time_limit()
    {
        Outcome outcome = await Run(static (r, log) => log.After(100_000, "never"), new InstanceOptions { Limits = new Runtime.Hosting.Limits { Time = TimeSpan.FromMilliseconds(100) } });
        Assert.Equal((OutcomeKind.Limit, "TimeLimitExceeded"), (outcome.Kind, outcome.Reason));
    }

    [Fact]
    public async Task A_callback_that_is_no_function_is_an_error_of_nodes()
    {
        Outcome outcome = await Run(static (_, log) => log.Global("setTimeout", 5));
        Assert.Equal(OutcomeKind.Error, outcome.Kind);
        Assert.Contains("Received type number (5)", outcome.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("top"), InlineData("property"), InlineData("other kind"), InlineData("text")]
    public async Task Unusual_uses_bail_out(string use)
    {
        if (use == "top")
        {
            Assert.Null(Instance.Start(() => new TestProgram(static (_, _) => { }, static r => new Log(r).After(1, "")), new InstanceOptions(), out Outcome failure));
            Assert.Equal(OutcomeKind.Bailout, failure.Kind);
            return;
        }
        Assert.Equal(OutcomeKind.Bailout, (await Run((r, log) =>
        {
            Value timer = log.Soon("");
            _ = use switch
            {
                "property" => Op.GetIndex(r, timer, (Value)"unref", 1),
                "other kind" => log.Global("clearTimeout", timer),
                _ => Op.Template(r, [timer]),
            };
        })).Kind);
    }

    [Fact]
    public async Task Promises_of_calls_are_resolved_in_turns_of_their_own()
    {
        Outcome outcome = await Run(static (r, log) =>
        {
            async JsPromise<Value> Handler()
            {
                r.Enter(1);
                Value first = await r.Await(TestProgram.Call(r, "get", "data:1"));
                Value second = await r.Await(TestProgram.Call(r, "get", "http://h/"));
                TestProgram.Call(r, "respond", Op.Template(r, [first, second]));
                return default;
            }
            Handler().Promise(r);
        }, null, FakeOutbound.Always("2"));
        Assert.Equal("12", outcome.Body);
    }
}
