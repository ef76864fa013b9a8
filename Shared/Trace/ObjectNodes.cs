namespace Containerless.Shared.Trace;

/// <summary>What one item of an object literal does.</summary>
public enum PropertyKind
{
    /// <summary><c>key: value</c>, also a method.</summary>
    Value,

    /// <summary><c>get key() {}</c></summary>
    Getter,

    /// <summary><c>set key(v) {}</c></summary>
    Setter,

    /// <summary><c>...value</c></summary>
    Spread,

    /// <summary><c>__proto__: value</c></summary>
    Prototype,
}

/// <summary>One item of an object literal.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Key">A fixed key is a string literal; null for a spread and a prototype.</param>
/// <param name="Value">The value, or the closure of an accessor.</param>
/// <param name="Named">Whether the value is a closure without a name, which takes the key's.</param>
public readonly record struct PropertyDefinition(PropertyKind Kind, Expression? Key, Expression Value, bool Named = false);

/// <summary>An object literal: its items in order.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Properties">Items; a key may come twice.</param>
/// <param name="Home">Is assigned the object before its first item, for the <c>super</c> of its methods; or null.</param>
public sealed record ObjectLiteral(Position At, IReadOnlyList<PropertyDefinition> Properties, int? Home = null) : Expression(At)
{
    /// <summary>Whether every item is a plain <c>key: value</c> and no method needs the object.</summary>
    public bool IsPlain => Home is null && Properties.All(static p => p is { Kind: PropertyKind.Value, Named: false });
}

/// <summary>What a <see cref="Define"/> makes.</summary>
public enum DefineKind
{
    /// <summary>A data property, or a private field.</summary>
    Field,

    /// <summary>A private method.</summary>
    Method,

    /// <summary>A private getter.</summary>
    Getter,

    /// <summary>A private setter.</summary>
    Setter,
}

/// <summary>Defines a field of an instance or class; yields the value (ECMA-262 §7.3.34).</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Object">What gets it.</param>
/// <param name="Key">A string literal, a <see cref="PrivateName"/>, or an expression that is already a property key.</param>
/// <param name="Value">Its value, or the closure.</param>
/// <param name="Kind">Anything but a field only with a private name.</param>
/// <param name="Named">Whether the value is a closure without a name, which takes the key's.</param>
public sealed record Define(
    Position At, Expression Object, Expression Key, Expression Value, DefineKind Kind, bool Named) : Expression(At);

/// <summary>What one member of a class is.</summary>
public enum ClassMemberKind
{
    /// <summary>A method.</summary>
    Method,

    /// <summary>A getter.</summary>
    Getter,

    /// <summary>A setter.</summary>
    Setter,

    /// <summary>The computed key of a field: it is evaluated here, as a property key, into a binding.</summary>
    Key,

    /// <summary>A private method or accessor: its closure is made here, into a binding.</summary>
    Closure,
}

/// <summary>One member of a class, in order.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Static">Whether it goes to the class and not to its prototype.</param>
/// <param name="Key">Of a method or accessor, and of a field; a fixed one is a string literal.</param>
/// <param name="Function">Of a method, accessor or closure.</param>
/// <param name="Binding">Of a key or closure.</param>
public sealed record ClassMember(
    Position At, ClassMemberKind Kind, bool Static, Expression? Key, int? Function, int? Binding);

/// <summary>A class definition; gives the class (ECMA-262 §15.7.14). The order is that of the parameters.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Name">Its <c>name</c>.</param>
/// <param name="Heritage">What it extends, or null.</param>
/// <param name="Constructor">Function of form constructor, or derived where there is a heritage; null: the default one.</param>
/// <param name="Proto">Is assigned the prototype object, for the <c>super</c> of methods; or null.</param>
/// <param name="Self">Is assigned the class, for <c>super</c> in static members and <c>super()</c>; or null.</param>
/// <param name="Members">Methods, accessors and computed keys of fields, in order.</param>
/// <param name="Binding">The class's own name inside of it: initialised after the members; or null.</param>
/// <param name="Fields">Function of form fields, called with each instance as <c>this</c>; or null.</param>
/// <param name="Statics">Function of form statics, called with the class as <c>this</c>; or null.</param>
/// <param name="PrivateNames">Whether it declares private names.</param>
public sealed record ClassCreation(
    Position At, string Name, Expression? Heritage, int? Constructor, int? Proto, int? Self,
    IReadOnlyList<ClassMember> Members, int? Binding, int? Fields, int? Statics, bool PrivateNames) : Expression(At);

/// <summary>A private name as a key, as in <c>#x:1</c>: the name and the number of the class that declares it.</summary>
public sealed record PrivateName(Position At, string Name) : Expression(At);

/// <summary><c>o.#x</c>.</summary>
public sealed record PrivateGet(Position At, Expression Object, string Name, TypeSet Type) : Expression(At);

/// <summary><c>o.#x = v</c>; yields the value.</summary>
public sealed record PrivateSet(Position At, Expression Object, string Name, Expression Value) : Expression(At);

/// <summary><c>#x in o</c>.</summary>
public sealed record PrivateIn(Position At, Expression Object, string Name) : Expression(At);

/// <summary><c>super.p</c> or <c>super[e]</c>: looked up from the prototype of the home object, for <c>this</c>.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Home">The home object.</param>
/// <param name="This">The receiver; it is evaluated before the key.</param>
/// <param name="Key">A fixed one is a string literal.</param>
/// <param name="Type">What it gave.</param>
public sealed record SuperGet(Position At, Expression Home, Expression This, Expression Key, TypeSet Type) : Expression(At);

/// <summary><c>super.m(…)</c>.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Home">The home object.</param>
/// <param name="This">The receiver.</param>
/// <param name="Key">A fixed one is a string literal.</param>
/// <param name="Args">Arguments.</param>
/// <param name="Type">What it gave.</param>
/// <param name="Text">How V8 names the callee in an error; null: unknown.</param>
public sealed record SuperCall(
    Position At, Expression Home, Expression This, Expression Key, IReadOnlyList<Expression> Args, TypeSet Type,
    string? Text) : Expression(At);

/// <summary><c>super.p = v</c>; yields the value.</summary>
public sealed record SuperPut(Position At, Expression Home, Expression This, Expression Key, Expression Value) : Expression(At);

/// <summary><c>super(…)</c>: constructs the parent of the class, then runs the class's fields on the result, which it gives.</summary>
public sealed record SuperConstruct(
    Position At, Expression Class, Expression NewTarget, IReadOnlyList<Expression> Args, TypeSet Type) : Expression(At);
