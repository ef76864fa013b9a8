namespace Containerless.Runtime.Builtins;

/// <summary>A builtin object that is not a function: Math, JSON, console, process, the module, prototypes. Immutable.</summary>
internal class NamespaceObject(string name, BuiltinTable table) : JsObject
{
    internal override Value GetNamed(Realm realm, string property, int line) => table.Get(property, line);

    internal override void PutNamed(Realm realm, string property, Value value, int line) =>
        throw new Bailout($"write to {name}.{property}", line);

    internal override bool HasOwn(Realm realm, string property, int line) => table.HasOwn(property);

    internal override bool Has(Realm realm, string property, int line) => table.Has(property);

    internal override string Describe() => name;
}
