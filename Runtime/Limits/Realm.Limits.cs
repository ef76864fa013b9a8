using System.Globalization;
using System.Runtime.CompilerServices;
using Containerless.Runtime.Hosting;

namespace Containerless.Runtime;

// Gas, bytes, wall clock and stack. Gas is handed out in slices: the fast path is one subtraction, and everything
// that takes longer to look at (total gas, the clock, cancellation) is looked at when a slice ends.
public sealed partial class Realm
{
    private const long GasSlice = 16_384;

    private long _slice;
    private long _granted;
    private long _bytesLeft;
    private long _bytesGranted;
    private int _line;
    private StackProbe _stack;
    private FrameStack _frames = new();
    private Limits _limits = new();
    private TimeProvider _clock = TimeProvider.System;
    private long _started;
    private long _heapAtStart;

    /// <summary>Gas used since the request began.</summary>
    internal long GasUsed => _granted - _slice;

    /// <summary>Bytes charged since the request began; an estimate of what was allocated.</summary>
    internal long BytesUsed => _bytesGranted - _bytesLeft;

    /// <summary>The line last seen by <see cref="Tick"/> or <see cref="Enter(int)"/>.</summary>
    internal int CurrentLine => _line;

    internal Limits Limits => _limits;

    /// <summary>Looked at whenever a slice ends.</summary>
    internal CancellationToken Cancellation { get; set; }

    /// <summary>Time since the request began.</summary>
    internal TimeSpan Elapsed => _clock.GetElapsedTime(_started);

    /// <summary>Starts counting anew.</summary>
    internal void BeginRequest(Limits limits, TimeProvider clock, CancellationToken cancellation)
    {
        _limits = limits;
        _clock = clock;
        Cancellation = cancellation;
        _started = clock.GetTimestamp();
        _slice = _granted = GasSlice;
        _bytesLeft = _bytesGranted = Math.Max(1, limits.MemoryBytes / 16);
        _heapAtStart = -1;
        OutboundCalls = 0;
        BeginTurn();
    }

    /// <summary>Before any code of the realm runs on a thread.</summary>
    internal void BeginTurn()
    {
        _stack.Reset();
        _frames.Reset();
        _line = 0;
    }

    /// <summary>A loop's back-edge: one gas.</summary>
    /// <exception cref="LimitExceeded">The gas or the time is used up.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Tick(int line)
    {
        _line = line;
        if (--_slice < 0) EndSlice();
    }

    /// <summary>The entry of a function that calls no other: one gas and the stack probe.</summary>
    /// <exception cref="LimitExceeded">The gas or the time is used up.</exception>
    /// <exception cref="Bailout">The stack is nearly used up.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter(int line)
    {
        _line = line;
        if (--_slice < 0) EndSlice();
        if (!_stack.HasRoom()) StackExhausted();
    }

    /// <summary>
    /// A function's entry, and that of builtins that call back or recurse: one gas, the stack probe, and
    /// <paramref name="frame"/> bytes of V8's stack. Who calls this must not be inlined (<see cref="FrameStack"/>).
    /// </summary>
    /// <exception cref="LimitExceeded">The gas or the time is used up.</exception>
    /// <exception cref="Bailout">The stack is nearly used up, or V8's might be.</exception>
    // Neither inlined nor compiled twice: an address in its frame is as far below the caller's frame for every caller.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void Enter(int line, int frame)
    {
        _line = line;
        if (--_slice < 0) EndSlice();
        if (!_stack.HasRoom() || !_frames.TryPush(frame)) StackExhausted();
    }

    /// <summary>Work in proportion to some input, in gas (about a nanosecond to ten each).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Spend(long gas)
    {
        if ((_slice -= gas) < 0) EndSlice();
    }

    /// <summary>Memory about to be allocated, in bytes.</summary>
    /// <exception cref="LimitExceeded">The request would hold more than it may.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Charge(long bytes)
    {
        if ((_bytesLeft -= bytes) < 0) EndBytes();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EndSlice()
    {
        long used = GasUsed;
        if (used > _limits.Gas)
            throw new LimitExceeded(LimitExceeded.Time, $"{used} gas", $"{_limits.Gas} gas", _line);
        CheckClock();
        _granted = used + GasSlice;
        _slice = GasSlice;
    }

    internal void CheckClock()
    {
        Cancellation.ThrowIfCancellationRequested();
        TimeSpan elapsed = _clock.GetElapsedTime(_started);
        if (elapsed > _limits.Time) throw TimeExceeded(elapsed);
    }

    internal LimitExceeded TimeExceeded(TimeSpan elapsed) =>
        new(LimitExceeded.Time, Seconds(elapsed), Seconds(_limits.Time), _line);

    private static string Seconds(TimeSpan time) =>
        time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + " s";

    /// <summary>
    /// Bytes are charged when allocated and never given back, so passing the limit does not mean that the request
    /// holds that much: most may be garbage. It cannot hold it while the whole managed heap has grown by less, and
    /// then it gets another portion; a container would not have failed there either.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EndBytes()
    {
        long used = BytesUsed;
        long portion = Math.Max(1, _limits.MemoryBytes / 16);
        long wanted = -_bytesLeft;
        if (_heapAtStart < 0) _heapAtStart = GC.GetTotalMemory(false);
        if (used > _limits.MemoryBytes)
        {
            long grown = Math.Max(0, GC.GetTotalMemory(false) - _heapAtStart);
            if (wanted > _limits.MemoryBytes - portion || grown + wanted + portion > _limits.MemoryBytes)
                throw new LimitExceeded(LimitExceeded.Memory, $"{used} bytes", $"{_limits.MemoryBytes} bytes", _line);
            CheckClock();
        }
        _bytesGranted = used + portion;
        _bytesLeft = portion;
    }

    private void StackExhausted() => throw new Bailout("stack exhausted", _line);
}
