namespace Containerless.Runtime;

/// <summary>Marks the kind of a <see cref="Value"/> that is not an object or a string.</summary>
/// <remarks>Instances are compared by reference; static readonly fields are constants to the optimising JIT.</remarks>
internal sealed class Tag
{
    internal static readonly Tag Number = new("number");
    internal static readonly Tag Boolean = new("boolean");
    internal static readonly Tag Null = new("null");

    /// <summary>A missing element of an array. Never leaves the runtime: every read maps it to undefined.</summary>
    internal static readonly Tag Hole = new("hole");

    private readonly string _name;

    private Tag(string name) => _name = name;

    public override string ToString() => _name;
}
