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

    /// <summary>A read of a binding in its temporal dead zone: a ReferenceError in Node (ECMA-262 §9.1.1.1.6).</summary>
    [DoesNotReturn]
    public static T Uninitialized<T>(string name, int line) =>
        throw new Bailout($"ReferenceError: Cannot access '{name}' before initialization", line);

    /// <summary>Integer arithmetic left the range that the compiled code assumed.</summary>
    [DoesNotReturn]
    public static T Overflow<T>(int line) => throw new Bailout("guard: int32 overflow", line);
}
