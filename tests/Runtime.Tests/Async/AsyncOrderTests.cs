namespace Containerless.Runtime.Tests.Async;

/// <summary>Async functions as generated code writes them: their steps come when Node's come.</summary>
public class AsyncOrderTests
{
    /// <summary>Ticks, counted beside what is tested.</summary>
    private const string Ticks = "async function ticks(n) { for (let i = 1; i <= n; i++) { await 0; L('tick ' + i); } }\n";

    private static async JsPromise<Value> TicksOf(Script s, int n)
    {
        s.R.Enter(1);
        for (int i = 1; i <= n; i++)
        {
            s.R.Tick(1);
            await s.R.Await(0);
            s.L($"tick {i}");
        }
        return default;
    }

    private static async JsPromise<Value> Awaiting(Script s, string name, Value v)
    {
        s.R.Enter(1);
        s.L(name + " starts");
        try
        {
            Value got = await s.R.Await(v);
            s.L($"{name} {got}");
        }
        catch (JsThrow e)
        {
            s.L($"{name} caught {Op.Caught(s.R, e)}");
        }
        return name;
    }

    private const string AwaitingJs = "async function awaiting(name, v) { L(name + ' starts'); try { const got = await v; L(`${name} ${got}`); } catch (e) { L(`${name} caught ${e}`); } return name; }\n";

    private static async JsPromise<Value> Returning(Script s, Value v)
    {
        s.R.Enter(1);
        return v;
    }

    private static async JsPromise<Value> Throwing(Script s, bool late)
    {
        s.R.Enter(1);
        if (late) await s.R.Await(1);
        throw Op.Throw(s.R, "oops", 1);
    }

    [Fact]
    public void The_body_runs_at_once_up_to_its_first_await() => Script.Compare(
        AwaitingJs + "L('before'); awaiting('f', 1).then(L); L('after');",
        s =>
        {
            s.L("before");
            s.Then(Awaiting(s, "f", 1).Promise(s.R), s.Log(""));
            s.L("after");
        });

    [Fact]
    public void Await_takes_one_tick_of_values_and_promises_and_more_of_thenables() => Script.Compare(
        Ticks + AwaitingJs + """
            ticks(6);
            awaiting('value', 1);
            awaiting('settled', Promise.resolve(2));
            awaiting('rejected', Promise.reject('no'));
            awaiting('thenable', { then(f) { L('then called'); f(3); } });
            awaiting('throwing', { then(f) { throw 'thrown'; } });
            awaiting('late', { then(f) { Promise.resolve().then(() => f(Promise.resolve(4))); } });
            """,
        s =>
        {
            TicksOf(s, 6).Promise(s.R);
            Awaiting(s, "value", 1).Promise(s.R);
            Awaiting(s, "settled", s.Promise("resolve", 2)).Promise(s.R);
            Awaiting(s, "rejected", s.Promise("reject", "no")).Promise(s.R);
            Awaiting(s, "thenable", s.Object(("then", new Lambda(s.R, (Value self, in Args args) =>
            {
                s.L("then called");
                return ((FunctionObject)args[0].AsObject!).Call(default, new Args(3));
            })))).Promise(s.R);
            Awaiting(s, "throwing", s.Object(("then", s.Fn(Value (_) => throw Op.Throw(s.R, "thrown", 1))))).Promise(s.R);
            Awaiting(s, "late", s.Object(("then", s.Fn(f =>
            {
                s.Then(s.Promise("resolve"), s.Fn(_ => ((FunctionObject)f.AsObject!).Call(default, new Args(s.Promise("resolve", 4)))));
            })))).Promise(s.R);
        });

    [Fact]
    public void Returning_a_promise_takes_three_ticks() => Script.Compare(
        Ticks + """
            async function returning(v) { return v; }
            async function awaited(v) { return await v; }
            ticks(6);
            returning(1).then(v => L('value ' + v));
            returning(Promise.resolve(2)).then(v => L('promise ' + v));
            returning(Promise.reject(3)).catch(v => L('rejected ' + v));
            returning({ then(f) { f(4); } }).then(v => L('thenable ' + v));
            awaited(Promise.resolve(5)).then(v => L('awaited ' + v));
            returning(returning(6)).then(v => L('twice ' + v));
            """,
        s =>
        {
            static async JsPromise<Value> Awaited(Script s, Value v)
            {
                s.R.Enter(1);
                return await s.R.Await(v);
            }
            Lambda thenable = new(s.R, (Value self, in Args args) => ((FunctionObject)args[0].AsObject!).Call(default, new Args(4)));
            TicksOf(s, 6).Promise(s.R);
            s.Then(Returning(s, 1).Promise(s.R), s.Log("value "));
            s.Then(Returning(s, s.Promise("resolve", 2)).Promise(s.R), s.Log("promise "));
            s.Then(Returning(s, s.Promise("reject", 3)).Promise(s.R), default, s.Log("rejected "));
            s.Then(Returning(s, s.Object(("then", thenable))).Promise(s.R), s.Log("thenable "));
            s.Then(Awaited(s, s.Promise("resolve", 5)).Promise(s.R), s.Log("awaited "));
            s.Then(Returning(s, Returning(s, 6).Promise(s.R)).Promise(s.R), s.Log("twice "));
        });

    [Fact]
    public void Several_wait_for_one_promise_in_their_order() => Script.Compare(
        AwaitingJs + """
            let settle;
            const p = new Promise(f => { settle = f; });
            awaiting('a', p); p.then(v => L('then ' + v)); awaiting('b', p);
            Promise.resolve().then(() => { settle('x'); L('settled'); awaiting('c', p); });
            """,
        s =>
        {
            FunctionObject? settle = null;
            Value p = s.NewPromise((resolve, _) => settle = resolve);
            Awaiting(s, "a", p).Promise(s.R);
            s.Then(p, s.Log("then "));
            Awaiting(s, "b", p).Promise(s.R);
            s.Then(s.Promise("resolve"), s.Fn(_ =>
            {
                settle!.Call(default, new Args("x"));
                s.L("settled");
                Awaiting(s, "c", p).Promise(s.R);
            }));
        });

    [Fact]
    public void What_is_thrown_rejects() => Script.Compare(
        AwaitingJs + """
            async function throwing(late) { if (late) await 1; throw 'oops'; }
            awaiting('early', throwing(false));
            awaiting('late', throwing(true));
            throwing(false);
            throwing(true).then(() => L('never'));
            throwing(false).catch(() => L('handled'));
            const later = throwing(true);
            Promise.resolve().then(() => {}).then(() => {}).then(() => later.catch(e => L('in time ' + e)));
            """,
        s =>
        {
            Awaiting(s, "early", Throwing(s, false).Promise(s.R)).Promise(s.R);
            Awaiting(s, "late", Throwing(s, true).Promise(s.R)).Promise(s.R);
            Throwing(s, false).Promise(s.R);
            s.Then(Throwing(s, true).Promise(s.R), s.Log("never"));
            s.Then(Throwing(s, false).Promise(s.R), default, s.Fn(_ => s.L("handled")));
            Value later = Throwing(s, true).Promise(s.R);
            Value nothing = s.Fn(static _ => { });
            s.Then(s.Then(s.Then(s.Promise("resolve"), nothing), nothing), s.Fn(_ => s.Then(later, default, s.Log("in time "))));
        });

    [Fact]
    public void Finalizers_and_loops_around_awaits() => Script.Compare(
        """
        async function work(n) {
          let sum = 0;
          for (let i = 0; i < n; i++) {
            try {
              if (i === 2) throw 'two';
              sum += await Promise.resolve(i);
            } catch (e) {
              L('caught ' + await e);
            } finally {
              await null;
              L('finally ' + i);
            }
          }
          return sum;
        }
        work(4).then(L); work(3).then(L);
        """,
        s =>
        {
            static async JsPromise<Value> Work(Script s, int n)
            {
                s.R.Enter(1);
                double sum = 0;
                for (int i = 0; i < n; i++)
                {
                    s.R.Tick(1);
                    JsCompletion? pending = null;
                    try
                    {
                        try
                        {
                            if (i == 2) throw Op.Throw(s.R, "two", 1);
                            sum += (await s.R.Await(s.Promise("resolve", i))).AsNumber;
                        }
                        catch (JsThrow e)
                        {
                            s.L($"caught {await s.R.Await(Op.Caught(s.R, e))}");
                        }
                    }
                    catch (JsCompletion e)
                    {
                        pending = e;
                    }
                    await s.R.Await(Value.Null);
                    s.L($"finally {i}");
                    if (pending is not null) Op.Rethrow(pending);
                }
                return sum;
            }
            s.Then(Work(s, 4).Promise(s.R), s.Log(""));
            s.Then(Work(s, 3).Promise(s.R), s.Log(""));
        });
}
