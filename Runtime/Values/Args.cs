using System.Runtime.CompilerServices;

namespace Containerless.Runtime;

/// <summary>Arguments of a call: up to four inline, more in an array. Reading past the end gives undefined.</summary>
public readonly struct Args
{
    private readonly Value _a0;
    private readonly Value _a1;
    private readonly Value _a2;
    private readonly Value _a3;
    private readonly Value[]? _all;

    /// <summary>How many arguments were passed.</summary>
    public readonly int Count;

    /// <summary>No arguments.</summary>
    public Args() { }

    /// <summary>One argument.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Args(Value a0)
    {
        _a0 = a0;
        Count = 1;
    }

    /// <summary>Two arguments.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Args(Value a0, Value a1)
    {
        _a0 = a0;
        _a1 = a1;
        Count = 2;
    }

    /// <summary>Three arguments.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Args(Value a0, Value a1, Value a2)
    {
        _a0 = a0;
        _a1 = a1;
        _a2 = a2;
        Count = 3;
    }

    /// <summary>Four arguments.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Args(Value a0, Value a1, Value a2, Value a3)
    {
        _a0 = a0;
        _a1 = a1;
        _a2 = a2;
        _a3 = a3;
        Count = 4;
    }

    /// <summary>Any number of arguments; the array is taken, not copied.</summary>
    public Args(Value[] all)
    {
        Count = all.Length;
        _all = all;
        if (all.Length > 0) _a0 = all[0];
        if (all.Length > 1) _a1 = all[1];
        if (all.Length > 2) _a2 = all[2];
        if (all.Length > 3) _a3 = all[3];
    }

    /// <summary>The argument at <paramref name="i"/>, or undefined.</summary>
    public Value this[int i]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => i switch
        {
            0 => _a0,
            1 => _a1,
            2 => _a2,
            3 => _a3,
            _ => Rest(i),
        };
    }

    private Value Rest(int i) => _all is not null && (uint)i < (uint)_all.Length ? _all[i] : default;

    /// <summary>The arguments from <paramref name="start"/> on, for <c>f.call</c> and the like.</summary>
    internal Args Skip(int start)
    {
        if (Count <= start) return new Args();
        var rest = new Value[Count - start];
        for (int i = 0; i < rest.Length; i++) rest[i] = this[start + i];
        return new Args(rest);
    }
}
