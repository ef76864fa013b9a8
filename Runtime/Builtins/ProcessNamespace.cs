namespace Containerless.Runtime.Builtins;

/// <summary>Node's process, of which only <c>env</c> is shown.</summary>
internal sealed class ProcessNamespace() : NamespaceObject("process", Table)
{
    private static readonly BuiltinTable Table = new("process", NodeNames.Process, Prototypes.Object, []);

    internal static readonly ProcessNamespace Instance = new();

    internal override Value GetNamed(Realm realm, string name, int line)
    {
        if (name == "env") return realm.Environment;
        // The prototype chain of process holds more names than its own, so a name not listed proves nothing.
        throw new Bailout($"builtin process.{name} is not implemented", line);
    }
}
