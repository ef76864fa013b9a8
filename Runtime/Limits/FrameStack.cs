using System.Runtime.CompilerServices;

namespace Containerless.Runtime;

/// <summary>
/// How much of its stack V8 would have used by now, at most. Where Node's stack ends it throws a RangeError that a function
/// can catch, so compiled code has to give up before it answers what Node would not.
/// <para>
/// A frame is known by an address in it. Those at or below the address of a frame that begins have ended, so that nothing
/// need be done where a function ends, however it does; it takes that each frame is one of .NET's as well, so
/// whoever pushes is not inlined.
/// </para>
/// </summary>
internal struct FrameStack
{
    /// <summary>What builtins take that call back, a few hundred bytes to 2 KB: StackDepthTests compares.</summary>
    internal const int OfBuiltin = 2100;

    /// <summary>The same of those written in V8's own languages: callbacks of arrays, call and apply, accessors.</summary>
    internal const int OfLightBuiltin = 500;

    /// <summary>Node's stack (984 KB), but for what the server uses of it before the function (17 KB) and an allowance.</summary>
    private const int Limit = 900_000;

    private (nuint At, int Used)[] _frames = [(nuint.MaxValue, 0), default, default, default, default, default, default, default];
    private int _top;

    public FrameStack() { }

    /// <summary>At the start of each turn.</summary>
    internal void Reset() => _top = 0;

    /// <summary>Begins a frame; false where that may be more than V8 has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal unsafe bool TryPush(int size)
    {
        byte local;
        nuint here = (nuint)(&local);
        (nuint At, int Used)[] frames = _frames;
        int top = _top;
        while (frames[top].At <= here) top--;
        int used = frames[top].Used + size;
        if (++top == frames.Length) frames = Grow();
        frames[top] = (here, used);
        _top = top;
        return used <= Limit;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private (nuint At, int Used)[] Grow()
    {
        Array.Resize(ref _frames, _frames.Length * 2);
        return _frames;
    }
}
