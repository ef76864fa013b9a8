using System.Runtime.CompilerServices;
using Containerless.Runtime.Builtins;

namespace Containerless.Runtime;

/// <summary>A function. Generated closures derive from it; builtin functions are immutable singletons.</summary>
public abstract class FunctionObject : JsObject
{
    /// <summary>The realm the closure was made in.</summary>
    protected readonly Realm Realm;

    /// <summary>Builtins need the calling realm and line.</summary>
    internal readonly bool IsBuiltin;

    internal readonly FunctionKind Kind;

    private readonly int _length;
    private FunctionExtra? _extra;
    private bool _hasGenerators;

    /// <summary>Makes a closure with its <c>name</c> and <c>length</c>; charges the realm for it.</summary>
    protected FunctionObject(Realm realm, string name, int length) : this(realm, name, length, FunctionKind.Function) { }

    /// <summary>Makes a closure of the given kind.</summary>
    protected FunctionObject(Realm realm, string name, int length, FunctionKind kind)
    {
        realm.Charge(96);
        Realm = realm;
        Kind = kind;
        Name = name;
        _length = length;
    }

    private protected FunctionObject(string name, int length)
    {
        Realm = null!;
        Kind = FunctionKind.Method;
        IsBuiltin = true;
        Name = name;
        _length = length;
    }

    /// <summary>What the property <c>name</c> is at first.</summary>
    internal string Name { get; private set; }

    internal int Length => _length;

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

    /// <summary>SetFunctionName (ECMA-262 §10.2.9) of an anonymous function that nobody has seen yet.</summary>
    internal void Rename(string name)
    {
        Name = name;
        // A class that has a static member of this name keeps it.
        if (_extra is { Bag: var bag } && bag.TryGetOwn("name", out Value old) && old.Ref is "") bag.Slots[bag.FindSlot("name")] = name;
    }

    /// <summary>Whether it has [[Construct]].</summary>
    internal virtual bool IsConstructor => Kind is FunctionKind.Function or FunctionKind.Constructor or FunctionKind.Derived;

    private protected virtual bool HasPrototypeProperty =>
        !IsBuiltin && Kind is FunctionKind.Function or FunctionKind.Constructor or FunctionKind.Derived or FunctionKind.Generator;

    /// <summary>[[Construct]] (ECMA-262 §10.2.2) of a function for which <see cref="IsConstructor"/> holds.</summary>
    internal virtual Value Construct(Realm realm, in Args args, FunctionObject newTarget, int line)
    {
        int outer = realm.ConstructLine;
        realm.ConstructLine = line;
        try
        {
            return ConstructHere(realm, in args, newTarget, line);
        }
        finally
        {
            realm.ConstructLine = outer;
        }
    }

    private Value ConstructHere(Realm realm, in Args args, FunctionObject newTarget, int line)
    {
        if (Kind == FunctionKind.Derived) return Run(default, newTarget, in args);
        FunctionExtra extra = newTarget.NeedExtra(realm);
        PlainObject o = newTarget.MakeInstance(realm, extra, line);
        if (_extra?.Fields is { } fields) fields.Call(o, new Args());
        Value result = Run(o, newTarget, in args);
        extra.Slots = Math.Max(extra.Slots, Math.Min(o.Count, FunctionExtra.MaxSlots));
        return result.Ref is JsObject ? result : o;
    }

    /// <summary>OrdinaryCreateFromConstructor (ECMA-262 §10.1.13), with room for what earlier instances came to have.</summary>
    private PlainObject MakeInstance(Realm realm, FunctionExtra extra, int line)
    {
        if (extra.Instances is not { } shape || !ReferenceEquals(shape.Prototype, PrototypeProperty(realm, extra)))
            extra.Instances = shape = realm.ShapeOfNew(this, Prototypes.ObjectObject, line);
        realm.Charge(88 + 16 * extra.Slots);
        return new PlainObject(shape, extra.Slots == 0 ? [] : new Value[extra.Slots]);
    }

    /// <summary>The shape of a generator of this function (ECMA-262 §27.5.1.1). Few look at the prototype itself.</summary>
    internal Shape GeneratorShape(Realm realm)
    {
        if (_extra is not null) return realm.ShapeOfNew(this, GeneratorPrototype.Instance, 0);
        _hasGenerators = true;
        return realm.RootShapeOf(GeneratorPrototype.Instance);
    }

    private object? PrototypeProperty(Realm realm, FunctionExtra extra)
    {
        int slot = extra.PrototypeSlot;
        if (slot < 0) slot = extra.Bag.FindSlot("prototype");
        return slot >= 0 ? extra.Bag.Slots[slot].Ref : null;
    }

    /// <summary>The function that defines the fields of the class's instances.</summary>
    internal FunctionObject? Fields
    {
        get => _extra?.Fields;
        set => NeedExtra(Realm).Fields = value;
    }

    /// <summary>The function's own properties, where it was necessary to make them.</summary>
    internal PlainObject? Bag => _extra?.Bag;

    /// <summary>The function's own properties.</summary>
    internal PlainObject NeedBag(Realm realm) => NeedExtra(realm).Bag;

    private FunctionExtra NeedExtra(Realm realm)
    {
        if (_extra is not null) return _extra;
        if (IsBuiltin) throw new Bailout($"change of the builtin function {Name}");
        realm.Charge(160);
        var bag = new PlainObject(realm.RootShape(DefaultPrototype, 0), []);
        bag.DefineOwn(realm, "length", _length, PropertyFlags.Configurable);
        bag.DefineOwn(realm, "name", Name, PropertyFlags.Configurable);
        _extra = new FunctionExtra(bag);
        switch (Kind)
        {
            case FunctionKind.Function:
                PlainObject prototype = realm.Object();
                prototype.DefineOwn(realm, "constructor", this, PropertyFlags.Method);
                _extra.PrototypeSlot = bag.Count;
                bag.DefineOwn(realm, "prototype", prototype, PropertyFlags.Writable);
                break;
            case FunctionKind.Generator:
                // Its generators have a prototype between them and this that they never asked for.
                if (_hasGenerators) throw new Bailout("a generator function's prototype is looked at after it was called");
                _extra.PrototypeSlot = bag.Count;
                bag.DefineOwn(realm, "prototype", new PlainObject(realm.RootShapeOf(GeneratorPrototype.Instance), []), PropertyFlags.Writable);
                break;
        }
        return _extra;
    }

    /// <summary>MakeConstructor of a class (ECMA-262 §15.7.14 step 14): its prototype cannot be replaced.</summary>
    internal void SetClassPrototype(Realm realm, PlainObject prototype)
    {
        FunctionExtra extra = NeedExtra(realm);
        extra.PrototypeSlot = extra.Bag.Count;
        extra.Bag.DefineOwn(realm, "prototype", prototype, PropertyFlags.None);
    }

    private JsObject DefaultPrototype => Kind switch
    {
        FunctionKind.Async => Prototypes.AsyncFunctionObject,
        FunctionKind.Generator => Prototypes.GeneratorFunctionObject,
        _ => Prototypes.FunctionObject,
    };

    internal override JsObject? GetPrototype(Realm realm) => _extra is null ? DefaultPrototype : _extra.Bag.Shape.Prototype;

    internal override bool IsExtensible => _extra is null || _extra.Bag.Shape.IsExtensible;

    internal override bool TryGetOwnProperty(Realm realm, string name, int line, out Property property)
    {
        if (_extra is null)
        {
            switch (name)
            {
                case "length":
                    property = new Property(_length, PropertyFlags.Configurable);
                    return true;
                case "name":
                    property = new Property(Name, PropertyFlags.Configurable);
                    return true;
                case "prototype" when HasPrototypeProperty:
                    NeedExtra(realm);
                    break;
                case "arguments" or "caller" when Kind == FunctionKind.Function:
                    // Sloppy functions have them, strict ones do not.
                    throw new Bailout($"a function's {name}", line);
                default:
                    property = default;
                    return false;
            }
        }
        if (name is "arguments" or "caller" && Kind == FunctionKind.Function && _extra!.Bag.FindSlot(name) < 0)
            throw new Bailout($"a function's {name}", line);
        return _extra!.Bag.TryGetOwnProperty(realm, name, line, out property);
    }

    internal override void DefineOwnProperty(Realm realm, string name, Property property, int line) =>
        NeedBag(realm).DefineOwn(realm, name, property.Value, property.Flags);

    internal override bool DeleteNamed(Realm realm, string name, int line)
    {
        if (_extra is null && !TryGetOwnProperty(realm, name, line, out _)) return true;
        FunctionExtra extra = NeedExtra(realm);
        extra.PrototypeSlot = -1;       // slots may move once there are gaps
        return extra.Bag.DeleteNamed(realm, name, line);
    }

    internal override void SetPrototype(Realm realm, JsObject? prototype, int line) =>
        NeedBag(realm).SetPrototype(realm, prototype, line);

    internal override void Limit(Realm realm, Integrity level, int line)
    {
        NeedBag(realm).Limit(realm, level, line);
        if (_extra is { Instances: not null }) _extra.Instances = null;
    }

    internal override Shape Children(Realm realm, int line)
    {
        PlainObject bag = NeedBag(realm);
        if (bag.Shape.Children is { } root) return root;
        bag.MakeOwnShape(realm);
        return bag.Shape.BeginChildren(realm, this);
    }

    internal override void OwnKeys(Realm realm, List<string> keys, int line)
    {
        if (Kind == FunctionKind.Function) throw new Bailout("the property names of a function", line);
        NeedBag(realm).OwnKeys(realm, keys, line);
    }

    internal override string Describe() => $"function {Name}";
}

/// <summary>What a function has once its properties are looked at, or it is constructed.</summary>
internal sealed class FunctionExtra(PlainObject bag)
{
    /// <summary>Room for properties that an instance gets from the start, at most.</summary>
    internal const int MaxSlots = 16;

    /// <summary>The own properties.</summary>
    internal readonly PlainObject Bag = bag;

    /// <summary>Where the bag has <c>prototype</c>; -1 where that is not known.</summary>
    internal int PrototypeSlot = -1;

    internal FunctionObject? Fields;

    /// <summary>The root shape of instances, while the prototype is that of the shape.</summary>
    internal Shape? Instances;

    /// <summary>The most properties that an instance had when it was done.</summary>
    internal int Slots;
}
