using System.Diagnostics.CodeAnalysis;

namespace Containerless.Runtime;

/// <summary>Bail-outs where an expression stands. None of these returns.</summary>
public static class Bail
{
    /// <summary>Code that the trace never saw.</summary>
    [DoesNotReturn]
    public static T Hole<T>(int line) => throw new Bailout("unknown: this code was never traced", line);

    /// <summary>Code that the kernel or the compiler cannot express.</summary>
    [DoesNotReturn]
    public static T Unsupported<T>(string reason, int line) => throw new Bailout("unsupported: " + reason, line);

    /// <summary>Integer arithmetic left the range that the compiled code assumed.</summary>
    [DoesNotReturn]
    public static T Overflow<T>(int line) => throw new Bailout("guard: int32 overflow", line);
}
