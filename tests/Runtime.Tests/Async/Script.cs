using System.Diagnostics;
using System.Text.Json;
using Containerless.Runtime.Builtins;
using Containerless.Runtime.Hosting;

namespace Containerless.Runtime.Tests.Async;

/// <summary>A turn with its microtasks, and what it logged; the same script is run in Node.</summary>
internal sealed class Script : ITurns
{
    private const string Prelude = """
        'use strict';
        const log = [], L = text => { log.push(String(text)); };
        process.on('unhandledRejection', e => L('unhandled ' + e));
        process.on('uncaughtException', e => L('unhandled ' + e));
        process.on('exit', () => process.stdout.write(JSON.stringify(log)));
        """;

    private readonly List<string> _log = [];

    internal readonly Realm R = Differential.NodeOracle.NewRealm();

    private Script() => R.Turns = this;

    /// <summary>Runs both; their logs must be equal.</summary>
    internal static void Compare(string js, Action<Script> ours) => Assert.Equal(Node(js), Run(ours));

    /// <summary>One turn with its microtasks; gives what was logged.</summary>
    internal static string[] Run(Action<Script> ours)
    {
        var script = new Script();
        ours(script);
        script.R.RunMicrotasks();
        return [.. script._log];
    }

    private static string[] Node(string js)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true };
        start.ArgumentList.Add("-e");
        start.ArgumentList.Add(Prelude + js);
        using Process node = Process.Start(start)!;
        string text = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        Assert.Equal(0, node.ExitCode);
        return JsonSerializer.Deserialize<string[]>(text)!;
    }

    internal void L(Value text) => _log.Add(T(text));

    internal string T(Value v) => Op.ToText(R, v);

    internal Lambda Fn(Func<Value, Value> body) => new(R, (Value self, in Args args) => body(args[0]));

    internal Lambda Fn(Action<Value> body) => new(R, (Value self, in Args args) =>
    {
        body(args[0]);
        return default;
    });

    /// <summary>A function that logs this text and what it gets.</summary>
    internal Lambda Log(string text) => Fn(v => L(text + T(v)));

    /// <summary>A member of Promise.</summary>
    internal Value Promise(string name, params Value[] args) =>
        Op.CallMethod(R, PromiseConstructor.Instance, (Value)name, new Args(args), 1);

    /// <summary>new Promise.</summary>
    internal Value NewPromise(Action<FunctionObject, FunctionObject> executor) =>
        Op.New(R, PromiseConstructor.Instance, new Args(new Lambda(R, (Value self, in Args args) =>
        {
            executor((FunctionObject)args[0].AsObject!, (FunctionObject)args[1].AsObject!);
            return default;
        })), 1);

    internal Value Then(Value promise, params Value[] args) =>
        PromisePrototype.InvokeThen(R, promise, args[0], args.Length > 1 ? args[1] : default, 1);

    internal Value Finally(Value promise, Value f) =>
        ((FunctionObject)PromisePrototype.Table.Get(R, "finally", promise, 1).Ref!).Invoke(R, promise, new Args(f), 1);

    internal Value Array(params Value[] items) => R.Array(items);

    internal Value Object(params (string, Value)[] members)
    {
        PlainObject o = R.Object();
        foreach ((string name, Value value) in members) o.DefineOwn(R, name, value);
        return o;
    }

    void ITurns.Fail(Value error) => L("unhandled " + T(error));

    void ITurns.Listen(FunctionObject handler, int line) => throw new NotSupportedException();

    void ITurns.Respond(string body, int line) => throw new NotSupportedException();

    void ITurns.Send(OutboundCall call, FunctionObject callback, int line) => throw new NotSupportedException();

    void ITurns.Later(Value value, FunctionObject callback, int line) => throw new NotSupportedException();

    void ITurns.Start(TimerObject timer, double delay, int line) => throw new NotSupportedException();

    void ITurns.Clear(TimerObject timer) => throw new NotSupportedException();
}
