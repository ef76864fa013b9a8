using Containerless.Invoker.Http;
using Containerless.Invoker.State;
using Containerless.Invoker.Tests.Fakes;
using Microsoft.AspNetCore.Http;

namespace Containerless.Invoker.Tests.State;

public sealed class LessonsTests
{
    private readonly FakeTime time = new();
    private readonly Lessons lessons;

    public LessonsTests() => lessons = new Lessons(time);

    [Fact]
    public void Gathering_takes_twice_as_long_after_each_recompilation()
    {
        for (int recompilations = 0; recompilations < 10; recompilations++)
        {
            Assert.True(Add("unknown: a"));
            Assert.False(Add("unknown: b"));
            time.Advance(TimeSpan.FromSeconds(Math.Pow(2, recompilations)) - TimeSpan.FromMilliseconds(1));
            Assert.Null(lessons.TakeDue(recompilations));
            time.Advance(TimeSpan.FromMilliseconds(1));
            Lesson lesson = lessons.TakeDue(recompilations)!;
            Assert.Equal(("unknown: a, and 1 more", 2, 2), (lesson.ToString(), lesson.Requests, lesson.Recorded.Count));
            Assert.Null(lessons.TakeDue(recompilations));
        }

        Assert.Equal(TimeSpan.FromHours(1), Lessons.Gathering(1000));
    }

    [Theory]
    [InlineData("unknown: this code was never traced (line 3)", true)]
    [InlineData("guard: number expected (line 3)", true)]
    [InlineData("guard: int32 overflow (line 3)", false)]
    [InlineData("unsupported: classes (line 3)", false)]
    [InlineData("stack exhausted (line 3)", false)]
    [InlineData("TypeError: x is not a function (line 3)", false)]
    [InlineData("builtin Array.fromAsync is not implemented", false)]
    [InlineData("fault", false)]
    public void Only_what_a_trace_can_mend_is_traced_again(string reason, bool teaches) =>
        Assert.Equal(teaches, lessons.Teaches(reason));

    [Fact]
    public void A_reason_that_taught_nothing_three_times_is_left_alone_until_the_code_changes()
    {
        for (int i = 0; i < 3; i++)
        {
            Assert.True(lessons.Teaches("unknown: a"));
            Add("unknown: a");
            time.Advance(TimeSpan.FromSeconds(1));
            lessons.WasFruitless(lessons.TakeDue(0)!);
        }

        Assert.False(lessons.Teaches("unknown: a"));
        Assert.True(lessons.Teaches("unknown: b"));
        lessons.CodeChanged();
        Assert.True(lessons.Teaches("unknown: a"));
    }

    [Fact]
    public void What_is_kept_is_bounded()
    {
        for (int i = 0; i < 1000; i++)
        {
            Add($"unknown: {i}");
        }

        time.Advance(TimeSpan.FromSeconds(1));
        Lesson lesson = lessons.TakeDue(0)!;
        Assert.Equal((Lessons.MostReasons, 8, 1000), (lesson.Reasons.Count, lesson.Recorded.Count, lesson.Requests));
    }

    private bool Add(string reason) =>
        lessons.Add(reason, new IncomingRequest("POST", "/x", null, new HeaderDictionary(), ReadOnlyMemory<byte>.Empty));
}
