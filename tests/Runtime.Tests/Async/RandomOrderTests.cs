using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Containerless.Runtime.Tests.Async;

/// <summary>Random programs of async functions, promises and thenables: every step is logged, and the logs are Node's.</summary>
public class RandomOrderTests
{
    private const int Tasks = 5;
    private const int Deferred = 3;

    // A promise's number: first those of the tasks, then those that a step settles.
    private const string Driver = """
        'use strict';
        let log;
        process.on('unhandledRejection', e => log.push('unhandled ' + e));
        function program(tasks) {
          const L = text => { log.push(text); };
          const promises = [], settle = [], begun = [];
          for (let d = 0; d < 3; d++) promises[tasks.length + d] = new Promise((f, r) => { settle[d] = { f, r }; });
          const at = k => promises[k] ?? k;
          const thenable = (v, late, bad) => ({ then(f, r) {
            L('then of ' + v);
            if (late) Promise.resolve().then(() => bad ? r(v) : f(v)); else if (bad) throw v; else { f(v); r('again'); }
          } });
          async function run(t) {
            L(t + ' starts');
            for (const [i, [op, a, b]] of tasks[t].entries()) {
              const name = t + '.' + i + ' ';
              try {
                switch (op) {
                  case 'await': L(name + await at(a)); break;
                  case 'value': L(name + await a); break;
                  case 'thenable': L(name + await thenable(a, b & 1, b & 2)); break;
                  case 'start': if (!begun[a]) { begun[a] = true; promises[a] = run(a); } break;
                  case 'settle': if (b & 1) settle[a].f(at(b >> 1)); else settle[a].r(b); break;
                  case 'settleThenable': settle[a].f(thenable(name, b & 1, b & 2)); break;
                  case 'then': Promise.resolve(at(a)).then(v => { L(name + 'then ' + v); return b & 1 ? at(b >> 1) : b; }, b & 1 ? undefined : e => { L(name + 'else ' + e); throw e; }); break;
                  case 'finally': Promise.resolve(at(a)).finally(() => { L(name + 'finally'); if (b & 1) return at(b >> 1); if (b & 2) throw name; }).catch(e => L(name + e)); break;
                  case 'microtask': queueMicrotask(() => L(name + 'microtask')); break;
                  case 'all': Promise.all([at(a), b, at(b)]).then(v => L(name + v.join()), e => L(name + 'all ' + e)); break;
                  case 'settled': L(name + JSON.stringify(await Promise.allSettled([at(a), thenable(b, b & 1, b & 2)]))); break;
                  case 'race': L(name + await Promise.race([at(a), at(b)])); break;
                  case 'throw': throw name;
                  case 'return': return at(a);
                }
              } catch (e) {
                L(name + 'caught ' + e);
                if (b & 4) throw e;
              } finally {
                if (b & 8) { await null; L(name + 'finalizer'); }
              }
            }
            return t + ' ends';
          }
          for (let t = 0; t < tasks.length; t++) if (!begun[t]) { begun[t] = true; promises[t] = run(t); }
        }
        (async () => {
          const logs = [];
          for (const tasks of JSON.parse(require('fs').readFileSync(0, 'utf8'))) {
            log = [];
            logs.push(log);
            await new Promise(done => setImmediate(() => { program(tasks); setImmediate(done); }));
          }
          process.stdout.write(JSON.stringify(logs));
        })();
        """;

    private sealed record Step(string Op, int A, int B);

    /// <summary>The program of the driver, statement by statement.</summary>
    private sealed class Program(Script s, Step[][] tasks)
    {
        private readonly Value[] _promises = new Value[Tasks + Deferred];
        private readonly bool[] _begun = new bool[Tasks];
        private readonly (FunctionObject Fulfill, FunctionObject Reject)[] _settle = new (FunctionObject, FunctionObject)[Deferred];

        internal void Start()
        {
            for (int d = 0; d < Deferred; d++)
            {
                int n = d;
                _promises[Tasks + d] = s.NewPromise((f, r) => _settle[n] = (f, r));
            }
            for (int t = 0; t < Tasks; t++) Begin(t);
        }

        private void Begin(int t)
        {
            if (_begun[t]) return;
            _begun[t] = true;
            _promises[t] = Run(t).Promise(s.R);
        }

        private Value At(int k) => k < _promises.Length && !_promises[k].IsUndefined ? _promises[k] : k;

        private static void Call(FunctionObject f, Value v) => f.Call(default, new Args(v));

        private Value Thenable(Value v, bool late, bool bad) => s.Object(("then", new Lambda(s.R, (Value self, in Args args) =>
        {
            s.L($"then of {s.T(v)}");
            var f = (FunctionObject)args[0].AsObject!;
            var r = (FunctionObject)args[1].AsObject!;
            if (late)
            {
                s.Then(s.Promise("resolve"), s.Fn(_ => Call(bad ? r : f, v)));
            }
            else if (bad)
            {
                throw Op.Throw(s.R, v, 1);
            }
            else
            {
                Call(f, v);
                Call(r, "again");
            }
            return default;
        })));

        private async JsPromise<Value> Run(int t)
        {
            s.R.Enter(1);
            s.L($"{t} starts");
            for (int i = 0; i < tasks[t].Length; i++)
            {
                (string op, int a, int b) = tasks[t][i];
                string name = $"{t}.{i} ";
                JsCompletion? pending = null;
                bool returns = false;
                try
                {
                    try
                    {
                        switch (op)
                        {
                            case "await": s.L($"{name}{s.T(await s.R.Await(At(a)))}"); break;
                            case "value": s.L($"{name}{s.T(await s.R.Await(a))}"); break;
                            case "thenable": s.L($"{name}{s.T(await s.R.Await(Thenable(a, (b & 1) != 0, (b & 2) != 0)))}"); break;
                            case "start": Begin(a); break;
                            case "settle": Call((b & 1) != 0 ? _settle[a].Fulfill : _settle[a].Reject, (b & 1) != 0 ? At(b >> 1) : b); break;
                            case "settleThenable": Call(_settle[a].Fulfill, Thenable(name, (b & 1) != 0, (b & 2) != 0)); break;
                            case "then":
                                s.Then(s.Promise("resolve", At(a)), s.Fn(v =>
                                {
                                    s.L($"{name}then {s.T(v)}");
                                    return (b & 1) != 0 ? At(b >> 1) : b;
                                }), (b & 1) != 0 ? default(Value) : s.Fn(Value (e) =>
                                {
                                    s.L($"{name}else {s.T(e)}");
                                    throw Op.Throw(s.R, e, 1);
                                }));
                                break;
                            case "finally":
                                s.Then(s.Finally(s.Promise("resolve", At(a)), s.Fn(Value (_) =>
                                {
                                    s.L(name + "finally");
                                    if ((b & 1) != 0) return At(b >> 1);
                                    return (b & 2) != 0 ? throw Op.Throw(s.R, name, 1) : default(Value);
                                })), default, s.Log(name));
                                break;
                            case "microtask": Op.Call(s.R, s.R.Global("queueMicrotask", 1), new Args(s.Fn(_ => s.L(name + "microtask"))), 1); break;
                            case "all": s.Then(s.Promise("all", s.Array(At(a), b, At(b))), s.Fn(v => s.L(name + Op.ToText(s.R, v))), s.Log(name + "all ")); break;
                            case "settled":
                                s.L(name + Intrinsics.JsonStringify(s.R, await s.R.Await(s.Promise("allSettled", s.Array(At(a), Thenable(b, (b & 1) != 0, (b & 2) != 0))))));
                                break;
                            case "race": s.L($"{name}{s.T(await s.R.Await(s.Promise("race", s.Array(At(a), At(b)))))}"); break;
                            case "throw": throw Op.Throw(s.R, name, 1);
                            case "return": returns = true; break;
                        }
                    }
                    catch (JsThrow e)
                    {
                        Value caught = Op.Caught(s.R, e);
                        s.L($"{name}caught {s.T(caught)}");
                        if ((b & 4) != 0) throw Op.Throw(s.R, caught, 1);
                    }
                }
                catch (JsCompletion e)
                {
                    pending = e;
                }
                Value result = returns ? At(a) : default;
                if ((b & 8) != 0)
                {
                    await s.R.Await(Value.Null);
                    s.L(name + "finalizer");
                }
                if (pending is not null) Op.Rethrow(pending);
                if (returns) return result;
            }
            return $"{t} ends";
        }
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public void Logs_are_equal(int seed)
    {
        var random = new Random(seed);
        Step[][][] programs = [.. Enumerable.Range(0, 400).Select(_ => NewProgram(random))];
        string[][] expected = Node(programs);
        int steps = 0;
        for (int i = 0; i < programs.Length; i++)
        {
            string[] got = Script.Run(s => new Program(s, programs[i]).Start());
            if (!expected[i].SequenceEqual(got))
                Assert.Fail($"{Describe(programs[i])}\nNode: {string.Join(" | ", expected[i])}\nours: {string.Join(" | ", got)}");
            steps += got.Length;
        }
        Assert.True(steps > 20 * programs.Length, $"{steps} steps only");
    }

    private static Step[][] NewProgram(Random random)
    {
        string[] ops = ["await", "await", "await", "value", "thenable", "start", "start", "start", "settle", "settle", "settleThenable",
            "then", "then", "finally", "microtask", "all", "settled", "race", "throw"];
        return [.. Enumerable.Range(0, Tasks).Select(t => (Step[])[
            .. Enumerable.Range(0, random.Next(3, 9)).Select(_ =>
            {
                string op = ops[random.Next(ops.Length)];
                return new Step(op, op switch
                {
                    "start" => random.Next(1, Tasks),
                    "settle" or "settleThenable" => random.Next(Deferred),
                    _ => Other(random, t),
                }, random.Next(16));
            }),
            new Step(random.Next(2) == 0 ? "return" : "value", Other(random, t), 0)])];
    }

    /// <summary>Never the task's own promise: returning it is an error that tells of itself.</summary>
    private static int Other(Random random, int t)
    {
        int k = random.Next(Tasks + Deferred - 1);
        return k >= t ? k + 1 : k;
    }

    private static string Describe(Step[][] program) => new JsonArray([.. program.Select(Json)]).ToJsonString();

    private static JsonNode Json(Step[] task) =>
        new JsonArray([.. task.Select(static s => (JsonNode)new JsonArray(s.Op, s.A, s.B))]);

    private static string[][] Node(Step[][][] programs)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("-e");
        start.ArgumentList.Add(Driver);
        using Process node = Process.Start(start)!;
        Task<string> output = node.StandardOutput.ReadToEndAsync();
        node.StandardInput.Write("[" + string.Join(',', programs.Select(Describe)) + "]");
        node.StandardInput.Close();
        string text = output.Result;
        node.WaitForExit();
        Assert.Equal(0, node.ExitCode);
        return JsonSerializer.Deserialize<string[][]>(text)!;
    }
}
