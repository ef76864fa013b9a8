using System.Runtime.CompilerServices;

namespace Containerless.Runtime;

/// <summary>A function. Generated closures derive from it; builtin functions are immutable singletons.</summary>
public abstract class FunctionObject : JsObject
{
    /// <summary>The realm the closure was made in.</summary>
    protected readonly Realm Realm;

    private readonly string _name;
    private readonly int _length;

    /// <summary>Makes a closure with its <c>name</c> and <c>length</c>; charges the realm for it.</summary>
    protected FunctionObject(Realm realm, string name, int length) : this(realm, name, length, FunctionKind.Function) { }

    /// <summary>Makes a closure of the given kind.</summary>
    protected FunctionObject(Realm realm, string name, int length, FunctionKind kind)
    {
        realm.Charge(96);
        Realm = realm;
        Kind = kind;
        _name = name;
        _length = length;
    }

    internal readonly FunctionKind Kind;

    private protected FunctionObject(string name, int length)
    {
        Realm = null!;
        IsBuiltin = true;
        _name = name;
        _length = length;
    }

    internal string Name => _name;

    /// <summary>Builtins need the calling realm and line.</summary>
    internal readonly bool IsBuiltin;

    /// <summary>[[Call]] (ECMA-262 §10.2.1).</summary>
    public abstract Value Call(Value thisValue, in Args args);

    /// <summary>
    /// The body with <c>new.target</c>: what [[Construct]] runs. Overridden where the body of <see cref="Call"/> is not
    /// the same: in constructors of classes and where <c>new.target</c> is used. A constructor of kind
    /// <see cref="FunctionKind.Derived"/> gets undefined as this and returns the object.
    /// </summary>
    public virtual Value Run(Value thisValue, Value newTarget, in Args args) => Call(thisValue, in args);

    /// <summary>[[Call]] of a closure or a builtin.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Value Invoke(Realm realm, Value self, in Args args, int line) =>
        IsBuiltin ? InvokeBuiltin(realm, self, in args, line) : Call(self, in args);

    private protected virtual Value InvokeBuiltin(Realm realm, Value self, in Args args, int line) => Call(self, in args);

    /// <summary>[[Construct]]; objects made by closures are not supported.</summary>
    internal virtual Value Construct(Realm realm, in Args args, int line) =>
        throw new Bailout("new of a function", line);

    /// <summary>What a builtin adds: static members of constructors.</summary>
    private protected virtual bool TryGetStatic(string name, int line, out Value value)
    {
        value = default;
        return false;
    }

    internal sealed override Value GetNamed(Realm realm, string name, int line)
    {
        if (TryGetStatic(name, line, out Value value)) return value;
        // `name` and `length` are own properties, `prototype` only of some functions: what the name says of the
        // source is known, but whether it was deleted or redefined is not worth tracking.
        return name switch
        {
            "name" or "length" or "prototype" or "arguments" or "caller" =>
                throw new Bailout($"read of a function's {name}", line),
            _ => Builtins.Prototypes.Function.Get(name, line),
        };
    }

    internal sealed override void PutNamed(Realm realm, string name, Value value, int line) =>
        throw new Bailout($"write to property '{name}' of a function", line);

    internal sealed override bool HasOwn(Realm realm, string name, int line)
    {
        if (name is "name" or "length" or "prototype" or "arguments" or "caller" || TryGetStatic(name, line, out _))
            throw new Bailout($"test for own property '{name}' of a function", line);
        return false;
    }

    internal sealed override bool Has(Realm realm, string name, int line) =>
        HasOwn(realm, name, line) || Builtins.Prototypes.Function.Has(name);

    internal override string Describe() => $"function {_name}";
}
