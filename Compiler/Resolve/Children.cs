using Containerless.Shared.Trace;

namespace Containerless.Compiler.Resolve;

/// <summary>The direct subexpressions of an expression, in order of evaluation.</summary>
internal static class Children
{
    public static IEnumerable<Expression> Of(Expression expression) => expression switch
    {
        SetBinding e => [e.Value],
        PrimApp e => e.Args,
        Get e => [e.Object],
        IndexGet e => [e.Object, e.Index],
        Put e => [e.Object, e.Value],
        IndexPut e => [e.Object, e.Index, e.Value],
        Delete e => [e.Object, e.Key],
        ObjectLiteral e => e.Properties.SelectMany(static p => new[] { p.Key, p.Value }),
        ArrayLiteral e => e.Elements.OfType<Expression>(),
        Call e => [e.Callee, .. e.Args],
        MethodCall e => [e.Object, e.Method, .. e.Args],
        New e => [e.Callee, .. e.Args],
        Conditional e => [e.Test, e.Then, e.Else],
        Logical e => [e.Left, e.Right],
        Sequence e => e.Expressions,
        Template e => e.Parts,
        _ => [],
    };

    public static void ForEach(this IEnumerable<Expression> expressions, Action<Expression> action)
    {
        foreach (Expression expression in expressions)
        {
            action(expression);
        }
    }
}
