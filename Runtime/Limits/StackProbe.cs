using System.Runtime.CompilerServices;

namespace Containerless.Runtime;

/// <summary>Keeps JavaScript recursion from overflowing the thread's stack, at the cost of one comparison a call.</summary>
internal struct StackProbe
{
    /// <summary>What one successful check is trusted for.</summary>
    private const int Step = 64 * 1024;

    private nuint _trusted;

    /// <summary>Forgets what was checked; at the start of each turn, which may be on another thread.</summary>
    internal void Reset() => _trusted = nuint.MaxValue;

    /// <summary>Whether the stack has room; below the address trusted so far it asks the runtime.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal unsafe bool HasRoom()
    {
        byte here;
        return (nuint)(&here) >= _trusted || Check((nuint)(&here));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Check(nuint here)
    {
        // The runtime vouches for 128 KiB below. Compiling a method on its first call happens on this stack too,
        // so we ask for two steps more than one check can promise.
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack() || !Deeper(2)) return false;
        _trusted = here - Step;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    [SkipLocalsInit]
    private static bool Deeper(int steps)
    {
        Span<byte> used = stackalloc byte[Step];
        Touch(used);
        return RuntimeHelpers.TryEnsureSufficientExecutionStack() && (steps == 1 || Deeper(steps - 1));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Touch(Span<byte> span) => span[0] = 0;
}
