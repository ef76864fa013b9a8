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
        ObjectLiteral e => e.Properties.SelectMany(static p => p.Key is null ? [p.Value] : new[] { p.Key, p.Value }),
        ArrayLiteral e => e.Elements.OfType<Expression>(),
        Call e => [e.Callee, .. Present(e.This), .. e.Args],
        MethodCall e => [e.Object, e.Method, .. e.Args],
        New e => [e.Callee, .. e.Args],
        Conditional e => [e.Test, e.Then, e.Else],
        Logical e => [e.Left, e.Right],
        Sequence e => e.Expressions,
        Template e => e.Parts,
        Spread e => [e.Value],
        PropertyKeyOf e => [e.Value],
        Coercible e => [e.Value],
        ObjectRest e => [e.Object, .. e.Excluded],
        Define e => [e.Object, e.Key, e.Value],
        ClassCreation e => [.. Present(e.Heritage), .. e.Members.SelectMany(static m => Present(m.Key))],
        PrivateGet e => [e.Object],
        PrivateSet e => [e.Object, e.Value],
        PrivateIn e => [e.Object],
        SuperGet e => [e.Home, e.This, e.Key],
        SuperCall e => [e.Home, e.This, e.Key, .. e.Args],
        SuperPut e => [e.Home, e.This, e.Key, e.Value],
        SuperConstruct e => [e.Class, e.NewTarget, .. e.Args],
        Await e => [e.Value],
        Yield e => [e.Value],
        _ => [],
    };

    /// <summary>The functions that evaluating a class creates, in order.</summary>
    public static IEnumerable<int> Functions(ClassCreation e) =>
        new[] { e.Constructor }.Concat(e.Members.Select(static m => m.Function)).Append(e.Fields).Append(e.Statics).OfType<int>();

    private static Expression[] Present(Expression? expression) => expression is null ? [] : [expression];

    public static void ForEach(this IEnumerable<Expression> expressions, Action<Expression> action)
    {
        foreach (Expression expression in expressions)
        {
            action(expression);
        }
    }
}
