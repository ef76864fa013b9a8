using System.Security.Cryptography;

namespace Containerless.Runtime.Hosting;

/// <summary>
/// What an attempt at a request sent and was told: with it another attempt can be given the same, so that nothing is sent
/// twice and what was computed from the clock or from chance comes out alike.
/// </summary>
/// <param name="Calls">Its outbound calls, in the order in which they were made.</param>
/// <param name="Clock">The times it was told, in order.</param>
/// <param name="Seed">Where its Math.random began; null where it used none.</param>
public sealed record AttemptRecord(
    IReadOnlyList<RecordedCall> Calls, IReadOnlyList<ClockReading> Clock, RandomSeed? Seed);

/// <summary>A time, in milliseconds since 1970, and how often in a row it was told.</summary>
public readonly record struct ClockReading(double Time, int Count);

/// <summary>An outbound call as it was made, and what became of it.</summary>
public sealed class RecordedCall
{
    internal RecordedCall(OutboundCall call, Task<OutboundReply> reply, long madeAt) =>
        (Call, Reply, MadeAt) = (call, reply, madeAt);

    /// <summary>The call; without its body where that was too long to be kept.</summary>
    public OutboundCall Call { get; private set; }

    /// <summary>SHA-256 of the body where that was too long to be kept.</summary>
    public byte[]? BodyDigest { get; private set; }

    /// <summary>
    /// The reply, which may be under way still; null where it was too long to be kept.
    /// </summary>
    public Task<OutboundReply>? Reply { get; private set; }

    /// <summary>When it was made, as a timestamp of <see cref="System.Diagnostics.Stopwatch"/>.</summary>
    public long MadeAt { get; }

    /// <summary>When the event loop took the reply; 0 while it has not.</summary>
    public long ArrivedAt { get; internal set; }

    /// <summary>The reply's place among those that the event loop took; -1 while it has not.</summary>
    public int Arrival { get; internal set; } = -1;

    internal void DropBody()
    {
        BodyDigest = SHA256.HashData(Call.Body!);
        Call = Call with { Body = null };
    }

    internal void DropReply() => Reply = null;
}

/// <summary>The calls of one request, within a bound on what they hold.</summary>
internal sealed class CallList(long most)
{
    /// <summary>Of a call beside its texts.</summary>
    private const int Overhead = 400;

    private long _bytes;
    private int _arrived;

    internal List<RecordedCall> All { get; } = [];

    internal RecordedCall Add(OutboundCall call, Task<OutboundReply> reply, long now)
    {
        var recorded = new RecordedCall(call, reply, now);
        _bytes += Overhead + 2L * call.Url.Length;
        foreach ((string name, string value) in call.Headers) _bytes += 2L * (name.Length + value.Length);
        if (call.Body is { } body && !Takes(body.Length)) recorded.DropBody();
        All.Add(recorded);
        return recorded;
    }

    /// <summary>The event loop took the reply.</summary>
    internal void Arrived(RecordedCall call, byte[]? body, long now)
    {
        call.Arrival = _arrived++;
        call.ArrivedAt = now;
        if (body is not null && !Takes(body.Length)) call.DropReply();
    }

    private bool Takes(long bytes)
    {
        if (_bytes + bytes > most) return false;
        _bytes += bytes;
        return true;
    }
}

/// <summary>The times that one request was told.</summary>
internal sealed class ClockReadings
{
    /// <summary>Readings beyond are not kept: the next attempt is told the time.</summary>
    internal const int Most = 2000;

    private readonly List<ClockReading> _all = [];

    // Once one is missing, what comes after it must not be taken for it.
    private bool _full;

    internal IReadOnlyList<ClockReading> All => _all;

    internal void Add(double time)
    {
        int last = _all.Count - 1;
        if (_full) return;
        if (last >= 0 && _all[last].Time == time) _all[last] = new ClockReading(time, _all[last].Count + 1);
        else if (last < Most - 1) _all.Add(new ClockReading(time, 1));
        else _full = true;
    }

    internal void Clear()
    {
        _all.Clear();
        _full = false;
    }
}
