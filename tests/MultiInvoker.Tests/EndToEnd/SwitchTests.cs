using System.Diagnostics;
using System.Net;
using Containerless.Invoker.Tests.EndToEnd;
using Containerless.Shared;

namespace Containerless.MultiInvoker.Tests.EndToEnd;

/// <summary>Real invokers, real Node, real HTTP, and an effect of each request that is counted.</summary>
public sealed class SwitchTests
{
    /// <summary>A small <c>bench/switch.js</c>.</summary>
    [Fact]
    public async Task Requests_go_on_across_the_switch_and_each_has_its_effect_once()
    {
        await using MultiFunction f = await MultiFunction.StartAsync();
        List<(int N, Reply Reply)> answers = await f.LoadAsync(0, TimeSpan.FromMilliseconds(20),
            static replies => replies.Count(static reply => reply.Tier == "compiled") > 100);
        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.OK, $"done {answer.N} true"), (answer.Reply.Status, answer.Reply.Body)));
        Assert.Equal(["compiled", "container", "tracing"], answers.Select(static answer => answer.Reply.Tier).Distinct().Order());
        Assert.Equal(answers.Count, f.Effects.Count);
        Assert.All(f.Effects, static effect => Assert.Equal(1, effect.Value));

        MultiStatusDocument status = await f.UntilAsync("A has quit", static s => s.A.Phase == "ended");
        Assert.Equal(("ServingB", 1, "ended with code 0"), (status.State, status.Switches, status.A.LastEnd));
        Assert.Equal(["StartingA", "ServingA", "StartingB", "ServingB"], status.History.Select(static change => change.State));
        Assert.All(status.History, static change => Assert.NotEmpty(change.Cause));
        Assert.Equal(answers.Count, status.A.Answered + status.B.Answered);
        Assert.Empty(status.Retried);
        Assert.Empty(status.Refused);
        await f.EndAsync();
    }

    [Fact]
    public async Task Who_is_in_flight_at_A_is_answered_by_A()
    {
        await using MultiFunction f = await MultiFunction.StartAsync(static options =>
        {
            // The tracing instance takes one at a time: what is slow in it would hold up the switch.
            options.Of("config_a")["drain_seconds"] = 20;
            return options;
        });
        for (int n = 0; n < 6; n++)
        {
            Assert.Equal("tracing", (await f.PostAsync(n)).Tier);
        }

        // Two or three at a time, not all of which end before the switch.
        var slow = new List<Task<Reply>>();
        for (var watch = Stopwatch.StartNew(); (await f.StatusAsync()).Serving == "A";)
        {
            if (slow.Count * 600 <= watch.ElapsedMilliseconds && slow.Count(static one => !one.IsCompleted) < 3)
            {
                slow.Add(f.PostAsync(1000 + slow.Count, "/slow"));
            }

            await Task.Delay(20);
        }

        Task<Reply>[] inFlight = [.. slow.Where(static one => !one.IsCompleted)];
        Assert.NotEmpty(inFlight);
        Assert.All(await Task.WhenAll(slow), static reply => Assert.Equal((HttpStatusCode.OK, null), (reply.Status, reply.Retried)));
        Assert.Contains(await Task.WhenAll(inFlight), static reply => reply.Tier == "container");
        Assert.All(f.Effects, static effect => Assert.Equal(1, effect.Value));
        Assert.Equal("ended with code 0", (await f.UntilAsync("A has quit", static s => s.A.Phase == "ended")).A.LastEnd);
        await f.EndAsync();
    }

    [Fact]
    public async Task Without_kill_parent_requests_wait_for_B_when_A_has_quit()
    {
        await using MultiFunction f = await MultiFunction.StartAsync(static options =>
        {
            options.Of("config_a")["kill_parent"] = false;
            return options;
        });
        List<(int N, Reply Reply)> answers = await f.LoadAsync(0, TimeSpan.FromMilliseconds(20),
            static replies => replies.Count(static reply => reply.Tier == "compiled") > 20);
        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.OK, $"done {answer.N} true"), (answer.Reply.Status, answer.Reply.Body)));
        Assert.Contains((await f.StatusAsync()).History, static change => change is { State: "StartingB", Cause: "A has compiled and quit" });
        await f.EndAsync();
    }

    [Fact]
    public async Task A_that_is_killed_is_started_anew_and_its_requests_are_sent_once_more()
    {
        await using MultiFunction f = await MultiFunction.StartAsync();
        Assert.Equal("tracing", (await f.PostAsync(1)).Tier);
        Task<Reply> inFlight = f.PostAsync(2, "/slow");
        await f.UntilEffectAsync(2);
        RunningInvoker.Signal((await f.StatusAsync()).A.ProcessId!.Value, "KILL");

        Reply reply = await inFlight;
        Assert.Equal((HttpStatusCode.OK, "slow 2 true", "A ended before it had answered"), (reply.Status, reply.Body, reply.Retried));
        MultiStatusDocument status = await f.StatusAsync();
        Assert.Equal((2, 1), (status.A.Starts, status.Retried["A ended before it had answered"]));
        Assert.Contains(status.History, static change => change is { State: "StartingA", Cause: "A ended with code 137" });
        // The effect of a request that is sent once more may have happened: at most once more.
        Assert.Equal((1, 2), (f.Effects["/1"], f.Effects["/2"]));
        await f.SwitchAsync(10);
        await f.EndAsync();
    }

    [Fact]
    public async Task What_is_in_flight_at_A_when_it_is_killed_after_the_switch_is_sent_once_more_to_B()
    {
        await using MultiFunction f = await MultiFunction.StartAsync(static options =>
        {
            options.Of("config_a")["drain_seconds"] = 60;
            return options;
        });
        for (int n = 0; n < 6; n++)
        {
            Assert.Equal("tracing", (await f.PostAsync(n)).Tier);
        }

        Task<Reply> inFlight = f.PostAsync(MultiFunction.Held);
        await f.UntilEffectAsync(MultiFunction.Held);
        MultiStatusDocument status = await f.UntilAsync("switched", static s => s.Serving == "B");
        Assert.Equal(("ready", 1), (status.A.Phase, status.A.InFlight)); // it drains
        RunningInvoker.Signal(status.A.ProcessId!.Value, "KILL");

        Reply reply = await inFlight;
        Assert.Equal((HttpStatusCode.OK, $"done {MultiFunction.Held} true", "compiled"), (reply.Status, reply.Body, reply.Tier));
        Assert.Equal("A ended before it had answered", reply.Retried);
        Assert.Equal(2, f.Effects[$"/{MultiFunction.Held}"]);
        status = await f.UntilAsync("A is gone", static s => s.A.Phase == "ended");
        Assert.Equal(("ServingB", 1, 1), (status.State, status.Switches, status.A.Starts));
        await f.EndAsync();
    }

    [Fact]
    public async Task A_that_is_killed_while_it_compiles_is_started_anew_and_nothing_is_lost()
    {
        await using MultiFunction f = await MultiFunction.StartAsync();
        Assert.Equal("tracing", (await f.PostAsync(0)).Tier);
        await f.UntilAsync("the compiler runs", _ => f.Invoker.Descendants("Containerless.Compiler.dll").Count == 1);
        int compiler = f.Invoker.Descendants("Containerless.Compiler.dll").Single();
        RunningInvoker.Signal(compiler, "STOP");
        for (int n = 1; n < 6; n++)
        {
            Assert.Equal("tracing", (await f.PostAsync(n)).Tier);
        }

        MultiStatusDocument status = await f.UntilAsync("compiling", static s => s.A.State == "Compiling");
        Task<Reply> inFlight = f.PostAsync(MultiFunction.Held);
        await f.UntilEffectAsync(MultiFunction.Held);
        RunningInvoker.Signal(status.A.ProcessId!.Value, "KILL");
        RunningInvoker.Signal(compiler, "CONT"); // it can see then that its invoker is gone

        Reply reply = await inFlight;
        Assert.Equal((HttpStatusCode.OK, $"done {MultiFunction.Held} true", "tracing"), (reply.Status, reply.Body, reply.Tier));
        Assert.Equal("A ended before it had answered", reply.Retried);
        await f.UntilAsync("the compiler of the first is gone", _ => !RunningInvoker.Runs(compiler));
        await f.SwitchAsync(10);
        Assert.Equal("compiled", (await f.PostAsync(100)).Tier);
        Assert.All(f.Effects, static effect => Assert.Equal(effect.Key == $"/{MultiFunction.Held}" ? 2 : 1, effect.Value));
        Assert.Equal((2, 1), ((await f.StatusAsync()).A.Starts, (await f.StatusAsync()).Switches));
        await f.EndAsync();
    }

    [Fact]
    public async Task A_that_is_killed_when_it_has_compiled_is_not_missed()
    {
        await using MultiFunction f = await MultiFunction.StartAsync();
        for (int n = 0; n < 6; n++)
        {
            await f.PostAsync(n);
        }

        MultiStatusDocument status = await f.UntilAsync("compiled", static s => s.State == "StartingB");
        RunningInvoker.Signal(status.A.ProcessId!.Value, "KILL");
        Assert.Equal("compiled", (await f.PostAsync(100)).Tier);
        Assert.Equal((1, 1), ((await f.StatusAsync()).A.Starts, (await f.StatusAsync()).Switches));
        await f.EndAsync();
    }

    [Fact]
    public async Task B_that_is_killed_brings_A_back_and_then_B()
    {
        await using MultiFunction f = await MultiFunction.StartAsync();
        await f.SwitchAsync(0);
        MultiStatusDocument status = await f.UntilAsync("A has quit", static s => s.A.Phase == "ended");
        RunningInvoker.Signal(status.B.ProcessId!.Value, "KILL");
        Assert.Equal("tracing", (await f.PostAsync(100)).Tier);
        await f.SwitchAsync(101);
        Assert.Equal("compiled", (await f.PostAsync(200)).Tier);
        Assert.Equal(2, (await f.StatusAsync()).Switches);
        await f.EndAsync();
    }

    [Fact]
    public async Task An_artifact_that_is_damaged_before_B_starts_is_traced_and_compiled_anew()
    {
        await using MultiFunction f = await MultiFunction.StartAsync(static options =>
        {
            // Time enough to see A answer when B has been refused: after it A is started anew.
            options.Of("config_a")["drain_seconds"] = 8;
            return options;
        });
        // On a thread of its own: B reads it soon.
        Task damaged = Task.Factory.StartNew(
            () => Damage(Path.Combine(f.ArtifactsDir, "f")), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        for (int n = 0; n < 6; n++)
        {
            await f.PostAsync(n);
        }

        await damaged;
        await f.UntilAsync("refused", static s => s.B.LastEnd?.Contains("was changed", StringComparison.Ordinal) == true);
        Assert.Equal("container", (await f.PostAsync(50)).Tier);
        await f.UntilAsync("traces anew", static s => s is { Serving: "A", A: { Starts: 2, State: "Tracing" } });
        await f.SwitchAsync(100);
        Assert.Equal("compiled", (await f.PostAsync(200)).Tier);
        await f.EndAsync();
    }

    [Fact]
    public async Task Nobody_waits_forever()
    {
        await using MultiFunction f = await MultiFunction.StartAsync(static options =>
        {
            options["queue_seconds"] = 0.2;
            options["max_queued_requests"] = 3;
            return options;
        });
        // How many of these meet a full queue, and how many a deadline, is for the machine to say.
        Reply[] refused = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => f.PostAsync(n)));
        refused = [.. refused.Where(static reply => reply.Status != HttpStatusCode.OK)];
        Assert.All(refused, static reply => Assert.Equal((HttpStatusCode.ServiceUnavailable, "1"), (reply.Status, reply.RetryAfter)));
        MultiStatusDocument status = await f.UntilAsync("serves", static s => s.Serving == "A");
        foreach ((string cause, string message) in new[]
        {
            ("queue full", "3 requests wait already, because StartingA: the multi-invoker was started"),
            ("deadline", "nobody could serve it within 0.2 s, because StartingA: the multi-invoker was started"),
        })
        {
            Assert.Equal(status.Refused.GetValueOrDefault(cause), refused.Count(reply => reply.Body.Contains(message, StringComparison.Ordinal)));
        }

        Assert.NotEmpty(refused);
        Assert.Equal(refused.Length, status.Refused.Values.Sum());
        Assert.Equal(HttpStatusCode.OK, (await f.PostAsync(10)).Status);
        await f.EndAsync();
    }

    private static void Damage(string folder)
    {
        for (int i = 0; i < 60_000; i++)
        {
            if (File.Exists(Path.Combine(folder, "current")))
            {
                string path = Path.Combine(folder, File.ReadAllText(Path.Combine(folder, "current")).Trim(), "containerless.dll");
                byte[] bytes = File.ReadAllBytes(path);
                bytes[bytes.Length / 2] ^= 0x80;
                File.WriteAllBytes(path, bytes);
                return;
            }

            Thread.Sleep(1);
        }
    }
}
