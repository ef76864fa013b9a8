using Containerless.Shared.Trace;

namespace Containerless.Compiler.Resolve;

/// <summary>
/// Code that surely runs no function of the program. What the quiet statements at a block's start initialise is
/// initialised before any function hoisted in that block can run.
/// </summary>
internal static class QuietCode
{
    /// <summary>
    /// Whether the statement surely calls no closure, and completes normally or bails out: it never throws.
    /// <paramref name="readable"/> tells which bindings are not in their dead zone.
    /// </summary>
    public static bool IsQuiet(Statement statement, Predicate<int> readable) => statement switch
    {
        Let let => IsQuiet(let.Value, readable),
        ExpressionStatement { Value: SetBinding set } => readable(set.Binding) && IsQuiet(set.Value, readable),
        _ => false,
    };

    /// <summary>The binding that a quiet statement initialises.</summary>
    public static int? Initialized(Statement statement) => statement switch
    {
        Let let => let.Binding,
        ExpressionStatement { Value: SetBinding set } => set.Binding,
        _ => null,
    };

    private static readonly HashSet<string> Globals =
    [
        "Array", "Boolean", "Date", "Error", "Function", "Infinity", "JSON", "Map", "Math", "NaN", "Number", "Object",
        "Promise", "RangeError", "RegExp", "Set", "String", "Symbol", "SyntaxError", "TypeError", "WeakMap", "WeakSet",
        "console", "isFinite", "isNaN", "parseFloat", "parseInt", "process",
    ];

    /// <summary>Whether a global surely exists, so that reading it does not throw.</summary>
    public static bool Exists(GlobalRead global) => Globals.Contains(global.Name);

    /// <summary>Whether the key of a class member is known beforehand, so that making the member runs nothing.</summary>
    public static bool HasFixedKey(ClassMember member) =>
        member.Key is null or StringLiteral or Get { Object: GlobalRead { Name: "Symbol" } };

    // Properties have getters and operators call valueOf, or throw; only what is named here is known to do neither.
    private static bool IsQuiet(Expression expression, Predicate<int> readable) => expression switch
    {
        GlobalRead e => Exists(e),
        IdentifierRead e => readable(e.Binding),
        ModuleRead or ClosureCreation or RegexLiteral => true,
        ClassCreation { Heritage: null, Statics: null } e => e.Members.All(HasFixedKey),
        ObjectLiteral { IsPlain: true } or ArrayLiteral or Conditional or Logical or Sequence => Children.Of(expression).All(e => IsQuiet(e, readable)),
        PrimApp { Op: "===" or "!==" or "!" or "typeof" or "void" } e => e.Args.All(e => IsQuiet(e, readable)),
        PrimApp { Op: not ("in" or "instanceof") } e => e.Args.All(IsLiteral),
        Template e => e.Parts.All(IsLiteral),
        MethodCall { Object: GlobalRead { Name: "Math" or "Date" }, Method: StringLiteral } e => e.Args.All(IsLiteral),
        New { Callee: GlobalRead { Name: "Map" or "Set" or "WeakMap" or "WeakSet" or "Date" }, Args.Count: 0 } => true,
        Get { Object: Get { Object: GlobalRead { Name: "process" }, Property: "env" } } => true,
        Unknown or Unsupported => true, // a bail-out: nothing runs after it
        _ => IsLiteral(expression),
    };

    private static bool IsLiteral(Expression expression) =>
        expression is NumberLiteral or StringLiteral or BooleanLiteral or NullLiteral or UndefinedLiteral;
}
