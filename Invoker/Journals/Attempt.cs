using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Containerless.Invoker.Egress;

namespace Containerless.Invoker.Journals;

/// <summary>A reply as an attempt is given it.</summary>
/// <param name="Reply">The reply.</param>
/// <param name="Arrival">Its place among the attempt's replies, in which the library hands them on; -1: at once.</param>
internal readonly record struct OrderedReply(JournalReply Reply, int Arrival);

/// <summary>
/// One attempt at a request in an instance. A call that it makes is (1) one that an earlier attempt made: it is answered
/// with that one's reply, as soon as there is one; or (2) a new one, which is sent. (3) Replies that an earlier attempt was
/// given come in the order in which that one was given them, before all others.
/// </summary>
internal sealed class Attempt
{
    /// <summary>A call that does not come for this long, though one that was made after it has, does not come.</summary>
    private static readonly TimeSpan LongestTransit = TimeSpan.FromSeconds(1);

    private readonly RequestJournal journal;
    private readonly Action<Attempt> over;
    private readonly int history;
    private readonly bool complete;
    private readonly HashSet<JournalEntry> asked = [];
    private readonly Dictionary<JournalEntry, int> given = [];
    private readonly Dictionary<int, JournalEntry> byNumber = [];
    private readonly StringBuilder clock = new();
    private bool clockBroken;
    private TaskCompletionSource changed = New();
    private int arrivals;
    private long heard;
    private bool answered;

    /// <summary>Whether it made a call that no earlier one had made, while there were some that it had yet to repeat.</summary>
    private bool astray;

    /// <summary>Whether it waited in vain for a call of an earlier one.</summary>
    private bool waitedInVain;

    internal Attempt(RequestJournal journal, string token, Action<Attempt> over)
    {
        (this.journal, Token, this.over) = (journal, token, over);
        history = journal.Entries.Count;
        complete = journal.Complete;
    }

    /// <summary>The journal, which it goes on with.</summary>
    public RequestJournal Journal => journal;

    /// <summary>What its calls carry; nobody can guess it.</summary>
    public string Token { get; }

    /// <summary>The span of the request, of which its calls are children; none while nobody listens.</summary>
    public ActivityContext Span { get; } = Activity.Current?.Context ?? default;

    /// <summary>Whether another attempt may have begun: this one's calls are refused.</summary>
    public bool Superseded { get; private set; }

    /// <summary>What the library is to begin Math.random with: 32 hexadecimal digits.</summary>
    public string Seed => $"{journal.Seed.High:x16}{journal.Seed.Low:x16}";

    /// <summary>The times that it is to be told first; empty for none.</summary>
    public string Clock => journal.Clock;

    /// <summary>How it went, once it has answered.</summary>
    public Repetition Repetition
    {
        get
        {
            lock (journal.Gate)
            {
                return history == 0 && complete ? Repetition.None
                    : (astray && Unrepeated > 0) || waitedInVain || !complete ? Repetition.Diverged
                    : Repetition.Replayed;
            }
        }
    }

    /// <summary>Calls of earlier attempts that it has not made.</summary>
    private int Unrepeated => journal.Entries.Take(history).Count(entry => !asked.Contains(entry));

    /// <summary>Has a call answered: from the journal, or by <paramref name="send"/>.</summary>
    /// <param name="number">The call's place among the attempt's calls, as the library counts them.</param>
    /// <param name="text">The call.</param>
    /// <param name="readings">The times that the function was told since its last call.</param>
    /// <param name="send">Sends it. It is not broken off when nobody waits any more: it may have had its effect.</param>
    public async Task<OrderedReply> CallAsync(int number, CallText text, string readings, Func<Task<JournalReply>> send)
    {
        await AfterOthersAsync(number).ConfigureAwait(false);
        JournalEntry? entry;
        Task<JournalReply> pending;
        TaskCompletionSource<JournalReply>? live = null;
        lock (journal.Gate)
        {
            if (Superseded)
            {
                return new OrderedReply(new JournalReply(EgressErrors.Superseded, null, default), -1);
            }

            NoteClock(number, readings);
            heard = Math.Max(heard, number + 1L);
            if (!TryFind(number, in text, out entry))
            {
                live = new TaskCompletionSource<JournalReply>(TaskCreationOptions.RunContinuationsAsynchronously);
                // Once the answer is there no other attempt follows.
                entry = answered ? null : journal.Add(in text, live.Task);
                astray |= Unrepeated > 0;
                if (entry is not null)
                {
                    asked.Add(entry);
                    byNumber[number] = entry;
                }
            }

            pending = live?.Task ?? entry!.Reply!;
            Change();
        }

        if (live is not null)
        {
            _ = SendAsync(send, live);
        }

        JournalReply reply = await pending.ConfigureAwait(false);
        return new OrderedReply(reply, entry is null ? -1 : await InTurnAsync(entry).ConfigureAwait(false));
    }

    /// <summary>
    /// The instance has answered: no other attempt follows. It may still call out, and is answered from the journal for as
    /// long as there is something that it has not repeated.
    /// </summary>
    /// <returns>Whether there is.</returns>
    public bool Answered()
    {
        lock (journal.Gate)
        {
            answered = true;
            return Unrepeated > 0;
        }
    }

    /// <summary>The instance ended or is given up: what it may still say is not heard.</summary>
    public void Supersede()
    {
        lock (journal.Gate)
        {
            if (Superseded)
            {
                return;
            }

            Superseded = true;
            if (clock.Length > 0)
            {
                journal.WriteClock(clock.ToString());
            }

            Change();
        }
    }

    /// <summary>
    /// Calls come over several connections. Which of them the journal has is decided in the order in which they were made.
    /// </summary>
    private async Task AfterOthersAsync(int number)
    {
        long began = Environment.TickCount64;
        while (true)
        {
            Task change;
            lock (journal.Gate)
            {
                if (number <= heard || Superseded || Environment.TickCount64 - began >= LongestTransit.TotalMilliseconds)
                {
                    return;
                }

                change = changed.Task;
            }

            await Task.WhenAny(change, Task.Delay(LongestTransit)).ConfigureAwait(false);
        }
    }

    /// <summary>What a call says of the clock, in the order of calls; once one is missing, the others say nothing.</summary>
    private void NoteClock(int number, string readings)
    {
        clockBroken |= number > heard || clock.Length + readings.Length >= RequestJournal.MostClock;
        if (number == heard && !clockBroken && readings.Length > 0)
        {
            clock.Append(clock.Length > 0 ? ";" : "").Append(readings);
        }
    }

    // (1) The same call, sent again over another connection; or the first that says the same and was not asked for yet.
    private bool TryFind(int number, in CallText text, [NotNullWhen(true)] out JournalEntry? entry)
    {
        if (byNumber.TryGetValue(number, out entry) && entry.Text == text && entry.Reply is not null)
        {
            return true;
        }

        entry = null;
        for (int i = 0; i < history; i++)
        {
            JournalEntry other = journal.Entries[i];
            // What only asks goes to see for itself once things went another way; what changes something never does twice.
            if (other.Text == text && !asked.Contains(other) && !(astray && text.IsSafe))
            {
                asked.Add(other);
                if (other.Reply is null)
                {
                    continue;
                }

                byNumber[number] = entry = other;
                if (answered && Unrepeated == 0)
                {
                    over(this);
                }

                return true;
            }
        }

        return false;
    }

    // (2) Nothing is thrown: what goes wrong is a reply.
    private static async Task SendAsync(Func<Task<JournalReply>> send, TaskCompletionSource<JournalReply> live)
    {
        try
        {
            live.SetResult(await send().ConfigureAwait(false));
        }
        catch (Exception error)
        {
            live.SetException(error);
        }
    }

    // (3)
    private async Task<int> InTurnAsync(JournalEntry entry)
    {
        while (true)
        {
            Task change;
            lock (journal.Gate)
            {
                if (Superseded)
                {
                    return -1;
                }

                if (given.TryGetValue(entry, out int before))
                {
                    return before;
                }

                if (astray || waitedInVain || !IsBehind(entry))
                {
                    given.Add(entry, arrivals);
                    journal.Arrived(entry);
                    Change();
                    return arrivals++;
                }

                change = changed.Task;
            }

            if (await Task.WhenAny(change, Task.Delay(journal.Patience)).ConfigureAwait(false) != change)
            {
                lock (journal.Gate)
                {
                    waitedInVain |= !change.IsCompleted && !Superseded;
                    Change();
                }
            }
        }
    }

    private bool IsBehind(JournalEntry entry)
    {
        for (int i = 0; i < history; i++)
        {
            JournalEntry other = journal.Entries[i];
            if (other != entry && other.Arrival >= 0 && (entry.Arrival < 0 || other.Arrival < entry.Arrival)
                && other.Reply is not null && !given.ContainsKey(other))
            {
                return true;
            }
        }

        return false;
    }

    private void Change()
    {
        changed.TrySetResult();
        changed = New();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
