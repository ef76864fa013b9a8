using System.Reflection;
using System.Text;
using Containerless.Invoker.Compiled;
using Containerless.Invoker.Http;
using Containerless.Invoker.Observation;
using Containerless.Runtime;
using Containerless.Runtime.Hosting;
using Containerless.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using static Containerless.Invoker.Tests.Compiled.HandWrittenProgram;

namespace Containerless.Invoker.Tests.Compiled;

public sealed class CompiledTierTests : IAsyncDisposable
{
    private readonly RequestCounters counters = new();
    private readonly Replies replies = new();
    private CompiledTier? tier;
    private int started;

    public async ValueTask DisposeAsync()
    {
        if (tier is not null)
        {
            await tier.DisposeAsync();
        }
    }

    [Fact]
    public async Task An_answer_is_given_at_once_and_the_realm_is_used_again()
    {
        Create((realm, request) => Respond(realm, Get(realm, request, "path")));
        for (int i = 0; i < 5; i++)
        {
            ValueTask<CompiledResult> pending = HandleAsync($"/{i}");
            Assert.True(pending.IsCompletedSuccessfully);
            CompiledResult result = await pending;
            Assert.Equal((CompiledResultKind.Answer, $"/{i}"), (result.Kind, result.Text));
        }

        Assert.Equal(1, started);
        Assert.Equal(new RealmStatus(1, 0, 2, 0), tier!.Realms);
    }

    [Fact]
    public async Task A_bail_out_falls_back_with_its_line_and_the_realm_is_thrown_away()
    {
        Create((_, _) => Bail.Hole<Value>(12));
        CompiledResult result = await HandleAsync("/x");
        Assert.Equal(CompiledResultKind.Fallback, result.Kind);
        Assert.EndsWith("(line 12)", result.Text, StringComparison.Ordinal);
        Assert.Equal(new RealmStatus(0, 0, 2, 1), tier!.Realms);
        await HandleAsync("/x");
        Assert.Equal(2, started);
        Assert.False(tier.Demoted.IsCompleted);
    }

    [Fact]
    public async Task No_answer_is_the_error_that_the_library_gives()
    {
        Create((_, _) => { });
        CompiledResult result = await HandleAsync("/x");
        Assert.Equal(
            """{"error":{"name":"NoResponse","message":"The function finished without calling respond.","line":null}}""",
            Encoding.UTF8.GetString(result.ErrorAnswer.Body.Span));
    }

    [Fact]
    public async Task A_limit_is_a_named_error_with_its_line_and_is_counted()
    {
        Create((realm, _) => { while (true) { realm.Tick(5); } },
            c => c with { Limits = c.Limits with { Time = TimeSpan.FromMilliseconds(50) } });
        CompiledResult result = await HandleAsync("/x");
        Assert.Equal((CompiledResultKind.Error, 500), (result.Kind, result.ErrorAnswer.Status));
        string body = Encoding.UTF8.GetString(result.ErrorAnswer.Body.Span);
        Assert.Contains("\"name\":\"TimeLimitExceeded\"", body, StringComparison.Ordinal);
        Assert.Contains("\"line\":5", body, StringComparison.Ordinal);
        Assert.Equal(1, counters.Limits["TimeLimitExceeded"]);
        Assert.Equal(1, tier!.Realms.Discarded);
        Assert.False(tier.Demoted.IsCompleted);
    }

    [Fact]
    public async Task Our_own_failure_falls_back_and_demotes_when_it_repeats()
    {
        Create((_, _) => throw new InvalidCastException("a bug"));
        for (int i = 0; i < 3; i++)
        {
            Assert.False(tier!.Demoted.IsCompleted);
            Assert.Equal(CompiledResultKind.Fallback, (await HandleAsync("/x")).Kind);
        }

        Assert.Contains("InvalidCastException: a bug", await tier!.Demoted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_top_level_that_gives_up_or_never_listens_demotes_at_once(bool throws)
    {
        Create(throws ? (_, _) => { } : null, top: throws ? () => Bail.Hole<Value>(2) : null);
        Assert.True(tier!.Demoted.IsCompleted);
        Assert.Contains(throws ? "line 2" : "listen was not called", await tier.Demoted, StringComparison.Ordinal);
        Assert.Equal(CompiledResultKind.Fallback, (await HandleAsync("/x")).Kind);
    }

    [Fact]
    public async Task A_malformed_request_is_refused_and_the_realm_is_sound()
    {
        Create((realm, _) => Respond(realm, "ok"));
        CompiledResult result = await HandleAsync("/x", "{", "application/json");
        Assert.Equal((CompiledResultKind.Error, 400), (result.Kind, result.ErrorAnswer.Status));
        Assert.Equal("ok", (await HandleAsync("/x")).Text);
        Assert.Equal(1, started);
    }

    [Fact]
    public async Task Requests_beyond_the_realms_wait_and_then_are_refused()
    {
        Create((realm, _) => Fetch(realm, "http://h/", (inner, _) => Respond(inner, "late")),
            c => c with { MaxRealms = 1, QueueTimeout = TimeSpan.FromMilliseconds(300) });
        ValueTask<CompiledResult> first = HandleAsync("/1");
        ValueTask<CompiledResult> second = HandleAsync("/2");
        Assert.Equal(CompiledResultKind.Busy, (await second).Kind);
        ValueTask<CompiledResult> third = HandleAsync("/3");
        replies.Release();
        Assert.Equal("late", (await first).Text);
        Assert.Equal("late", (await third).Text);
        Assert.Equal(1, started);
    }

    [Fact]
    public async Task A_bail_out_after_the_answer_is_reported_with_a_request_that_may_be_kept()
    {
        Create((realm, _) =>
        {
            Fetch(realm, "http://h/", (_, _) => Bail.Hole<Value>(9));
            Respond(realm, "early");
        });
        var told = new TaskCompletionSource<(IncomingRequest Request, string Reason)>();
        AttemptRecord? record = null;
        tier!.Unfinished = (request, reason, done) =>
        {
            record = done;
            told.SetResult((request, reason));
        };
        byte[] body = "{\"a\": 1}"u8.ToArray();
        Assert.Equal("early", (await tier.HandleAsync(Request("/x", body, "application/json"))).Text);
        body.AsSpan().Clear();
        replies.Release();
        (IncomingRequest kept, string why) = await told.Task.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(("/x", "{\"a\": 1}"), (kept.Target, Encoding.UTF8.GetString(kept.Body.Span)));
        Assert.Equal("application/json", kept.Headers.ContentType);
        Assert.EndsWith("(line 9)", why, StringComparison.Ordinal);
        RecordedCall call = Assert.Single(record!.Calls);
        Assert.Equal(("GET", "http://h/", 0), (call.Call.Method, call.Call.Url, call.Arrival));
        for (int i = 0; i < 100 && tier.Realms.Discarded == 0; i++)
        {
            await Task.Delay(10);
        }

        Assert.Equal(new RealmStatus(0, 0, 2, 1), tier.Realms);
    }

    [Fact]
    public async Task Warming_up_uses_realms_of_its_own_and_sends_nothing()
    {
        int served = 0;
        Create((realm, _) =>
        {
            served++;
            Fetch(realm, "http://h/", (inner, reply) => Respond(inner, reply.IsUndefined ? "failed" : "sent"));
        });
        await tier!.WarmAsync([Request("/a"), Request("/b", "{"u8.ToArray(), "application/json")]);
        Assert.InRange(served, 2, 40);
        Assert.Equal(0, replies.Sent);
        Assert.Equal(2, started);
        Assert.Equal(new RealmStatus(1, 0, 2, 0), tier.Realms);
    }

    [Fact]
    public async Task Many_requests_at_once_use_no_more_realms_than_allowed_and_each_gets_its_answer()
    {
        Create((realm, request) => Respond(realm, Get(realm, request, "path")), c => c with { MaxRealms = 3 });
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            for (int i = 0; i < 2000; i++)
            {
                Assert.Equal($"/{worker}/{i}", (await HandleAsync($"/{worker}/{i}")).Text);
            }
        })));
        Assert.InRange(started, 1, 3);
        Assert.Equal(new RealmStatus(started, 0, 3, 0), tier!.Realms);
    }

    [Fact]
    public async Task A_retired_version_finishes_what_it_has_and_sends_everybody_else_on()
    {
        Create((realm, _) => Fetch(realm, "http://h/", (inner, _) => Respond(inner, "late")), c => c with { MaxRealms = 1 });
        ValueTask<CompiledResult> served = HandleAsync("/1");
        ValueTask<CompiledResult> waiting = HandleAsync("/2");
        Task retiring = tier!.RetireAsync();
        Assert.Equal(CompiledResultKind.Retired, (await waiting).Kind);
        Assert.Equal(CompiledResultKind.Retired, (await HandleAsync("/3")).Kind);
        await Task.Delay(50);
        Assert.False(retiring.IsCompleted);
        replies.Release();
        Assert.Equal("late", (await served).Text);
        await retiring.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal((1, 0), (started, tier.Realms.Live));
        Assert.Equal(CompiledResultKind.Retired, (await HandleAsync("/4")).Kind);
        Assert.True(tier.Demoted.IsCanceled);
    }

    [Fact]
    public async Task A_retired_version_waits_for_callbacks_after_the_answer()
    {
        bool called = false;
        Create((realm, _) =>
        {
            Fetch(realm, "http://h/", (_, _) => called = true);
            Respond(realm, "early");
        });
        Assert.Equal("early", (await HandleAsync("/x")).Text);
        Task retiring = tier!.RetireAsync();
        await Task.Delay(50);
        Assert.False(retiring.IsCompleted);
        replies.Release();
        await retiring.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.True(called);
    }

    [Fact]
    public async Task A_retired_version_lets_go_of_realms_caches_and_callbacks()
    {
        List<WeakReference> kept = await ServeAndRetireAsync();
        for (int i = 0; i < 10 && kept.Any(static reference => reference.IsAlive); i++)
        {
            await Task.Delay(20);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        // The version, its program, its realm, its caches, a callback.
        Assert.Equal(5, kept.Count);
        Assert.DoesNotContain(kept, static reference => reference.IsAlive);
    }

    // Apart, so that nothing of it is left on the test's stack.
    private async Task<List<WeakReference>> ServeAndRetireAsync()
    {
        List<WeakReference> kept = [];
        var old = CompiledTier.Create("hash", () =>
        {
            var program = new HandWrittenProgram((realm, _) =>
            {
                HandlerBody callback = (_, _) => Respond(realm, "done"); // captures, or it would be static
                object caches = typeof(Realm).GetField("Caches", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(realm)!;
                kept.AddRange([new WeakReference(realm), new WeakReference(caches), new WeakReference(callback)]);
                Fetch(realm, "http://h/", (inner, reply) => callback(inner, reply));
            });
            kept.Add(new WeakReference(program));
            return program;
        }, new InvokerConfiguration { ImageName = "f" }, replies, counters, NullLoggerFactory.Instance);
        kept.Add(new WeakReference(old));
        replies.Release();
        Assert.Equal("done", (await old.HandleAsync(Request("/x"))).Text);
        await old.RetireAsync();
        return kept;
    }

    private void Create(
        HandlerBody? handler, Func<InvokerConfiguration, InvokerConfiguration>? change = null, Action? top = null)
    {
        var configuration = new InvokerConfiguration { ImageName = "f", MaxRealms = 2 };
        tier = CompiledTier.Create("hash", () =>
        {
            Interlocked.Increment(ref started);
            return new HandWrittenProgram(handler, top);
        }, change?.Invoke(configuration) ?? configuration, replies, counters, NullLoggerFactory.Instance);
    }

    private ValueTask<CompiledResult> HandleAsync(string target, string body = "", string? type = null) =>
        tier!.HandleAsync(Request(target, Encoding.UTF8.GetBytes(body), type));

    private static IncomingRequest Request(string target, byte[]? body = null, string? type = null) =>
        new("POST", target, type, new HeaderDictionary(), body ?? []);

    /// <summary>Replies that come when the test says so.</summary>
    private sealed class Replies : IOutbound
    {
        private readonly TaskCompletionSource released = new();

        public int Sent { get; private set; }

        public void Release() => released.SetResult();

        public async Task<OutboundReply> SendAsync(OutboundCall call, CancellationToken ct)
        {
            Sent++;
            await released.Task.WaitAsync(ct);
            return new OutboundReply("{}"u8.ToArray());
        }
    }
}
