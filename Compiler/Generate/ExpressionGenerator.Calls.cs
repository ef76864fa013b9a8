using Containerless.Compiler.Infer;
using Containerless.Compiler.Resolve;
using Containerless.Shared.Trace;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Containerless.Compiler.Generate;

/// <summary>Calls: of a known function, of an intrinsic, of anything.</summary>
internal sealed partial class ExpressionGenerator
{
    private ExpressionSyntax Call(Call e)
    {
        if (Types.DirectCallee(e) is { } callee)
        {
            IEnumerable<ExpressionSyntax> inputs = FunctionInput.Of(callee.Function).Select(i => Input(i, e.Args));
            return FunctionGenerator.Entered(callee.Function, Cs.Call(Cs.Member(Natural(e.Callee), "Invoke"), inputs));
        }

        if (e.This is { } receiver)
        {
            return Cs.Static(
                "Op", "CallWith",
                [Realm, AsValue(e.Callee), AsValue(receiver), Args(e.Args), Line(e), .. Named(e.Text)]);
        }

        return Types.IntrinsicOf(e) is { } intrinsic
            ? Intrinsic(intrinsic, null, e.Args)
            : Cs.Static("Op", "Call", [Realm, AsValue(e.Callee), Args(e.Args), Line(e), .. Named(e.Text)]);
    }

    /// <summary>What a direct call gives the function; <c>this</c> and <c>new.target</c> are undefined.</summary>
    private ExpressionSyntax Input(FunctionInput input, IReadOnlyList<Expression> args) => input.Kind switch
    {
        InputKind.Parameter when input.Index < args.Count => As(args[input.Index], Types.Binding(input.Binding)),
        InputKind.Rest => Cs.Call(Cs.Member(Realm, "Array"), ValueArray(args.Skip(input.Index))),
        _ => Cs.Member("Value", "Undefined"),
    };

    private ExpressionSyntax MethodCall(MethodCall e)
    {
        if (Types.IntrinsicOf(e) is { } intrinsic)
        {
            return Intrinsic(intrinsic, e.Object, e.Args);
        }

        if (e.Method is PrivateName || LooksUpFirst(e))
        {
            ExpressionSyntax self = Cs.Id(frame.Temporary("Value", "self"));
            ExpressionSyntax assigned = Cs.Assign(self, AsValue(e.Object));
            ExpressionSyntax method = e.Method switch
            {
                StringLiteral { Value: var property } => Cs.Static("Op", "Method", Realm, self, Cs.Text(property), Cache(), Line(e)),
                PrivateName { Name: var hidden } => Cs.Static("Op", "PrivateGet", Realm, self, Cs.Text(hidden), Cache(), Line(e)),
                _ => Cs.Static("Op", "GetIndex", Realm, self, Key(e.Method), Line(e)),
            };
            return CallOn(assigned, method, e.Args, e, e.Text);
        }

        return e.Method is StringLiteral { Value: var name }
            ? Cs.Static("Op", "CallMethod", [Realm, AsValue(e.Object), Cs.Text(name), Args(e.Args), Cache(), Line(e), .. Named(e.Text)])
            : Cs.Static("Op", "CallMethod", [Realm, AsValue(e.Object), AsExactValue(e.Method), Args(e.Args), Line(e), .. Named(e.Text)]);
    }

    /// <summary>A call in two steps: a receiver and its method, then the arguments.</summary>
    private ExpressionSyntax CallOn(
        ExpressionSyntax self, ExpressionSyntax method, IReadOnlyList<Expression> args, Expression e, string? text) =>
        Cs.Static("Op", "CallOn", [Realm, self, method, Args(args), Line(e), .. Named(text)]);

    /// <summary>
    /// Whether it matters that the method is looked up before the arguments are evaluated. Methods of globals and of
    /// primitives are builtins that nothing changes, and a primitive is not nullish.
    /// </summary>
    private bool LooksUpFirst(MethodCall e) =>
        e.Object is not GlobalRead && !Types.TypeOf(e.Object).IsPrimitive && !ArePlain(e.Args);

    private bool ArePlain(IEnumerable<Expression> expressions) => Effects.ArePlain(expressions, program.Model, Types);

    private ExpressionSyntax Intrinsic(Intrinsic intrinsic, Expression? receiver, IReadOnlyList<Expression> args)
    {
        var all = new List<ExpressionSyntax>();
        if (intrinsic.TakesRealm)
        {
            all.Add(Realm);
        }

        if (intrinsic.Receiver is { } type)
        {
            all.Add(As(receiver!, type));
        }

        all.AddRange(args.Select((a, i) => As(a, intrinsic.Parameters[i])));
        return Cs.Static("Intrinsics", intrinsic.Method, all);
    }

    /// <summary>How V8 names the callee in an error, where that is known.</summary>
    private static ExpressionSyntax[] Named(string? text) => text is null ? [] : [Cs.Text(text)];
}
