using System.Collections.Frozen;

namespace Containerless.Runtime.Builtins;

/// <summary>The code of a builtin function.</summary>
internal delegate Value BuiltinBody(Realm realm, Value self, in Args args, int line);

/// <summary>The code of a builtin constructor under <c>new</c>, or of <c>super()</c> in a class that extends it.</summary>
internal delegate Value ConstructBody(Realm realm, FunctionObject newTarget, in Args args, int line);

/// <summary>
/// The members of a builtin prototype or namespace, and the names of those that only Node has. Keys of symbols are
/// those of <see cref="Symbol.WellKnownKey"/>.
/// </summary>
internal sealed class BuiltinTable
{
    private readonly string _holder;
    private readonly FrozenSet<string> _known;
    private readonly FrozenDictionary<string, Value> _members;
    private readonly BuiltinTable? _parent;
    private Value _constructor;

    internal BuiltinTable(
        string holder, FrozenSet<string> known, BuiltinTable? parent, IEnumerable<(string Name, Value Value)> members)
    {
        _holder = holder;
        _known = known;
        _parent = parent;
        _members = members.ToFrozenDictionary(static m => m.Name, static m => m.Value, StringComparer.Ordinal);
    }

    internal IEnumerable<string> Implemented => _members.Keys;

    internal string Holder => _holder;

    /// <summary>The object that shows this table, where there is one: what objects further down have as prototype.</summary>
    internal NamespaceObject? Owner { get; set; }

    internal NamespaceObject? ParentOwner => _parent?.Owner;

    /// <summary>Set once, by the constructor whose prototype this is.</summary>
    internal FunctionObject Constructor { set => _constructor = value; }

    /// <summary>
    /// [[Get]]: undefined where Node has none of this name here or further up the prototype chain; a bail-out where
    /// Node has one and we do not.
    /// </summary>
    internal Value Get(Realm realm, string name, Value receiver, int line)
    {
        for (BuiltinTable? table = this; table is not null; table = table._parent)
            if (table.TryGetOwn(name, line, out Value value))
                return value.Ref is Accessor accessor ? accessor.Get(realm, receiver, line) : value;
        return default;
    }

    /// <summary>A member of the table itself, an <see cref="Accessor"/> perhaps.</summary>
    internal bool TryGetOwn(string name, int line, out Value value)
    {
        if (_members.TryGetValue(name, out value)) return true;
        if (!_known.Contains(name)) return false;
        if (name == "constructor" && !_constructor.IsUndefined)
        {
            value = _constructor;
            return true;
        }
        throw new Bailout($"builtin {_holder}.{PropertyKey.Describe(name)} is not implemented", line);
    }

    internal bool IsImplemented(string name) =>
        _members.ContainsKey(name) || (name == "constructor" && !_constructor.IsUndefined);

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

    /// <summary>A member whose key is a well-known symbol.</summary>
    internal static (string, Value) Method(Symbol symbol, int length, BuiltinBody body) =>
        (symbol.Key, new BuiltinFunction($"[{symbol.Description}]", length, body));

    /// <summary>A member that is a getter.</summary>
    internal static (string, Value) Getter(string name, BuiltinBody body) =>
        (name, Value.FromAccessor(new Accessor(new BuiltinFunction("get " + name, 0, body), null)));

    /// <summary>The member Symbol.toStringTag.</summary>
    internal static (string, Value) Tag(string text) => (Symbol.ToStringTag.Key, text);
}
