using Containerless.Compiler.Infer;
using Containerless.Compiler.Resolve;
using Containerless.Shared.Trace;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Containerless.Compiler.Generate;

/// <summary>
/// Generates the class of a function. <c>Invoke</c> holds the code and takes typed parameters; <c>Call</c> is how a
/// caller that knows nothing of the function enters it, through a guard for each typed parameter. Where <c>new.target</c>
/// matters <c>Run</c> does that, for <c>new</c> as well.
/// </summary>
internal sealed class FunctionGenerator(ProgramContext program, FunctionInfo info)
{
    private readonly Function _function = info.Function;

    private bool IsClass => _function.Form is FunctionForm.Constructor or FunctionForm.Derived;

    /// <summary>The class.</summary>
    public ClassDeclarationSyntax Class()
    {
        List<(string Type, string Name)> scopes =
            [.. info.OuterScopes.Select(s => (program.ScopeClass(s), program.ScopeVariable(s)))];
        string name = program.ClassOf(_function.Id);
        return Class(name, _function.Name, _function.Length, Kind(_function), scopes).AddMembers(Members());
    }

    /// <summary>The class of a constructor that the source leaves out (ECMA-262 §15.7.14, step 14).</summary>
    public static ClassDeclarationSyntax DefaultConstructor(string className, ClassCreation definition)
    {
        bool isDerived = definition.Heritage is not null;
        ExpressionSyntax run = isDerived
            ? Cs.Static("Op", "SuperConstruct", Cs.Id("Realm"), ThisExpression(), Cs.Id("newTarget"), Cs.Id("args"), Cs.Int(0))
            : Cs.Member("Value", "Undefined");
        return Class(className, definition.Name, 0, isDerived ? "Derived" : "Constructor", [])
            .AddMembers(Call(NotCalled(definition.Name)), Run(run));
    }

    private static ClassDeclarationSyntax Class(
        string className, string name, int length, string kind, List<(string Type, string Name)> scopes)
    {
        List<ExpressionSyntax> arguments = [Cs.Id("realm"), Cs.Text(name), Cs.Int(length)];
        if (kind != "Function")
        {
            arguments.Add(Cs.Member("FunctionKind", kind));
        }

        ConstructorDeclarationSyntax constructor = ConstructorDeclaration(className)
            .AddModifiers(Token(SyntaxKind.InternalKeyword))
            .AddParameterListParameters(Cs.Parameter("Realm", "realm"))
            .AddParameterListParameters([.. scopes.Select(static s => Cs.Parameter(s.Type, s.Name))])
            .WithInitializer(ConstructorInitializer(
                SyntaxKind.BaseConstructorInitializer, ArgumentList(SeparatedList(arguments.Select(Argument)))))
            .WithBody(Block(scopes.Select(static s => Cs.Do(Cs.Assign(Cs.Member(ThisExpression(), s.Name), Cs.Id(s.Name))))));
        return Declarations.Class(className, "FunctionObject", SyntaxKind.InternalKeyword)
            .AddMembers([.. scopes.Select(static s =>
                Declarations.Field(s.Type, s.Name, SyntaxKind.PrivateKeyword, SyntaxKind.ReadOnlyKeyword))])
            .AddMembers(constructor);
    }

    /// <summary>What the runtime has to know of how the function was written.</summary>
    private static string Kind(Function function) => function switch
    {
        { Generator: true } => "Generator",
        { Async: true } => "Async",
        { Form: FunctionForm.Arrow } => "Arrow",
        { Form: FunctionForm.Constructor } => "Constructor",
        { Form: FunctionForm.Derived } => "Derived",
        { Form: FunctionForm.Program or FunctionForm.Function } => "Function",
        _ => "Method",
    };

    private MemberDeclarationSyntax[] Members()
    {
        if (_function.Body.State != BlockState.Known)
        {
            if (_function is { Generator: true, Async: false, Prologue: 0, Body.State: BlockState.Unknown })
            {
                return Unstarted();
            }

            ExpressionSyntax missing = NotCompiled(_function.Body);
            return IsClass ? [Call(NotCalled(_function.Name)), Run(missing)] : [Call(missing)];
        }

        var frame = new FunctionFrame(program, info);
        List<StatementSyntax> body = new StatementGenerator(program, frame).Body();
        List<(FunctionInput Input, StaticType Type)> inputs =
            [.. FunctionInput.Of(_function).Select(i => (i, program.Types.Binding(i.Binding)))];
        MethodDeclarationSyntax invoke = MethodDeclaration(Cs.Type(ResultType()), "Invoke")
            .AddModifiers(Token(SyntaxKind.InternalKeyword))
            .AddParameterListParameters(
                [.. inputs.Select(i => Cs.Parameter(program.TypeName(i.Type), frame.Parameter(i.Input.Binding)))])
            .WithBody(OwnLines(Block(body)));
        if (!info.IsLeaf)
        {
            invoke = invoke.AddAttributeLists(Declarations.NotInlined());
        }

        if (_function.Async || _function.Generator)
        {
            invoke = invoke.AddModifiers(Token(SyntaxKind.AsyncKeyword));
        }

        ExpressionSyntax enter = info.Escapes
            ? Entered(_function, Cs.Call(Cs.Id("Invoke"), inputs.Select(i => Given(i.Input, i.Type))))
            : ExpressionGenerator.Bail(
                "Unsupported", "Value", Cs.Text("a call of a function that was only called by name"), Cs.Int(_function.At.Line));
        return IsClass ? [Call(NotCalled(_function.Name)), Run(enter), invoke]
            : _function.NewTarget is null ? [Call(enter), invoke]
            :
            [
                Call(Cs.Call(Cs.Id("Run"), Cs.Id("thisValue"), Cs.Member("Value", "Undefined"), Cs.Id("args"))),
                Run(enter), invoke,
            ];
    }

    /// <summary>Ends at its brace what leads back to the source's lines: what follows it has none.</summary>
    private static BlockSyntax OwnLines(BlockSyntax body) => !body.ContainsDirectives
        ? body
        : body.WithCloseBraceToken(Token(
            TriviaList(Trivia(LineDirectiveTrivia(Token(SyntaxKind.DefaultKeyword), true))), SyntaxKind.CloseBraceToken, TriviaList()));

    /// <summary>A generator that nobody asked for anything: calling it is fine.</summary>
    private MemberDeclarationSyntax[] Unstarted() =>
    [
        Call(Entered(_function, Cs.Call(Cs.Id("Invoke")))),
        MethodDeclaration(Cs.Type(ResultType()), "Invoke")
            .AddModifiers(Token(SyntaxKind.InternalKeyword), Token(SyntaxKind.AsyncKeyword))
            .WithBody(Block(
                Cs.Do(Cs.Await(Cs.Call(Cs.Member("Realm", "Begin"), ThisExpression()))), ReturnStatement(NotCompiled(_function.Body)))),
    ];

    /// <summary>C# of the value that entering a function gives, from that of its <c>Invoke</c>.</summary>
    public static ExpressionSyntax Entered(Function function, ExpressionSyntax invoke) =>
        function.Generator ? Cs.Call(Cs.Member(invoke, "Object"), Cs.Id("Realm"))
        : function.Async ? Cs.Call(Cs.Member(invoke, "Promise"), Cs.Id("Realm"))
        : invoke;

    private string ResultType() => _function.Generator ? "JsGenerator"
        : _function.Async ? "JsPromise"
        : program.TypeName(program.Types.Return(_function.Id));

    private ExpressionSyntax Given(FunctionInput input, StaticType type) => input.Kind switch
    {
        InputKind.This when _function.Strict || IsClass => Cs.Id("thisValue"),
        InputKind.This => Cs.Static("Op", "SloppyThis", Cs.Id("Realm"), Cs.Id("thisValue"), Cs.Int(_function.At.Line)),
        InputKind.NewTarget => Cs.Id("newTarget"),
        InputKind.Rest => Cs.Static("Op", "Rest", Cs.Id("Realm"), Cs.Id("args"), Cs.Int(input.Index)),
        InputKind.Arguments => Cs.Static(
            "Op", "Arguments", Cs.Id("Realm"), Cs.Id("args"), Cs.Bool(_function.HasMappedArguments)),
        _ => Guarded(type, input.Index),
    };

    private ExpressionSyntax Guarded(StaticType type, int index)
    {
        ExpressionSyntax argument = ElementAccessExpression(
            Cs.Id("args"), BracketedArgumentList(SingletonSeparatedList(Argument(Cs.Int(index)))));
        string? guard = type.Kind switch
        {
            Infer.Kind.Int => "Int32",
            Infer.Kind.Double => "Number",
            Infer.Kind.String => "String",
            Infer.Kind.Bool => "Boolean",
            Infer.Kind.Array => "Array",
            _ => null,
        };
        return guard is null ? argument : ExpressionGenerator.Guarded(guard, argument, _function.At);
    }

    private static ExpressionSyntax NotCompiled(Block body) => body.State == BlockState.Unsupported
        ? ExpressionGenerator.Bail("Unsupported", "Value", Cs.Text(body.Reason ?? "not supported"), Cs.Int(body.At.Line))
        : ExpressionGenerator.Hole("Value", body.At);

    /// <summary>A class that is called (ECMA-262 §10.2.1, step 2); where, only its caller knows.</summary>
    private static ExpressionSyntax NotCalled(string name) => Cs.Generic(
        "Op", "Raise", Cs.Type("Value"), Cs.Id("Realm"), Cs.Text("TypeError"),
        Cs.Text($"Class constructor{(name.Length == 0 ? "s" : $" {name}")} cannot be invoked without 'new'"), Cs.Int(0));

    private static MethodDeclarationSyntax Call(ExpressionSyntax body) => Entrance("Call", body, "thisValue");

    private static MethodDeclarationSyntax Run(ExpressionSyntax body) => Entrance("Run", body, "thisValue", "newTarget");

    private static MethodDeclarationSyntax Entrance(string name, ExpressionSyntax body, params string[] values) =>
        Declarations.Override(Cs.Type("Value"), name)
            .AddParameterListParameters([.. values.Select(static v => Cs.Parameter("Value", v))])
            .AddParameterListParameters(Cs.Parameter("Args", "args").AddModifiers(Token(SyntaxKind.InKeyword)))
            .WithExpressionBody(ArrowExpressionClause(body))
            .WithSemicolonToken(Token(SyntaxKind.SemicolonToken));
}
