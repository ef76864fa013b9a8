using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Containerless.Compiler.Generate;

/// <summary>Where <c>break</c> and <c>continue</c> of one labelled statement go; a C# label is made only when needed.</summary>
internal sealed class Jumps(string? label, bool isLoop, bool isPost, NameTable names)
{
    private string? _break;
    private string? _continue;

    public string? Label { get; } = label;

    public bool IsLoop { get; } = isLoop;

    /// <summary>Whether the loop tests after the round, so that C#'s <c>continue</c> would skip what follows the body.</summary>
    public bool IsPost { get; } = isPost;

    public StatementSyntax GoToBreak() => GoTo(_break ??= names.Fresh($"{Label}_break"));

    public StatementSyntax GoToContinue() => GoTo(_continue ??= names.Fresh($"{Label}_continue"));

    public IEnumerable<StatementSyntax> BreakTarget() => Target(_break);

    public IEnumerable<StatementSyntax> ContinueTarget() => Target(_continue);

    private static GotoStatementSyntax GoTo(string name) => GotoStatement(SyntaxKind.GotoStatement, Cs.Id(name));

    private static IEnumerable<StatementSyntax> Target(string? name) =>
        name is null ? [] : [LabeledStatement(Identifier(name), EmptyStatement())];
}
