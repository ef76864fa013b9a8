using System.Threading.Channels;

namespace Containerless.Runtime.Hosting;

/// <summary>
/// Decides which turn is next, as Node's event loop does together with the functions' library
/// (javascript/containerless/lib/instance.js): timers, poll (replies), check (immediates), and again.
/// </summary>
/// <remarks>
/// A callback that comes while a turn has not ended waits in line; a turn ends in the immediate that was queued when it
/// began. Whether a timer is due is decided by an estimate of the time that Node would have used so far, and not by the
/// clock: so the order of timers and immediates does not depend on how fast this machine happens to be, and where Node
/// leaves no choice it is Node's. The clock is only for waiting, and tells when replies came.
/// </remarks>
internal sealed class EventLoop
{
    /// <summary>Milliseconds that a round of Node's loop takes at least.</summary>
    private const double Round = 0.05;

    /// <summary>Milliseconds per unit of gas; see <see cref="Limits.Gas"/>.</summary>
    private const double PerGas = 5e-6;

    private readonly Realm _realm;
    private readonly TimeProvider _clock;
    private readonly Queue<Turn> _turns = new();
    private readonly PriorityQueue<TimerObject, (double Due, long Number)> _timers = new();
    private readonly Channel<Completion> _arrivals =
        Channel.CreateUnbounded<Completion>(new UnboundedChannelOptions { SingleReader = true });

    // Immediates; an entry without a turn is the end of the turn that queued it.
    private Queue<Turn?> _immediates = new();
    private Queue<Turn?> _checking = new();

    private Phase _phase;
    private bool _inTurn;
    private double _now;
    private long _gas;
    private long _number;

    internal EventLoop(Realm realm, TimeProvider clock)
    {
        _realm = realm;
        _clock = clock;
    }

    /// <summary>Where the ends of outbound calls are written, from any thread.</summary>
    internal ChannelWriter<Completion> Arrivals => _arrivals.Writer;

    /// <summary>Callbacks that have not run yet.</summary>
    internal int Pending { get; private set; }

    /// <summary>The request's calls; null while it has made none.</summary>
    internal CallList? Calls { get; set; }

    /// <summary>Before the first turn of a request, which comes with it out of the poll phase.</summary>
    internal void Begin()
    {
        Pending = 0;
        Calls = null;
        _turns.Clear();
        _timers.Clear();
        _immediates.Clear();
        _checking.Clear();
        _now = 0;
        _gas = 0;
        _phase = Phase.Poll;
        BeginTurn();
    }

    /// <summary>An outbound call is under way.</summary>
    internal void Expect() => Pending++;

    /// <summary>setImmediate, of the function or of the library.</summary>
    internal void Immediate(in Turn turn)
    {
        Pending++;
        _realm.Charge(128);
        _immediates.Enqueue(turn);
    }

    /// <summary>setTimeout, with a delay that Node would take as it is.</summary>
    internal void Timer(TimerObject timer, double delay)
    {
        Pending++;
        _realm.Charge(128);
        _timers.Enqueue(timer, (Now + delay, _number++));
    }

    /// <summary>clearTimeout or clearImmediate: what is left is a turn with nothing in it.</summary>
    internal void Clear(TimerObject timer)
    {
        if (timer.State == TimerState.Waiting) _turns.Enqueue(new Turn(timer));
        if (timer.State != TimerState.Done) timer.State = TimerState.Cleared;
    }

    /// <summary>The next turn; false where the loop has to wait for one.</summary>
    internal bool TryNext(out Turn next)
    {
        _now = Now;
        _gas = _realm.GasUsed;
        while (true)
        {
            switch (_phase)
            {
                case Phase.Timers:
                    while (_timers.TryPeek(out TimerObject? timer, out (double Due, long) key) && key.Due <= _now)
                    {
                        _timers.Dequeue();
                        if (Fires(timer) && Starts(new Turn(timer), out next)) return true;
                    }
                    _phase = Phase.Poll;
                    break;

                case Phase.Poll:
                    while (_arrivals.Reader.TryRead(out Completion arrived))
                    {
                        if (arrived.IsWakeUp) continue;
                        // The order in which the function learns of replies, whichever thread wrote them.
                        Calls!.Arrived(arrived.Call!, arrived.Body, _clock.GetTimestamp());
                        _now = Math.Max(_now, _realm.Elapsed.TotalMilliseconds);
                        if (Starts(new Turn(arrived), out next)) return true;
                    }
                    if (_immediates.Count == 0)
                    {
                        next = default;
                        DropCleared();
                        if (!_timers.TryPeek(out _, out (double Due, long) first)) return false;
                        if (first.Due > _now && first.Due > _realm.Elapsed.TotalMilliseconds) return false;
                        _now = Math.Max(_now, first.Due);
                        _phase = Phase.Timers;
                        break;
                    }
                    (_checking, _immediates) = (_immediates, _checking);
                    _phase = Phase.Check;
                    break;

                default:
                    while (_checking.TryDequeue(out Turn? immediate))
                    {
                        if (immediate is not { } turn)
                        {
                            _inTurn = false;
                            if (!_turns.TryDequeue(out turn)) continue;
                        }
                        else if (turn.Timer is { } of && !Fires(of))
                        {
                            continue;
                        }
                        if (Starts(turn, out next)) return true;
                    }
                    _now += Round;
                    _phase = Phase.Timers;
                    break;
            }
        }
    }

    /// <summary>Waits until there may be a turn.</summary>
    internal async ValueTask WaitAsync(CancellationToken ct)
    {
        if (!_timers.TryPeek(out _, out (double Due, long) first))
        {
            await _arrivals.Reader.WaitToReadAsync(ct).ConfigureAwait(false);
            return;
        }
        double delay = Math.Max(0, first.Due - _realm.Elapsed.TotalMilliseconds);
        using ITimer wake = _clock.CreateTimer(
            static writer => ((ChannelWriter<Completion>)writer!).TryWrite(Completion.WakeUp), _arrivals.Writer,
            TimeSpan.FromMilliseconds(Math.Ceiling(delay)), Timeout.InfiniteTimeSpan);
        await _arrivals.Reader.WaitToReadAsync(ct).ConfigureAwait(false);
    }

    private void DropCleared()
    {
        while (_timers.TryPeek(out TimerObject? timer, out _) && timer.State != TimerState.Waiting) _timers.Dequeue();
    }

    private double Now => _now + (_realm.GasUsed - _gas) * PerGas;

    /// <summary>Whether a timer's time has come, and it was not cleared before.</summary>
    private static bool Fires(TimerObject timer)
    {
        if (timer.State != TimerState.Waiting) return false;
        timer.State = TimerState.Fired;
        return true;
    }

    private bool Starts(in Turn turn, out Turn next)
    {
        next = turn;
        if (_inTurn)
        {
            _turns.Enqueue(turn);
            return false;
        }
        Pending--;
        BeginTurn();
        return true;
    }

    private void BeginTurn()
    {
        _inTurn = true;
        _immediates.Enqueue(null);
    }

    private enum Phase : byte
    {
        Timers,
        Poll,
        Check,
    }
}
