using System.Text;
using Containerless.Invoker.Journals;

namespace Containerless.Invoker.Tests.Journals;

public sealed class AttemptTests
{
    private readonly JournalRegistry registry = new();
    private readonly List<string> sent = [];
    private readonly Dictionary<string, TaskCompletionSource<JournalReply>> underWay = [];

    [Fact]
    public async Task What_an_attempt_sent_the_next_one_is_answered_from_the_journal()
    {
        var journal = new RequestJournal();
        Attempt first = registry.Begin(journal);
        Assert.Equal("a!", await CallAsync(first, 0, "a"));
        Assert.Equal("b!", await CallAsync(first, 1, "b"));
        await EndAsync(first);

        Attempt second = registry.Begin(journal);
        Assert.Equal(("a!", 0), await OrderedAsync(second, 0, "a"));
        Assert.Equal(("b!", 1), await OrderedAsync(second, 1, "b"));
        Assert.Equal(("c!", 2), await OrderedAsync(second, 2, "c"));
        Assert.Equal(["a", "b", "c"], sent);
        Assert.Equal(Repetition.Replayed, second.Repetition);
        Assert.Equal(Repetition.None, first.Repetition);
    }

    [Fact]
    public async Task What_the_second_attempt_sent_the_third_one_is_answered_from_the_journal_with_the_rest()
    {
        var journal = new RequestJournal();
        Attempt attempt = registry.Begin(journal);
        await CallAsync(attempt, 0, "a");
        await CallAsync(attempt, 1, "b");
        await EndAsync(attempt);

        // It ends before it has made the second call again.
        attempt = registry.Begin(journal);
        await CallAsync(attempt, 0, "a");
        await EndAsync(attempt);

        attempt = registry.Begin(journal);
        await CallAsync(attempt, 0, "a");
        await CallAsync(attempt, 1, "b");
        await CallAsync(attempt, 2, "c");
        await EndAsync(attempt);

        attempt = registry.Begin(journal);
        foreach ((string call, int number) in new[] { ("a", 0), ("b", 1), ("c", 2) })
        {
            Assert.Equal((call + "!", number), await OrderedAsync(attempt, number, call));
        }

        Assert.Equal(["a", "b", "c"], sent);
        Assert.Equal(Repetition.Replayed, attempt.Repetition);
    }

    [Fact]
    public async Task A_call_under_way_is_adopted()
    {
        var journal = new RequestJournal();
        Attempt first = registry.Begin(journal);
        Task<string> broken = CallAsync(first, 0, "slow");
        await EndAsync(first);
        Attempt second = registry.Begin(journal);
        Task<string> adopted = CallAsync(second, 0, "slow");
        Assert.False(adopted.IsCompleted);
        underWay["slow"].SetResult(ReplyTo("slow"));
        Assert.Equal("slow!", await adopted);
        await broken;
        Assert.Equal(["slow"], sent);
    }

    [Fact]
    public async Task Equal_calls_are_told_apart_by_their_order()
    {
        var journal = new RequestJournal();
        Attempt first = registry.Begin(journal);
        Assert.Equal("same!", await CallAsync(first, 0, "same"));
        Assert.Equal("same!", await CallAsync(first, 1, "same"));
        await EndAsync(first);
        Attempt second = registry.Begin(journal);
        await CallAsync(second, 0, "same");
        await CallAsync(second, 1, "same");
        await CallAsync(second, 2, "same");
        Assert.Equal(["same", "same", "same"], sent);
    }

    [Fact]
    public async Task A_call_sent_again_under_its_number_is_the_same_call()
    {
        Attempt attempt = registry.Begin(new RequestJournal());
        Assert.Equal(("a!", 0), await OrderedAsync(attempt, 0, "a"));
        Assert.Equal(("a!", 0), await OrderedAsync(attempt, 0, "a"));
        Assert.Equal(["a"], sent);
    }

    [Fact]
    public async Task Replies_come_in_the_order_in_which_they_came()
    {
        var journal = new RequestJournal();
        Attempt first = registry.Begin(journal);
        Task<string> slow = CallAsync(first, 0, "slow");
        await CallAsync(first, 1, "quick");
        underWay["slow"].SetResult(ReplyTo("slow"));
        await slow;
        await EndAsync(first);

        Attempt second = registry.Begin(journal);
        Task<(string, int)> again = OrderedAsync(second, 0, "slow");
        await Task.Delay(50);
        Assert.False(again.IsCompleted);
        Assert.Equal(("quick!", 0), await OrderedAsync(second, 1, "quick"));
        Assert.Equal(("slow!", 1), await again);
        Assert.Equal(Repetition.Replayed, second.Repetition);
    }

    [Fact]
    public async Task A_reply_does_not_wait_for_ever_for_one_that_nobody_asks_for()
    {
        var journal = new RequestJournal();
        Attempt first = registry.Begin(journal);
        Task<string> slow = CallAsync(first, 0, "slow");
        await CallAsync(first, 1, "quick");
        underWay["slow"].SetResult(ReplyTo("slow"));
        await slow;
        await EndAsync(first);
        Attempt second = registry.Begin(journal);
        Assert.Equal(("slow!", 0), await OrderedAsync(second, 0, "slow").WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(Repetition.Diverged, second.Repetition);
    }

    [Fact]
    public async Task Another_call_is_sent_and_the_answer_says_that_the_attempt_diverged()
    {
        var journal = new RequestJournal();
        Attempt first = registry.Begin(journal);
        await CallAsync(first, 0, "n=1");
        await CallAsync(first, 1, "fixed");
        await CallAsync(first, 2, "look", "GET");
        await EndAsync(first);
        Attempt second = registry.Begin(journal);
        await CallAsync(second, 0, "n=7");
        // What changes something is not done twice, whatever else there was; what only looks, looks again.
        await CallAsync(second, 1, "fixed");
        await CallAsync(second, 2, "look", "GET");
        Assert.Equal(["n=1", "fixed", "look", "n=7", "look"], sent);
        Assert.Equal(Repetition.Diverged, second.Repetition);
    }

    [Theory]
    [InlineData("GET", "http://h/", "x", "body")]
    [InlineData("POST", "http://h/2", "x", "body")]
    [InlineData("POST", "http://h/", "y", "body")]
    [InlineData("POST", "http://h/", "x", "other")]
    public void A_call_that_says_anything_else_is_another(string method, string url, string header, string body)
    {
        CallText one = Text("POST", "http://h/", "x", "body");
        Assert.Equal(one, Text("POST", "http://h/", "x", "body"));
        Assert.NotEqual(one, Text(method, url, header, body));
    }

    [Fact]
    public void Neither_the_order_of_headers_nor_those_of_the_connection_make_another_call()
    {
        byte[] body = [1];
        Assert.Equal(
            CallText.Of("GET", "http://h/", [new("a", "1"), new("b", "2")], null, body),
            CallText.Of("GET", "http://h/", [
                new("Host", "h"), new("B", "2"), new("A", "1"), new("Connection", "keep-alive, x"), new("X", "1"),
                new("Content-Length", "1"), new("Containerless-Request", "t 0")], "keep-alive, x", body));
    }

    [Fact]
    public async Task Calls_are_matched_in_the_order_in_which_they_were_made_not_in_that_of_their_connections()
    {
        var journal = new RequestJournal();
        Attempt first = registry.Begin(journal);
        await CallAsync(first, 0, "a");
        await EndAsync(first);
        Attempt second = registry.Begin(journal);
        Task<string> early = CallAsync(second, 1, "b");
        await Task.Delay(50);
        Assert.Equal(["a"], sent);
        await CallAsync(second, 0, "a");
        await early;
        Assert.Equal(["a", "b"], sent);
        Assert.Equal(Repetition.Replayed, second.Repetition);
    }

    [Fact]
    public async Task An_attempt_that_another_may_have_followed_is_not_heard()
    {
        var journal = new RequestJournal();
        Attempt first = registry.Begin(journal);
        var exited = new TaskCompletionSource();
        Task over = registry.SupersedeAsync(first, exited.Task);
        Assert.Same(first, registry.Find(first.Token));
        OrderedReply refused = await first.CallAsync(0, Text("POST", "http://h/", "", "a"), "", () => throw new InvalidOperationException());
        Assert.Equal(("superseded", -1), (refused.Reply.Error, refused.Arrival));
        exited.SetResult();
        await over;
        Assert.Null(registry.Find(first.Token));
    }

    [Fact]
    public async Task After_the_answer_the_journal_is_there_until_all_of_it_was_repeated()
    {
        var journal = new RequestJournal();
        Attempt first = registry.Begin(journal);
        await CallAsync(first, 0, "a");
        await CallAsync(first, 1, "b");
        await EndAsync(first);
        Attempt second = registry.Begin(journal);
        await CallAsync(second, 0, "a");
        Task answered = registry.AnsweredAsync(second, Task.Delay(Timeout.Infinite), TimeSpan.FromMinutes(1));
        Assert.Same(second, registry.Find(second.Token));
        await CallAsync(second, 1, "b");
        Assert.Null(registry.Find(second.Token));
        Assert.Equal(["a", "b"], sent);
        Assert.False(answered.IsCompleted);
        Assert.Equal(0, registry.Count);

        Attempt alone = registry.Begin(new RequestJournal());
        await registry.AnsweredAsync(alone, Task.Delay(Timeout.Infinite), TimeSpan.FromMinutes(1));
        Assert.Equal(0, registry.Count);
    }

    [Fact]
    public async Task What_journals_hold_together_is_bounded_and_given_back()
    {
        RequestJournal journal = registry.Open(null);
        Attempt first = registry.Begin(journal);
        await CallAsync(first, 0, "a");
        long held = registry.Budget.Taken;
        Assert.InRange(held, 400, 1000);
        Assert.True(registry.Budget.TryTake((256L << 20) - held));
        await CallAsync(first, 1, "b");
        Assert.Single(journal.Entries);
        await EndAsync(first);

        Attempt second = registry.Begin(journal);
        _ = registry.AnsweredAsync(second, Task.Delay(Timeout.Infinite), TimeSpan.FromMinutes(1));
        JournalRegistry.Close(journal);
        Assert.Equal(256L << 20, registry.Budget.Taken);
        await CallAsync(second, 0, "a");
        Assert.Equal((256L << 20) - held, registry.Budget.Taken);
    }

    [Fact]
    public async Task The_answer_to_the_next_request_ends_what_was_left_of_an_instances_last_one()
    {
        Task instance = new TaskCompletionSource().Task;
        for (int i = 0; i < 3; i++)
        {
            RequestJournal journal = registry.Open(null);
            Attempt first = registry.Begin(journal);
            await CallAsync(first, 0, "a");
            await EndAsync(first);
            Attempt second = registry.Begin(journal);
            _ = registry.AnsweredAsync(second, instance, TimeSpan.FromMinutes(1));
            JournalRegistry.Close(journal);
            Assert.Equal(1, registry.Count);
            Assert.Same(second, registry.Find(second.Token));
        }

        Assert.InRange(registry.Budget.Taken, 400, 1000);
    }

    [Fact]
    public async Task What_is_too_much_is_not_kept_and_said_to_be_so()
    {
        var journal = new RequestJournal(most: 2000);
        Attempt first = registry.Begin(journal);
        await CallAsync(first, 0, "a");
        await CallAsync(first, 1, new string('x', 1500));
        for (int i = 2; i < 50; i++)
        {
            await CallAsync(first, i, $"{i}");
        }

        Assert.True(journal.Entries.Count < 10);
        Assert.Equal(Repetition.None, first.Repetition);
        await EndAsync(first);
        Attempt second = registry.Begin(journal);
        await CallAsync(second, 0, "a");
        Assert.Equal(50, sent.Count);
        await CallAsync(second, 1, new string('x', 1500));
        Assert.Equal(51, sent.Count);
        Assert.Equal(Repetition.Diverged, second.Repetition);
    }

    [Fact]
    public async Task Readings_of_the_clock_are_put_together_in_the_order_of_calls_as_far_as_they_are_known()
    {
        var journal = new RequestJournal();
        Attempt first = registry.Begin(journal);
        await CallAsync(first, 0, "a", readings: "m9x1");
        await Task.WhenAll(CallAsync(first, 2, "c", readings: "z"), CallAsync(first, 1, "b", readings: "m9x2*3,-1"));
        await CallAsync(first, 4, "e", readings: "lost, since the third is missing");
        Assert.Equal("", first.Clock);
        await EndAsync(first);
        Assert.Equal("m9x1;m9x2*3,-1;z", registry.Begin(journal).Clock);
    }

    [Theory]
    [InlineData("a\r\nHost: x")]
    [InlineData("A")]
    [InlineData(null)]
    public async Task Readings_that_are_none_are_dropped(string? readings)
    {
        var journal = new RequestJournal();
        Attempt first = registry.Begin(journal);
        await CallAsync(first, 0, "a", readings: readings ?? new string('1', RequestJournal.MostClock));
        await CallAsync(first, 1, "b", readings: "1");
        await EndAsync(first);
        Assert.Equal("", registry.Begin(journal).Clock);
    }

    private static CallText Text(string method, string url, string header, string body) =>
        CallText.Of(method, url, [new("h", header)], null, Encoding.UTF8.GetBytes(body));

    private static JournalReply ReplyTo(string what) => new(null, null, Encoding.UTF8.GetBytes(what + "!"));

    private Task EndAsync(Attempt attempt) => registry.SupersedeAsync(attempt, Task.CompletedTask);

    private async Task<string> CallAsync(Attempt attempt, int number, string what, string method = "POST", string readings = "") =>
        (await OrderedAsync(attempt, number, what, method, readings)).Item1;

    private async Task<(string, int)> OrderedAsync(Attempt attempt, int number, string what, string method = "POST", string readings = "")
    {
        OrderedReply reply = await attempt.CallAsync(number, Text(method, "http://h/", "", what), readings, () =>
        {
            lock (sent)
            {
                sent.Add(what);
            }

            return what == "slow" ? (underWay[what] = new TaskCompletionSource<JournalReply>()).Task : Task.FromResult(ReplyTo(what));
        });
        return (Encoding.UTF8.GetString(reply.Reply.Body.Span), reply.Arrival);
    }
}
