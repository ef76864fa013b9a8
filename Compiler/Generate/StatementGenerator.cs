using Containerless.Compiler.Infer;
using Containerless.Compiler.Resolve;
using Containerless.Shared.Trace;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Containerless.Compiler.Generate;

/// <summary>Generates the statements of one function.</summary>
internal sealed partial class StatementGenerator(ProgramContext program, FunctionFrame frame)
{
    private readonly ExpressionGenerator _expressions = new(program, frame);
    private readonly Stack<ILeft> _left = new(); // what a jump or a return may have to leave, innermost on top

    private Inference Types => program.Types;

    private Function Function => frame.Function.Function;

    private StaticType ReturnType => Types.Return(Function.Id);

    /// <summary>Statements of the function's body.</summary>
    public List<StatementSyntax> Body()
    {
        Function function = frame.Function.Function;
        var code = new List<StatementSyntax>
        {
            frame.Function.IsLeaf ? Realm("Enter", function.At) : Realm("Enter", function.At, Cs.Int(function.Frame)),
        };
        List<int> parameters = [.. FunctionInput.Of(function).Select(static i => i.Binding)];
        parameters.ForEach(frame.NameParameter);
        NameLocals(function.Body, parameters);
        List<StatementSyntax> content = Content(function.Body, parameters);
        code.AddRange(frame.Temporaries.Select(static t => Cs.Declare(t.Type, t.Name, Cs.Default)));
        code.AddRange(content);
        if (!Completion.NeverCompletes(function.Body))
        {
            code.Add(ReturnStatement(function is { Form: FunctionForm.Derived, This: { } self }
                ? _expressions.Constructed(function.Body, self, 0)
                : Cs.Member("Value", "Undefined")));
        }

        return code;
    }

    private BlockSyntax Block(Block block)
    {
        if (block.State != BlockState.Known)
        {
            return SyntaxFactory.Block(Bail(block));
        }

        NameLocals(block, []);
        return SyntaxFactory.Block(Content(block, []));
    }

    private void NameLocals(Block block, List<int> parameters)
    {
        foreach (int id in block.Declares.Where(b => !program.Model.Binding(b).Captured).Except(parameters))
        {
            program.Name(id, frame.Names);
        }
    }

    /// <summary>A block's declarations and statements; parameters and a for-of's variable are <paramref name="given"/>.</summary>
    private List<StatementSyntax> Content(Block block, List<int> given)
    {
        var code = new List<StatementSyntax>();

        // 1. The scope object, fresh on every entry, and what cannot be declared where it is initialised.
        if (program.IsScope(block))
        {
            string type = program.ScopeClass(block);
            code.Add(Cs.Declare(type, program.ScopeVariable(block), Cs.New(type)));
        }

        foreach (int id in block.Declares)
        {
            BindingInfo info = program.Model.Binding(id);
            if (info.Captured)
            {
                if (given.Contains(id))
                {
                    code.Add(Cs.Do(Cs.Assign(frame.Variable(id), Cs.Id(frame.Parameter(id)))));
                }

                continue;
            }

            if (!given.Contains(id) && !IsDeclaredByLet(info))
            {
                code.Add(Cs.Declare(program.TypeName(program.Types.Binding(id)), program.NameOf(id), Cs.Default));
            }

            if (program.FlagOf(id) is { } flag)
            {
                code.Add(Cs.Declare("bool", flag, Cs.Bool(false)));
            }
        }

        // 2. Function declarations.
        foreach (HoistedFunction hoisted in block.Functions)
        {
            code.Add(Cs.Do(Cs.Assign(frame.Variable(hoisted.Binding), frame.Closure(hoisted.Function))));
        }

        // 3. Statements. A generator stops after those that bind its parameters.
        int begin = Function.Generator && ReferenceEquals(block, Function.Body) ? Function.Prologue : -1;
        for (int i = 0; i < block.Body.Count; i++)
        {
            if (i == begin)
            {
                code.Add(Begin());
            }

            code.AddRange(Marked(block.Body[i]));
        }

        if (begin == block.Body.Count)
        {
            code.Add(Begin());
        }

        return code;
    }

    private static StatementSyntax Begin() => Cs.Do(Cs.Await(Cs.Call(Cs.Member("Realm", "Begin"), ThisExpression())));

    private static bool IsDeclaredByLet(BindingInfo info) =>
        info is { LetInOwnBlock: true, SeenUninitialized: false, HasDeadZone: true };

    /// <summary>The statement's code, its first line mapped back to the source.</summary>
    private List<StatementSyntax> Marked(Statement statement)
    {
        List<StatementSyntax> code = Statement(statement);
        if (statement is not Shared.Trace.Block && statement.At.Line > 0 && code.Count > 0)
        {
            code[0] = code[0].WithLeadingTrivia(Trivia(LineOf(statement.At.Line)));
        }

        return code;
    }

    /// <summary>Leads to the function's file, or to the packages in front of it.</summary>
    private LineDirectiveTriviaSyntax LineOf(int line)
    {
        TraceDocument trace = program.Model.Trace;
        (int number, string file) = line > trace.Prelude ? (line - trace.Prelude, trace.Source) : (line, "index.js");
        return LineDirectiveTrivia(Literal(number), Literal($"\"{file}\"", file), true);
    }

    private List<StatementSyntax> Statement(Statement statement)
    {
        switch (statement)
        {
            case Block block:
                return block.State == BlockState.Known ? [Block(block)] : [Bail(block)];
            case Let let:
                return Let(let);
            case ExpressionStatement { Value: var value }:
                return [Cs.Do(_expressions.Natural(value))];
            case If branch:
                return
                [
                    IfStatement(
                        _expressions.Test(branch.Test), Block(branch.Then),
                        branch.Else is null ? null : ElseClause(Block(branch.Else))),
                ];
            case While loop:
                return While(loop);
            case ForOf loop:
                return ForOf(loop);
            case Labelled labelled:
                var jumps = new Jumps(labelled.Label, isLoop: false, isPost: false, frame.Names);
                _left.Push(jumps);
                StatementSyntax body = Block(labelled.Body);
                _ = _left.Pop();
                return [body, .. jumps.BreakTarget()];
            case Break jump:
                return Jump(jump.Label, isBreak: true);
            case Continue jump:
                return Jump(jump.Label, isBreak: false);
            case Return result when Function is { Form: FunctionForm.Derived, This: { } self }:
                return Leave(_expressions.Constructed(result, self));
            case Return { Value: null }:
                return Leave(Cs.Member("Value", "Undefined"));
            case Return { Value: { } value }:
                return Leave(_expressions.As(value, ReturnType));
            case Throw thrown:
                return
                [
                    ThrowStatement(Cs.Static(
                        "Op", "Throw", Cs.Id("Realm"), _expressions.AsValue(thrown.Value), Cs.Int(thrown.At.Line))),
                ];
            case Try attempt:
                return Try(attempt);
            case ForIn loop:
                return ForIn(loop);
            case ArrayPattern pattern:
                return ArrayPattern(pattern);
            case UnsupportedStatement unsupported:
                return [Unsupported(unsupported.Reason, unsupported.At)];
            default:
                throw new InvalidOperationException($"no code for {statement.GetType().Name}");
        }
    }

    private List<StatementSyntax> Let(Let let)
    {
        BindingInfo info = program.Model.Binding(let.Binding);
        StaticType type = program.Types.Binding(let.Binding);
        var code = new List<StatementSyntax>();
        ExpressionSyntax value;
        if (let.Value is ClassCreation definition)
        {
            (List<ExpressionSyntax> steps, value) = _expressions.Class(definition);
            code.AddRange(steps.Select(Cs.Do));
        }
        else
        {
            value = _expressions.As(let.Value, type);
        }

        code.Add(!info.Captured && IsDeclaredByLet(info)
            ? Cs.Declare(program.TypeName(type), program.NameOf(let.Binding), value)
            : Cs.Do(Cs.Assign(frame.Variable(let.Binding), value)));
        if (program.FlagOf(let.Binding) is not null)
        {
            code.Add(Cs.Do(Cs.Assign(frame.Flag(let.Binding), Cs.Bool(true))));
        }

        return code;
    }

    private StatementSyntax Bail(Block block) => block.State == BlockState.Unsupported
        ? Unsupported(block.Reason ?? "not supported", block.At)
        : ReturnStatement(ExpressionGenerator.Hole(program.TypeName(ReturnType), block.At));

    private StatementSyntax Unsupported(string reason, Position at) => ReturnStatement(ExpressionGenerator.Bail(
        "Unsupported", program.TypeName(ReturnType), Cs.Text(reason), Cs.Int(at.Line)));

    private static StatementSyntax Realm(string method, Position at, params ExpressionSyntax[] more) =>
        Cs.Do(Cs.Call(Cs.Member("Realm", method), [Cs.Int(at.Line), .. more]));
}
