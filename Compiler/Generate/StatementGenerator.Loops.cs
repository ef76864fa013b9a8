using Containerless.Compiler.Infer;
using Containerless.Compiler.Resolve;
using Containerless.Shared.Trace;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Containerless.Compiler.Generate;

/// <summary>Loops.</summary>
internal sealed partial class StatementGenerator
{
    private List<StatementSyntax> While(While loop)
    {
        var jumps = new Jumps(loop.Label, isLoop: true, loop.Post, frame.Names);
        _left.Push(jumps);
        ExpressionSyntax test = _expressions.Test(loop.Test);
        BlockSyntax body = LoopBody(loop.Body, loop.At, null, null);
        _ = _left.Pop();

        List<ExpressionSyntax> after = [.. Scopes(loop.PerIteration).Select(CopyScope)];
        if (loop.Update is { } update)
        {
            after.Add(Effect(_expressions.Natural(update)));
        }

        StatementSyntax code;
        if (loop.Post)
        {
            body = body.AddStatements([.. jumps.ContinueTarget(), .. after.Select(Cs.Do)]);
            code = DoStatement(body, test);
        }
        else
        {
            body = body.AddStatements([.. jumps.ContinueTarget()]);
            code = after.Count == 0
                ? WhileStatement(test, body)
                : ForStatement(body).WithCondition(test).WithIncrementors(SeparatedList(after));
        }

        return [code, .. jumps.BreakTarget()];
    }

    private List<StatementSyntax> ForOf(ForOf loop)
    {
        // Leaving an array or a string closes nothing: their iterators have no `return`, and nobody can give them one.
        bool closes = !Types.IsText(loop.Iterable) && Types.TypeOf(loop.Iterable).Kind != Kind.Array;
        string iterator = frame.Temporary("ValueIterator");
        string item = frame.Temporary("Value");
        var jumps = new Jumps(loop.Label, isLoop: true, isPost: false, frame.Names) { Iterator = closes ? iterator : null };
        StatementSyntax start = Cs.Do(Cs.Assign(Cs.Id(iterator), Cs.Static(
            "Op", "Iterate", Cs.Id("Realm"), _expressions.AsValue(loop.Iterable), Cs.Int(loop.At.Line))));
        StatementSyntax code = Rounds(loop, iterator, item, jumps);
        if (!closes)
        {
            return [start, code, .. jumps.BreakTarget()];
        }

        string pending = frame.Temporary("JsCompletion", "pending");
        return
        [
            start, Reset(pending), Catching("JsCompletion", pending, SyntaxFactory.Block(code)),
            IfStatement(IsSet(pending), Cs.Do(Cs.Call(Cs.Member(iterator, "Close"), Cs.Id(pending)))),
            .. jumps.BreakTarget(),
        ];
    }

    private StatementSyntax Rounds(ForOf loop, string iterator, string item, Jumps jumps)
    {
        ExpressionSyntax next = InvocationExpression(Cs.Member(iterator, "MoveNext"), ArgumentList(
            SingletonSeparatedList(Argument(Cs.Id(item)).WithRefKindKeyword(Token(SyntaxKind.OutKeyword)))));
        _left.Push(jumps);
        BlockSyntax body = LoopBody(loop.Body, loop.At, loop, item);
        _ = _left.Pop();
        return WhileStatement(next, body.AddStatements([.. jumps.ContinueTarget()]));
    }

    /// <summary>A round: one back-edge of gas, the body's scope, a for-of's variable, the body's statements.</summary>
    private BlockSyntax LoopBody(Block body, Position at, ForOf? forOf, string? item)
    {
        StatementSyntax tick = Realm("Tick", at);
        if (body.State != BlockState.Known)
        {
            return SyntaxFactory.Block(tick, Bail(body));
        }

        NameLocals(body, []);
        return SyntaxFactory.Block((forOf is null ? Content(body, []) : ContentWith(body, forOf.Binding, Cs.Id(item!))).Prepend(tick));
    }

    /// <summary>A block's content after one variable, of the block's own or of one around it, was given a value.</summary>
    private List<StatementSyntax> ContentWith(Block block, int binding, ExpressionSyntax value)
    {
        bool isLocal = block.Declares.Contains(binding) && !program.Model.Binding(binding).Captured;
        List<StatementSyntax> content = Content(block, isLocal ? [binding] : []);
        content.Insert(program.IsScope(block) ? 1 : 0, isLocal // the scope's creation comes first
            ? Cs.Declare("Value", program.NameOf(binding), value)
            : Cs.Do(Cs.Assign(frame.Variable(binding), value)));
        return content;
    }

    private IEnumerable<Block> Scopes(IReadOnlyList<int> bindings) =>
        bindings.Select(program.Model.Binding).Where(static b => b.Captured).Select(static b => b.Scope)
            .Distinct<Block>(ReferenceEqualityComparer.Instance);

    private ExpressionSyntax CopyScope(Block scope)
    {
        _ = program.CopiedScopes.Add(scope);
        string name = program.ScopeVariable(scope);
        return Cs.Assign(Cs.Id(name), Cs.Call(Cs.Member(name, "Copy")));
    }

    private static ExpressionSyntax Effect(ExpressionSyntax e) =>
        e is AssignmentExpressionSyntax or InvocationExpressionSyntax ? e : Cs.Assign(Cs.Id("_"), e);
}
