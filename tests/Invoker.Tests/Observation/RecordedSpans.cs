using System.Collections.Concurrent;
using System.Diagnostics;

namespace Containerless.Invoker.Tests.Observation;

/// <summary>The spans of some sources that have ended, of the whole process, until it is disposed of.</summary>
internal sealed class RecordedSpans : IDisposable
{
    private readonly ConcurrentQueue<Activity> ended = new();
    private readonly ActivityListener listener;

    public RecordedSpans(params string[] sources)
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => sources.Contains(source.Name),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>In the order in which they ended.</summary>
    public IEnumerable<Activity> Ended => ended;

    /// <summary>Waits for one: a span is told when it has ended, which may be after the answer.</summary>
    public async Task<Activity> OneAsync(string name, Func<Activity, bool> isIt)
    {
        Activity? found = null;
        await UntilAsync($"the span {name} has ended",
            () => (found = ended.FirstOrDefault(span => span.OperationName == name && isIt(span))) is not null);
        return found!;
    }

    /// <summary>Waits until something is so, a minute at most.</summary>
    public static async Task UntilAsync(string what, Func<bool> isSo)
    {
        for (int i = 0; !isSo(); i++)
        {
            Assert.True(i < 12_000, $"never: {what}");
            await Task.Delay(5);
        }
    }

    public void Dispose() => listener.Dispose();
}
