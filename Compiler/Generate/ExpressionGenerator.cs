using Containerless.Compiler.Infer;
using Containerless.Compiler.Resolve;
using Containerless.Shared.Trace;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Containerless.Compiler.Generate;

/// <summary>
/// Generates the expressions of one function. <see cref="Natural"/> gives C# of the type inference found; <see
/// cref="As"/> converts or guards to what the place needs. C# evaluates operands and arguments left to right as
/// JavaScript does. Bail-outs may come early, as the request starts over anyway; what JavaScript code can see may not,
/// errors included: a function may catch them, and what it changed before one stays.
/// </summary>
internal sealed partial class ExpressionGenerator(ProgramContext program, FunctionFrame frame)
{
    private static readonly ExpressionSyntax Realm = Cs.Id("Realm");

    private Inference Types => program.Types;

    /// <summary>C# of the expression in the type that inference gave it.</summary>
    public ExpressionSyntax Natural(Expression e)
    {
        ExpressionSyntax code = Uncut(e);
        return IsHoleAfter(e) ? Cs.Static("Op", "Sequence", code, Hole("Value", e.At)) : code;
    }

    /// <summary>C# of the expression as a value of type <paramref name="target"/>, converted or guarded.</summary>
    public ExpressionSyntax As(Expression e, StaticType target)
    {
        if (e is Unknown or Unsupported)
        {
            return NotCompiled(e, program.TypeName(target));
        }

        StaticType type = Types.TypeOf(e);
        ExpressionSyntax code = Natural(e);
        if (type == target || program.TypeName(type) == program.TypeName(target))
        {
            return code;
        }

        return target.Kind switch
        {
            Kind.Double when type.Kind == Kind.Int => code,
            Kind.String when type.Kind == Kind.Text => Cs.Static("Op", "ToText", Realm, code),
            Kind.Double => Guarded("Number", code, e.At),
            Kind.Int => Guarded("Int32", code, e.At),
            Kind.String => Guarded("String", code, e.At),
            Kind.Bool => Guarded("Boolean", code, e.At),
            Kind.Array => Guarded("Array", code, e.At),
            Kind.Closure => Bail("Unsupported", program.TypeName(target), Cs.Text("a closure that inference lost"), Line(e)),
            _ => code, // implicit conversion to Value
        };
    }

    /// <summary>C# of type <c>Value</c>, by a cast where the conversion would not be implied.</summary>
    public ExpressionSyntax AsExactValue(Expression e)
    {
        ExpressionSyntax code = As(e, StaticType.Value);
        return e is Unknown or Unsupported || program.TypeName(Types.TypeOf(e)) == "Value" ? code : Cs.Cast("Value", code);
    }

    /// <summary>C# of a place that takes a <c>Value</c> by implicit conversion.</summary>
    public ExpressionSyntax AsValue(Expression e) => As(e, StaticType.Value);

    /// <summary>A guard on a C# expression of type <c>Value</c>.</summary>
    public static ExpressionSyntax Guarded(string kind, ExpressionSyntax code, Position at) =>
        Cs.Static("Guard", kind, code, Cs.Int(at.Line));

    /// <summary>A hole where an expression of the C# type stands.</summary>
    public static ExpressionSyntax Hole(string type, Position at) => Bail("Hole", type, Cs.Int(at.Line));

    /// <summary>A bail-out where an expression of the C# type stands.</summary>
    public static ExpressionSyntax Bail(string how, string type, params IEnumerable<ExpressionSyntax> args) =>
        Cs.Generic("Bail", how, Cs.Type(type), args);

    /// <summary>Arguments of a call through <c>Args</c>.</summary>
    private ExpressionSyntax Args(IReadOnlyList<Expression> args) => args.Count <= 4
        ? Cs.New("Args", args.Select(AsValue))
        : Cs.New("Args", ValueArray(args));

    private ExpressionSyntax ValueArray(IEnumerable<Expression?> items) => Cs.NewArray(
        Cs.Type("Value"), [.. items.Select(e => e is null ? Cs.Member("Value", "Hole") : AsValue(e))]);

    private bool IsHoleAfter(Expression e) =>
        e is Get { Type.IsEmpty: true } or IndexGet { Type.IsEmpty: true } or Call { Type.IsEmpty: true }
            or MethodCall { Type.IsEmpty: true } or New { Type.IsEmpty: true }
        && Types.TypeOf(e).Kind == Kind.Never;

    private static ExpressionSyntax NotCompiled(Expression e, string type) => e is Unsupported unsupported
        ? Bail("Unsupported", type, Cs.Text(unsupported.Reason), Line(e))
        : Hole(type, e.At);

    private static ExpressionSyntax Line(Node node) => Cs.Int(node.At.Line);

    private ExpressionSyntax Uncut(Expression expression)
    {
        switch (expression)
        {
            case NumberLiteral e:
                return Types.TypeOf(e).Kind == Kind.Int ? Cs.Int((int)e.Value) : Cs.Double(e.Value);
            case StringLiteral e:
                return Cs.Text(e.Value);
            case BooleanLiteral e:
                return Cs.Bool(e.Value);
            case NullLiteral:
                return Cs.Member("Value", "Null");
            case UndefinedLiteral:
                return Cs.Member("Value", "Undefined");
            case IdentifierRead e:
                return Checked(e.Binding, e, frame.Variable(e.Binding), Types.Binding(e.Binding));
            case GlobalRead { Name: "NaN" }:
                return Cs.Double(double.NaN);
            case GlobalRead { Name: "Infinity" }:
                return Cs.Double(double.PositiveInfinity);
            case GlobalRead e:
                return Cs.Call(Cs.Member(Realm, "Global"), Cs.Text(e.Name), Line(e));
            case ModuleRead e:
                return Cs.Call(Cs.Member(Realm, "Module"), Cs.Text(e.Name));
            case SetBinding e:
                StaticType type = Types.Binding(e.Binding);
                return Checked(e.Binding, e, Cs.Assign(frame.Variable(e.Binding), As(e.Value, type)), type);
            case PrimApp e:
                return Operator(e);
            case Get e:
                return Get(e);
            case IndexGet e:
                return Cs.Static("Op", "GetIndex", Realm, Receiver(e.Object, e.Index), Key(e.Index), Line(e));
            case Put e:
                return Cs.Static(
                    "Op", "Put", Realm, AsValue(e.Object), Cs.Text(e.Property), AsValue(e.Value), Cache(), Line(e));
            case IndexPut e:
                return Cs.Static(
                    "Op", "PutIndex", Realm, Receiver(e.Object, e.Index), Key(e.Index), AsValue(e.Value), Line(e));
            case Delete e:
                return Cs.Static("Op", "Delete", Realm, AsValue(e.Object), AsValue(e.Key), Line(e));
            case ObjectLiteral { IsPlain: true } e:
                return Object(e);
            case ArrayLiteral e:
                return Cs.Call(Cs.Member(Realm, "Array"), ValueArray(e.Elements));
            case ClosureCreation e:
                return frame.Closure(e.Function);
            case Call e:
                return Call(e);
            case MethodCall e:
                return MethodCall(e);
            case New e:
                return Cs.Static("Op", "New", Realm, AsValue(e.Callee), Args(e.Args), Line(e));
            case Coercible e:
                return Cs.Static(
                    "Op", "Coercible", Realm, AsValue(e.Value), TextOrNull(e.Property), TextOrNull(e.Text), Line(e));
            case Conditional e:
                return Cs.If(Test(e.Test), Arm(e.Then, e), Arm(e.Else, e));
            case Logical e:
                return Logical(e);
            case Sequence e:
                return e.Expressions.SkipLast(1).Reverse().Aggregate(
                    Natural(e.Expressions[^1]),
                    (last, dropped) => Cs.Static("Op", "Sequence", AsValue(dropped), last));
            case Template e:
                return Cs.Static("Op", "Template", Realm, Cs.NewArray(Cs.Type("Value"), [.. e.Parts.Select((_, i) => Part(e, i))]));
            default:
                return NotCompiled(expression, "Value");
        }
    }

    /// <summary>An arm of a conditional in the type of the whole.</summary>
    private ExpressionSyntax Arm(Expression arm, Expression whole)
    {
        StaticType type = Types.TypeOf(whole);
        return program.TypeName(type) == "Value" ? AsExactValue(arm) : As(arm, type);
    }

    private ExpressionSyntax Checked(int binding, Node use, ExpressionSyntax code, StaticType type) =>
        program.FlagOf(binding) is not null && program.Model.CheckedUses.Contains(use)
            ? Cs.If(
                frame.Flag(binding), code,
                Bail("Uninitialized", program.TypeName(type), Cs.Text(program.Model.Binding(binding).Binding.Name), Line(use)))
            : code;

    private ExpressionSyntax Get(Get e)
    {
        if (e.Property == "length" && Types.IsText(e.Object))
        {
            return Cs.Member(As(e.Object, StaticType.String), "Length");
        }

        return e.Property == "length" && Types.TypeOf(e.Object).Kind == Kind.Array
            ? Cs.Static("Op", "LengthOf", Natural(e.Object))
            : Cs.Static("Op", "Get", Realm, AsValue(e.Object), Cs.Text(e.Property), Cache(), Line(e));
    }

    /// <summary>The receiver of an indexed access: an array as such only where the key is a number.</summary>
    private ExpressionSyntax Receiver(Expression receiver, Expression key) =>
        Types.TypeOf(receiver).Kind == Kind.Array && Types.IsNumeric(key) ? Natural(receiver) : AsExactValue(receiver);

    private ExpressionSyntax Key(Expression key) => Types.TypeOf(key).Kind == Kind.Int ? Natural(key)
        : Types.IsNumeric(key) ? As(key, StaticType.Double)
        : AsExactValue(key);

    /// <summary>A part of a template literal, which is made a string before the next one is evaluated (§13.2.8.6).</summary>
    private ExpressionSyntax Part(Template e, int index)
    {
        Expression part = e.Parts[index];
        return Types.TypeOf(part).IsPrimitive || ArePlain(e.Parts.Skip(index + 1))
            ? AsValue(part)
            : Cs.Static("Op", "ToText", Realm, AsValue(part));
    }

    private ExpressionSyntax Object(ObjectLiteral e)
    {
        if (e.Properties.Count == 0)
        {
            return Cs.Call(Cs.Member(Realm, "Object"));
        }

        string[] keys = [.. e.Properties.Select(static p => p.Key).OfType<StringLiteral>().Select(static k => k.Value)];
        bool plain = keys.Length == e.Properties.Count && keys.Distinct().Count() == keys.Length
            && !keys.Any(static k => k == "__proto__" || (k.Length > 0 && char.IsAsciiDigit(k[0])));
        return plain
            ? Cs.Call(
                Cs.Member(Realm, "Object"), Cs.Int(program.Literal(keys)), ValueArray(e.Properties.Select(static p => p.Value)))
            : e.Properties.Aggregate(
                (ExpressionSyntax)Cs.Call(Cs.Member(Realm, "Object")),
                (o, p) => Cs.Static("Op", "Define", Realm, o, ComputedKey(p.Key!, p.Value), AsValue(p.Value)));
    }

    /// <summary>A computed key, which becomes a property key before the value is evaluated (§13.2.5.5).</summary>
    private ExpressionSyntax ComputedKey(Expression key, Expression value) =>
        Types.TypeOf(key).IsPrimitive || ArePlain([value])
            ? AsValue(key)
            : Cs.Static("Op", "ToPropertyKey", Realm, AsValue(key), Line(key));


    private ExpressionSyntax Call(Call e)
    {
        if (Types.DirectCallee(e) is { } callee)
        {
            IEnumerable<ExpressionSyntax> args = callee.Function.Parameters.Select((p, i) =>
                i < e.Args.Count ? As(e.Args[i], Types.Binding(p.Binding)) : Cs.Member("Value", "Undefined"));
            return Cs.Call(Cs.Member(Natural(e.Callee), "Invoke"), args);
        }

        return Types.IntrinsicOf(e) is { } intrinsic
            ? Intrinsic(intrinsic, null, e.Args)
            : Cs.Static("Op", "Call", Realm, AsValue(e.Callee), Args(e.Args), Line(e));
    }

    private ExpressionSyntax MethodCall(MethodCall e)
    {
        if (Types.IntrinsicOf(e) is { } intrinsic)
        {
            return Intrinsic(intrinsic, e.Object, e.Args);
        }

        if (LooksUpFirst(e))
        {
            ExpressionSyntax self = Cs.Id(frame.Temporary("Value", "self"));
            ExpressionSyntax assigned = Cs.Assign(self, AsValue(e.Object));
            ExpressionSyntax method = e.Method is StringLiteral { Value: var property }
                ? Cs.Static("Op", "Method", Realm, self, Cs.Text(property), Cache(), Line(e))
                : Cs.Static("Op", "GetIndex", Realm, self, Key(e.Method), Line(e));
            return Cs.Static("Op", "CallOn", Realm, assigned, method, Args(e.Args), Line(e));
        }

        return e.Method is StringLiteral { Value: var name }
            ? Cs.Static("Op", "CallMethod", Realm, AsValue(e.Object), Cs.Text(name), Args(e.Args), Cache(), Line(e))
            : Cs.Static("Op", "CallMethod", Realm, AsValue(e.Object), AsExactValue(e.Method), Args(e.Args), Line(e));
    }

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

    private static bool IsDropped(Expression e) => e is Unknown or Unsupported;

    private static ExpressionSyntax TextOrNull(string? text) => text is null ? Cs.Null : Cs.Text(text);

    private ExpressionSyntax Cache() => Cs.Int(program.NextCache());
}
