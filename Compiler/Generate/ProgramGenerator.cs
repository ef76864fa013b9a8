using Containerless.Compiler.Infer;
using Containerless.Compiler.Resolve;
using Containerless.Shared.Trace;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Containerless.Compiler.Generate;

/// <summary>Generates the C# of a program: the class <c>Program</c>, one class per scope, one per function.</summary>
internal static class ProgramGenerator
{
    /// <summary>The generated C#, the same for the same trace.</summary>
    public static string Generate(ProgramModel model, Inference types)
    {
        var context = new ProgramContext(model, types);

        // Functions come first: they hand out caches and literals, and name the bindings.
        List<MemberDeclarationSyntax> functions =
        [
            .. model.Functions.OfType<FunctionInfo>().Select(f => FunctionClass(context, f)),
        ];
        List<MemberDeclarationSyntax> members =
        [
            ProgramClass(context),
            .. model.Scopes.Select(s => ScopeClass(context, s)),
            .. functions,
        ];

        CompilationUnitSyntax unit = CompilationUnit()
            .AddUsings(UsingDirective(ParseName("Containerless.Runtime")))
            .AddMembers(FileScopedNamespaceDeclaration(ParseName("Containerless.Generated")).AddMembers([.. members]))
            .NormalizeWhitespace(eol: "\n");
        return $"// Compiled from a trace of {model.Trace.Source}; #line leads back to it.\n{unit.ToFullString()}\n";
    }

    private static ClassDeclarationSyntax ProgramClass(ProgramContext context)
    {
        ExpressionSyntax literals = Cs.NewArray(Cs.Type("string[]"), [.. context.Literals.Select(static keys =>
            Cs.NewArray(Cs.Type("string"), [.. keys.Select(Cs.Text)]))]);
        return Class("Program", "CompiledProgram", SyntaxKind.PublicKeyword).AddMembers(
            PropertyDeclaration(Cs.Type("int"), "Caches")
                .AddModifiers(Token(SyntaxKind.PublicKeyword), Token(SyntaxKind.OverrideKeyword))
                .WithExpressionBody(ArrowExpressionClause(Cs.Int(context.Caches)))
                .WithSemicolonToken(Token(SyntaxKind.SemicolonToken)),
            Override(Cs.Type("string[][]"), "Literals").WithExpressionBody(ArrowExpressionClause(literals))
                .WithSemicolonToken(Token(SyntaxKind.SemicolonToken)),
            Override(Cs.Type("void"), "Main").AddParameterListParameters(Cs.Parameter("Realm", "realm"))
                .WithExpressionBody(ArrowExpressionClause(
                    Cs.Call(Cs.Member(Cs.New(context.ClassOf(0), Cs.Id("realm")), "Invoke"))))
                .WithSemicolonToken(Token(SyntaxKind.SemicolonToken)));
    }

    /// <summary>A scope: a field for each captured variable, and a copy for loops with a binding per iteration.</summary>
    private static ClassDeclarationSyntax ScopeClass(ProgramContext context, Block scope)
    {
        string name = context.ScopeClass(scope);
        var fields = new List<(string Type, string Name)>();
        foreach (int id in scope.Declares.Where(b => context.Model.Binding(b).Captured))
        {
            fields.Add((context.TypeName(context.Types.Binding(id)), context.NameOf(id)));
            if (context.FlagOf(id) is { } flag)
            {
                fields.Add(("bool", flag));
            }
        }

        ClassDeclarationSyntax type = Class(name, null, SyntaxKind.InternalKeyword)
            .AddMembers([.. fields.Select(static f => Field(f.Type, f.Name, SyntaxKind.InternalKeyword))]);
        if (!context.CopiedScopes.Contains(scope))
        {
            return type;
        }

        ObjectCreationExpressionSyntax copy = ObjectCreationExpression(Cs.Id(name)).WithInitializer(InitializerExpression(
            SyntaxKind.ObjectInitializerExpression,
            SeparatedList(fields.Select(static f => Cs.Assign(Cs.Id(f.Name), Cs.Id(f.Name))))));
        return type.AddMembers(MethodDeclaration(Cs.Type(name), "Copy").AddModifiers(Token(SyntaxKind.InternalKeyword))
                .WithExpressionBody(ArrowExpressionClause(copy)).WithSemicolonToken(Token(SyntaxKind.SemicolonToken)));
    }

    private static ClassDeclarationSyntax FunctionClass(ProgramContext context, FunctionInfo function)
    {
        string name = context.ClassOf(function.Function.Id);
        List<(string Type, string Name)> scopes =
            [.. function.OuterScopes.Select(s => (context.ScopeClass(s), context.ScopeVariable(s)))];
        ConstructorDeclarationSyntax constructor = ConstructorDeclaration(name)
            .AddModifiers(Token(SyntaxKind.InternalKeyword))
            .AddParameterListParameters(Cs.Parameter("Realm", "realm"))
            .AddParameterListParameters([.. scopes.Select(static s => Cs.Parameter(s.Type, s.Name))])
            .WithInitializer(ConstructorInitializer(SyntaxKind.BaseConstructorInitializer, ArgumentList(SeparatedList(
                new[] { Cs.Id("realm"), Cs.Text(function.Function.Name), Cs.Int(function.Function.Length) }.Select(Argument)))))
            .WithBody(Block(scopes.Select(static s => Cs.Do(Cs.Assign(Cs.Member(ThisExpression(), s.Name), Cs.Id(s.Name))))));

        ClassDeclarationSyntax type = Class(name, "FunctionObject", SyntaxKind.InternalKeyword)
            .AddMembers([.. scopes.Select(static s => Field(s.Type, s.Name, SyntaxKind.PrivateKeyword, SyntaxKind.ReadOnlyKeyword))])
            .AddMembers(constructor);

        return function.Function.Body.State == BlockState.Known
            ? type.AddMembers(Members(context, function))
            : type.AddMembers(CallMethod(NotCompiled(function.Function.Body)));
    }

    private static ExpressionSyntax NotCompiled(Block body) => body.State == BlockState.Unsupported
        ? ExpressionGenerator.Bail("Unsupported", "Value", Cs.Text(body.Reason ?? "not supported"), Cs.Int(body.At.Line))
        : ExpressionGenerator.Hole("Value", body.At);

    /// <summary>
    /// <c>Invoke</c> holds the code and takes typed parameters; <c>Call</c> is how a caller that knows nothing of the
    /// function enters it, through a guard for each typed parameter.
    /// </summary>
    private static MemberDeclarationSyntax[] Members(ProgramContext context, FunctionInfo info)
    {
        Function function = info.Function;
        var frame = new FunctionFrame(context, info);
        List<StatementSyntax> body = new StatementGenerator(context, frame).Body();
        List<(string Type, string Name, StaticType Static)> parameters = [.. function.Parameters.Select(p =>
        {
            StaticType type = context.Types.Binding(p.Binding);
            return (context.TypeName(type), frame.Parameter(p.Binding), type);
        })];
        MethodDeclarationSyntax invoke = MethodDeclaration(Cs.Type(context.TypeName(context.Types.Return(function.Id))), "Invoke")
            .AddModifiers(Token(SyntaxKind.InternalKeyword))
            .AddParameterListParameters([.. parameters.Select(static p => Cs.Parameter(p.Type, p.Name))])
            .WithBody(Block(body));
        ExpressionSyntax enter = info.Escapes
            ? Cs.Call(Cs.Id("Invoke"), parameters.Select((p, i) => Entering(p.Static, i, function.At)))
            : ExpressionGenerator.Bail(
                "Unsupported", "Value", Cs.Text("a call of a function that was only called by name"), Cs.Int(function.At.Line));
        return [CallMethod(enter), invoke];
    }

    private static ExpressionSyntax Entering(StaticType type, int index, Position at)
    {
        ExpressionSyntax argument = ElementAccessExpression(
            Cs.Id("args"), BracketedArgumentList(SingletonSeparatedList(Argument(Cs.Int(index)))));
        return type.Kind switch
        {
            Kind.Int => ExpressionGenerator.Guarded("Int32", argument, at),
            Kind.Double => ExpressionGenerator.Guarded("Number", argument, at),
            Kind.String => ExpressionGenerator.Guarded("String", argument, at),
            Kind.Bool => ExpressionGenerator.Guarded("Boolean", argument, at),
            Kind.Array => ExpressionGenerator.Guarded("Array", argument, at),
            _ => argument,
        };
    }

    private static MethodDeclarationSyntax CallMethod(ExpressionSyntax body) =>
        Override(Cs.Type("Value"), "Call")
            .AddParameterListParameters(
                Cs.Parameter("Value", "thisValue"),
                Cs.Parameter("Args", "args").AddModifiers(Token(SyntaxKind.InKeyword)))
            .WithExpressionBody(ArrowExpressionClause(body))
            .WithSemicolonToken(Token(SyntaxKind.SemicolonToken));

    private static MethodDeclarationSyntax Override(TypeSyntax type, string name) => MethodDeclaration(type, name)
        .AddModifiers(Token(SyntaxKind.PublicKeyword), Token(SyntaxKind.OverrideKeyword));

    private static ClassDeclarationSyntax Class(string name, string? baseType, SyntaxKind visibility)
    {
        ClassDeclarationSyntax type = ClassDeclaration(name).AddModifiers(Token(visibility), Token(SyntaxKind.SealedKeyword));
        return baseType is null ? type : type.AddBaseListTypes(SimpleBaseType(Cs.Type(baseType)));
    }

    private static FieldDeclarationSyntax Field(string type, string name, params SyntaxKind[] modifiers) =>
        FieldDeclaration(VariableDeclaration(Cs.Type(type), SingletonSeparatedList(VariableDeclarator(name))))
            .AddModifiers([.. modifiers.Select(Token)]);
}
