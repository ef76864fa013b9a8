namespace Containerless.Runtime.Builtins;

/// <summary>The function Object and its members (ECMA-262 §20.1.1, §20.1.2).</summary>
internal static class ObjectConstructor
{
    internal static readonly BuiltinConstructor Instance = new("Object", Call, Call,
        new BuiltinTable("Object", NodeNames.ObjectConstructor, null,
        [
            ("prototype", Prototypes.ObjectObject),
            BuiltinTable.Method("keys", 1, static (Realm r, Value self, in Args args, int line) =>
                List(r, args[0], Part.Key, line)),
            BuiltinTable.Method("values", 1, static (Realm r, Value self, in Args args, int line) =>
                List(r, args[0], Part.Value, line)),
            BuiltinTable.Method("entries", 1, static (Realm r, Value self, in Args args, int line) =>
                List(r, args[0], Part.Entry, line)),
            BuiltinTable.Method("assign", 2, Assign),
            BuiltinTable.Method("freeze", 1, Freeze),
            BuiltinTable.Method("isFrozen", 1, IsFrozen),
            BuiltinTable.Method("fromEntries", 1, FromEntries),
            BuiltinTable.Method("hasOwn", 2, static (Realm r, Value self, in Args args, int line) =>
            {
                if (args[0].IsNullish) throw new Bailout("TypeError: Cannot convert undefined or null to object", line);
                return ObjectPrototype.HasOwn(r, args[0], PropertyKey.Of(r, args[1]), line);
            }),
            BuiltinTable.Method("is", 2, static (Realm r, Value self, in Args args, int line) =>
                Op.SameValueZero(args[0], args[1])
                && (!args[0].IsNumber || double.IsNegative(args[0].Num) == double.IsNegative(args[1].Num)
                    || double.IsNaN(args[0].Num))),
        ]));

    private enum Part
    {
        Key,
        Value,
        Entry,
    }

    private static Value Call(Realm realm, Value self, in Args args, int line)
    {
        if (args[0].IsNullish) return realm.Object();
        return args[0].Ref is JsObject ? args[0] : throw new Bailout("Object of a primitive", line);
    }

    /// <summary>EnumerableOwnProperties (§7.3.23).</summary>
    private static Value List(Realm r, Value v, Part part, int line)
    {
        ArrayObject list = r.Array([]);
        switch (v.Ref)
        {
            case PlainObject o:
                int count = o.Count;
                r.Spend(1 + count);
                list.Reserve(r, count);
                int[]? order = o.Order();
                for (int i = 0; i < count; i++)
                {
                    int slot = order is null ? i : order[i];
                    list.Push(r, Of(r, part, o.KeyAt(slot), o.Slots[slot]));
                }
                break;
            case ArrayObject array:
                r.Spend(1 + array.Count);
                for (int i = 0; i < array.Count; i++)
                    if (array.IsPresent(i)) list.Push(r, Of(r, part, PropertyKey.OfIndex(i), array[i]));
                break;
            case string or Rope:
                string text = Op.ToText(r, v);
                r.Spend(1 + text.Length);
                for (int i = 0; i < text.Length; i++)
                    list.Push(r, Of(r, part, PropertyKey.OfIndex(i), CharText.Of(text[i])));
                break;
            case Tag when !v.IsNull:
                break;      // numbers and booleans have no own properties
            default:
                throw new Bailout(v.IsNullish
                    ? "TypeError: Cannot convert undefined or null to object"
                    : "Object.keys of a function or builtin", line);
        }
        return list;
    }

    private static Value Of(Realm r, Part part, string key, Value value) => part switch
    {
        Part.Key => key,
        Part.Value => value,
        _ => r.Array([key, value]),
    };

    private static Value Assign(Realm r, Value self, in Args args, int line)
    {
        if (args[0].Ref is not PlainObject target) throw new Bailout("Object.assign to something unusual", line);
        for (int i = 1; i < args.Count; i++)
        {
            switch (args[i].Ref)
            {
                case PlainObject source:
                    // Writing to the target cannot change another source, and writing a source's own properties to
                    // itself adds none: the list of keys holds for the whole loop.
                    int[]? order = source.Order();
                    int count = source.Count;
                    r.Spend(1 + count);
                    for (int k = 0; k < count; k++)
                    {
                        int slot = order is null ? k : order[k];
                        target.PutNamed(r, source.KeyAt(slot), source.Slots[slot], line);
                    }
                    break;
                case null or Tag:
                    break;      // nullish sources are skipped, numbers and booleans have no properties
                default:
                    throw new Bailout("Object.assign from something unusual", line);
            }
        }
        return target;
    }

    private static Value Freeze(Realm r, Value self, in Args args, int line)
    {
        if (args[0].Ref is PlainObject o) o.Freeze(r);
        else if (args[0].Ref is JsObject) throw new Bailout("Object.freeze of this object", line);
        return args[0];
    }

    private static Value IsFrozen(Realm r, Value self, in Args args, int line) => args[0].Ref switch
    {
        PlainObject o when o.IsFrozen => true,
        JsObject => throw new Bailout("Object.isFrozen of an object that is not known to be", line),
        _ => true,
    };

    private static Value FromEntries(Realm r, Value self, in Args args, int line)
    {
        if (args[0].Ref is not ArrayObject entries) throw new Bailout("Object.fromEntries of something unusual", line);
        PlainObject o = r.Object();
        for (int i = 0; i < entries.Count; i++)
        {
            if (entries[i].Ref is not ArrayObject entry) throw new Bailout("Object.fromEntries of something unusual", line);
            r.Spend(2);
            o.DefineOwn(r, PropertyKey.Of(r, entry[0]), entry[1]);
        }
        return o;
    }
}
