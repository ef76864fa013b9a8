namespace Containerless.Runtime;

/// <summary>The attempt leaves what the runtime can do exactly; the request is run again in a container.</summary>
/// <remarks>Not a JavaScript exception: no handler of the function and no generated code catches it.</remarks>
public sealed class Bailout : Exception
{
    /// <summary>Makes a bail-out with its reason and the line of the original source, 0 where unknown.</summary>
    public Bailout(string reason, int line = 0) : base(reason) => Line = line;

    /// <summary>Why, for logs, headers and metrics.</summary>
    public string Reason => Message;

    /// <summary>Line of the original source, 1-based; 0 where unknown.</summary>
    public int Line { get; }
}
