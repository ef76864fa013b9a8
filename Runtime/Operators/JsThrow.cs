namespace Containerless.Runtime;

/// <summary>What can pass through a finalizer of the function: a thrown value, or a generator's return.</summary>
/// <remarks>Generated finalizers catch this. Bail-outs and limits are not among it: no code of the function sees them.</remarks>
public class JsCompletion : Exception
{
    private protected JsCompletion() { }
}

/// <summary>A JavaScript value that was thrown. Generated catch clauses catch this and nothing else.</summary>
public sealed class JsThrow : JsCompletion
{
    internal JsThrow(Value value) => Value = value;

    /// <summary>What was thrown.</summary>
    public Value Value { get; }

    /// <summary>For logs; not JavaScript's ToString.</summary>
    public override string Message => Value.ToString();
}
