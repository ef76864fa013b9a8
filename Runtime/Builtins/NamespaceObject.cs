namespace Containerless.Runtime.Builtins;

/// <summary>A builtin object that is not a function: Math, JSON, console, process, the module, prototypes. Immutable.</summary>
internal class NamespaceObject : JsObject
{
    private readonly string _name;

    internal NamespaceObject(string name, BuiltinTable table)
    {
        _name = name;
        Table = table;
        table.Owner = this;
    }

    internal BuiltinTable Table { get; }

    /// <summary>Function.prototype can be called.</summary>
    internal bool IsCallable { get; init; }

    internal override JsObject? GetPrototype(Realm realm) => Table.ParentOwner;

    internal override bool TryGetOwnProperty(Realm realm, string name, int line, out Property property)
    {
        if (!Table.TryGetOwn(name, line, out Value value))
        {
            property = default;
            return false;
        }
        PropertyFlags flags = value.Ref switch
        {
            Accessor => PropertyFlags.Configurable | PropertyFlags.Accessor,
            FunctionObject => PropertyFlags.Method,
            _ when name is "name" or "message" => PropertyFlags.Method,
            _ when name == Symbol.ToStringTag.Key => PropertyFlags.Configurable,
            _ => PropertyFlags.None,
        };
        property = new Property(value, flags);
        return true;
    }

    internal override Value GetNamed(Realm realm, string name, Value receiver, int line) =>
        Table.Get(realm, name, receiver, line);

    internal override bool PutNamed(Realm realm, string name, Value value, int line) =>
        throw new Bailout($"write to {_name}.{PropertyKey.Describe(name)}", line);

    internal override bool HasOwn(Realm realm, string name, int line) => Table.HasOwn(name);

    internal override bool Has(Realm realm, string name, int line) => Table.Has(name);

    internal override void OwnKeys(Realm realm, List<string> keys, int line) =>
        throw new Bailout($"the property names of {_name}", line);

    internal override Shape Children(Realm realm, int line) => realm.RootShapeOf(this);

    internal override string Describe() => _name;
}
