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
        if (e is Unknown or Unsupported or Raise)
        {
            return NeverGiven(e, program.TypeName(target));
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
        return e is Unknown or Unsupported or Raise || program.TypeName(Types.TypeOf(e)) == "Value" ? code : Cs.Cast("Value", code);
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

    private bool IsHoleAfter(Expression e) =>
        e is Get { Type.IsEmpty: true } or IndexGet { Type.IsEmpty: true } or Call { Type.IsEmpty: true }
            or MethodCall { Type.IsEmpty: true } or New { Type.IsEmpty: true } or PrivateGet { Type.IsEmpty: true }
            or SuperGet { Type.IsEmpty: true } or SuperCall { Type.IsEmpty: true } or SuperConstruct { Type.IsEmpty: true }
            or Await { Type.IsEmpty: true } or Yield { Type.IsEmpty: true }
        && Types.TypeOf(e).Kind == Kind.Never;

    /// <summary>What gives no value: a hole, what is not supported, an error.</summary>
    private static ExpressionSyntax NeverGiven(Expression e, string type) => e switch
    {
        Unsupported unsupported => Bail("Unsupported", type, Cs.Text(unsupported.Reason), Line(e)),
        Raise raise => Cs.Generic("Op", "Raise", Cs.Type(type), Realm, Cs.Text(raise.Error), Cs.Text(raise.Message), Line(e)),
        _ => Hole(type, e.At),
    };

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
                return Checked(e.Binding, e, frame.Variable(e.Binding), Types.Binding(e.Binding), e.At.Line);
            case GlobalRead { Name: "NaN" }:
                return Cs.Double(double.NaN);
            case GlobalRead { Name: "Infinity" }:
                return Cs.Double(double.PositiveInfinity);
            case GlobalRead e:
                return Cs.Call(Cs.Member(Realm, "Global"), Cs.Text(e.Name), Line(e));
            case ModuleRead e:
                return Cs.Call(Cs.Member(Realm, "Module"), Cs.Text(e.Name));
            case SetBinding { Initialize: true } e:
                return InitializeThis(e);
            case SetBinding e:
                return Assigned(e.Binding, e, As(e.Value, Types.Binding(e.Binding)), e.At.Line);
            case PrimApp e:
                return Operator(e);
            case Get e:
                return Get(e);
            case IndexGet e:
                return Cs.Static("Op", "GetIndex", Realm, Receiver(e.Object, e.Index), Key(e.Index), Line(e));
            case Put e:
                return Cs.Static(
                    "Op", "Put", [Realm, AsValue(e.Object), Cs.Text(e.Property), AsValue(e.Value), Cache(), Line(e), .. Strict()]);
            case IndexPut e:
                return Cs.Static(
                    "Op", "PutIndex", [Realm, Receiver(e.Object, e.Index), Key(e.Index), AsValue(e.Value), Line(e), .. Strict()]);
            case Delete e:
                return Cs.Static("Op", "Delete", [Realm, AsValue(e.Object), AsValue(e.Key), Line(e), .. Strict()]);
            case ObjectLiteral e:
                return Object(e);
            case ArrayLiteral e:
                return Array(e);
            case ClosureCreation e:
                return frame.Closure(e.Function);
            case Call e:
                return Call(e);
            case MethodCall e:
                return MethodCall(e);
            case New e:
                return Cs.Static("Op", "New", [Realm, AsValue(e.Callee), Args(e.Args), Line(e), .. Named(e.Text)]);
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
                return Rarer(expression);
        }
    }

    private ExpressionSyntax Rarer(Expression expression)
    {
        switch (expression)
        {
            case Coercible e:
                return Types.TypeOf(e.Value).Kind is not (Kind.Value or Kind.Never)
                    ? Natural(e.Value)
                    : Cs.Static(
                        "Op", "Coercible", Realm, AsValue(e.Value), TextOrNull(e.Property), TextOrNull(e.Text), Line(e));
            case PropertyKeyOf e:
                return Cs.Static("Op", "ToPropertyKey", Realm, AsValue(e.Value), Line(e));
            case ObjectRest e:
                return Cs.Static("Op", "ObjectRest", Realm, AsValue(e.Object), Args(e.Excluded), Line(e));
            case RegexLiteral e:
                return Cs.Static("Op", "Regex", Realm, Cs.Text(e.Pattern), Cs.Text(e.Flags), Line(e));
            case TemplateObject e:
                return Template(e);
            case ClassCreation e:
                (List<ExpressionSyntax> steps, ExpressionSyntax made) = Class(e);
                return Enumerable.Reverse(steps).Aggregate(
                    (ExpressionSyntax)Cs.Cast("Value", made), static (after, step) => Cs.Static("Op", "Sequence", step, after));
            case Define e:
                return Define(e);
            case PrivateGet e:
                return Cs.Static("Op", "PrivateGet", Realm, AsValue(e.Object), Cs.Text(e.Name), Cache(), Line(e));
            case PrivateSet e:
                return Cs.Static("Op", "PrivatePut", Realm, AsValue(e.Object), Cs.Text(e.Name), AsValue(e.Value), Line(e));
            case PrivateIn e:
                return Cs.Static("Op", "PrivateHas", Realm, AsValue(e.Object), Cs.Text(e.Name), Line(e));
            case SuperGet e:
                return SuperGet(e);
            case SuperCall e:
                return SuperCall(e);
            case SuperPut e:
                return SuperPut(e);
            case SuperConstruct e:
                return Cs.Static(
                    "Op", "SuperConstruct", Realm, AsValue(e.Class), AsValue(e.NewTarget), Args(e.Args), Line(e));
            case Await e:
                return Cs.Await(Cs.Call(Cs.Member(Realm, "Await"), AsValue(e.Value)));
            case Yield e:
                return Cs.Await(e.Delegate
                    ? Cs.Call(Cs.Member(Realm, "YieldAll"), AsValue(e.Value), Line(e))
                    : Cs.Call(Cs.Member(Realm, "Yield"), AsValue(e.Value)));
            default:
                return NeverGiven(expression, "Value");
        }
    }

    /// <summary>An arm of a conditional in the type of the whole.</summary>
    private ExpressionSyntax Arm(Expression arm, Expression whole)
    {
        StaticType type = Types.TypeOf(whole);
        return program.TypeName(type) == "Value" ? AsExactValue(arm) : As(arm, type);
    }

    /// <summary>C# of a variable where it may be read: an error if that comes too early (ECMA-262 §9.1.1.1.6).</summary>
    private ExpressionSyntax Checked(int binding, Node use, ExpressionSyntax code, StaticType type, int line) =>
        program.Model.IsChecked(binding, use)
            ? Cs.If(
                frame.Flag(binding), code,
                Cs.Generic(
                    "Op", "Raise", Cs.Type(program.TypeName(type)), Realm, Cs.Text("ReferenceError"), TooEarly(binding), Cs.Int(line)))
            : code;

    /// <summary>C# that assigns a variable; if that comes too early it is an error after the value was evaluated (§9.1.1.1.5).</summary>
    public ExpressionSyntax Assigned(int binding, Node use, ExpressionSyntax value, int line) => Cs.Assign(
        frame.Variable(binding),
        program.Model.IsChecked(binding, use)
            ? Cs.Generic(
                "Op", "Initialized", Cs.Type(program.TypeName(Types.Binding(binding))), Realm, value, frame.Flag(binding),
                TooEarly(binding), Cs.Int(line))
            : value);

    /// <summary>V8's message about a variable in its dead zone.</summary>
    private ExpressionSyntax TooEarly(int binding)
    {
        string name = program.Model.Binding(binding).Binding.Name;
        return Cs.Text(name == "this"
            ? "Must call super constructor in derived class before accessing 'this' or returning from derived constructor"
            : $"Cannot access '{name}' before initialization");
    }

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

    private static bool IsDropped(Expression e) => e is Unknown or Unsupported;

    private static ExpressionSyntax TextOrNull(string? text) => text is null ? Cs.Null : Cs.Text(text);

    private ExpressionSyntax Cache() => Cs.Int(program.NextCache());

    /// <summary>The last argument of what strict code sees fail where sloppy code does not.</summary>
    private ExpressionSyntax[] Strict() => frame.Function.Function.Strict ? [Cs.Bool(true)] : [];
}
