namespace Containerless.Runtime;

/// <summary>Marks the kind of a <see cref="Value"/> that is not an object or a string.</summary>
/// <remarks>
/// Instances are compared by reference. Static readonly and without references inside, they live on the frozen heap,
/// so that the optimising JIT compares with an immediate address.
/// </remarks>
internal sealed class Tag
{
    internal static readonly Tag Number = new();
    internal static readonly Tag Boolean = new();
    internal static readonly Tag Null = new();

    /// <summary>A missing element of an array. Never leaves the runtime: every read maps it to undefined.</summary>
    internal static readonly Tag Hole = new();

    private Tag() { }

    public override string ToString() =>
        ReferenceEquals(this, Number) ? "number" : ReferenceEquals(this, Boolean) ? "boolean" : ReferenceEquals(this, Null) ? "null" : "hole";
}
