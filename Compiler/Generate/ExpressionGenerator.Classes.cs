using Containerless.Shared.Trace;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Containerless.Compiler.Generate;

/// <summary>Classes, private names and <c>super</c>.</summary>
internal sealed partial class ExpressionGenerator
{
    /// <summary>
    /// A class definition (ECMA-262 §15.7.14): what is done in order, and the class. As a statement of its own each step
    /// is a line.
    /// </summary>
    public (List<ExpressionSyntax> Steps, ExpressionSyntax Class) Class(ClassCreation e)
    {
        // 1. The constructor, its prototype, and what methods find them by.
        string type = e.Constructor is { } id ? program.ClassOf(id) : program.DefaultConstructor(e);
        string name = frame.Temporary(type, "constructor");
        string proto = frame.Temporary("PlainObject", "prototype");
        ExpressionSyntax made = e.Constructor is { } function ? frame.Closure(function) : Cs.New(type, Realm);
        List<ExpressionSyntax> arguments = [Realm, Cs.Assign(Cs.Id(name), made)];
        if (e.Heritage is { } heritage)
        {
            arguments.Add(AsExactValue(heritage));
        }

        arguments.AddRange([Cs.Int(program.NextClass()), Cs.Bool(e.PrivateNames), Line(e)]);
        List<ExpressionSyntax> steps = [Cs.Assign(Cs.Id(proto), Cs.Static("Op", "Class", arguments))];
        steps.AddRange(Initialized(e.Proto, Cs.Id(proto)));
        steps.AddRange(Initialized(e.Self, Cs.Id(name)));

        // 2. Methods, accessors, computed keys of fields, private methods.
        steps.AddRange(e.Members.SelectMany(m => Member(m, Cs.Id(m.Static ? name : proto))));

        // 3. Its own name, the fields of instances, static fields and blocks.
        steps.AddRange(Initialized(e.Binding, Cs.Id(name)));
        if (e.Fields is { } fields)
        {
            steps.Add(Cs.Static("Op", "SetFields", Cs.Id(name), frame.Closure(fields)));
        }

        if (e.Statics is { } statics)
        {
            steps.Add(Cs.Call(Cs.Member(frame.Closure(statics), "Call"), Cs.Id(name), Cs.New("Args")));
        }

        return (steps, Cs.Id(name));
    }

    private IEnumerable<ExpressionSyntax> Member(ClassMember member, ExpressionSyntax target)
    {
        switch (member.Kind)
        {
            case ClassMemberKind.Key:
                return Initialized(
                    member.Binding, Cs.Static("Op", "ToPropertyKey", Realm, AsValue(member.Key!), Line(member.Key!)));
            case ClassMemberKind.Closure:
                return Initialized(member.Binding, frame.Closure(member.Function!.Value));
            default:
                int kind = member.Kind switch { ClassMemberKind.Getter => 1, ClassMemberKind.Setter => 2, _ => 0 };
                return
                [
                    Cs.Static(
                        "Op", "DefineMember", Realm, target, AsValue(member.Key!), frame.Closure(member.Function!.Value),
                        Cs.Int(kind), Cs.Bool(false), Cs.Int(member.At.Line)),
                ];
        }
    }

    /// <summary>A binding that the class gives its value, and the end of its temporal dead zone.</summary>
    private IEnumerable<ExpressionSyntax> Initialized(int? binding, ExpressionSyntax value)
    {
        if (binding is { } id)
        {
            yield return Cs.Assign(frame.Variable(id), value);
            if (program.FlagOf(id) is not null)
            {
                yield return Cs.Assign(frame.Flag(id), Cs.Bool(true));
            }
        }
    }

    private ExpressionSyntax Define(Define e)
    {
        if (e.Key is PrivateName name)
        {
            return Cs.Static(
                "Op", "DefinePrivate", Realm, AsValue(e.Object), Cs.Text(name.Name), AsValue(e.Value), Cs.Int((int)e.Kind), Line(e));
        }

        ExpressionSyntax value = e.Named // the key is one already: reading it twice is fine
            ? Cs.Static("Op", "Named", Realm, AsValue(e.Value), AsValue(e.Key))
            : AsValue(e.Value);
        return Cs.Static("Op", "DefineField", Realm, AsValue(e.Object), AsValue(e.Key), value, Line(e));
    }

    private ExpressionSyntax SuperGet(SuperGet e)
    {
        if (ArePlain([e.Key]))
        {
            return Cs.Static("Op", "SuperGet", Realm, AsValue(e.Home), AsValue(e.Key), AsValue(e.This), Line(e));
        }

        ExpressionSyntax self = Cs.Id(frame.Temporary("Value", "self"));
        return Cs.Static("Op", "Sequence", Cs.Assign(self, AsValue(e.This)), Cs.Static(
            "Op", "SuperGet", Realm, AsValue(e.Home), AsValue(e.Key), self, Line(e)));
    }

    private ExpressionSyntax SuperPut(SuperPut e)
    {
        ExpressionSyntax self = Cs.Id(frame.Temporary("Value", "self"));
        return Cs.Static("Op", "Sequence", Cs.Assign(self, AsValue(e.This)), Cs.Static(
            "Op", "SuperPut", [Realm, AsValue(e.Home), AsValue(e.Key), self, AsValue(e.Value), Line(e), .. Strict()]));
    }

    /// <summary><c>super.m(…)</c>: <c>this</c>, the method, then the arguments.</summary>
    private ExpressionSyntax SuperCall(SuperCall e)
    {
        ExpressionSyntax self = Cs.Id(frame.Temporary("Value", "self"));
        return CallOn(
            Cs.Assign(self, AsValue(e.This)),
            Cs.Static("Op", "SuperGet", Realm, AsValue(e.Home), AsValue(e.Key), self, Line(e)), e.Args, e, e.Text);
    }

    /// <summary>
    /// <c>super(…)</c> sets <c>this</c> once (§13.3.7.1): whether it was set before is seen after the parent's constructor ran.
    /// That may be all that the trace saw of it; then there is a hole where it would have been set.
    /// </summary>
    private ExpressionSyntax InitializeThis(SetBinding e)
    {
        ExpressionSyntax flag = frame.Flag(e.Binding);
        ExpressionSyntax made = Cs.Id(frame.Temporary("Value", "made"));
        ExpressionSyntax twice = Cs.Generic(
            "Op", "Raise", Cs.Type("bool"), Realm, Cs.Text("ReferenceError"),
            Cs.Text("Super constructor may only be called once"), Line(e));
        ExpressionSyntax once = IsHoleAfter(e.Value) ? Hole("bool", e.At) : Cs.Bool(true);
        return Cs.Static(
            "Op", "Sequence", Cs.Assign(made, IsHoleAfter(e.Value) ? Uncut(e.Value) : AsValue(e.Value)),
            Cs.Static(
                "Op", "Sequence", Cs.Assign(flag, Cs.If(flag, twice, once)), Cs.Assign(frame.Variable(e.Binding), made)));
    }

    /// <summary>What a derived constructor gives: the object it was given to return, else <c>this</c> (§10.2.2).</summary>
    public ExpressionSyntax Constructed(Return e, int self)
    {
        ExpressionSyntax made = Constructed(e, self, e.At.Line);
        if (e.Value is null or UndefinedLiteral)
        {
            return made;
        }

        ExpressionSyntax value = Cs.Id(frame.Temporary("Value", "returned"));
        ExpressionSyntax other = Cs.Generic(
            "Op", "Raise", Cs.Type("Value"), Realm, Cs.Text("TypeError"),
            Cs.Text("Derived constructors may only return object or undefined"), Line(e));
        return Cs.If(
            Cs.Member(Cs.Assign(value, AsValue(e.Value)), "IsObject"), value,
            Cs.If(Cs.Member(value, "IsUndefined"), made, other));
    }

    /// <summary><c>this</c> at the end of a derived constructor.</summary>
    public ExpressionSyntax Constructed(Statement use, int self, int line) =>
        Checked(self, use, frame.Variable(self), Infer.StaticType.Value, line);
}
