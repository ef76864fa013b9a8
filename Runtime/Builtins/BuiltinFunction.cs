namespace Containerless.Runtime.Builtins;

/// <summary>A builtin function: an immutable singleton shared by all realms.</summary>
internal class BuiltinFunction : FunctionObject
{
    private readonly BuiltinBody _body;

    internal BuiltinFunction(string name, int length, BuiltinBody body) : base(name, length) => _body = body;

    /// <summary>Builtins need the calling realm: they are called through <c>Invoke</c>.</summary>
    public override Value Call(Value thisValue, in Args args) =>
        throw new Bailout($"builtin {Name} called without a realm");

    private protected sealed override Value InvokeBuiltin(Realm realm, Value self, in Args args, int line)
    {
        realm.Spend(1);
        return _body(realm, self, in args, line);
    }
}

/// <summary>A builtin constructor: callable, perhaps constructible, with static members.</summary>
internal sealed class BuiltinConstructor : BuiltinFunction
{
    private readonly BuiltinTable _statics;
    private readonly BuiltinBody? _construct;

    internal BuiltinConstructor(string name, BuiltinBody call, BuiltinBody? construct, BuiltinTable statics)
        : base(name, 1, call)
    {
        _construct = construct;
        _statics = statics;
    }

    internal override Value Construct(Realm realm, in Args args, int line)
    {
        if (_construct is null) throw new Bailout($"new {Name} is not implemented", line);
        realm.Spend(1);
        return _construct(realm, default, in args, line);
    }

    private protected override bool TryGetStatic(string name, int line, out Value value)
    {
        if (!_statics.HasOwn(name))
        {
            value = default;
            return false;
        }
        value = _statics.Get(name, line);
        return true;
    }
}
