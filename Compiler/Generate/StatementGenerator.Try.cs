using Containerless.Compiler.Resolve;
using Containerless.Shared.Trace;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Containerless.Compiler.Generate;

/// <summary>
/// <c>try</c>, and what leaves statements. Bail-outs and limits are exceptions of .NET that nothing here catches, so
/// that neither handlers nor finalizers run for them; C#'s own <c>finally</c> would. A handler runs after C#'s
/// <c>catch</c>, not in it: there it would stand on top of the stack that threw.
/// </summary>
internal sealed partial class StatementGenerator
{
    private List<StatementSyntax> Try(Try attempt)
    {
        if (attempt.Finalizer is not { } finalizer)
        {
            return Caught(attempt);
        }

        // 1. The statement, with every way out of it kept: what was thrown, or the number of a jump.
        string pending = frame.Temporary("JsCompletion", "pending");
        var ways = new Finalizer(frame, program.TypeName(ReturnType));
        _left.Push(ways);
        BlockSyntax body = attempt.Handler is null ? Block(attempt.Body) : SyntaxFactory.Block(Caught(attempt));
        _ = _left.Pop();
        List<StatementSyntax> code = [Reset(pending)];
        if (ways.Number is { } number)
        {
            code.Add(Cs.Do(Cs.Assign(Cs.Id(number), Cs.Int(0))));
        }

        code.Add(Catching("JsCompletion", pending, body));

        // 2. The finalizer. Where it leaves itself, what was kept is forgotten.
        code.AddRange(Jumps.Target(ways.Start));
        code.Add(Block(finalizer));
        if (Completion.NeverCompletes(finalizer))
        {
            return code;
        }

        // 3. On as the statement would have gone.
        code.Add(IfStatement(IsSet(pending), Cs.Do(Cs.Static("Op", "Rethrow", Cs.Id(pending)))));
        bool completes = !Completion.NeverCompletes(attempt);
        for (int i = 0; i < ways.Exits.Count; i++)
        {
            (string? label, bool isBreak) = ways.Exits[i];
            List<StatementSyntax> exit = label is null ? Leave(ways.Result) : Jump(label, isBreak);
            if (completes || i < ways.Exits.Count - 1)
            {
                exit = [IfStatement(
                    Cs.Binary(SyntaxKind.EqualsExpression, Cs.Id(ways.Number!), Cs.Int(i + 1)), SyntaxFactory.Block(exit))];
            }

            code.AddRange(exit);
        }

        if (!completes && ways.Exits.Count == 0)
        {
            code.Add(ReturnStatement(ExpressionGenerator.Hole(program.TypeName(ReturnType), attempt.At)));
        }

        return code;
    }

    /// <summary>The statement and its handler.</summary>
    private List<StatementSyntax> Caught(Try attempt)
    {
        string caught = frame.Temporary("JsThrow", "caught");
        StatementSyntax body = Catching("JsThrow", caught, Block(attempt.Body));
        StatementSyntax handler = Handler(attempt, caught);
        return
        [
            Reset(caught), body,
            Completion.NeverCompletes(attempt.Body) ? handler : IfStatement(IsSet(caught), handler),
        ];
    }

    private BlockSyntax Handler(Try attempt, string caught)
    {
        Block handler = attempt.Handler!;
        if (handler.State != BlockState.Known)
        {
            return Block(handler);
        }

        ExpressionSyntax value = Cs.Static("Op", "Caught", Cs.Id("Realm"), Cs.Id(caught));
        if (attempt.Parameter is not { } parameter)
        {
            return SyntaxFactory.Block(Block(handler).Statements.Insert(0, Cs.Do(value)));
        }

        NameLocals(handler, []);
        return SyntaxFactory.Block(ContentWith(handler, parameter, attempt, value));
    }

    private StatementSyntax Catching(string type, string variable, BlockSyntax body)
    {
        string exception = frame.Names.Fresh("e");
        CatchClauseSyntax clause = CatchClause(
            CatchDeclaration(Cs.Type(type), Identifier(exception)), null,
            SyntaxFactory.Block(Cs.Do(Cs.Assign(Cs.Id(variable), Cs.Id(exception)))));
        return TryStatement(body, SingletonList(clause), null);
    }

    private static StatementSyntax Reset(string variable) =>
        Cs.Do(Cs.Assign(Cs.Id(variable), Cs.Null));

    private static ExpressionSyntax IsSet(string variable) =>
        Cs.Binary(SyntaxKind.NotEqualsExpression, Cs.Id(variable), Cs.Null);

    /// <summary>A break or continue, through the iterators and finalizers on its way.</summary>
    private List<StatementSyntax> Jump(string label, bool isBreak)
    {
        var code = new List<StatementSyntax>();
        bool inner = true; // no loop of C# between here and the target
        foreach (ILeft left in _left)
        {
            switch (left)
            {
                case Finalizer ways:
                    code.AddRange(ways.Jump(label, isBreak));
                    return code;
                case Jumps target when target.Label == label:
                    if (isBreak && target.Iterator is { } own)
                    {
                        code.Add(Close(own));
                    }

                    code.Add(inner && target.IsLoop && isBreak ? BreakStatement()
                        : inner && !isBreak && !target.IsPost ? ContinueStatement()
                        : isBreak ? target.GoToBreak()
                        : target.GoToContinue());
                    return code;
                case Jumps passed:
                    inner &= !passed.IsLoop;
                    if (passed.Iterator is { } iterator)
                    {
                        code.Add(Close(iterator));
                    }

                    break;
            }
        }

        throw new InvalidOperationException($"nothing has the label {label}");
    }

    /// <summary>Returns a value, through the iterators and finalizers on its way.</summary>
    private List<StatementSyntax> Leave(ExpressionSyntax value)
    {
        var code = new List<StatementSyntax>();
        foreach (ILeft left in _left)
        {
            if (left is Finalizer ways)
            {
                code.AddRange(ways.Return(value));
                return code;
            }

            if (left is Jumps { Iterator: { } iterator })
            {
                if (code.Count == 0)
                {
                    string result = frame.Temporary(program.TypeName(ReturnType), "result");
                    code.Add(Cs.Do(Cs.Assign(Cs.Id(result), value)));
                    value = Cs.Id(result);
                }

                code.Add(Close(iterator));
            }
        }

        code.Add(ReturnStatement(value));
        return code;
    }

    private static StatementSyntax Close(string iterator) => Cs.Do(Cs.Call(Cs.Member(iterator, "Close")));
}
