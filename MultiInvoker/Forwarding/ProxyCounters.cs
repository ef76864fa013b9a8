using System.Collections.Concurrent;

namespace Containerless.MultiInvoker.Forwarding;

/// <summary>What became of the requests that were not simply sent on.</summary>
internal sealed class ProxyCounters
{
    private readonly ConcurrentDictionary<string, long> retried = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> refused = new(StringComparer.Ordinal);

    /// <summary>Requests sent once more, by cause.</summary>
    public IReadOnlyDictionary<string, long> RetriedByCause => new SortedDictionary<string, long>(retried);

    /// <summary>Requests answered 503, by cause.</summary>
    public IReadOnlyDictionary<string, long> RefusedByCause => new SortedDictionary<string, long>(refused);

    public void Retried(string cause) => retried.AddOrUpdate(cause, 1, static (_, n) => n + 1);

    public void Refused(Refusal cause) => refused.AddOrUpdate(NameOf(cause), 1, static (_, n) => n + 1);

    /// <summary>The cause's name in the status and in metrics.</summary>
    public static string NameOf(Refusal cause) => cause switch
    {
        Refusal.QueueFull => "queue full",
        Refusal.Deadline => "deadline",
        Refusal.FailedTwice => "failed twice",
        _ => "stopping",
    };
}
