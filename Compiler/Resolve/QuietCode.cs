using Containerless.Shared.Trace;

namespace Containerless.Compiler.Resolve;

/// <summary>
/// Code that surely runs no function of the program. What the quiet statements at a block's start initialise is
/// initialised before any function hoisted in that block can run.
/// </summary>
internal static class QuietCode
{
    /// <summary>Whether the statement surely calls no closure and always completes normally or bails out.</summary>
    public static bool IsQuiet(Statement statement) => statement switch
    {
        Let let => IsQuiet(let.Value),
        ExpressionStatement { Value: SetBinding set } => IsQuiet(set.Value),
        _ => false,
    };

    /// <summary>The binding that a quiet statement initialises.</summary>
    public static int? Initialized(Statement statement) => statement switch
    {
        Let let => let.Binding,
        ExpressionStatement { Value: SetBinding set } => set.Binding,
        _ => null,
    };

    private static bool IsQuiet(Expression expression) => expression switch
    {
        // Operators convert their operands, which may call valueOf: only on literals are they quiet.
        PrimApp e => e.Args.All(IsLiteral),
        Template e => e.Parts.All(IsLiteral),
        MethodCall { Object: StringLiteral or GlobalRead, Method: StringLiteral } e => e.Args.All(IsLiteral),
        Call or MethodCall or New or SetBinding or IndexGet => false,
        Unknown or Unsupported => true, // a bail-out: nothing runs after it
        _ => Children.Of(expression).All(IsQuiet),
    };

    private static bool IsLiteral(Expression expression) =>
        expression is NumberLiteral or StringLiteral or BooleanLiteral or NullLiteral or UndefinedLiteral;
}
