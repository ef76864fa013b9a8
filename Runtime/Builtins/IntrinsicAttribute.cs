namespace Containerless.Runtime;

/// <summary>Names the builtin of which a method is the statically typed form.</summary>
/// <param name="name"><c>Type.prototype.member</c> or <c>Namespace.member</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IntrinsicAttribute(string name) : Attribute
{
    /// <summary>The builtin's name.</summary>
    public string Name { get; } = name;
}
