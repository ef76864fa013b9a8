using Containerless.Shared.Trace;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Containerless.Compiler.Generate;

/// <summary>Object and array literals, spread arguments.</summary>
internal sealed partial class ExpressionGenerator
{
    private ExpressionSyntax Object(ObjectLiteral e)
    {
        // 1. As many plain properties as there are from the start make the object at once, where their keys can be a shape's.
        List<PropertyDefinition> start = e.Home is not null ? [] : [.. e.Properties.TakeWhile(static p =>
            p is { Kind: PropertyKind.Value, Named: false, Key: StringLiteral { Value: var key } }
            && key != "__proto__" && (key.Length == 0 || !char.IsAsciiDigit(key[0])))];
        string[] keys = [.. start.Select(static p => ((StringLiteral)p.Key!).Value)];
        if (keys.Distinct().Count() < keys.Length)
        {
            (start, keys) = ([], []);
        }

        ExpressionSyntax made = keys.Length == 0
            ? Cs.Call(Cs.Member(Realm, "Object"))
            : Cs.Call(Cs.Member(Realm, "Object"), Cs.Int(program.Literal(keys)), ValueArray(start.Select(static p => p.Value)));
        if (e.Home is { } home)
        {
            ExpressionSyntax literal = Cs.Id(frame.Temporary("PlainObject", "literal"));
            made = Cs.Static("Op", "Sequence", Cs.Assign(frame.Variable(home), Cs.Assign(literal, made)), literal);
        }

        // 2. The others are added one by one.
        return e.Properties.Skip(start.Count).Aggregate(made, Define);
    }

    private ExpressionSyntax Define(ExpressionSyntax o, PropertyDefinition item)
    {
        switch (item.Kind)
        {
            case PropertyKind.Spread:
                return Cs.Static("Op", "CopyProperties", Realm, o, AsValue(item.Value));
            case PropertyKind.Prototype:
                return Cs.Static("Op", "SetPrototypeOf", Realm, o, AsValue(item.Value));
            case PropertyKind.Value when item.Named:
                ExpressionSyntax key = Cs.Id(frame.Temporary("Value", "key"));
                ExpressionSyntax assigned = Cs.Assign(
                    key, Cs.Static("Op", "ToPropertyKey", Realm, AsValue(item.Key!), Line(item.Key!)));
                return Cs.Static(
                    "Op", "Define", Realm, o, assigned, Cs.Static("Op", "Named", Realm, AsValue(item.Value), key));
            default:
                string how = item.Kind switch
                {
                    PropertyKind.Getter => "DefineGetter",
                    PropertyKind.Setter => "DefineSetter",
                    _ => "Define",
                };
                return Cs.Static("Op", how, Realm, o, ComputedKey(item.Key!, item.Value), AsValue(item.Value));
        }
    }

    /// <summary>A computed key, which becomes a property key before the value is evaluated (§13.2.5.5).</summary>
    private ExpressionSyntax ComputedKey(Expression key, Expression value) =>
        Types.TypeOf(key).IsPrimitive || ArePlain([value])
            ? AsValue(key)
            : Cs.Static("Op", "ToPropertyKey", Realm, AsValue(key), Line(key));

    private ExpressionSyntax Array(ArrayLiteral e) => e.Elements.Any(static i => i is Spread)
        ? Cs.Call(Cs.Member(List(e.Elements), "ToArray"), Realm)
        : Cs.Call(Cs.Member(Realm, "Array"), ValueArray(e.Elements));

    /// <summary>Arguments of a call through <c>Args</c>.</summary>
    private ExpressionSyntax Args(IReadOnlyList<Expression> args) =>
        args.Any(static a => a is Spread) ? Cs.Call(Cs.Member(List(args), "ToArgs"))
        : args.Count <= 4 ? Cs.New("Args", args.Select(AsValue))
        : Cs.New("Args", ValueArray(args));

    /// <summary>Items that are collected one by one, because some are spread.</summary>
    private ExpressionSyntax List(IEnumerable<Expression?> items) => items.Aggregate(
        (ExpressionSyntax)Cs.Call(Cs.Member(Realm, "List")),
        (list, item) => item switch
        {
            null => Cs.Call(Cs.Member(list, "AddHole")),
            Spread spread => Cs.Call(
                Cs.Member(list, "AddAll"), [Realm, AsValue(spread.Value), Line(spread), .. Named(spread.Iteration)]),
            _ => Cs.Call(Cs.Member(list, "Add"), AsValue(item)),
        });

    private ExpressionSyntax ValueArray(IEnumerable<Expression?> items) => Cs.NewArray(
        Cs.Type("Value"), [.. items.Select(e => e is null ? Cs.Member("Value", "Hole") : AsValue(e))]);

    private ExpressionSyntax Template(TemplateObject e) => Cs.Static(
        "Op", "TemplateObject", Realm, Cs.Int(e.Id),
        Cs.NewArray(Cs.Type("string"), [.. e.Cooked.Select(static s => s is null ? Cs.Null : Cs.Text(s))]),
        Cs.NewArray(Cs.Type("string"), [.. e.Raw.Select(Cs.Text)]));
}
