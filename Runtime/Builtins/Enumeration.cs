namespace Containerless.Runtime.Builtins;

/// <summary>Lists of an object's properties (ECMA-262 §7.3.23).</summary>
internal static class Enumeration
{
    /// <summary>[[OwnPropertyKeys]], symbols last, without private names.</summary>
    internal static List<string> Keys(Realm r, JsObject o, int line)
    {
        var keys = new List<string>();
        o.OwnKeys(r, keys, line);
        return keys;
    }

    /// <summary>EnumerableOwnProperties of ToObject(v).</summary>
    internal static ArrayObject List(Realm r, Value v, EntryPart part, int line)
    {
        ArrayObject list = r.Array([]);
        switch (v.Ref)
        {
            // Keys alone run no code, nor does reading what the shape says are all data properties.
            case PlainObject { Shape.IsSimple: true } o:
                int count = o.Count;
                r.Spend(1 + count);
                list.Reserve(r, count);
                for (int i = 0; i < count; i++) list.Push(r, Of(r, part, o.KeyAt(i), o.Slots[i]));
                break;
            case FunctionObject { IsBuiltin: true } or NamespaceObject:
                throw new Bailout("Object.keys of a builtin", line);
            case FunctionObject { Bag: null }:
                break;      // name, length and prototype are not enumerable
            case FunctionObject { Bag: { } bag } f:
                Add(r, list, f, Keys(r, bag, line), part, line);
                break;
            case JsObject o:
                Add(r, list, o, Keys(r, o, line), part, line);
                break;
            case string or Rope:
                string text = Op.ToText(r, v);
                r.Spend(1 + text.Length);
                for (int i = 0; i < text.Length; i++)
                    list.Push(r, Of(r, part, PropertyKey.OfIndex(i), CharText.Of(text[i])));
                break;
            case null:
            case Tag when v.IsNull:
                throw ObjectPrototype.NotAnObject(r, line);
        }
        return list;
    }

    private static void Add(Realm r, ArrayObject list, JsObject o, List<string> keys, EntryPart part, int line)
    {
        foreach (string key in keys)
        {
            if (PropertyKey.IsHidden(key) || !o.TryGetOwnProperty(r, key, line, out Property property) || !property.IsEnumerable) continue;
            list.Push(r, Of(r, part, key, part == EntryPart.Key ? default : o.GetNamed(r, key, line)));
        }
    }

    private static Value Of(Realm r, EntryPart part, string key, Value value) => part switch
    {
        EntryPart.Key => key,
        EntryPart.Value => value,
        _ => r.Array([key, value]),
    };
}
