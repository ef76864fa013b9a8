using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Containerless.Compiler.Generate;

/// <summary>Short forms of Roslyn's syntax factory. Text of a function only ever becomes a token.</summary>
internal static class Cs
{
    public static IdentifierNameSyntax Id(string name) => IdentifierName(Identifier(name));

    public static ExpressionSyntax Int(int value) => value < 0
        ? PrefixUnaryExpression(SyntaxKind.UnaryMinusExpression, LiteralExpression(SyntaxKind.NumericLiteralExpression, Literal(-value)))
        : LiteralExpression(SyntaxKind.NumericLiteralExpression, Literal(value));

    public static ExpressionSyntax Double(double value) => double.IsPositiveInfinity(value)
        ? Member(PredefinedType(Token(SyntaxKind.DoubleKeyword)), "PositiveInfinity")
        : double.IsNaN(value)
        ? Member(PredefinedType(Token(SyntaxKind.DoubleKeyword)), "NaN")
        : LiteralExpression(SyntaxKind.NumericLiteralExpression, value > int.MaxValue ? LargeDouble(value) : Literal(value));

    /// <summary>Without a point or an exponent C# would read a whole number that is no int as a uint or a long.</summary>
    private static SyntaxToken LargeDouble(double value)
    {
        string text = value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        return Literal(text.AsSpan().ContainsAny('.', 'E') ? text : $"{text}.0", value);
    }

    public static ExpressionSyntax Null => LiteralExpression(SyntaxKind.NullLiteralExpression);

    public static ExpressionSyntax Text(string value) => LiteralExpression(SyntaxKind.StringLiteralExpression, Literal(value));

    public static ExpressionSyntax Bool(bool value) =>
        LiteralExpression(value ? SyntaxKind.TrueLiteralExpression : SyntaxKind.FalseLiteralExpression);

    public static MemberAccessExpressionSyntax Member(ExpressionSyntax of, string name) =>
        MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, Operand(of), Id(name));

    public static MemberAccessExpressionSyntax Member(string of, string name) => Member(Id(of), name);

    public static InvocationExpressionSyntax Call(ExpressionSyntax method, params IEnumerable<ExpressionSyntax> args) =>
        InvocationExpression(method, Arguments(args));

    public static InvocationExpressionSyntax Static(string type, string method, params IEnumerable<ExpressionSyntax> args) =>
        Call(Member(type, method), args);

    public static InvocationExpressionSyntax Generic(
        string type, string method, TypeSyntax argument, params IEnumerable<ExpressionSyntax> args) =>
        Call(
            MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression, Id(type),
                GenericName(Identifier(method), TypeArgumentList(SingletonSeparatedList(argument)))),
            args);

    public static ObjectCreationExpressionSyntax New(string type, params IEnumerable<ExpressionSyntax> args) =>
        ObjectCreationExpression(Id(type)).WithArgumentList(Arguments(args));

    public static ExpressionSyntax NewArray(TypeSyntax element, IReadOnlyList<ExpressionSyntax> items)
    {
        ArrayRankSpecifierSyntax rank = ArrayRankSpecifier(SingletonSeparatedList<ExpressionSyntax>(
            items.Count == 0 ? Int(0) : OmittedArraySizeExpression()));
        ArrayTypeSyntax type = element is ArrayTypeSyntax nested
            ? nested.WithRankSpecifiers(nested.RankSpecifiers.Insert(0, rank))
            : ArrayType(element, SingletonList(rank));
        return items.Count == 0
            ? ArrayCreationExpression(type)
            : ArrayCreationExpression(type, InitializerExpression(SyntaxKind.ArrayInitializerExpression, SeparatedList(items)));
    }

    public static TypeSyntax Type(string name) => name switch
    {
        "int" => PredefinedType(Token(SyntaxKind.IntKeyword)),
        "double" => PredefinedType(Token(SyntaxKind.DoubleKeyword)),
        "bool" => PredefinedType(Token(SyntaxKind.BoolKeyword)),
        "string" => PredefinedType(Token(SyntaxKind.StringKeyword)),
        "void" => PredefinedType(Token(SyntaxKind.VoidKeyword)),
        "string[]" => ArrayType(Type("string"), SingletonList(ArrayRankSpecifier())),
        "string[][]" => ArrayType(Type("string"), List([ArrayRankSpecifier(), ArrayRankSpecifier()])),
        "JsPromise" or "JsGenerator" => GenericName(Identifier(name), TypeArgumentList(SingletonSeparatedList(Type("Value")))),
        _ => Id(name),
    };

    public static ExpressionSyntax Binary(SyntaxKind kind, ExpressionSyntax left, ExpressionSyntax right) =>
        BinaryExpression(kind, Operand(left), Operand(right));

    public static ExpressionSyntax Not(ExpressionSyntax e) =>
        PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, Operand(e));

    public static ExpressionSyntax Negate(ExpressionSyntax e) =>
        PrefixUnaryExpression(SyntaxKind.UnaryMinusExpression, Operand(e));

    public static ExpressionSyntax Cast(string type, ExpressionSyntax e) => CastExpression(Type(type), Operand(e));

    public static ExpressionSyntax If(ExpressionSyntax test, ExpressionSyntax then, ExpressionSyntax otherwise) =>
        ConditionalExpression(Operand(test), Operand(then), Operand(otherwise));

    public static ExpressionSyntax Assign(ExpressionSyntax target, ExpressionSyntax value) =>
        AssignmentExpression(SyntaxKind.SimpleAssignmentExpression, target, value);

    public static ExpressionSyntax Await(ExpressionSyntax e) => AwaitExpression(Operand(e));

    public static ExpressionSyntax Checked(ExpressionSyntax e) => CheckedExpression(SyntaxKind.CheckedExpression, e);

    public static StatementSyntax Do(ExpressionSyntax e) => ExpressionStatement(
        e is AssignmentExpressionSyntax or InvocationExpressionSyntax or AwaitExpressionSyntax ? e : Assign(Id("_"), e));

    public static StatementSyntax Declare(string type, string name, ExpressionSyntax value) => LocalDeclarationStatement(
        VariableDeclaration(Type(type), SingletonSeparatedList(
            VariableDeclarator(Identifier(name)).WithInitializer(EqualsValueClause(value)))));

    public static ExpressionSyntax Default => LiteralExpression(SyntaxKind.DefaultLiteralExpression);

    public static ParameterSyntax Parameter(string type, string name) =>
        SyntaxFactory.Parameter(Identifier(name)).WithType(Type(type));

    /// <summary>Puts parentheses around anything that is not a primary expression.</summary>
    public static ExpressionSyntax Operand(ExpressionSyntax e) => e is BinaryExpressionSyntax or ConditionalExpressionSyntax
        or AssignmentExpressionSyntax or CastExpressionSyntax or PrefixUnaryExpressionSyntax or AwaitExpressionSyntax
        ? ParenthesizedExpression(e)
        : e;

    private static ArgumentListSyntax Arguments(IEnumerable<ExpressionSyntax> args) =>
        ArgumentList(SeparatedList(args.Select(Argument)));
}
