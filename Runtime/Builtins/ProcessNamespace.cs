namespace Containerless.Runtime.Builtins;

/// <summary>Node's process, of which only <c>env</c> and, where containers have the same, <c>platform</c> are shown.</summary>
internal sealed class ProcessNamespace() : NamespaceObject("process", Members)
{
    private static readonly BuiltinTable Members = new("process", NodeNames.Process, Prototypes.Object, []);

    internal static readonly ProcessNamespace Instance = new();

    internal override Value GetNamed(Realm realm, string name, Value receiver, int line)
    {
        if (name == "env") return realm.Environment;
        if (name == "platform" && OperatingSystem.IsLinux()) return "linux";
        // The prototype chain of process holds more names than its own, so a name not listed proves nothing.
        throw new Bailout($"builtin process.{PropertyKey.Describe(name)} is not implemented", line);
    }
}

/// <summary>process.env, whose values are always strings in Node: writes bail out.</summary>
internal sealed class EnvironmentData : GuardedData
{
    internal override void BeforeWrite(string name, int line) => throw new Bailout("write to process.env", line);
}
