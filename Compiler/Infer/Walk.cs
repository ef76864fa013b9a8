using Containerless.Compiler.Resolve;
using Containerless.Shared.Trace;

namespace Containerless.Compiler.Infer;

/// <summary>Visits the statements and expressions below a statement, not those of other functions.</summary>
internal static class Walk
{
    /// <summary>Visits the statement and every statement inside it.</summary>
    public static void Statements(Statement statement, Action<Statement> visit)
    {
        visit(statement);
        foreach (Statement inner in Inner(statement))
        {
            Statements(inner, visit);
        }
    }

    /// <summary>Visits every expression inside the statement, outermost first.</summary>
    public static void Expressions(Statement statement, Action<Expression> visit) =>
        Statements(statement, s => Operands(s).ForEach(e => Expression(e, visit)));

    private static void Expression(Expression expression, Action<Expression> visit)
    {
        visit(expression);
        Children.Of(expression).ForEach(e => Expression(e, visit));
    }

    private static IEnumerable<Statement> Inner(Statement statement) => statement switch
    {
        Block s => s.Body,
        If s => s.Else is null ? [s.Then] : [s.Then, s.Else],
        While s => [s.Body],
        ForOf s => [s.Body],
        ForIn s => [s.Body],
        ArrayPattern s => s.Steps.SelectMany(static step => step.Before.Concat(step.After)),
        Labelled s => [s.Body],
        Try s => new[] { s.Body, s.Handler, s.Finalizer }.OfType<Block>(),
        _ => [],
    };

    private static IEnumerable<Expression> Operands(Statement statement) => statement switch
    {
        Let s => [s.Value],
        ExpressionStatement s => [s.Value],
        If s => [s.Test],
        While s => s.Update is null ? [s.Test] : [s.Test, s.Update],
        ForOf s => [s.Iterable],
        ForIn s => [s.Object],
        ArrayPattern s => [s.Iterable],
        Return { Value: { } value } => [value],
        Throw s => [s.Value],
        _ => [],
    };
}
