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
        BlockSyntax body = LoopBody(loop.Body, loop.At, null);
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
        string iterator = frame.Temporary("ValueIterator", "items");
        string item = frame.Temporary("Value");
        string? pending = Closes(loop.Iterable) ? frame.Temporary("JsCompletion", "pending") : null;
        var jumps = new Jumps(loop.Label, isLoop: true, isPost: false, frame.Names)
        {
            Iterator = pending is null ? null : iterator,
        };
        StatementSyntax start = Iterate(iterator, loop.Iterable, loop.Iteration);
        StatementSyntax code = Rounds(loop, loop.Body, loop.Binding, iterator, item, jumps);
        return pending is null
            ? [start, code, .. jumps.BreakTarget()]
            : [start, .. Closing(iterator, pending, SyntaxFactory.Block(code)), .. jumps.BreakTarget()];
    }

    private List<StatementSyntax> ForIn(ForIn loop)
    {
        string iterator = frame.Temporary("KeyIterator", "keys");
        string item = frame.Temporary("Value");
        var jumps = new Jumps(loop.Label, isLoop: true, isPost: false, frame.Names);
        return
        [
            Cs.Do(Cs.Assign(Cs.Id(iterator), Cs.Static(
                "Op", "Keys", Cs.Id("Realm"), _expressions.AsValue(loop.Object), Cs.Int(loop.At.Line)))),
            Rounds(loop, loop.Body, loop.Binding, iterator, item, jumps), .. jumps.BreakTarget(),
        ];
    }

    /// <summary>
    /// An array pattern: each step takes what the iterator gives next. The iterator is closed at the end, and when
    /// code of a step throws.
    /// </summary>
    private List<StatementSyntax> ArrayPattern(ArrayPattern pattern)
    {
        string iterator = frame.Temporary("ValueIterator", "items");
        var code = new List<StatementSyntax>();
        foreach (ArrayPatternStep step in pattern.Steps)
        {
            code.AddRange(step.Before.SelectMany(Marked));
            if (step.Rest)
            {
                code.Add(Cs.Do(Taken(step.Binding, Cs.Call(Cs.Member(iterator, "Rest"), Cs.Id("Realm")))));
            }
            else
            {
                string item = frame.Temporary("Value");
                code.Add(Cs.Do(Next(iterator, item)));
                if (step.Binding is not null)
                {
                    code.Add(Cs.Do(Taken(step.Binding, Cs.Id(item))));
                }
            }

            code.AddRange(step.After.SelectMany(Marked));
        }

        StatementSyntax start = Iterate(iterator, pattern.Iterable, pattern.Iteration);
        return Closes(pattern.Iterable)
            ? [start, .. Closing(iterator, frame.Temporary("JsCompletion", "pending"), SyntaxFactory.Block(code)), Close(iterator)]
            : [start, .. code];
    }

    private ExpressionSyntax Taken(int? binding, ExpressionSyntax value) =>
        binding is { } id ? Cs.Assign(frame.Variable(id), value) : value;

    /// <summary>Leaving an array or a string closes nothing: their iterators have no <c>return</c>, and nobody can give them one.</summary>
    private bool Closes(Expression iterable) => Iterated(iterable).Kind == Kind.Value;

    /// <summary>The type of what is iterated, by a guard where it was only ever an array or a string.</summary>
    private StaticType Iterated(Expression iterable)
    {
        StaticType type = Types.TypeOf(iterable).Kind == Kind.Value ? Types.Speculation(iterable) : Types.TypeOf(iterable);
        return type.Kind is Kind.Array or Kind.String or Kind.Text ? type : StaticType.Value;
    }

    private StatementSyntax Iterate(string iterator, Expression iterable, string? message)
    {
        List<ExpressionSyntax> arguments = [Cs.Id("Realm"), _expressions.As(iterable, Iterated(iterable)), Cs.Int(iterable.At.Line)];
        if (message is not null && Iterated(iterable).Kind == Kind.Value)
        {
            arguments.Add(Cs.Text(message));
        }

        return Cs.Do(Cs.Assign(Cs.Id(iterator), Cs.Static("Op", "Iterate", arguments)));
    }

    /// <summary>Code over an iterator, which is closed when it throws (ECMA-262 §7.4.11).</summary>
    private IEnumerable<StatementSyntax> Closing(string iterator, string pending, BlockSyntax body) =>
    [
        Reset(pending), Catching("JsCompletion", pending, body),
        IfStatement(IsSet(pending), Cs.Do(Cs.Call(Cs.Member(iterator, "Close"), Cs.Id(pending)))),
    ];

    private StatementSyntax Rounds(Statement loop, Block block, int binding, string iterator, string item, Jumps jumps)
    {
        _left.Push(jumps);
        BlockSyntax body = LoopBody(block, loop.At, (binding, item, loop));
        _ = _left.Pop();
        return WhileStatement(Next(iterator, item), body.AddStatements([.. jumps.ContinueTarget()]));
    }

    private static ExpressionSyntax Next(string iterator, string item) => InvocationExpression(
        Cs.Member(iterator, "MoveNext"), ArgumentList(
            SingletonSeparatedList(Argument(Cs.Id(item)).WithRefKindKeyword(Token(SyntaxKind.OutKeyword)))));

    /// <summary>A round: one back-edge of gas, the body's scope, the variable of a for-of or for-in, the body's statements.</summary>
    private BlockSyntax LoopBody(Block body, Position at, (int Binding, string Item, Statement Loop)? taken)
    {
        StatementSyntax tick = Realm("Tick", at);
        if (body.State != BlockState.Known)
        {
            // Nothing but a variable in its dead zone may have kept it from running.
            return taken is { } early && program.Model.Bindings[early.Binding] is not null
                && program.Model.IsChecked(early.Binding, early.Loop)
                    ? SyntaxFactory.Block(
                        tick, Cs.Do(_expressions.Assigned(early.Binding, early.Loop, Cs.Id(early.Item), at.Line)), Bail(body))
                    : SyntaxFactory.Block(tick, Bail(body));
        }

        NameLocals(body, []);
        return SyntaxFactory.Block((taken is not { } of
            ? Content(body, [])
            : ContentWith(body, of.Binding, of.Loop, Cs.Id(of.Item))).Prepend(tick));
    }

    /// <summary>A block's content after one variable, of the block's own or of one around it, was given a value.</summary>
    private List<StatementSyntax> ContentWith(Block block, int binding, Statement use, ExpressionSyntax value)
    {
        bool isLocal = block.Declares.Contains(binding) && !program.Model.Binding(binding).Captured;
        List<StatementSyntax> content = Content(block, isLocal ? [binding] : []);
        content.Insert(program.IsScope(block) ? 1 : 0, isLocal // the scope's creation comes first
            ? Cs.Declare("Value", program.NameOf(binding), value)
            : Cs.Do(_expressions.Assigned(binding, use, value, use.At.Line)));
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
