namespace Containerless.Runtime.Builtins;

/// <summary>[[SetData]].</summary>
internal sealed class SetData
{
    internal readonly OrderedTable Table = new();
}

/// <summary>Set (ECMA-262 §24.2).</summary>
internal static class SetObjects
{
    private static readonly NamespaceObject IteratorPrototype = Iterators.PrototypeOf("Set Iterator", NodeNames.SetIteratorPrototype);

    private static readonly Value Values = new BuiltinFunction("values", 0, static (Realm r, Value self, in Args args, int line) =>
        Iterate(r, self, EntryPart.Value, "values", line));

    private static readonly BuiltinFunction Add = new("add", 1, static (Realm r, Value self, in Args args, int line) =>
    {
        This(r, self, "Set.prototype.add", line).FindOrAdd(r, args[0]);
        return self;
    });

    internal static readonly BuiltinConstructor Constructor = new("Set", 0, BuiltinConstructor.NeedsNew("Set"), Construct,
        new NamespaceObject("Set.prototype", new BuiltinTable("Set.prototype", NodeNames.SetPrototype, Prototypes.Object,
        [
            ("add", Add),
            BuiltinTable.Method("has", 1, static (Realm r, Value self, in Args args, int line) =>
                This(r, self, "Set.prototype.has", line).Find(r, args[0]) is not null),
            BuiltinTable.Method("delete", 1, static (Realm r, Value self, in Args args, int line) =>
                This(r, self, "Set.prototype.delete", line).Remove(r, args[0])),
            BuiltinTable.Method("clear", 0, static (Realm r, Value self, in Args args, int line) =>
            {
                This(r, self, "Set.prototype.clear", line).Clear(r);
                return default;
            }),
            BuiltinTable.Getter("size", static (Realm r, Value self, in Args args, int line) => This(r, self, "get Set.prototype.size", line).Count),
            BuiltinTable.Method("forEach", 1, static (Realm r, Value self, in Args args, int line) =>
                Collections.ForEach(r, This(r, self, "Set.prototype.forEach", line), true, self, in args, line)),
            ("values", Values),
            ("keys", Values),
            (Symbol.Iterator.Key, Values),
            BuiltinTable.Method("entries", 0, static (Realm r, Value self, in Args args, int line) => Iterate(r, self, EntryPart.Entry, "entries", line)),
            BuiltinTable.Tag("Set"),
        ])), NodeNames.SetConstructor, []);

    private static Value Construct(Realm r, FunctionObject newTarget, in Args args, int line)
    {
        var data = new SetData();
        r.Charge(300);
        var set = new PlainObject(r.ShapeOfNew(newTarget, Constructor.PrototypeObject, line), [], data);
        Collections.AddItems(r, set, args[0], "add", Add, (realm, item) => data.Table.FindOrAdd(realm, item), line);
        return set;
    }

    private static PlainObject Iterate(Realm r, Value self, EntryPart part, string method, int line) =>
        Iterators.New(r, IteratorPrototype, new TableIterator(This(r, self, "Set.prototype." + method, line), part, true));

    private static OrderedTable This(Realm r, Value self, string method, int line) => self.Ref is PlainObject { Data: SetData data }
        ? data.Table
        : throw Collections.Incompatible(r, self, method, line);
}
