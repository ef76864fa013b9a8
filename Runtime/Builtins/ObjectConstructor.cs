namespace Containerless.Runtime.Builtins;

/// <summary>The function Object and its members (ECMA-262 §20.1.1, §20.1.2).</summary>
internal static class ObjectConstructor
{
    internal static readonly BuiltinConstructor Instance = new("Object", 1, Call, Construct, Prototypes.ObjectObject, NodeNames.ObjectConstructor,
    [
        BuiltinTable.Method("keys", 1, static (Realm r, Value self, in Args args, int line) =>
            Enumeration.List(r, args[0], EntryPart.Key, line)),
        BuiltinTable.Method("values", 1, static (Realm r, Value self, in Args args, int line) =>
            Enumeration.List(r, args[0], EntryPart.Value, line)),
        BuiltinTable.Method("entries", 1, static (Realm r, Value self, in Args args, int line) =>
            Enumeration.List(r, args[0], EntryPart.Entry, line)),
        BuiltinTable.Method("assign", 2, Assign),
        BuiltinTable.Method("fromEntries", 1, FromEntries),
        BuiltinTable.Method("hasOwn", 2, static (Realm r, Value self, in Args args, int line) =>
        {
            if (args[0].IsNullish) throw ObjectPrototype.NotAnObject(r, line);
            return ObjectPrototype.HasOwn(r, args[0], PropertyKey.Of(r, args[1]), line);
        }),
        BuiltinTable.Method("is", 2, static (Realm r, Value self, in Args args, int line) => SameValue(args[0], args[1])),
        .. ObjectReflection.Members(),
    ]);

    /// <summary>SameValue (§7.2.10).</summary>
    internal static bool SameValue(Value a, Value b) => Op.SameValueZero(a, b)
        && (!a.IsNumber || double.IsNegative(a.Num) == double.IsNegative(b.Num) || double.IsNaN(a.Num));

    private static Value Call(Realm r, Value self, in Args args, int line)
    {
        if (args[0].IsNullish) return r.Object();
        return args[0].Ref is JsObject ? args[0] : Wrappers.Of(r, args[0], line);
    }

    private static Value Construct(Realm r, FunctionObject newTarget, in Args args, int line)
    {
        if (ReferenceEquals(newTarget, Instance)) return Call(r, default, in args, line);
        r.Charge(72);
        return new PlainObject(r.ShapeOfNew(newTarget, Prototypes.ObjectObject, line), []);
    }

    private static Value Assign(Realm r, Value self, in Args args, int line)
    {
        if (args[0].IsNullish) throw ObjectPrototype.NotAnObject(r, line);
        if (args[0].Ref is not JsObject target) throw new Bailout("Object.assign to a primitive", line);
        for (int i = 1; i < args.Count; i++)
        {
            switch (args[i].Ref)
            {
                // Here no code of the function can run in between.
                case PlainObject { Shape.IsSimple: true } source when target is PlainObject { Data: null, Shape: { IsSimple: true } shape } plain
                    && ReferenceEquals(shape.Prototype, Prototypes.ObjectObject):
                    int count = source.Count;
                    r.Spend(1 + count);
                    for (int k = 0; k < count; k++) Writing.Put(r, plain, source.KeyAt(k), source.Slots[k], line);
                    break;
                case JsObject source:
                    foreach (string key in Enumeration.Keys(r, source, line))
                        if (source.TryGetOwnProperty(r, key, line, out Property property) && property.IsEnumerable)
                            Writing.Put(r, target, key, source.GetNamed(r, key, line), line);
                    break;
                case string or Rope:
                    string text = Op.ToText(r, args[i]);
                    r.Spend(text.Length);
                    for (int k = 0; k < text.Length; k++) Writing.Put(r, target, PropertyKey.OfIndex(k), CharText.Of(text[k]), line);
                    break;
            }
        }
        return target;
    }

    private static Value FromEntries(Realm r, Value self, in Args args, int line)
    {
        if (args[0].IsNullish) throw Errors.Type(r, "undefined is not iterable", line);     // V8 says so of null too
        PlainObject o = r.Object();
        ValueIterator entries = Iterators.OfBuiltin(r, args[0], line);
        while (entries.MoveNext(out Value each))
        {
            r.Spend(2);
            JsThrow? thrown = null;
            try
            {
                if (each.Ref is not JsObject entry)
                    throw Errors.Type(r, $"Iterator value {Errors.Show(r, each, line)} is not an entry object", line);
                Value key = Op.GetIndex(r, entry, 0, line), value = Op.GetIndex(r, entry, 1, line);
                o.DefineOwn(r, PropertyKey.Of(r, key), value);
            }
            catch (JsThrow e)
            {
                thrown = e;     // a handler runs on top of the stack that threw: no code of the function in there
            }
            if (thrown is null) continue;
            entries.CloseAfterThrow();
            throw thrown;
        }
        return o;
    }
}
