namespace Containerless.Runtime.Builtins;

/// <summary>Members of Object about prototypes, attributes and integrity (ECMA-262 §20.1.2).</summary>
internal static class ObjectReflection
{
    internal static IEnumerable<(string, Value)> Members() =>
    [
        BuiltinTable.Method("create", 2, Create),
        BuiltinTable.Method("getPrototypeOf", 1, static (Realm r, Value self, in Args args, int line) =>
            ObjectPrototype.PrototypeOf(r, args[0], line)),
        BuiltinTable.Method("setPrototypeOf", 2, SetPrototypeOf),
        BuiltinTable.Method("defineProperty", 3, DefineProperty),
        BuiltinTable.Method("defineProperties", 2, static (Realm r, Value self, in Args args, int line) => args[0].Ref is JsObject o
            ? DefineProperties(r, o, args[1], line)
            : throw Errors.Type(r, "Object.defineProperties called on non-object", line)),
        BuiltinTable.Method("getOwnPropertyDescriptor", 2, static (Realm r, Value self, in Args args, int line) =>
        {
            if (args[0].IsNullish) throw ObjectPrototype.NotAnObject(r, line);
            string name = PropertyKey.Of(r, args[1]);
            return Describable(args[0], line).TryGetOwnProperty(r, name, line, out Property property)
                ? Descriptor.ToObject(r, property, line)
                : default(Value);
        }),
        BuiltinTable.Method("getOwnPropertyDescriptors", 1, static (Realm r, Value self, in Args args, int line) =>
        {
            if (args[0].IsNullish) throw ObjectPrototype.NotAnObject(r, line);
            JsObject o = Describable(args[0], line);
            PlainObject all = r.Object();
            foreach (string key in Enumeration.Keys(r, o, line))
                if (o.TryGetOwnProperty(r, key, line, out Property property)) all.DefineOwn(r, key, Descriptor.ToObject(r, property, line));
            return all;
        }),
        BuiltinTable.Method("getOwnPropertyNames", 1, static (Realm r, Value self, in Args args, int line) =>
            Names(r, args[0], false, line)),
        BuiltinTable.Method("getOwnPropertySymbols", 1, static (Realm r, Value self, in Args args, int line) =>
            Names(r, args[0], true, line)),
        BuiltinTable.Method("freeze", 1, static (Realm r, Value self, in Args args, int line) =>
            Limit(r, args[0], Integrity.Frozen, line)),
        BuiltinTable.Method("seal", 1, static (Realm r, Value self, in Args args, int line) =>
            Limit(r, args[0], Integrity.Sealed, line)),
        BuiltinTable.Method("preventExtensions", 1, static (Realm r, Value self, in Args args, int line) =>
            Limit(r, args[0], Integrity.Fixed, line)),
        BuiltinTable.Method("isFrozen", 1, static (Realm r, Value self, in Args args, int line) =>
            IsLimited(r, args[0], Integrity.Frozen, line)),
        BuiltinTable.Method("isSealed", 1, static (Realm r, Value self, in Args args, int line) =>
            IsLimited(r, args[0], Integrity.Sealed, line)),
        BuiltinTable.Method("isExtensible", 1, static (Realm r, Value self, in Args args, int line) => args[0].Ref is JsObject o && o.IsExtensible),
    ];

    /// <summary>Builtins' attributes are not known, nor are primitives made into objects.</summary>
    private static JsObject Describable(Value v, int line) => v.Ref is JsObject o and not (NamespaceObject or FunctionObject { IsBuiltin: true })
        ? o
        : throw new Bailout("the property descriptor of a builtin or a primitive", line);

    private static JsObject? Prototype(Realm r, Value v, int line) => v.Ref as JsObject
        ?? (v.IsNull ? null : throw Errors.Type(r, $"Object prototype may only be an Object or null: {Errors.Show(r, v, line)}", line));

    private static Value Create(Realm r, Value self, in Args args, int line)
    {
        JsObject? prototype = Prototype(r, args[0], line);
        r.Charge(72);
        var o = new PlainObject(r.RootShape(prototype, line), []);
        return args[1].IsUndefined ? o : DefineProperties(r, o, args[1], line);
    }

    private static Value SetPrototypeOf(Realm r, Value self, in Args args, int line)
    {
        if (args[0].IsNullish) throw Errors.Type(r, "Object.setPrototypeOf called on null or undefined", line);
        JsObject? prototype = Prototype(r, args[1], line);
        if (args[0].Ref is JsObject o) ObjectPrototype.SetPrototypeOf(r, o, prototype, line);
        return args[0];
    }

    private static Value DefineProperty(Realm r, Value self, in Args args, int line)
    {
        if (args[0].Ref is not JsObject o) throw Errors.Type(r, "Object.defineProperty called on non-object", line);
        string name = PropertyKey.Of(r, args[1]);
        if (!Descriptor.Of(r, args[2], line).TryDefine(r, o, name, line)) throw Descriptor.Refused(r, name, line);
        return o;
    }

    private static Value DefineProperties(Realm r, JsObject o, Value properties, int line)
    {
        if (properties.IsNullish) throw ObjectPrototype.NotAnObject(r, line);
        if (properties.Ref is not JsObject source) throw new Bailout("Object.defineProperties with a primitive", line);
        var all = new List<(string Name, Descriptor Descriptor)>();
        foreach (string key in Enumeration.Keys(r, source, line))
            if (source.TryGetOwnProperty(r, key, line, out Property property) && property.IsEnumerable)
                all.Add((key, Descriptor.Of(r, source.GetNamed(r, key, line), line)));
        foreach ((string name, Descriptor descriptor) in all)
            if (!descriptor.TryDefine(r, o, name, line)) throw Descriptor.Refused(r, name, line);
        return o;
    }

    private static Value Names(Realm r, Value v, bool symbols, int line)
    {
        ArrayObject names = r.Array([]);
        if (v.IsNullish) throw ObjectPrototype.NotAnObject(r, line);
        if (v.IsString && !symbols)
        {
            int length = Rope.LengthOf(v.Ref!);
            for (int i = 0; i < length; i++) names.Push(r, PropertyKey.OfIndex(i));
            names.Push(r, "length");
        }
        if (v.Ref is not JsObject o) return names;
        foreach (string key in Enumeration.Keys(r, o, line))
            if (PropertyKey.IsHidden(key) == symbols) names.Push(r, PropertyKey.ToValue(key));
        return names;
    }

    private static Value Limit(Realm r, Value v, Integrity level, int line)
    {
        if (v.Ref is JsObject o) o.Limit(r, level, line);
        return v;
    }

    /// <summary>TestIntegrityLevel (§7.3.16).</summary>
    private static Value IsLimited(Realm r, Value v, Integrity level, int line)
    {
        if (v.Ref is not JsObject o) return true;
        if (o.IsExtensible) return o is NamespaceObject or FunctionObject { IsBuiltin: true } ? throw new Bailout("isFrozen of a builtin", line) : false;
        // V8 does not look at the length of an array, which is writable until it is frozen.
        if (level == Integrity.Frozen && o is ArrayObject { Extra.Level: not Integrity.Frozen } array && array.Elements.IndexOfAnyExcept(Value.Hole) < 0)
            throw new Bailout("isFrozen of an array without elements", line);
        foreach (string key in Enumeration.Keys(r, o, line))
        {
            if (!o.TryGetOwnProperty(r, key, line, out Property property)) continue;
            if (property.IsConfigurable || (level == Integrity.Frozen && !property.IsAccessor && property.IsWritable)) return false;
        }
        return true;
    }
}
