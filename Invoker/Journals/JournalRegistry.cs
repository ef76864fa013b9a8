using System.Collections.Concurrent;
using System.Security.Cryptography;
using Containerless.Invoker.Egress;
using Containerless.Runtime.Hosting;

namespace Containerless.Invoker.Journals;

/// <summary>
/// The attempts that instances are at, by what their calls carry. The instance learns it with the request and no other
/// instance does, so that no function can have its calls answered from another request's journal.
/// </summary>
internal sealed class JournalRegistry
{
    /// <summary>What the journals of all requests may hold: those of containers, and of requests that wait for one.</summary>
    private const long MostBytes = 256L << 20;

    private readonly ConcurrentDictionary<string, Attempt> attempts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, Attempt> answered = new();

    /// <summary>What journals hold.</summary>
    public MemoryBudget Budget { get; } = new(MostBytes);

    /// <summary>Attempts that may still make calls.</summary>
    public int Count => attempts.Count;

    /// <summary>A new journal: <see cref="Close"/> must follow.</summary>
    /// <param name="record">What compiled code did before it gave the request up; null where it did nothing.</param>
    public RequestJournal Open(AttemptRecord? record) =>
        record is null ? new RequestJournal(Budget) : new RequestJournal(record, Budget);

    /// <summary>No attempt follows. What the last one has yet to repeat is kept for it.</summary>
    public static void Close(RequestJournal journal)
    {
        lock (journal.Gate)
        {
            journal.Release();
        }
    }

    /// <summary>Begins an attempt; <see cref="AnsweredAsync"/> or <see cref="SupersedeAsync"/> must follow.</summary>
    public Attempt Begin(RequestJournal journal)
    {
        var attempt = new Attempt(journal, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), End);
        attempts[attempt.Token] = attempt;
        return attempt;
    }

    /// <summary>
    /// The attempt has answered. What is left of its journal is kept for the callbacks that are pending: until they have
    /// repeated it, the instance has answered another request or ended, and at most this long.
    /// </summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="exited">The end of the instance, of which each has one.</param>
    /// <param name="most">How long at most.</param>
    public async Task AnsweredAsync(Attempt attempt, Task exited, TimeSpan most)
    {
        // One that has answered another request has no callback of the one before left.
        if (answered.TryRemove(exited, out Attempt? before))
        {
            End(before);
        }

        lock (attempt.Journal.Gate)
        {
            attempt.Journal.Hold();
        }

        if (!attempt.Answered())
        {
            End(attempt);
            return;
        }

        answered[exited] = attempt;
        using var cancel = new CancellationTokenSource();
        await Task.WhenAny(exited, Task.Delay(most, cancel.Token)).ConfigureAwait(false);
        await cancel.CancelAsync().ConfigureAwait(false);
        answered.TryRemove(new KeyValuePair<Task, Attempt>(exited, attempt));
        End(attempt);
    }

    /// <summary>The attempt came to nothing: its calls are refused from here on, for as long as its instance may make some.</summary>
    public async Task SupersedeAsync(Attempt attempt, Task exited)
    {
        attempt.Supersede();
        await exited.ConfigureAwait(false);
        attempts.TryRemove(attempt.Token, out _);
    }

    /// <summary>The attempt whose calls carry this; null where there is none any more.</summary>
    public Attempt? Find(string token) => attempts.GetValueOrDefault(token);

    private void End(Attempt attempt)
    {
        if (attempts.TryRemove(attempt.Token, out _))
        {
            Close(attempt.Journal);
        }
    }
}
