namespace Containerless.Runtime.Builtins;

/// <summary>[[MapData]].</summary>
internal sealed class MapData
{
    internal readonly OrderedTable Table = new();
}

/// <summary>Map (ECMA-262 §24.1).</summary>
internal static class MapObjects
{
    private static readonly NamespaceObject IteratorPrototype = Iterators.PrototypeOf("Map Iterator", NodeNames.MapIteratorPrototype);

    private static readonly Value Entries = new BuiltinFunction("entries", 0, static (Realm r, Value self, in Args args, int line) =>
        Iterate(r, self, EntryPart.Entry, "entries", line));

    private static readonly BuiltinFunction Set = new("set", 2, static (Realm r, Value self, in Args args, int line) =>
    {
        This(r, self, "Map.prototype.set", line).FindOrAdd(r, args[0]).Value = args[1];
        return self;
    });

    internal static readonly BuiltinConstructor Constructor = new("Map", 0, BuiltinConstructor.NeedsNew("Map"), Construct,
        new NamespaceObject("Map.prototype", new BuiltinTable("Map.prototype", NodeNames.MapPrototype, Prototypes.Object,
        [
            BuiltinTable.Method("get", 1, static (Realm r, Value self, in Args args, int line) =>
                This(r, self, "Map.prototype.get", line).Find(r, args[0])?.Value ?? default),
            ("set", Set),
            BuiltinTable.Method("has", 1, static (Realm r, Value self, in Args args, int line) =>
                This(r, self, "Map.prototype.has", line).Find(r, args[0]) is not null),
            BuiltinTable.Method("delete", 1, static (Realm r, Value self, in Args args, int line) =>
                This(r, self, "Map.prototype.delete", line).Remove(r, args[0])),
            BuiltinTable.Method("clear", 0, static (Realm r, Value self, in Args args, int line) =>
            {
                This(r, self, "Map.prototype.clear", line).Clear(r);
                return default;
            }),
            BuiltinTable.Getter("size", static (Realm r, Value self, in Args args, int line) => This(r, self, "get Map.prototype.size", line).Count),
            BuiltinTable.Method("forEach", 1, static (Realm r, Value self, in Args args, int line) =>
                Collections.ForEach(r, This(r, self, "Map.prototype.forEach", line), false, self, in args, line)),
            BuiltinTable.Method("keys", 0, static (Realm r, Value self, in Args args, int line) => Iterate(r, self, EntryPart.Key, "keys", line)),
            BuiltinTable.Method("values", 0, static (Realm r, Value self, in Args args, int line) => Iterate(r, self, EntryPart.Value, "values", line)),
            ("entries", Entries),
            (Symbol.Iterator.Key, Entries),
            BuiltinTable.Tag("Map"),
        ])), NodeNames.MapConstructor, []);

    private static Value Construct(Realm r, FunctionObject newTarget, in Args args, int line)
    {
        var data = new MapData();
        r.Charge(300);
        var map = new PlainObject(r.ShapeOfNew(newTarget, Constructor.PrototypeObject, line), [], data);
        Collections.AddEntries(r, map, args[0], "set", Set, (realm, key, value) => data.Table.FindOrAdd(realm, key).Value = value, line);
        return map;
    }

    private static PlainObject Iterate(Realm r, Value self, EntryPart part, string method, int line) =>
        Iterators.New(r, IteratorPrototype, new TableIterator(This(r, self, "Map.prototype." + method, line), part, false));

    private static OrderedTable This(Realm r, Value self, string method, int line) => self.Ref is PlainObject { Data: MapData data }
        ? data.Table
        : throw Collections.Incompatible(r, self, method, line);
}
