using Containerless.Invoker.Compiled;
using Containerless.Invoker.Dispatch;
using Containerless.Invoker.Http;

namespace Containerless.Invoker.State;

/// <summary>What one look at the trace is to learn from.</summary>
/// <param name="Trigger">The first bail-out's reason.</param>
/// <param name="Reasons">All their reasons, at most <see cref="Lessons.MostReasons"/>.</param>
/// <param name="Requests">How many requests bailed out and were traced.</param>
/// <param name="Recorded">Some of them, to warm compiled code with.</param>
internal sealed record Lesson(string Trigger, IReadOnlySet<string> Reasons, int Requests, IReadOnlyList<IncomingRequest> Recorded)
{
    /// <summary>In words.</summary>
    public override string ToString() => Requests == 1 ? Trigger : $"{Trigger}, and {Requests - 1} more";
}

/// <summary>
/// Gathers bailed-out requests that were traced until it is time to learn from them all at once. The time doubles with each
/// recompilation, so whoever sends paths never seen, one after the other, cannot use up the recompilations quickly: the
/// first n take at least 2^n - 1 seconds, and what comes meanwhile is learnt together. A reason from which nothing was
/// learnt several times is not traced again until the code has changed. Safe for use by several threads.
/// </summary>
internal sealed class Lessons(TimeProvider time)
{
    /// <summary>Reasons kept of one lesson, and reasons remembered as fruitless; function code can shape some.</summary>
    public const int MostReasons = 200;

    private const int MostFruitless = 3, MostRecorded = 8;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> fruitless = new(StringComparer.Ordinal);
    private HashSet<string> reasons = new(StringComparer.Ordinal);
    private RecordedRequests recorded = new(MostRecorded);
    private string trigger = "";
    private int requests;
    private long since;

    /// <summary>How long requests are gathered after a number of recompilations.</summary>
    public static TimeSpan Gathering(int recompilations) =>
        TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, Math.Pow(2, recompilations)));

    /// <summary>Whether anything was gathered.</summary>
    public bool Any
    {
        get
        {
            lock (gate)
            {
                return requests > 0;
            }
        }
    }

    /// <summary>Whether to trace a request again that bailed out for a reason.</summary>
    public bool Teaches(string reason)
    {
        if (!BailoutReason.TracingMayHelp(reason))
        {
            return false;
        }

        lock (gate)
        {
            return fruitless.GetValueOrDefault(reason) < MostFruitless;
        }
    }

    /// <summary>Notes a request that bailed out and was traced.</summary>
    /// <returns>Whether it is the first of a lesson.</returns>
    public bool Add(string reason, in IncomingRequest request)
    {
        lock (gate)
        {
            if (reasons.Count < MostReasons)
            {
                reasons.Add(reason);
            }

            recorded.Add(in request);
            if (++requests > 1)
            {
                return false;
            }

            trigger = reason;
            since = time.GetTimestamp();
            return true;
        }
    }

    /// <summary>Takes what was gathered, if it is time to learn from it; otherwise null.</summary>
    public Lesson? TakeDue(int recompilations)
    {
        lock (gate)
        {
            if (requests == 0 || time.GetElapsedTime(since) < Gathering(recompilations))
            {
                return null;
            }

            var lesson = new Lesson(trigger, reasons, requests, recorded.Kept);
            reasons = new HashSet<string>(StringComparer.Ordinal);
            recorded = new RecordedRequests(MostRecorded);
            requests = 0;
            return lesson;
        }
    }

    /// <summary>Notes that nothing new came of a lesson.</summary>
    public void WasFruitless(Lesson lesson)
    {
        lock (gate)
        {
            foreach (string reason in lesson.Reasons)
            {
                if (fruitless.Count < MostReasons || fruitless.ContainsKey(reason))
                {
                    fruitless[reason] = fruitless.GetValueOrDefault(reason) + 1;
                }
            }
        }
    }

    /// <summary>Forgets what was fruitless: the code has changed.</summary>
    public void CodeChanged()
    {
        lock (gate)
        {
            fruitless.Clear();
        }
    }
}
