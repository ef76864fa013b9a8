using Containerless.Runtime.Builtins;
using Containerless.Runtime.Hosting;

namespace Containerless.Runtime.Tests.Hosting;

public class ErrorOutcomeTests
{
    private static async Task<(Instance Instance, Outcome Outcome)> Run(HandlerBody handler, Instance? instance = null)
    {
        Outcome failure = default;
        instance ??= Instance.Start(() => new TestProgram(handler), new InstanceOptions(), out failure);
        Assert.True(instance is not null, failure.Reason);
        Assert.True(RequestReader.TryRead(instance, "/", null, "{}"u8, out FunctionRequest request, out _));
        Outcome outcome = await instance.HandleAsync(request, FakeOutbound.None, default);
        await instance.Idle;
        return (instance, outcome);
    }

    private static Value Error(Realm r, string name, string message, int line) =>
        Op.New(r, r.Global(name, 1), new Args(message), line);

    private static Lambda Fn(Realm r, Action body) => new(r, (Value self, in Args args) =>
    {
        body();
        return default;
    });

    [Fact]
    public async Task An_error_is_the_answer_and_the_instance_goes_on()
    {
        int requests = 0;
        HandlerBody handler = (r, _) =>
        {
            if (requests++ == 0) throw Op.Throw(r, Error(r, "RangeError", "far \u2028\"😀\ud800", 12), 99);
            TestProgram.Call(r, "respond", "fine");
        };
        (Instance instance, Outcome outcome) = await Run(handler);
        Assert.Equal((OutcomeKind.Error, "RangeError", 12), (outcome.Kind, outcome.Reason, outcome.Line));
        // As JSON.stringify writes it: a lone surrogate is escaped, and nothing else beyond ASCII.
        Assert.Equal("{\"error\":{\"name\":\"RangeError\",\"message\":\"far \u2028\\\"😀\\ud800\",\"line\":12}}", outcome.Body);
        Assert.False(instance.Poisoned);
        Assert.Equal("fine", (await Run(handler, instance)).Outcome.Body);
    }

    public static TheoryData<string> Ways => ["turn", "microtask", "rejection", "timer", "immediate", "reply", "async"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Wherever_it_comes_from(string way)
    {
        Outcome outcome = (await Run((r, _) =>
        {
            Lambda fails = Fn(r, () => throw Op.Throw(r, Error(r, "Error", way, 5), 5));
            async JsPromise<Value> Late()
            {
                r.Enter(1);
                await r.Await(1);
                fails.Call(default, new Args());
                return default;
            }
            _ = way switch
            {
                "turn" => fails.Call(default, new Args()),
                "microtask" => Op.Call(r, r.Global("queueMicrotask", 1), new Args(fails), 1),
                "rejection" => Op.CallMethod(r, PromiseConstructor.Instance, (Value)"reject", new Args(Error(r, "Error", way, 5)), 1),
                "timer" => Op.Call(r, r.Global("setTimeout", 1), new Args(fails), 1),
                "immediate" => Op.Call(r, r.Global("setImmediate", 1), new Args(fails), 1),
                "reply" => TestProgram.Call(r, "get", "data:1", fails),
                _ => Late().Promise(r),
            };
        })).Outcome;
        Assert.Equal((OutcomeKind.Error, "Error", way, 5), (outcome.Kind, outcome.Reason, outcome.Detail, outcome.Line));
    }

    [Fact]
    public async Task Values_that_are_no_errors_are_told_as_text()
    {
        Assert.Equal("{\"error\":{\"name\":\"Error\",\"message\":\"text\",\"line\":null}}", (await Run(static (r, _) => throw Op.Throw(r, "text", 3))).Outcome.Body);
        Assert.Equal("[object Object]", (await Run(static (r, _) => throw Op.Throw(r, r.Object(), 3))).Outcome.Detail);
        Assert.Equal("", (await Run(static (r, _) => throw Op.Throw(r, TestProgram.Get(r, r.Global("Symbol", 1), "iterator"), 3))).Outcome.Detail);
    }

    [Fact]
    public async Task The_first_outcome_counts_and_the_rest_is_logged()
    {
        (Instance instance, Outcome outcome) = await Run(static (r, _) =>
        {
            TestProgram.Call(r, "respond", "first");
            throw Op.Throw(r, Error(r, "TypeError", "late", 7), 7);
        });
        Assert.Equal("first", outcome.Body);
        Assert.Equal([new ConsoleLine(true, "containerless: an error after the answer: TypeError: late (line 7)")], instance.TakeConsole());
        (instance, outcome) = await Run(static (r, _) =>
        {
            Op.CallMethod(r, PromiseConstructor.Instance, (Value)"reject", new Args("second"), 1);
            throw Op.Throw(r, "first", 7);
        });
        Assert.Equal("first", outcome.Detail);
        Assert.Equal([new ConsoleLine(true, "containerless: an error after the answer: Error: second")], instance.TakeConsole());
    }

    [Fact]
    public async Task A_line_that_is_not_known_bails_out() =>
        Assert.Equal(OutcomeKind.Bailout, (await Run(static (r, _) => throw Op.Throw(r, Error(r, "Error", "", 0), 0))).Outcome.Kind);

    [Fact]
    public void An_error_in_the_first_turn_is_a_failed_start()
    {
        Assert.Null(Instance.Start(static () => new TestProgram(static (_, _) => { }, static r => throw Op.Throw(r, "top", 1)), new InstanceOptions(), out Outcome failure));
        Assert.Equal(OutcomeKind.Bailout, failure.Kind);
        Assert.Null(Instance.Start(static () => new TestProgram(static (_, _) => { }, static r =>
            Op.CallMethod(r, PromiseConstructor.Instance, (Value)"reject", new Args("top"), 1)), new InstanceOptions(), out failure));
        Assert.Equal(OutcomeKind.Bailout, failure.Kind);
    }

    [Fact]
    public async Task Lines_of_packages_are_not_counted()
    {
        Instance? instance = Instance.Start(static () => new Bundled(), new InstanceOptions(), out _);
        Assert.Contains("\"line\":2}", (await Run(null!, instance)).Outcome.Body);
        Assert.Contains("\"line\":null}", (await Run(null!, instance)).Outcome.Body);
    }

    private sealed class Bundled : CompiledProgram
    {
        public override int Caches => 0;

        public override int Prelude => 10;

        public override string[][] Literals() => [];

        public override void Main(Realm realm)
        {
            int line = 17;
            TestProgram.Call(realm, "listen", Fn(realm, () => throw Op.Throw(realm, Error(realm, "Error", "", line -= 5), 1)));
        }
    }
}
