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
            .. model.Functions.OfType<FunctionInfo>().Select(f => new FunctionGenerator(context, f).Class()),
        ];
        List<MemberDeclarationSyntax> members =
        [
            ProgramClass(context),
            .. model.Scopes.Select(s => ScopeClass(context, s)),
            .. functions,
            .. context.DefaultConstructors.Select(static c => FunctionGenerator.DefaultConstructor(c.Name, c.Class)),
        ];

        CompilationUnitSyntax unit = CompilationUnit()
            .AddUsings(
                UsingDirective(ParseName("System.Runtime.CompilerServices")),
                UsingDirective(ParseName("Containerless.Runtime")))
            .AddMembers(FileScopedNamespaceDeclaration(ParseName("Containerless.Generated")).AddMembers([.. members]))
            .NormalizeWhitespace(eol: "\n");
        return $"// Compiled from a trace of {model.Trace.Source}; #line leads back to it.\n{unit.ToFullString()}\n";
    }

    private static ClassDeclarationSyntax ProgramClass(ProgramContext context)
    {
        ExpressionSyntax literals = Cs.NewArray(Cs.Type("string[]"), [.. context.Literals.Select(static keys =>
            Cs.NewArray(Cs.Type("string"), [.. keys.Select(Cs.Text)]))]);
        int prelude = context.Model.Trace.Prelude;
        MemberDeclarationSyntax[] numbers = prelude == 0
            ? [Number("Caches", context.Caches)]
            : [Number("Caches", context.Caches), Number("Prelude", prelude)];
        return Declarations.Class("Program", "CompiledProgram", SyntaxKind.PublicKeyword).AddMembers(numbers).AddMembers(
            Declarations.Override(Cs.Type("string[][]"), "Literals").WithExpressionBody(ArrowExpressionClause(literals))
                .WithSemicolonToken(Token(SyntaxKind.SemicolonToken)),
            Declarations.Override(Cs.Type("void"), "Main").AddParameterListParameters(Cs.Parameter("Realm", "realm"))
                .WithExpressionBody(ArrowExpressionClause(
                    Cs.Call(Cs.Member(Cs.New(context.ClassOf(0), Cs.Id("realm")), "Invoke"))))
                .WithSemicolonToken(Token(SyntaxKind.SemicolonToken)));
    }

    private static PropertyDeclarationSyntax Number(string name, int value) => PropertyDeclaration(Cs.Type("int"), name)
        .AddModifiers(Token(SyntaxKind.PublicKeyword), Token(SyntaxKind.OverrideKeyword))
        .WithExpressionBody(ArrowExpressionClause(Cs.Int(value))).WithSemicolonToken(Token(SyntaxKind.SemicolonToken));

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

        ClassDeclarationSyntax type = Declarations.Class(name, null, SyntaxKind.InternalKeyword)
            .AddMembers([.. fields.Select(static f => Declarations.Field(f.Type, f.Name, SyntaxKind.InternalKeyword))]);
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
}
