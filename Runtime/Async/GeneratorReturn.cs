namespace Containerless.Runtime;

/// <summary><c>return(value)</c> of a suspended generator: goes through the finalizers, and no catch clause sees it.</summary>
internal sealed class GeneratorReturn(Value value) : JsCompletion
{
    internal Value Value { get; } = value;
}
