using System.Text;
using Containerless.Runtime.Hosting;

namespace Containerless.Runtime.Tests.Hosting;

public class InstanceTests
{
    private static Instance Start(HandlerBody handler, InstanceOptions? options = null, Action<Realm>? top = null)
    {
        Instance? instance = Instance.Start(() => new TestProgram(handler, top), options ?? new InstanceOptions(), out Outcome failure);
        Assert.True(instance is not null, failure.Reason);
        return instance;
    }

    private static ValueTask<Outcome> Send(Instance instance, IOutbound outbound, string body = "{}", CancellationToken ct = default)
    {
        Assert.True(RequestReader.TryRead(instance, "/p?q=1", null, Encoding.UTF8.GetBytes(body), out FunctionRequest request, out _));
        return instance.HandleAsync(request, outbound, ct);
    }

    private static Lambda Fn(Realm r, Action<Value> body) => new(r, (Value self, in Args args) =>
    {
        body(args[0]);
        return default;
    });

    [Fact]
    public async Task Answers_synchronously_without_calls()
    {
        Instance instance = Start(static (r, request) =>
            TestProgram.Call(r, "respond", Intrinsics.JsonStringify(r, request)));
        ValueTask<Outcome> answer = Send(instance, FakeOutbound.None, "[1]");
        Assert.True(answer.IsCompleted);
        Assert.True(instance.Idle.IsCompleted);
        Assert.Equal("""{"path":"/p","query":{"q":"1"},"body":[1]}""", (await answer).Body);
    }

    [Fact]
    public async Task Keeps_state_between_requests()
    {
        int n = 0;
        Instance instance = Start((r, _) => TestProgram.Call(r, "respond", ++n));
        Assert.Equal("1", (await Send(instance, FakeOutbound.None)).Body);
        Assert.Equal("2", (await Send(instance, FakeOutbound.None)).Body);
    }

    [Theory]
    [InlineData("x", "x"), InlineData(1.50, "1.5"), InlineData(true, "true"), InlineData(null, "undefined")]
    public async Task Responds_with_the_value_as_text(object? value, string expected)
    {
        Value v = value switch { string s => s, double d => d, bool b => b, _ => default(Value) };
        Instance instance = Start((r, _) => TestProgram.Call(r, "respond", v));
        Assert.Equal(expected, (await Send(instance, FakeOutbound.None)).Body);
    }

    [Fact]
    public async Task Hello_says_who_served() =>
        Assert.Equal("Hello from C#!", (await Send(Start(static (r, _) => TestProgram.Call(r, "hello")), FakeOutbound.None)).Body);

    [Fact]
    public async Task The_first_answer_wins_and_the_others_are_logged()
    {
        Instance instance = Start(static (r, _) =>
        {
            TestProgram.Call(r, "respond", "first");
            TestProgram.Call(r, "respond", "second");
        });
        Assert.Equal("first", (await Send(instance, FakeOutbound.None)).Body);
        Assert.Equal([new ConsoleLine(true, "containerless: respond was called again, or outside of a request: ignored")], instance.TakeConsole());
        Assert.Empty(instance.TakeConsole());
    }

    [Fact]
    public async Task No_answer_and_nothing_pending_is_no_response()
    {
        Outcome outcome = await Send(Start(static (_, _) => { }), FakeOutbound.None);
        Assert.Equal((OutcomeKind.NoResponse, "NoResponse"), (outcome.Kind, outcome.Reason));
    }

    [Fact]
    public async Task No_answer_after_the_last_callback_is_no_response()
    {
        Instance instance = Start((r, _) => TestProgram.Call(r, "get", "http://h/", Fn(r, static _ => { })));
        Assert.Equal(OutcomeKind.NoResponse, (await Send(instance, FakeOutbound.Always("1"))).Kind);
    }

    [Fact]
    public async Task Callbacks_get_replies_and_never_run_inside_the_call()
    {
        var log = new List<string>();
        Instance instance = Start((r, _) =>
        {
            TestProgram.Call(r, "get", "http://h/x", Fn(r, reply =>
            {
                log.Add("reply");
                TestProgram.Call(r, "respond", TestProgram.Get(r, reply, "a"));
            }));
            log.Add("after get");
        });
        var outbound = FakeOutbound.Always("{\"a\":\"é\"}");
        Outcome outcome = await Send(instance, outbound);
        Assert.Equal("é", outcome.Body);
        Assert.Equal(["after get", "reply"], log);
        Assert.Equal(("GET", "http://h/x"), (outbound.Calls[0].Method, outbound.Calls[0].Url));
        await instance.Idle;
        Assert.Null(instance.AfterAnswer);
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData("not json")]
    public async Task A_failed_call_or_reply_gives_undefined(string? reply)
    {
        Instance instance = Start((r, _) =>
            TestProgram.Call(r, "get", "http://h/", Fn(r, v => TestProgram.Call(r, "respond", v.IsUndefined))));
        Assert.Equal("true", (await Send(instance, FakeOutbound.Always(reply))).Body);
    }

    [Fact]
    public async Task Data_urls_need_no_network_and_come_later()
    {
        bool after = false;
        Instance instance = Start((r, _) =>
        {
            TestProgram.Call(r, "get", "data:[1,2]", Fn(r, v => TestProgram.Call(r, "respond", Op.Template(r, [v, after]))));
            after = true;
        });
        Assert.Equal("1,2true", (await Send(instance, FakeOutbound.None)).Body);
        instance = Start((r, _) => TestProgram.Call(r, "get", "data:nonsense", Fn(r, v => TestProgram.Call(r, "respond", v))));
        Assert.Equal("undefined", (await Send(instance, FakeOutbound.None)).Body);
    }

    [Fact]
    public async Task Posts_json_with_headers_and_credentials()
    {
        Instance instance = Start((r, request) =>
            TestProgram.Call(r, "post", TestProgram.Get(r, request, "body"), Fn(r, v => TestProgram.Call(r, "respond", v))));
        var outbound = FakeOutbound.Always("1");
        await Send(instance, outbound, """
            {"url":"http://localhost:7999/login#x","body":{"b":1,"a":["é"]},"auth":{"username":"u","pass":"p"},
             "headers":{"X-One":1,"Content-Length":"7","AUTHORIZATION":"mine","x-two":null}}
            """);
        OutboundCall call = Assert.Single(outbound.Calls);
        Assert.Equal(("POST", "http://localhost:7999/login", "application/json"), (call.Method, call.Url, call.ContentType));
        Assert.Equal("""{"b":1,"a":["é"]}""", Encoding.UTF8.GetString(call.Body!));
        Assert.Equal(["accept: application/json", "authorization: mine", "x-one: 1", "x-two: null"], call.Headers.Select(static h => $"{h.Key}: {h.Value}"));
    }

    [Theory]
    [InlineData("http://h", "http://h/"), InlineData("http://h?x=1", "http://h/?x=1"), InlineData("https://a.b:8443/c?d=%20&e#f", "https://a.b:8443/c?d=%20&e")]
    [InlineData("http://127.0.0.1:1/", "http://127.0.0.1:1/"), InlineData("http://h/a;b=c,d/~x", "http://h/a;b=c,d/~x")]
    public async Task Plain_urls_are_sent_as_the_url_standard_writes_them(string url, string expected)
    {
        Instance instance = Start((r, _) => TestProgram.Call(r, "get", url, Fn(r, v => TestProgram.Call(r, "respond", v))));
        var outbound = FakeOutbound.Always("1");
        Assert.Equal("1", (await Send(instance, outbound)).Body);
        Assert.Equal(expected, outbound.Calls[0].Url);
    }

    [Theory]
    [InlineData("undefined"), InlineData("HTTP://h/"), InlineData("http://H/"), InlineData("http://u:p@h/"), InlineData("http://h:80/"), InlineData("http://h/é")]
    [InlineData("http://h/a/../b"), InlineData("http://h/%2E%2e/b"), InlineData("http://1.2.3/"), InlineData("http://0x7f.1/"), InlineData("http://01.2.3.4/")]
    [InlineData("http://[::1]/"), InlineData("ftp://h/"), InlineData("http://h\\x"), InlineData("http:///x"), InlineData("//h/x"), InlineData(" http://h/"), InlineData("http://h/a b")]
    public async Task Other_urls_bail_out(string url)
    {
        Instance instance = Start((r, _) => TestProgram.Call(r, "get", url, Fn(r, static _ => { })));
        Assert.Equal(OutcomeKind.Bailout, (await Send(instance, FakeOutbound.None)).Kind);
    }

    [Fact]
    public async Task The_answer_is_sent_at_the_end_of_its_turn_and_the_rest_runs_on()
    {
        var gate = new TaskCompletionSource<byte[]?>();
        bool ran = false;
        Instance instance = Start((r, _) =>
        {
            TestProgram.Call(r, "get", "http://h/", Fn(r, _ => ran = true));
            TestProgram.Call(r, "respond", "early");
        });
        Outcome outcome = await Send(instance, new FakeOutbound((_, _) => gate.Task));
        Assert.Equal("early", outcome.Body);
        Assert.False(instance.Idle.IsCompleted);
        Assert.Throws<InvalidOperationException>(() => { _ = RequestReader.TryRead(instance, "/", null, default, out _, out _); });
        gate.SetResult("1"u8.ToArray());
        await instance.Idle;
        Assert.True(ran);
        Assert.Null(instance.AfterAnswer);
        Assert.False(instance.Poisoned);
    }

    [Fact]
    public async Task A_bail_out_after_the_answer_is_told()
    {
        Instance instance = Start((r, _) =>
        {
            TestProgram.Call(r, "get", "http://h/", Fn(r, static _ => Bail.Hole<Value>(12)));
            TestProgram.Call(r, "respond", "early");
        });
        Assert.Equal("early", (await Send(instance, FakeOutbound.Always("1"))).Body);
        await instance.Idle;
        Assert.True(instance.Poisoned);
        Assert.Equal((OutcomeKind.Bailout, 12), (instance.AfterAnswer!.Value.Kind, instance.AfterAnswer.Value.Line));
    }

    [Fact]
    public async Task Replies_come_in_the_order_of_arrival()
    {
        var first = new TaskCompletionSource<byte[]?>();
        Instance instance = Start((r, _) =>
        {
            Value log = "";
            foreach (string name in (string[])["1", "2"])
            {
                TestProgram.Call(r, "get", "http://h/" + name, Fn(r, _ =>
                {
                    log = Op.Concat(r, log, name);
                    if (log.ToString().Length == 2) TestProgram.Call(r, "respond", log);
                }));
            }
        });
        Outcome outcome = await Send(instance, new FakeOutbound(async (call, ct) =>
        {
            if (call.Url.EndsWith('1')) return await first.Task;
            _ = Task.Delay(50, CancellationToken.None).ContinueWith(t => first.SetResult(null), TaskScheduler.Default);
            return null;
        }));
        Assert.Equal("21", outcome.Body);
    }

    [Fact]
    public async Task A_bail_out_poisons_and_drops_the_console()
    {
        Instance instance = Start(static (r, _) =>
        {
            Op.CallMethod(r, r.Global("console", 1), (Value)"log", new Args("gone"), 1);
            Bail.Unsupported<Value>("with", 9);
        });
        Outcome outcome = await Send(instance, FakeOutbound.None);
        Assert.Equal((OutcomeKind.Bailout, "unsupported: with", 9), (outcome.Kind, outcome.Reason, outcome.Line));
        Assert.True(instance.Poisoned);
        Assert.Empty(instance.TakeConsole());
        Assert.Throws<InvalidOperationException>(() => { _ = instance.HandleAsync(default, FakeOutbound.None, default); });
    }

    public static TheoryData<string> Bugs => ["cast", "null", "index", "overflow", "disposed"];

    [Theory]
    [MemberData(nameof(Bugs))]
    public async Task An_exception_of_ours_is_a_fault_and_overflow_a_bail_out(string kind)
    {
        Instance instance = Start((r, _) =>
        {
            int big = int.MaxValue, none = 0;
            object o = "";
            _ = kind switch
            {
                "cast" => (int)o,
                "null" => ((string)null!).Length,
                "index" => Array.Empty<int>()[none],
                "overflow" => checked(big + 1),
                _ => throw new ObjectDisposedException("x"),
            };
        });
        Outcome outcome = await Send(instance, FakeOutbound.None);
        Assert.True(instance.Poisoned);
        if (kind == "overflow") Assert.Equal((OutcomeKind.Bailout, "guard: int32 overflow"), (outcome.Kind, outcome.Reason));
        else Assert.True(outcome is { Kind: OutcomeKind.Fault, Fault: not null });
    }

    [Fact]
    public async Task A_fault_of_the_host_is_a_fault()
    {
        Instance instance = Start((r, _) => TestProgram.Call(r, "get", "http://h/", Fn(r, static _ => { })));
        Assert.Equal(OutcomeKind.Fault, (await Send(instance, FakeOutbound.None)).Kind);
    }

    [Fact]
    public void A_program_that_does_not_listen_does_not_start()
    {
        Assert.Null(Instance.Start(static () => new TestProgram(null), new InstanceOptions(), out Outcome failure));
        Assert.Equal(OutcomeKind.Bailout, failure.Kind);
        Assert.Null(Instance.Start(static () => new TestProgram(static (_, _) => { }, static r => r.Global("eval", 3)), new InstanceOptions(), out failure));
        Assert.Equal((OutcomeKind.Bailout, 3), (failure.Kind, failure.Line));
        Assert.Null(Instance.Start(static () => new TestProgram(null, static r => { while (true) r.Tick(4); }),
            new InstanceOptions { Limits = new Limits { Gas = 100_000 } }, out failure));
        Assert.Equal((OutcomeKind.Limit, "TimeLimitExceeded", 4), (failure.Kind, failure.Reason, failure.Line));
    }

    [Fact]
    public async Task Environment_is_shown_and_not_writable()
    {
        var options = new InstanceOptions { Environment = [new("STORE_URL", "http://s"), new("A", "b")] };
        Instance instance = Start(static (r, _) =>
        {
            Value env = TestProgram.Get(r, r.Global("process", 1), "env");
            TestProgram.Call(r, "respond", Op.Template(r, [TestProgram.Get(r, env, "STORE_URL"), TestProgram.Get(r, env, "PATH"), Intrinsics.JsonStringify(r, env)]));
        }, options);
        Assert.Equal("http://sundefined{\"STORE_URL\":\"http://s\",\"A\":\"b\"}", (await Send(instance, FakeOutbound.None)).Body);
        instance = Start(static (r, _) => Op.PutIndex(r, TestProgram.Get(r, r.Global("process", 1), "env"), "A", 1, 1), options);
        Assert.Equal(OutcomeKind.Bailout, (await Send(instance, FakeOutbound.None)).Kind);
    }

    [Fact]
    public async Task Cancellation_stops_a_running_turn_and_a_waiting_one()
    {
        using var stop = new CancellationTokenSource(50);
        Instance running = Start(static (r, _) => { while (true) r.Tick(1); });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Send(running, FakeOutbound.None, ct: stop.Token));
        Assert.True(running.Poisoned);
        using var later = new CancellationTokenSource(50);
        Instance waiting = Start((r, _) => TestProgram.Call(r, "get", "http://h/", Fn(r, static _ => { })));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await Send(waiting, new FakeOutbound(static (_, _) => new TaskCompletionSource<byte[]?>().Task), ct: later.Token));
        Assert.True(waiting.Poisoned);
    }
}
