using Containerless.Runtime.Hosting;
using Containerless.Runtime.Tests.Hosting;

namespace Containerless.Runtime.Tests.LimitsOfRequests;

/// <summary>These look at the process's heap, so nothing else may run meanwhile.</summary>
[CollectionDefinition(DisableParallelization = true)]
public class HeapCollection;

[Collection(typeof(HeapCollection))]
public class LimitTests
{
    private static Outcome Run(HandlerBody handler, Limits limits, IOutbound? outbound = null)
    {
        Instance? instance = Instance.Start(() => new TestProgram(handler), new InstanceOptions { Limits = limits }, out Outcome failure);
        Assert.True(instance is not null, failure.Reason);
        Assert.True(RequestReader.TryRead(instance, "/", null, default, out FunctionRequest request, out _));
        Outcome outcome = instance.HandleAsync(request, outbound ?? FakeOutbound.None, default).AsTask().Result;
        Assert.True(instance.Poisoned);
        return outcome;
    }

    [Fact]
    public void Gas_is_the_time_limit()
    {
        Outcome outcome = Run(static (r, _) => { while (true) r.Tick(42); }, new Limits { Gas = 1_000_000 });
        Assert.Equal((OutcomeKind.Limit, "TimeLimitExceeded", 42), (outcome.Kind, outcome.Reason, outcome.Line));
        Assert.InRange(outcome.GasUsed, 1_000_000, 1_050_000);
        Assert.Contains("of 1000000 gas", outcome.Detail);
    }

    [Fact]
    public void Wall_clock_stops_a_loop()
    {
        Outcome outcome = Run(static (r, _) => { while (true) r.Tick(5); }, new Limits { Time = TimeSpan.FromMilliseconds(100) });
        Assert.Equal((OutcomeKind.Limit, "TimeLimitExceeded", 5), (outcome.Kind, outcome.Reason, outcome.Line));
        Assert.Contains("of 0.1 s", outcome.Detail);
    }

    [Fact]
    public void Wall_clock_stops_waiting_for_a_call()
    {
        Outcome outcome = Run(static (r, _) => TestProgram.Call(r, "get", "http://h/", new Lambda(r, static (Value self, in Args args) => default)),
            new Limits { Time = TimeSpan.FromMilliseconds(100) }, new FakeOutbound(static (_, _) => new TaskCompletionSource<byte[]?>().Task));
        Assert.Equal((OutcomeKind.Limit, "TimeLimitExceeded"), (outcome.Kind, outcome.Reason));
    }

    [Fact]
    public void Memory_that_is_held_trips()
    {
        Outcome outcome = Run(static (r, _) =>
        {
            ArrayObject all = r.Array([]);
            while (true)
            {
                r.Tick(8);
                all.Push(r, r.Object());
            }
        }, new Limits { MemoryBytes = 32 << 20 });
        Assert.Equal((OutcomeKind.Limit, "MemoryLimitExceeded", 8), (outcome.Kind, outcome.Reason, outcome.Line));
    }

    [Fact]
    public async Task Memory_that_is_garbage_does_not()
    {
        Instance instance = Instance.Start(static () => new TestProgram(static (r, _) =>
        {
            for (int i = 0; i < 20_000_000; i++)
            {
                r.Tick(8);
                r.Object();
            }
            TestProgram.Call(r, "respond", "done");
        }), new InstanceOptions { Limits = new Limits { MemoryBytes = 256 << 20, Time = TimeSpan.FromMinutes(1) } }, out _)!;
        Assert.True(RequestReader.TryRead(instance, "/", null, default, out FunctionRequest request, out _));
        Outcome outcome = await instance.HandleAsync(request, FakeOutbound.None, default);
        Assert.Equal("done", outcome.Body);
        Assert.True(outcome.BytesUsed > 1L << 30);
    }

    public static TheoryData<string> Bombs =>
        ["repeat", "pad", "doubling", "doubling flattened", "join", "array", "from", "split", "push", "concat arrays", "replaceAll", "json"];

    /// <summary>What would allocate far more than allowed ends as a limit or a bail-out, before it allocates.</summary>
    [Theory]
    [MemberData(nameof(Bombs))]
    public void Bombs_end_before_they_allocate(string bomb)
    {
        long before = GC.GetTotalAllocatedBytes();
        Outcome outcome = Run((r, _) => Explode(r, bomb), new Limits { MemoryBytes = 64 << 20, Time = TimeSpan.FromSeconds(20) });
        Assert.True(outcome.Kind is OutcomeKind.Limit or OutcomeKind.Bailout, outcome.Kind + " " + outcome.Reason);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 400L << 20);
    }

    private static Value Explode(Realm r, string bomb)
    {
        Value Method(Value self, string name, params Value[] args) => Op.CallMethod(r, self, (Value)name, new Args(args), 3);
        Value s = "x";
        ArrayObject array = r.Array([1]);
        switch (bomb)
        {
            case "repeat": return Method("x", "repeat", 500_000_000);
            case "pad": return Method("x", "padStart", 500_000_000);
            case "doubling":
                for (int i = 0; i < 60; i++) s = Op.Add(r, s, s);
                return s;
            case "doubling flattened":
                for (int i = 0; i < 28; i++) s = Op.Add(r, s, s);
                return Op.ToText(r, s);
            case "join":
                array.SetLength(r, 4000);
                return Method(array, "join", Method("x", "repeat", 100_000));
            case "array": return Op.New(r, r.Global("Array", 1), new Args(4_000_000_000.0), 1);
            case "from":
                PlainObject like = r.Object();
                like.DefineOwn(r, "length", 1e9);
                return Method(r.Global("Array", 1), "from", like);
            case "split": return Method(Method("x", "repeat", 8_000_000), "split", "");
            case "push":
                while (true) Method(array, "push", 1);
            case "concat arrays":
                while (true) array = (ArrayObject)Method(array, "concat", array).AsObject!;
            case "replaceAll": return Op.ToText(r, Method(Method("x", "repeat", 100_000), "replaceAll", "x", Method("y", "repeat", 100_000)));
            default:
                for (int i = 0; i < 30; i++) array = r.Array([array, array]);
                return Intrinsics.JsonStringify(r, array);
        }
    }

    [Fact]
    public void Replies_are_limited()
    {
        Outcome outcome = Run(static (r, _) => TestProgram.Call(r, "respond", "ééé"), new Limits { ReplyBytes = 5 });
        Assert.Equal((OutcomeKind.Limit, "ReplyLimitExceeded", 7), (outcome.Kind, outcome.Reason, outcome.Line));
    }

    [Fact]
    public void Calls_are_limited()
    {
        Outcome outcome = Run(static (r, _) =>
        {
            for (int i = 0; i < 4; i++) TestProgram.Call(r, "get", "data:1", new Lambda(r, static (Value self, in Args args) => default));
        }, new Limits { OutboundCalls = 3 });
        Assert.Equal((OutcomeKind.Limit, "OutboundLimitExceeded"), (outcome.Kind, outcome.Reason));
        Assert.Contains("4 calls of 3 calls", outcome.Detail);
    }

    [Fact]
    public void Recursion_bails_out_before_the_stack_ends()
    {
        Outcome outcome = Run(static (r, _) =>
        {
            Lambda? f = null;
            f = new Lambda(r, (Value self, in Args args) => Op.Call(r, f!, in args, 2));
            Op.Call(r, f, new Args(), 1);
        }, new Limits());
        Assert.Equal((OutcomeKind.Bailout, "stack exhausted"), (outcome.Kind, outcome.Reason));
    }

    [Fact]
    public void Recursion_on_a_small_stack_bails_out_too()
    {
        Outcome outcome = default;
        var thread = new Thread(() => outcome = Run(static (r, _) =>
        {
            Lambda? f = null;
            f = new Lambda(r, (Value self, in Args args) => Op.CallMethod(r, r.Array([f!]), "map", new Args(f!), 0, 2));
            Op.Call(r, f, new Args(), 1);
        }, new Limits()), 1 << 20);
        thread.Start();
        thread.Join();
        Assert.Equal("stack exhausted", outcome.Reason);
    }
}
