using System.Buffers;
using System.Diagnostics;
using System.Text;
using Containerless.Invoker.Egress;
using Containerless.Runtime.Hosting;

namespace Containerless.Invoker.Journals;

/// <summary>
/// What all attempts at one request sent, were answered and were told, so that the next attempt is given the same and
/// sends nothing a second time. Bounded: what goes beyond is not kept, and <see cref="Complete"/> says so.
/// </summary>
internal sealed class RequestJournal
{
    /// <summary>Bytes that a request's journal may hold, each call counted with <see cref="PerCall"/> beside its texts.</summary>
    public const long MostBytes = 4 << 20;

    /// <summary>Characters of clock readings: they travel in a header.</summary>
    public const int MostClock = 8000;

    private const int PerCall = 400;

    private static readonly SearchValues<char> Readings = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyz-*,;");

    /// <summary>The least time that a reply is held back for one that came before it.</summary>
    private static readonly TimeSpan LeastPatience = TimeSpan.FromSeconds(2);

    private readonly List<JournalEntry> entries = [];
    private readonly StringBuilder clock = new();
    private readonly long began = Stopwatch.GetTimestamp();
    private readonly MemoryBudget? budget;
    private readonly long most;
    private long bytes;
    private int users = 1;
    private bool clockFull;
    private int arrivals;
    private TimeSpan recorded;

    /// <summary>The journal of a request that nothing has attempted.</summary>
    /// <param name="budget">What the journals of all requests may hold; null: no matter.</param>
    /// <param name="most">What this one may hold.</param>
    public RequestJournal(MemoryBudget? budget = null, long most = MostBytes)
    {
        (this.budget, this.most) = (budget, most);
        Seed = RandomSeed.Any();
    }

    /// <summary>The journal of a request that compiled code gave up.</summary>
    public RequestJournal(AttemptRecord record, MemoryBudget? budget = null)
        : this(budget)
    {
        Seed = record.Seed ?? Seed;
        WriteClock(record.Clock);
        long first = long.MaxValue, last = long.MinValue;
        foreach (RecordedCall call in record.Calls)
        {
            Adopt(call);
            first = Math.Min(first, call.MadeAt);
            last = Math.Max(last, call.ArrivedAt);
        }

        recorded = last > first ? Stopwatch.GetElapsedTime(first, last) : TimeSpan.Zero;
        arrivals = entries.Count(static entry => entry.Arrival >= 0);
    }

    /// <summary>Guards the journal, its entries and its attempts.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The calls, in the order in which they were first made.</summary>
    public IReadOnlyList<JournalEntry> Entries => entries;

    /// <summary>Whether any attempt called out.</summary>
    public bool HasCalls
    {
        get
        {
            lock (Gate)
            {
                return entries.Count > 0 || !Complete;
            }
        }
    }

    /// <summary>Where Math.random begins, in each attempt.</summary>
    public RandomSeed Seed { get; }

    /// <summary>Whether every call was kept.</summary>
    public bool Complete { get; private set; } = true;

    /// <summary>
    /// How long an attempt's reply may be held back for one that was there before it in an earlier attempt: twice what that
    /// took, and then some, since the attempt will not ask for it any more.
    /// </summary>
    public TimeSpan Patience => LeastPatience + (2 * recorded);

    /// <summary>The times that attempts were told, for the library.</summary>
    public string Clock => clock.ToString();

    // The members below run inside the lock.

    /// <summary>Somebody else needs it too: <see cref="Release"/> must follow.</summary>
    public void Hold() => users++;

    /// <summary>Nobody will ask for it any more, or one less. What comes now is not kept.</summary>
    public void Release()
    {
        if (--users == 0)
        {
            budget?.Return(bytes);
            bytes = most;
        }
    }

    /// <summary>Notes a call that is about to be sent; null where there is no room for it.</summary>
    public JournalEntry? Add(in CallText text, Task<JournalReply>? reply)
    {
        if (!Takes(PerCall + text.Bytes))
        {
            return null;
        }

        var entry = new JournalEntry(text) { Reply = reply };
        entries.Add(entry);
        return entry;
    }

    /// <summary>The function is given a reply for the first time.</summary>
    public void Arrived(JournalEntry entry)
    {
        if (entry.Arrival >= 0)
        {
            return;
        }

        entry.Arrival = arrivals++;
        recorded = Max(recorded, Stopwatch.GetElapsedTime(began));
        if (entry.Reply is { } reply && !Takes(reply.Result.Body.Length))
        {
            entry.Reply = null;
        }
    }

    /// <summary>Notes what an attempt reported of the clock; in the order of its calls.</summary>
    public void WriteClock(string readings)
    {
        // From a container, that is, hostile; it only ever reaches containers of the same function.
        clockFull |= clock.Length + readings.Length >= MostClock || readings.AsSpan().ContainsAnyExcept(Readings);
        if (!clockFull)
        {
            clock.Append(clock.Length > 0 ? ";" : "").Append(readings);
        }
    }

    private void WriteClock(IReadOnlyList<ClockReading> readings)
    {
        long before = 0;
        foreach (ClockReading reading in readings)
        {
            string step = (clock.Length > 0 ? "," : "") + Base36((long)reading.Time - before)
                + (reading.Count > 1 ? "*" + Base36(reading.Count) : "");
            if (clock.Length + step.Length >= MostClock)
            {
                return;
            }

            clock.Append(step);
            before = (long)reading.Time;
        }
    }

    private void Adopt(RecordedCall call)
    {
        OutboundCall made = call.Call;
        IReadOnlyList<KeyValuePair<string, string>> headers = EgressClient.Headers(made);
        CallText text = call.BodyDigest is { } digest
            ? CallText.Of(made.Method, made.Url, headers, null, Digest.Of(digest))
            : CallText.Of(made.Method, made.Url, headers, null, made.Body);
        Task<JournalReply>? reply = call.Reply is { } pending ? Of(pending) : null;
        if (Add(in text, reply) is not { } entry)
        {
            return;
        }

        entry.Arrival = call.Arrival;
        if (reply is { IsCompleted: true } && !Takes(reply.Result.Body.Length))
        {
            entry.Reply = null;
        }

        Complete &= entry.Reply is not null;
    }

    private static async Task<JournalReply> Of(Task<OutboundReply> pending)
    {
        try
        {
            OutboundReply reply = await pending.ConfigureAwait(false);
            return reply.Body is { } body
                ? new JournalReply(null, null, body)
                : new JournalReply(EgressErrors.ConnectionFailed, null, default);
        }
        catch (Exception)
        {
            // Logged as the fault that it was when compiled code met it. It may have been sent.
            return new JournalReply(EgressErrors.ConnectionFailed, null, default);
        }
    }

    private bool Takes(long more)
    {
        if (bytes + more > most || budget?.TryTake(more) is false)
        {
            Complete = false;
            return false;
        }

        bytes += more;
        return true;
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    /// <summary>As Number.prototype.toString(36) writes an integer.</summary>
    private static string Base36(long value)
    {
        Span<char> text = stackalloc char[16];
        int at = text.Length;
        ulong left = (ulong)Math.Abs(value);
        do
        {
            text[--at] = "0123456789abcdefghijklmnopqrstuvwxyz"[(int)(left % 36)];
            left /= 36;
        }
        while (left > 0);
        if (value < 0)
        {
            text[--at] = '-';
        }

        return text[at..].ToString();
    }
}
