using System.Runtime.CompilerServices;

namespace Containerless.Runtime.Builtins;

/// <summary>A builtin function: an immutable singleton shared by all realms.</summary>
internal class BuiltinFunction : FunctionObject
{
    private readonly BuiltinBody _body;

    internal BuiltinFunction(string name, int length, BuiltinBody body) : base(name, length) => _body = body;

    internal override bool IsConstructor => false;

    /// <summary>Builtins need the calling realm: they are called through <c>Invoke</c>.</summary>
    public override Value Call(Value thisValue, in Args args) =>
        throw new Bailout($"builtin {Name} called without a realm");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private protected sealed override Value InvokeBuiltin(Realm realm, Value self, in Args args, int line)
    {
        realm.Enter(realm.CurrentLine, FrameStack.OfLightBuiltin);
        return _body(realm, self, in args, line);
    }

    internal override void DefineOwnProperty(Realm realm, string name, Property property, int line) =>
        throw new Bailout($"change of the builtin function {Name}", line);

    internal override Shape Children(Realm realm, int line) => realm.RootShapeOf(this);

    internal override void OwnKeys(Realm realm, List<string> keys, int line) =>
        throw new Bailout($"the property names of the builtin function {Name}", line);
}

/// <summary>A builtin constructor: perhaps callable, perhaps constructible, with static members.</summary>
internal sealed class BuiltinConstructor : BuiltinFunction
{
    private readonly BuiltinTable _statics;
    private readonly ConstructBody? _construct;
    private readonly JsObject? _prototype;

    /// <param name="name">The name.</param>
    /// <param name="length">The property <c>length</c>.</param>
    /// <param name="call">Without new.</param>
    /// <param name="construct">With new, or under super(); null: it bails out.</param>
    /// <param name="prototype">What <c>prototype</c> is.</param>
    /// <param name="known">The own names of the constructor in Node.</param>
    /// <param name="statics">The static members but for <c>prototype</c>, <c>name</c> and <c>length</c>.</param>
    /// <param name="parent">The constructor's own prototype; null for Function.prototype.</param>
    internal BuiltinConstructor(
        string name, int length, BuiltinBody call, ConstructBody? construct, NamespaceObject prototype,
        System.Collections.Frozen.FrozenSet<string> known, IEnumerable<(string Name, Value Value)> statics, JsObject? parent = null)
        : base(name, length, call)
    {
        _construct = construct;
        _prototype = parent;
        _statics = new BuiltinTable(name, known, null,
            [("prototype", prototype), ("name", name), ("length", length), .. statics]);
        PrototypeObject = prototype;
        prototype.Table.Constructor = this;
    }

    /// <summary>Objects that it makes have this as prototype.</summary>
    internal NamespaceObject PrototypeObject { get; }

    internal BuiltinTable Statics => _statics;

    /// <summary>A call without new where Node insists on it.</summary>
    internal static BuiltinBody NeedsNew(string name) => (Realm realm, Value self, in Args args, int line) =>
        throw Errors.Type(realm, $"Constructor {name} requires 'new'", line);

    internal override bool IsConstructor => true;

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal override Value Construct(Realm realm, in Args args, FunctionObject newTarget, int line)
    {
        if (_construct is null) throw new Bailout($"new {Name} is not implemented", line);
        realm.Enter(realm.CurrentLine, FrameStack.OfLightBuiltin);
        return _construct(realm, newTarget, in args, line);
    }

    internal override JsObject? GetPrototype(Realm realm) => _prototype ?? base.GetPrototype(realm);

    internal override bool TryGetOwnProperty(Realm realm, string name, int line, out Property property)
    {
        if (!_statics.TryGetOwn(name, line, out Value value))
        {
            property = default;
            return false;
        }
        PropertyFlags flags = value.Ref switch
        {
            Accessor => PropertyFlags.Configurable | PropertyFlags.Accessor,
            FunctionObject => PropertyFlags.Method,
            _ when name is "name" or "length" => PropertyFlags.Configurable,
            _ => PropertyFlags.None,
        };
        property = new Property(value, flags);
        return true;
    }

    internal override bool HasOwn(Realm realm, string name, int line) => _statics.HasOwn(name);
}
