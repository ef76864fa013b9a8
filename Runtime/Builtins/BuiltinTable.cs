using System.Collections.Frozen;

namespace Containerless.Runtime.Builtins;

/// <summary>The code of a builtin function.</summary>
internal delegate Value BuiltinBody(Realm realm, Value self, in Args args, int line);

/// <summary>The members of a builtin prototype or namespace, and the names of those that only Node has.</summary>
internal sealed class BuiltinTable
{
    private readonly string _holder;
    private readonly FrozenSet<string> _known;
    private readonly FrozenDictionary<string, Value> _members;
    private readonly BuiltinTable? _parent;

    internal BuiltinTable(
        string holder, FrozenSet<string> known, BuiltinTable? parent, IEnumerable<(string Name, Value Value)> members)
    {
        _holder = holder;
        _known = known;
        _parent = parent;
        _members = members.ToFrozenDictionary(static m => m.Name, static m => m.Value, StringComparer.Ordinal);
    }

    internal IEnumerable<string> Implemented => _members.Keys;

    /// <summary>
    /// The member; undefined where Node has none of this name here or further up the prototype chain; a bail-out
    /// where Node has one and we do not.
    /// </summary>
    internal Value Get(string name, int line)
    {
        for (BuiltinTable? table = this; table is not null; table = table._parent)
        {
            if (table._members.TryGetValue(name, out Value value)) return value;
            if (table._known.Contains(name))
                throw new Bailout($"builtin {table._holder}.{name} is not implemented", line);
        }
        return default;
    }

    /// <summary>[[HasProperty]]: exact for names we do not implement as well.</summary>
    internal bool Has(string name)
    {
        for (BuiltinTable? table = this; table is not null; table = table._parent)
            if (table._known.Contains(name)) return true;
        return false;
    }

    internal bool HasOwn(string name) => _known.Contains(name);

    /// <summary>A member that is a function.</summary>
    internal static (string, Value) Method(string name, int length, BuiltinBody body) =>
        (name, new BuiltinFunction(name, length, body));
}
