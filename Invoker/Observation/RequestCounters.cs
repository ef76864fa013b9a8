using System.Collections.Concurrent;
using Containerless.Shared;

namespace Containerless.Invoker.Observation;

/// <summary>What the status counts. Safe for use by several threads.</summary>
public sealed class RequestCounters
{
    /// <summary>Distinct reasons kept; function code can shape reasons, so their number is bounded.</summary>
    private const int MostReasons = 200;

    private readonly ConcurrentDictionary<string, long> bailouts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> limits = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<double> compilations = new();
    private long compiled, tracing, container;

    /// <summary>Counts an answer of a tier.</summary>
    public void Answered(string tier)
    {
        // The tiers are the constants of TierNames, so comparing references would do; lengths differ, which is as quick.
        switch (tier.Length)
        {
            case 8: Interlocked.Increment(ref compiled); break;
            case 7: Interlocked.Increment(ref tracing); break;
            default: Interlocked.Increment(ref container); break;
        }
    }

    /// <summary>Counts a bail-out.</summary>
    /// <param name="reason">Why compiled code gave up.</param>
    /// <param name="first">Whether this is the first for that reason, and so worth a line in the log.</param>
    /// <returns>The reason as counted: itself, or <c>other</c> when too many different ones came.</returns>
    public string BailedOut(string reason, out bool first)
    {
        string counted = Count(bailouts, reason, out long count);
        first = count == 1;
        return counted;
    }

    /// <summary>Counts a limit that was passed, by its error name.</summary>
    public void LimitPassed(string name) => Count(limits, name, out _);

    /// <summary>Notes how long a compilation took.</summary>
    public void CompilationTook(TimeSpan duration) => compilations.Enqueue(Math.Round(duration.TotalMilliseconds, 1));

    /// <summary>Answers by tier.</summary>
    public IReadOnlyDictionary<string, long> ByTier => new Dictionary<string, long>
    {
        [TierNames.Compiled] = Interlocked.Read(ref compiled),
        [TierNames.Tracing] = Interlocked.Read(ref tracing),
        [TierNames.Container] = Interlocked.Read(ref container),
    };

    /// <summary>Bail-outs by reason.</summary>
    public IReadOnlyDictionary<string, long> Bailouts => Sorted(bailouts);

    /// <summary>Limits passed, by error name.</summary>
    public IReadOnlyDictionary<string, long> Limits => Sorted(limits);

    /// <summary>Durations of compilations in milliseconds, oldest first.</summary>
    public IReadOnlyList<double> CompileMilliseconds => [.. compilations];

    private static string Count(ConcurrentDictionary<string, long> counts, string key, out long count)
    {
        if (!counts.ContainsKey(key) && counts.Count >= MostReasons)
        {
            key = "other";
        }

        count = counts.AddOrUpdate(key, 1, static (_, before) => before + 1);
        return key;
    }

    private static SortedDictionary<string, long> Sorted(ConcurrentDictionary<string, long> counts) =>
        new(counts, StringComparer.Ordinal);
}
