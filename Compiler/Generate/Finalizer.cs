using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Containerless.Compiler.Generate;

/// <summary>
/// A finalizer around a statement. A jump or a return out of the statement notes its number in a variable and goes to
/// the finalizer; after the finalizer the number says how to go on.
/// </summary>
internal sealed class Finalizer(FunctionFrame frame, string resultType) : ILeft
{
    private readonly List<(string? Label, bool IsBreak)> _exits = [];
    private string? _label;
    private string? _number;
    private string? _result;

    /// <summary>Variable that holds the exit's number, 0 for none; null where nothing leaves.</summary>
    public string? Number => _number;

    /// <summary>Label at the finalizer's start; null where nothing leaves.</summary>
    public string? Start => _label;

    /// <summary>Variable that holds what a <c>return</c> gives.</summary>
    public ExpressionSyntax Result => Cs.Id(_result!);

    /// <summary>What leaves the statement: a jump to a label, or a return where the label is null. An exit's number is
    /// its index plus one.</summary>
    public IReadOnlyList<(string? Label, bool IsBreak)> Exits => _exits;

    public IEnumerable<StatementSyntax> Jump(string label, bool isBreak) => Exit(label, isBreak);

    public IEnumerable<StatementSyntax> Return(ExpressionSyntax value)
    {
        _result ??= frame.Temporary(resultType, "result");
        return Exit(null, false).Prepend(Cs.Do(Cs.Assign(Result, value)));
    }

    private IEnumerable<StatementSyntax> Exit(string? label, bool isBreak)
    {
        _label ??= frame.Names.Fresh("finally_");
        _number ??= frame.Temporary("int", "leaving");
        int index = _exits.IndexOf((label, isBreak));
        if (index < 0)
        {
            index = _exits.Count;
            _exits.Add((label, isBreak));
        }

        return [Cs.Do(Cs.Assign(Cs.Id(_number), Cs.Int(index + 1))), Jumps.GoTo(_label)];
    }
}
