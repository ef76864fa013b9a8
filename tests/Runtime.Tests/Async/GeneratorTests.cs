using Containerless.Runtime.Builtins;

namespace Containerless.Runtime.Tests.Async;

/// <summary>Generators as generated code writes them, compared with Node's.</summary>
public class GeneratorTests
{
    private static readonly BuiltinTable Table = GeneratorPrototype.Instance.Table;

    /// <summary>Calls next, return or throw, and logs the result or the error.</summary>
    private static void Send(Script s, Value generator, string name, Value value = default)
    {
        try
        {
            Value result = ((FunctionObject)Table.Get(s.R, name, generator, 1).Ref!).Invoke(s.R, generator, new Args(value), 1);
            s.L($"{name} {Intrinsics.JsonStringify(s.R, result)}");
        }
        catch (JsThrow e)
        {
            s.L($"{name} threw {Op.ToText(s.R, Op.Caught(s.R, e))}");
        }
    }

    private const string SendJs = "const send = (g, name, v) => { try { L(name + ' ' + JSON.stringify(g[name](v))); } catch (e) { L(name + ' threw ' + e); } };\n";

    private static async JsGenerator<Value> Counting(Script s, FunctionObject f, Value first)
    {
        s.R.Enter(1);
        s.L($"called with {first}");
        await s.R.Begin(f);
        s.L("begins");
        JsCompletion? pending = null;
        try
        {
            for (double i = first.AsNumber; i < 3; i++)
            {
                s.R.Tick(1);
                try
                {
                    Value sent = await s.R.Yield(i);
                    s.L($"sent {sent}");
                }
                catch (JsThrow e)
                {
                    s.L($"caught {Op.ToText(s.R, Op.Caught(s.R, e))}");
                }
            }
        }
        catch (JsCompletion e)
        {
            pending = e;
        }
        s.L("finally");
        await s.R.Yield("last");
        s.L("after last");
        if (pending is not null) Op.Rethrow(pending);
        return "end";
    }

    private const string CountingJs = """
        function* counting(first) {
          try {
            L('begins');
            for (let i = first; i < 3; i++) { try { const sent = yield i; L('sent ' + sent); } catch (e) { L('caught ' + e); } }
          } finally { L('finally'); yield 'last'; L('after last'); }
          return 'end';
        }
        const make = first => { L('called with ' + first); return counting(first); };
        """;

    private static Value Make(Script s, Value first) => Counting(s, s.Log(""), first).Object(s.R);

    [Theory]
    [InlineData("next next next next next next next")]
    [InlineData("next return next next"), InlineData("return next"), InlineData("throw next"), InlineData("next throw next next return next")]
    [InlineData("next return throw next"), InlineData("next next next next return return return"), InlineData("next next next next throw next")]
    public void Steps_and_abrupt_ends(string steps)
    {
        string[] names = steps.Split(' ');
        string js = SendJs + CountingJs + "const g = make(0);" + string.Concat(names.Select((n, i) => $"send(g, '{n}', {i});"));
        Script.Compare(js, s =>
        {
            Value g = Make(s, 0);
            for (int i = 0; i < names.Length; i++) Send(s, g, names[i], i);
        });
    }

    [Fact]
    public void A_return_in_a_finalizer_overrides_and_throws_go_through() => Script.Compare(
        SendJs + """
            function* over() { try { yield 1; } finally { return 'over'; } }
            function* through() { try { yield 1; } finally { L('f'); } }
            function* throwing() { yield 1; throw 'own'; }
            let g = over(); send(g, 'next'); send(g, 'throw', 't'); send(g, 'next');
            g = over(); send(g, 'next'); send(g, 'return', 't'); send(g, 'next');
            g = through(); send(g, 'next'); send(g, 'throw', 't'); send(g, 'next');
            g = through(); send(g, 'next'); send(g, 'return', 't'); send(g, 'next');
            g = throwing(); send(g, 'next'); send(g, 'next'); send(g, 'next'); send(g, 'throw', 'late');
            """,
        s =>
        {
            static async JsGenerator<Value> Over(Script s, FunctionObject f)
            {
                await s.R.Begin(f);
                try
                {
                    await s.R.Yield(1);
                }
                catch (JsCompletion)
                {
                }
                return "over";
            }
            static async JsGenerator<Value> Through(Script s, FunctionObject f)
            {
                await s.R.Begin(f);
                JsCompletion? pending = null;
                try
                {
                    await s.R.Yield(1);
                }
                catch (JsCompletion e)
                {
                    pending = e;
                }
                s.L("f");
                if (pending is not null) Op.Rethrow(pending);
                return default;
            }
            static async JsGenerator<Value> Throwing(Script s, FunctionObject f)
            {
                await s.R.Begin(f);
                await s.R.Yield(1);
                throw Op.Throw(s.R, "own", 1);
            }
            FunctionObject f = s.Log("");
            foreach (Func<Value> make in (Func<Value>[])[() => Over(s, f).Object(s.R), () => Through(s, f).Object(s.R)])
            {
                foreach (string end in (string[])["throw", "return"])
                {
                    Value g = make();
                    Send(s, g, "next");
                    Send(s, g, end, "t");
                    Send(s, g, "next");
                }
            }
            Value last = Throwing(s, f).Object(s.R);
            Send(s, last, "next");
            Send(s, last, "next");
            Send(s, last, "next");
            Send(s, last, "throw", "late");
        });

    [Fact]
    public void Parameters_are_bound_by_the_call() => Script.Compare(
        "function* g(a = (() => { throw 'bad'; })()) { L('never'); } try { g(); } catch (e) { L('call threw ' + e); }",
        s =>
        {
            static async JsGenerator<Value> G(Script s, FunctionObject f, Value a)
            {
                s.R.Enter(1);
                if (a.IsUndefined) throw Op.Throw(s.R, "bad", 1);
                await s.R.Begin(f);
                s.L("never");
                return default;
            }
            try
            {
                _ = G(s, s.Log(""), default).Object(s.R);
            }
            catch (JsThrow e)
            {
                s.L($"call threw {e.Value}");
            }
        });

    [Fact]
    public void An_unfinished_generator_is_garbage_with_its_variables()
    {
        WeakReference held = Abandon();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(held.IsAlive);

        static WeakReference Abandon()
        {
            Realm realm = Differential.NodeOracle.NewRealm();
            var big = new object();
            async JsGenerator<Value> G(FunctionObject f, object kept)
            {
                await realm.Begin(f);
                await realm.Yield(1);
                GC.KeepAlive(kept);
                return default;
            }
            Value g = G(new Lambda(realm, static (Value self, in Args args) => default), big).Object(realm);
            ((GeneratorFrame)((PlainObject)g.AsObject!).Data!).Step(realm, Resumption.Next, default, 1, out _);
            GC.KeepAlive(realm);
            return new WeakReference(big);
        }
    }
}
