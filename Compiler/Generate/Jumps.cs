using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Containerless.Compiler.Generate;

/// <summary>Something around a statement that a jump or a return out of it has to pass.</summary>
internal interface ILeft;

/// <summary>Where <c>break</c> and <c>continue</c> of one labelled statement go; a C# label is made only when needed.</summary>
internal sealed class Jumps(string? label, bool isLoop, bool isPost, NameTable names) : ILeft
{
    private string? _break;
    private string? _continue;

    public string? Label { get; } = label;

    public bool IsLoop { get; } = isLoop;

    /// <summary>Whether the loop tests after the round, so that C#'s <c>continue</c> would skip what follows the body.</summary>
    public bool IsPost { get; } = isPost;

    /// <summary>The iterator that leaving the loop closes (ECMA-262 §7.4.11), or null.</summary>
    public string? Iterator { get; init; }

    public StatementSyntax GoToBreak() => GoTo(_break ??= names.Fresh($"{Label}_break"));

    public StatementSyntax GoToContinue() => GoTo(_continue ??= names.Fresh($"{Label}_continue"));

    public IEnumerable<StatementSyntax> BreakTarget() => Target(_break);

    public IEnumerable<StatementSyntax> ContinueTarget() => Target(_continue);

    /// <summary>A jump to a C# label.</summary>
    public static GotoStatementSyntax GoTo(string name) => GotoStatement(SyntaxKind.GotoStatement, Cs.Id(name));

    /// <summary>A C# label, where there is one.</summary>
    public static IEnumerable<StatementSyntax> Target(string? name) =>
        name is null ? [] : [LabeledStatement(Identifier(name), EmptyStatement())];
}
