namespace Containerless.Runtime.Tests.Async;

/// <summary>What is not the function's own error leaves async code as it came, and no depth overflows the stack.</summary>
public class FatalTests
{
    private static Realm NewRealm() => Differential.NodeOracle.NewRealm();

    private static async JsPromise<Value> Deep(Realm r, int depth)
    {
        r.Enter(5);
        if (depth == 0) return 0;
        Value inner = await r.Await(Deep(r, depth - 1).Promise(r));
        return inner.AsNumber + 1;
    }

    private static async JsPromise<Value> Fatal(Realm r, Exception e, bool late)
    {
        r.Enter(5);
        try
        {
            if (late) await r.Await(1);
            throw e;
        }
        catch (JsCompletion)
        {
            return "swallowed";
        }
    }

    public static TheoryData<string, bool> Kinds =>
        new(from kind in (string[])["bailout", "limit", "bug"] from late in (bool[])[false, true] select (kind, late));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Bail_outs_limits_and_bugs_are_not_rejections(string kind, bool late)
    {
        Realm r = NewRealm();
        Exception e = kind switch
        {
            "bailout" => new Bailout("hole", 7),
            "limit" => new LimitExceeded(LimitExceeded.Time, "", "", 1),
            _ => new InvalidCastException(),
        };
        Exception? got = Record.Exception(() =>
        {
            Fatal(r, e, late).Promise(r);
            r.RunMicrotasks();
        });
        Assert.Same(e, got);
    }

    [Theory]
    [InlineData(1_000), InlineData(10_000_000)]
    public void Depth_of_calls_gives_an_answer_or_a_bail_out(int depth)
    {
        // On a stack as small as a pool thread's on some systems.
        Exception? got = null;
        double result = double.NaN;
        var thread = new Thread(() =>
        {
            Realm r = NewRealm();
            r.BeginTurn();
            got = Record.Exception(() =>
            {
                PromiseData promise = Promises.DataOf(Deep(r, depth).Promise(r))!;
                r.RunMicrotasks();
                result = promise.Result.AsNumber;
            });
        }, 1 << 20);
        thread.Start();
        thread.Join();
        if (depth == 1_000) Assert.Equal((null, depth), (got, result));
        else Assert.Equal("stack exhausted", Assert.IsType<Bailout>(got).Reason);
    }

    [Fact]
    public void A_long_chain_of_awaits_needs_no_stack()
    {
        Realm r = NewRealm();
        static async JsPromise<Value> Add(Realm r, Value previous)
        {
            r.Enter(1);
            return (await r.Await(previous)).AsNumber + 1;
        }
        Value p = 0;
        for (int i = 0; i < 200_000; i++) p = Add(r, p).Promise(r);
        r.RunMicrotasks();
        Assert.Equal(200_000, Promises.DataOf(p)!.Result.AsNumber);
    }

    [Fact]
    public void Depth_of_generators_gives_a_bail_out()
    {
        Exception? got = null;
        var thread = new Thread(() =>
        {
            Realm r = NewRealm();
            r.BeginTurn();
            var f = new Lambda(r, static (Value self, in Args args) => default);
            async JsGenerator<Value> Nested()
            {
                r.Enter(1);
                await r.Begin(f);
                var inner = (GeneratorFrame)((PlainObject)Nested().Object(r).AsObject!).Data!;
                inner.Step(r, Resumption.Next, default, 1, out Value value);
                return value;
            }
            var outer = (GeneratorFrame)((PlainObject)Nested().Object(r).AsObject!).Data!;
            got = Record.Exception(() => outer.Step(r, Resumption.Next, default, 1, out _));
        }, 1 << 20);
        thread.Start();
        thread.Join();
        Assert.Equal("stack exhausted", Assert.IsType<Bailout>(got).Reason);
    }

    [Fact]
    public void An_endless_microtask_loop_meets_the_limit()
    {
        Realm r = NewRealm();
        r.BeginRequest(new Runtime.Hosting.Limits { Gas = 1_000_000 }, TimeProvider.System, default);
        static async JsPromise<Value> Loop(Realm r)
        {
            r.Enter(1);
            while (true) await r.Await(0);
        }
        Loop(r).Promise(r);
        Assert.Throws<LimitExceeded>(r.RunMicrotasks);
    }
}
