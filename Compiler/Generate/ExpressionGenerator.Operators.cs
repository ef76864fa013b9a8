using Containerless.Compiler.Infer;
using Containerless.Shared.Trace;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Containerless.Compiler.Generate;

/// <summary>Operators: on C#'s own types where the operands are known or guarded, through <c>Op</c> otherwise.</summary>
internal sealed partial class ExpressionGenerator
{
    private static readonly Dictionary<string, (SyntaxKind Kind, string Op)> Arithmetic = new()
    {
        ["-"] = (SyntaxKind.SubtractExpression, "Subtract"),
        ["*"] = (SyntaxKind.MultiplyExpression, "Multiply"),
        ["/"] = (SyntaxKind.DivideExpression, "Divide"),
        ["%"] = (SyntaxKind.None, "Remainder"),
    };

    private static readonly Dictionary<string, (SyntaxKind Kind, string Op)> Comparisons = new()
    {
        ["<"] = (SyntaxKind.LessThanExpression, "Less"),
        ["<="] = (SyntaxKind.LessThanOrEqualExpression, "LessOrEqual"),
        [">"] = (SyntaxKind.GreaterThanExpression, "Greater"),
        [">="] = (SyntaxKind.GreaterThanOrEqualExpression, "GreaterOrEqual"),
    };

    private static readonly Dictionary<string, (SyntaxKind Kind, string Op)> Bitwise = new()
    {
        ["&"] = (SyntaxKind.BitwiseAndExpression, "BitAnd"),
        ["|"] = (SyntaxKind.BitwiseOrExpression, "BitOr"),
        ["^"] = (SyntaxKind.ExclusiveOrExpression, "BitXor"),
        ["<<"] = (SyntaxKind.LeftShiftExpression, "ShiftLeft"), // C# masks the count as §6.1.6.1.9 does
        [">>"] = (SyntaxKind.RightShiftExpression, "ShiftRight"),
    };

    /// <summary>C# <c>bool</c>: ToBoolean of the expression (ECMA-262 §7.1.2).</summary>
    public ExpressionSyntax Test(Expression e)
    {
        switch (e)
        {
            case Unknown or Unsupported or Raise:
                return NeverGiven(e, "bool");
            case PrimApp { Op: "!" } not:
                return Cs.Not(Test(not.Args[0]));
            case Logical { Op: not LogicalOperator.Nullish } logical:
                SyntaxKind op = logical.Op == LogicalOperator.And
                    ? SyntaxKind.LogicalAndExpression
                    : SyntaxKind.LogicalOrExpression;
                return Cs.Binary(op, Test(logical.Left), Test(logical.Right));
            case Conditional conditional:
                return Cs.If(Test(conditional.Test), Test(conditional.Then), Test(conditional.Else));
        }

        ExpressionSyntax code = Natural(e);
        return Types.TypeOf(e).Kind switch
        {
            Kind.Bool => code,
            Kind.Int => Cs.Binary(SyntaxKind.NotEqualsExpression, code, Cs.Int(0)),
            Kind.String => Cs.Binary(SyntaxKind.NotEqualsExpression, Cs.Member(code, "Length"), Cs.Int(0)),
            _ => Cs.Static("Op", "Truthy", code),
        };
    }

    private ExpressionSyntax Operator(PrimApp e) => e.Op switch
    {
        "+" => Add(e),
        "-" when Types.TypeOf(e).Kind == Kind.Int => Step(e, SyntaxKind.SubtractExpression),
        "-" or "*" or "/" or "%" => Numeric(e),
        "**" => Types.IsNumeric(e.Args[0]) && Types.IsNumeric(e.Args[1])
            ? Cs.Static("Op", "Power", Number(e.Args[0]), Number(e.Args[1]))
            : Cs.Static("Op", "Power", Realm, AsExactValue(e.Args[0]), AsExactValue(e.Args[1])),
        "<" or "<=" or ">" or ">=" => Compare(e),
        "===" => Equal(e.Args[0], e.Args[1], strict: true),
        "!==" => Cs.Not(Equal(e.Args[0], e.Args[1], strict: true)),
        "==" => Equal(e.Args[0], e.Args[1], strict: false),
        "!=" => Cs.Not(Equal(e.Args[0], e.Args[1], strict: false)),
        "&" or "|" or "^" or "<<" or ">>" => Bits(e),
        ">>>" => Types.IsNumeric(e.Args[0]) && Types.IsNumeric(e.Args[1])
            ? Cs.Cast("double", Cs.Binary(
                SyntaxKind.RightShiftExpression, Cs.Static("Op", "ToUint32", Number(e.Args[0])), Int32(e.Args[1])))
            : Cs.Static("Op", "ShiftRightUnsigned", Realm, AsValue(e.Args[0]), AsValue(e.Args[1])),
        "~" => Types.IsNumeric(e.Args[0])
            ? SyntaxFactory.PrefixUnaryExpression(SyntaxKind.BitwiseNotExpression, Cs.Operand(Int32(e.Args[0])))
            : Cs.Static("Op", "BitNot", Realm, AsValue(e.Args[0])),
        "!" => Cs.Not(Test(e.Args[0])),
        // typeof of a name that nobody declared is no ReferenceError (ECMA-262 §13.5.3).
        "typeof" when e.Args[0] is GlobalRead name => Cs.Call(Cs.Member(Realm, "TypeOfGlobal"), Cs.Text(name.Name), Line(name)),
        "typeof" => Cs.Static("Op", "TypeOf", AsValue(e.Args[0])),
        "void" => Cs.Static("Op", "Sequence", AsValue(e.Args[0]), Cs.Member("Value", "Undefined")),
        "negate" => Types.TypeOf(e).Kind == Kind.Int
            ? Cs.Int(-(int)((NumberLiteral)e.Args[0]).Value)
            : Cs.Negate(Number(e.Args[0])),
        "toNumber" or "toNumeric" => Types.TypeOf(e).Kind == Kind.Int ? Natural(e.Args[0]) : Number(e.Args[0]),
        "in" => Cs.Static("Op", "In", Realm, AsValue(e.Args[0]), AsValue(e.Args[1])),
        _ => Cs.Static("Op", "InstanceOf", Realm, AsValue(e.Args[0]), AsValue(e.Args[1])),
    };

    /// <summary>C# <c>double</c>: ToNumber of the expression (§7.1.4); an int is widened, so that nothing overflows.</summary>
    private ExpressionSyntax Number(Expression e) => Types.TypeOf(e).Kind == Kind.Int ? Cs.Cast("double", Natural(e))
        : Types.IsNumeric(e) || IsDropped(e) ? As(e, StaticType.Double)
        : Cs.Static("Op", "ToNumber", Realm, AsValue(e));

    /// <summary>C# <c>int</c>: ToInt32 of a number (§7.1.6).</summary>
    private ExpressionSyntax Int32(Expression e) => Types.TypeOf(e).Kind == Kind.Int
        ? Natural(e)
        : Cs.Static("Op", "ToInt32", As(e, StaticType.Double));

    /// <summary>An overflow is a bail-out when it happens; what C# takes for a constant would not even compile.</summary>
    private ExpressionSyntax Step(PrimApp e, SyntaxKind kind) => Cs.Checked(Cs.Binary(
        kind,
        MayBeConstant(e) ? Cs.Static("Op", "ToInt32", Cs.Cast("double", Natural(e.Args[0]))) : Natural(e.Args[0]),
        Natural(e.Args[1])));

    private static bool MayBeConstant(Expression e) => e switch
    {
        NumberLiteral or BooleanLiteral or StringLiteral => true,
        PrimApp operation => operation.Args.All(MayBeConstant),
        Conditional choice => MayBeConstant(choice.Test) && MayBeConstant(choice.Then) && MayBeConstant(choice.Else),
        Logical logical => MayBeConstant(logical.Left) && MayBeConstant(logical.Right),
        _ => false,
    };

    private ExpressionSyntax Numeric(PrimApp e)
    {
        (SyntaxKind kind, string op) = Arithmetic[e.Op];
        bool numeric = Types.IsNumeric(e.Args[0]) && Types.IsNumeric(e.Args[1]);
        return !numeric ? Cs.Static("Op", op, Realm, AsValue(e.Args[0]), AsValue(e.Args[1]))
            : kind == SyntaxKind.None ? Cs.Static("Op", op, NumberAsIs(e.Args[0]), NumberAsIs(e.Args[1]))
            : Cs.Binary(kind, Number(e.Args[0]), As(e.Args[1], StaticType.Double));
    }

    private ExpressionSyntax Bits(PrimApp e)
    {
        (SyntaxKind kind, string op) = Bitwise[e.Op];
        return Types.IsNumeric(e.Args[0]) && Types.IsNumeric(e.Args[1])
            ? Cs.Binary(kind, Int32(e.Args[0]), Int32(e.Args[1]))
            : Cs.Static("Op", op, Realm, AsValue(e.Args[0]), AsValue(e.Args[1]));
    }

    private ExpressionSyntax Compare(PrimApp e)
    {
        (SyntaxKind kind, string op) = Comparisons[e.Op];
        (Expression left, Expression right) = (e.Args[0], e.Args[1]);
        if (Types.IsNumeric(left) && Types.IsNumeric(right))
        {
            return Cs.Binary(kind, NumberAsIs(left), NumberAsIs(right));
        }

        return Types.IsText(left) && Types.IsText(right)
            ? Cs.Binary(kind, Cs.Static("string", "CompareOrdinal", As(left, StaticType.String), As(right, StaticType.String)), Cs.Int(0))
            : Cs.Static("Op", op, Realm, AsValue(left), AsValue(right));
    }

    private ExpressionSyntax NumberAsIs(Expression e) =>
        Types.TypeOf(e).Kind == Kind.Int ? Natural(e) : As(e, StaticType.Double);

    /// <summary>No guard here: comparing with something unexpected is what equality is for.</summary>
    private ExpressionSyntax Equal(Expression left, Expression right, bool strict)
    {
        (StaticType a, StaticType b) = (Types.TypeOf(left), Types.TypeOf(right));
        if ((a.IsNumeric && b.IsNumeric) || (a == b && a.Kind is Kind.Bool or Kind.String))
        {
            return Cs.Binary(SyntaxKind.EqualsExpression, Natural(left), Natural(right));
        }

        if (IsNullish(right) && !IsNullish(left) && a.Kind == Kind.Value)
        {
            string test = !strict ? "IsNullish" : right is NullLiteral ? "IsNull" : "IsUndefined";
            // A literal, or what ends with one, has another type in C#.
            return Cs.Member(left is ObjectLiteral or ObjectRest or Sequence ? Cs.Cast("Value", Natural(left)) : Natural(left), test);
        }

        if (strict && left is (NumberLiteral or StringLiteral))
        {
            (left, right) = (right, left); // the known side goes second, where the runtime has a faster lane
        }

        return strict
            ? Cs.Static("Op", "StrictEquals", AsValue(left), AsValue(right))
            : Cs.Static("Op", "LooseEquals", Realm, AsValue(left), AsValue(right));
    }

    private static bool IsNullish(Expression e) => e is NullLiteral or UndefinedLiteral;

    private ExpressionSyntax Add(PrimApp e)
    {
        switch (Types.TypeOf(e).Kind)
        {
            case Kind.Int:
                return Step(e, SyntaxKind.AddExpression);
            case Kind.Double:
                return Cs.Binary(SyntaxKind.AddExpression, Number(e.Args[0]), As(e.Args[1], StaticType.Double));
            case Kind.Text:
                return Concatenate(e);
            default:
                return Cs.Static("Op", "Add", Realm, AsExactValue(e.Args[0]), AsExactValue(e.Args[1]));
        }
    }

    /// <summary>
    /// A chain of three or more texts and numbers is joined at once: on primitive values + converts as a template does
    /// (§13.15.3, §13.2.8.6). Objects differ (ToPrimitive with no hint), so they go one by one.
    /// </summary>
    private ExpressionSyntax Concatenate(PrimApp e)
    {
        var parts = new List<Expression>();
        Expression head = e;
        while (head is PrimApp { Op: "+" } sum && Types.TypeOf(sum).Kind == Kind.Text)
        {
            parts.Insert(0, sum.Args[1]);
            head = sum.Args[0];
        }

        parts.Insert(0, head);
        bool firstPairIsText = Types.IsText(parts[0]) || Types.IsText(parts[1]);
        if (parts.Count > 2 && firstPairIsText && parts.All(IsPrimitive))
        {
            return Cs.Static("Op", "Template", Realm, Cs.NewArray(Cs.Type("Value"), [.. parts.Select(TextOrPrimitive)]));
        }

        return IsCsText(e.Args[0]) && IsCsText(e.Args[1])
            ? Cs.Static("Op", "Concat", Realm, TextOrPrimitive(e.Args[0]), TextOrPrimitive(e.Args[1]))
            : Cs.Static("Op", "Add", Realm, Operand(e.Args[0]), Operand(e.Args[1]));
    }

    private ExpressionSyntax Operand(Expression e) =>
        Types.Speculation(e).Kind == Kind.String ? Cs.Cast("Value", As(e, StaticType.String)) : AsExactValue(e);

    private bool IsPrimitive(Expression e) =>
        Types.TypeOf(e).Kind is Kind.String or Kind.Text or Kind.Int or Kind.Double or Kind.Bool || Types.IsText(e);

    private bool IsCsText(Expression e) =>
        Types.TypeOf(e).Kind == Kind.String || Types.Speculation(e).Kind == Kind.String;

    /// <summary>The operand of a concatenation; one that was only ever a string is guarded to be one.</summary>
    private ExpressionSyntax TextOrPrimitive(Expression e) =>
        Types.Speculation(e).Kind == Kind.String ? As(e, StaticType.String) : AsValue(e);

    private ExpressionSyntax Logical(Logical e)
    {
        StaticType type = Types.TypeOf(e);
        string name = program.TypeName(type);
        if (e.Op != LogicalOperator.Nullish && type.Kind == Kind.Bool)
        {
            return Test(e);
        }

        Kind left = Types.TypeOf(e.Left).Kind;
        if (left == Kind.Never || (e.Op == LogicalOperator.Nullish && left != Kind.Value))
        {
            return Arm(e.Left, e); // the right is never reached
        }

        ExpressionSyntax temporary = Cs.Id(frame.Temporary(name));
        ExpressionSyntax assigned = Cs.Assign(temporary, As(e.Left, type));
        ExpressionSyntax right = Arm(e.Right, e);
        return e.Op switch
        {
            LogicalOperator.And => Cs.If(Truthy(assigned, type), right, temporary),
            LogicalOperator.Or => Cs.If(Truthy(assigned, type), temporary, right),
            _ => Cs.If(Cs.Member(assigned, "IsNullish"), right, temporary),
        };
    }

    private static ExpressionSyntax Truthy(ExpressionSyntax code, StaticType type) => type.Kind == Kind.Int
        ? Cs.Binary(SyntaxKind.NotEqualsExpression, code, Cs.Int(0))
        : Cs.Static("Op", "Truthy", code);
}
