using Containerless.Runtime.Builtins;

namespace Containerless.Runtime.Tests.Async;

public class PromiseTests
{
    [Fact]
    public void Chains_interleave() => Script.Compare(
        """
        Promise.resolve(0).then(() => { L(0); return Promise.resolve(4); }).then(v => L(v));
        Promise.resolve().then(() => L(1)).then(() => L(2)).then(() => L(3)).then(() => L(5)).then(() => L(6));
        """,
        s =>
        {
            s.Then(s.Then(s.Promise("resolve", 0), s.Fn(_ =>
            {
                s.L(0);
                return s.Promise("resolve", 4);
            })), s.Log(""));
            Value p = s.Promise("resolve");
            foreach (int n in (int[])[1, 2, 3, 5, 6]) p = s.Then(p, s.Fn(_ => s.L(n)));
        });

    [Fact]
    public void Settling_happens_once_and_errors_of_the_executor_reject() => Script.Compare(
        """
        new Promise((f, r) => { f(1); f(2); r(3); throw 4; }).then(L, e => L('no ' + e));
        new Promise((f, r) => { r(5); f(6); }).then(L, e => L('no ' + e));
        new Promise(() => { throw 7; }).then(L, e => L('no ' + e));
        new Promise(f => { f({ then(g, h) { g(8); h(9); throw 10; } }); }).then(L, e => L('no ' + e));
        new Promise(f => { f({ then: 11 }); }).then(v => L(v.then));
        new Promise((f, r) => { r(Promise.resolve(12)); }).catch(p => p.then(L));
        const p = Promise.resolve(13); L(Promise.resolve(p) === p); L(new Promise(f => f(p)) === p);
        """,
        s =>
        {
            Value no = s.Log("no ");
            static Value Call(FunctionObject f, Value v) => f.Call(default, new Args(v));
            s.Then(s.NewPromise((f, r) => { Call(f, 1); Call(f, 2); Call(r, 3); throw Op.Throw(s.R, 4, 1); }), s.Log(""), no);
            s.Then(s.NewPromise((f, r) => { Call(r, 5); Call(f, 6); }), s.Log(""), no);
            s.Then(s.NewPromise((_, _) => throw Op.Throw(s.R, 7, 1)), s.Log(""), no);
            Lambda then = new(s.R, (Value self, in Args args) =>
            {
                Call((FunctionObject)args[0].AsObject!, 8);
                Call((FunctionObject)args[1].AsObject!, 9);
                throw Op.Throw(s.R, 10, 1);
            });
            s.Then(s.NewPromise((f, _) => Call(f, s.Object(("then", then)))), s.Log(""), no);
            s.Then(s.NewPromise((f, _) => Call(f, s.Object(("then", 11)))), s.Fn(v => s.L(Op.GetIndex(s.R, v, (Value)"then", 1))));
            s.Then(s.NewPromise((_, r) => Call(r, s.Promise("resolve", 12))), default, s.Fn(v => s.Then(v, s.Log(""))));
            Value p = s.Promise("resolve", 13);
            s.L(Op.StrictEquals(s.Promise("resolve", p), p));
            s.L(Op.StrictEquals(s.NewPromise((f, _) => Call(f, p)), p));
        });

    [Fact]
    public void Finally_passes_on_and_overrides() => Script.Compare(
        """
        const t = n => { let p = Promise.resolve(); for (let i = 0; i < n; i++) p = p.then(() => L('tick ' + i)); };
        Promise.resolve(1).finally(() => { L('f1'); return 'ignored'; }).then(v => L('v' + v));
        Promise.reject(2).finally(() => L('f2')).catch(e => L('e' + e));
        Promise.resolve(3).finally(() => { throw 4; }).catch(e => L('e' + e));
        Promise.resolve(5).finally(() => Promise.reject(6)).catch(e => L('e' + e));
        Promise.resolve(7).finally(8).then(v => L('v' + v));
        t(9);
        """,
        s =>
        {
            s.Then(s.Finally(s.Promise("resolve", 1), s.Fn(Value (v) => { s.L("f1"); return "ignored"; })), s.Log("v"));
            s.Then(s.Finally(s.Promise("reject", 2), s.Fn(_ => s.L("f2"))), default, s.Log("e"));
            s.Then(s.Finally(s.Promise("resolve", 3), s.Fn(Value (_) => throw Op.Throw(s.R, 4, 1))), default, s.Log("e"));
            s.Then(s.Finally(s.Promise("resolve", 5), s.Fn(_ => s.Promise("reject", 6))), default, s.Log("e"));
            s.Then(s.Finally(s.Promise("resolve", 7), 8), s.Log("v"));
            Value p = s.Promise("resolve");
            for (int i = 0; i < 9; i++)
            {
                int n = i;
                p = s.Then(p, s.Fn(_ => s.L($"tick {n}")));
            }
        });

    [Fact]
    public void Combinators_gather_in_order() => Script.Compare(
        """
        const J = v => JSON.stringify(v);
        const t = n => { let p = Promise.resolve(); for (let i = 0; i < n; i++) p = p.then(() => L('tick ' + i)); };
        const late = new Promise(f => Promise.resolve().then(() => Promise.resolve().then(() => f('late'))));
        const thenable = { then(f) { f('thenable'); f('again'); } };
        Promise.all([late, 1, Promise.resolve(2), thenable]).then(v => L('all ' + J(v)));
        Promise.all([]).then(v => L('all ' + J(v)));
        Promise.all([late, Promise.reject('no'), Promise.reject('second')]).catch(e => L('all ' + e));
        Promise.allSettled([late, Promise.reject('no'), 3, thenable]).then(v => L('settled ' + J(v)));
        Promise.any([Promise.reject(1), late, Promise.resolve('any')]).then(v => L('any ' + v));
        Promise.race([late, Promise.resolve('fast'), 1]).then(v => L('race ' + v));
        Promise.race([late, Promise.reject('bad')]).catch(v => L('race ' + v));
        Promise.race([]).then(L);
        Promise.all('ab').then(v => L('all ' + J(v)));
        t(9);
        """,
        s =>
        {
            string J(Value v) => Intrinsics.JsonStringify(s.R, v).ToString();
            Value late = s.NewPromise((f, _) => s.Then(s.Promise("resolve"), s.Fn(_ =>
            {
                s.Then(s.Promise("resolve"), s.Fn(_ => f.Call(default, new Args("late"))));
            })));
            Value thenable = s.Object(("then", new Lambda(s.R, (Value self, in Args args) =>
            {
                var f = (FunctionObject)args[0].AsObject!;
                f.Call(default, new Args("thenable"));
                return f.Call(default, new Args("again"));
            })));
            Value json = s.Fn(v => s.L("all " + J(v)));
            Value Reject(Value v) => s.Promise("reject", v);
            s.Then(s.Promise("all", s.Array(late, 1, s.Promise("resolve", 2), thenable)), json);
            s.Then(s.Promise("all", s.Array()), json);
            s.Then(s.Promise("all", s.Array(late, Reject("no"), Reject("second"))), default, s.Log("all "));
            s.Then(s.Promise("allSettled", s.Array(late, Reject("no"), 3, thenable)), s.Fn(v => s.L("settled " + J(v))));
            s.Then(s.Promise("any", s.Array(Reject(1), late, s.Promise("resolve", "any"))), s.Log("any "));
            s.Then(s.Promise("race", s.Array(late, s.Promise("resolve", "fast"), 1)), s.Log("race "));
            s.Then(s.Promise("race", s.Array(late, Reject("bad"))), default, s.Log("race "));
            s.Then(s.Promise("race", s.Array()), s.Log(""));
            s.Then(s.Promise("all", "ab"), json);
            Value p = s.Promise("resolve");
            for (int i = 0; i < 9; i++)
            {
                int n = i;
                p = s.Then(p, s.Fn(_ => s.L($"tick {n}")));
            }
        });

    [Fact]
    public void Unhandled_rejections_are_told_when_the_microtasks_are_done() => Script.Compare(
        """
        Promise.reject(1);
        const two = Promise.reject(2);
        Promise.reject(3).then(() => {});
        queueMicrotask(() => { L('microtask'); two.catch(() => L('caught')); Promise.reject(4); });
        Promise.resolve().then(() => L('then'));
        queueMicrotask(() => { throw 5; });
        """,
        s =>
        {
            Value Queue(Lambda f) => Op.Call(s.R, s.R.Global("queueMicrotask", 1), new Args(f), 1);
            s.Promise("reject", 1);
            Value two = s.Promise("reject", 2);
            s.Then(s.Promise("reject", 3), s.Log(""));
            Queue(s.Fn(_ =>
            {
                s.L("microtask");
                s.Then(two, default, s.Fn(_ => s.L("caught")));
                s.Promise("reject", 4);
            }));
            s.Then(s.Promise("resolve"), s.Fn(_ => s.L("then")));
            Queue(s.Fn(Value (_) => throw Op.Throw(s.R, 5, 1)));
        });
}
