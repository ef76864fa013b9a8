using Containerless.Shared.Trace;

namespace Containerless.Compiler.Validate;

/// <summary>Object literals and classes.</summary>
internal sealed partial class NodeReader
{
    private ObjectLiteral Object(Position at)
    {
        int? home = Reference("home");
        return new ObjectLiteral(at, Property("properties", () => cursor.Items(PropertyDefinition)), home);
    }

    private PropertyDefinition PropertyDefinition()
    {
        if (Has("spread"))
        {
            return new PropertyDefinition(PropertyKind.Spread, null, Child("spread"));
        }

        if (Has("proto"))
        {
            return new PropertyDefinition(PropertyKind.Prototype, null, Child("proto"));
        }

        Expression key = Property("key", Key);
        return Has("getter") ? new PropertyDefinition(PropertyKind.Getter, key, Accessor("getter", FunctionForm.Getter))
            : Has("setter") ? new PropertyDefinition(PropertyKind.Setter, key, Accessor("setter", FunctionForm.Setter))
            : new PropertyDefinition(PropertyKind.Value, key, Value(), Flag("named"));
    }

    private Expression Accessor(string name, FunctionForm form) => Property(name, () =>
    {
        functions.CountNode(cursor);
        return Kind() == "clos"
            ? (Expression)new ClosureCreation(At(), Created(form))
            : throw cursor.Fault("a closure is expected");
    });

    /// <summary>Classes and what occurs only with them; null for any other kind.</summary>
    private Expression? ClassExpression(Position at, string kind) => kind switch
    {
        "class" => Class(at),
        "define" => Define(at),
        "privateGet" => new PrivateGet(at, Child("object"), Property("name", PrivateText), Type()),
        "privateSet" => new PrivateSet(at, Child("object"), Property("name", PrivateText), Value()),
        "privateIn" => new PrivateIn(at, Child("object"), Property("name", PrivateText)),
        "superGet" => new SuperGet(at, Child("home"), Child("this"), SuperKey(), Type()),
        "superCall" => new SuperCall(
            at, Child("home"), Child("this"), Property("method", Key), Args(), Type(), CalleeText()),
        "superPut" => new SuperPut(at, Child("home"), Child("this"), SuperKey(), Value()),
        "superConstruct" => new SuperConstruct(at, Child("class"), Child("newTarget"), Args(), Type()),
        _ => null,
    };

    private ClassCreation Class(Position at)
    {
        string name = Property("name", Name);
        int? binding = Reference("binding");
        int? proto = Reference("proto");
        int? self = Reference("self");
        Expression? heritage = Optional("heritage", Expression);
        int? constructor = OptionalFunction(
            "constructor", heritage is null ? FunctionForm.Constructor : FunctionForm.Derived);
        List<ClassMember> members = Property("members", () => cursor.Items(Member));
        return new ClassCreation(
            at, name, heritage, constructor, proto, self, members, binding,
            OptionalFunction("fields", FunctionForm.Fields), OptionalFunction("statics", FunctionForm.Statics),
            Flag("privateNames"));
    }

    private ClassMember Member()
    {
        functions.CountNode(cursor);
        Position at = At();
        bool isStatic = Flag("static");
        switch (Kind())
        {
            case "method":
                return new ClassMember(
                    at, ClassMemberKind.Method, isStatic, Property("key", Key), Created(FunctionForm.Method), null);
            case "getter":
                return new ClassMember(
                    at, ClassMemberKind.Getter, isStatic, Property("key", Key), Created(FunctionForm.Getter), null);
            case "setter":
                return new ClassMember(
                    at, ClassMemberKind.Setter, isStatic, Property("key", Key), Created(FunctionForm.Setter), null);
            case "key":
                return new ClassMember(at, ClassMemberKind.Key, isStatic, Child("key"), null, Binding());
            case "closure":
                int closure = Created(FunctionForm.Method, FunctionForm.Getter, FunctionForm.Setter);
                return new ClassMember(at, ClassMemberKind.Closure, isStatic, null, closure, Binding());
            default:
                throw cursor.Fault("\"kind\" is one of method, getter, setter, key, closure");
        }
    }

    private Define Define(Position at)
    {
        Expression target = Child("object");
        Expression key = Property("key", PrivateOrKey);
        DefineKind kind = Property("accessor", () => cursor.Text(16) switch
        {
            "field" => DefineKind.Field,
            "method" => DefineKind.Method,
            "get" => DefineKind.Getter,
            "set" => DefineKind.Setter,
            _ => throw cursor.Fault("one of field, method, get, set is expected"),
        });
        return kind == DefineKind.Field || key is Shared.Trace.PrivateName
            ? new Define(at, target, key, Value(), kind, Flag("named"))
            : throw cursor.Fault("only a field has a key that is not private");
    }

    private Expression SuperKey() => Has("property")
        ? new StringLiteral(default, Property("property", PropertyName))
        : Property("index", Key);

    private PrivateName PrivateName()
    {
        functions.CountNode(cursor);
        return new PrivateName(At(), Property("name", PrivateText));
    }

    /// <summary>A private name: # and the name, a colon, the number of the class.</summary>
    private string PrivateText()
    {
        string text = cursor.Text(TraceLimits.NameLength);
        int colon = text.LastIndexOf(':');
        return colon > 1 && text[0] == '#' && colon < text.Length - 1 && text.AsSpan(colon + 1).IndexOfAnyExceptInRange('0', '9') < 0
            ? text
            : throw cursor.Fault("a private name is like \"#x:1\"");
    }

    private int? OptionalFunction(string name, FunctionForm form) =>
        cursor.OptionalProperty<int?>(name, () => CreatedHere([form]), null);

    private bool Has(string name)
    {
        cursor.RequireKind(System.Text.Json.JsonValueKind.Object);
        return cursor.Current.TryGetProperty(name, out _);
    }
}
