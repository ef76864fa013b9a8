namespace Containerless.Runtime.Builtins;

/// <summary>Set, CreateDataPropertyOrThrow and the like (ECMA-262 §7.3) as builtins and strict code use them: refusals are TypeErrors.</summary>
internal static class Writing
{
    /// <summary>Set(o, name, value, true).</summary>
    internal static void Put(Realm r, JsObject o, string name, Value value, int line)
    {
        if (o is NamespaceObject) throw new Bailout("change of a builtin", line);
        if (!o.PutNamed(r, name, value, line)) throw Refused(r, o, name, line);
    }

    /// <summary>PutValue (§6.2.5.6) on a primitive that is not nullish, in strict code.</summary>
    internal static JsThrow RefusedOnPrimitive(Realm r, Value v, string name, int line)
    {
        string shown = PropertyKey.Describe(name), type = Op.TypeOf(v), text = Errors.Show(r, v, line);
        return ObjectPrototype.HasOwn(r, v, name, line)
            ? Errors.Type(r, $"Cannot assign to read only property '{shown}' of {type} '{text}'", line)
            : Errors.Type(r, $"Cannot create property '{shown}' on {type} '{text}'", line);
    }

    internal static JsThrow Refused(Realm r, JsObject o, string name, int line)
    {
        string shown = PropertyKey.Describe(name);
        for (JsObject? each = o; each is not null; each = each.GetPrototype(r))
        {
            if (!each.TryGetOwnProperty(r, name, line, out Property property)) continue;
            if (property.IsWritable) break;     // what is inherited may be written: then the object itself refuses
            return property.IsAccessor
                ? Errors.Type(r, $"Cannot set property {shown} of {Errors.Show(r, o, line)} which has only a getter", line)
                : Errors.Type(r, $"Cannot assign to read only property '{shown}' of object '{Errors.Show(r, o, line)}'", line);
        }
        return Errors.Type(r, $"Cannot add property {shown}, object is not extensible", line);
    }

    /// <summary>CreateDataPropertyOrThrow (§7.3.7), or a method as classes define it.</summary>
    internal static void Define(Realm r, JsObject o, string name, Value value, PropertyFlags flags, int line)
    {
        if (o is PlainObject { Shape.IsExtensible: true, Data: not GuardedData } p)
        {
            int slot = p.FindSlot(name);
            if (slot < 0 || (p.Shape.FlagsAt(slot) & PropertyFlags.Configurable) != 0)
            {
                p.DefineOwn(r, name, value, flags);
                return;
            }
        }
        var descriptor = new Descriptor
        {
            HasValue = true, Value = value, Writable = (flags & PropertyFlags.Writable) != 0,
            Enumerable = (flags & PropertyFlags.Enumerable) != 0, Configurable = (flags & PropertyFlags.Configurable) != 0,
        };
        if (!descriptor.TryDefine(r, o, name, line)) throw Descriptor.Refused(r, name, line);
    }

    /// <summary>Defines one half of an accessor property; the other half stays.</summary>
    internal static void DefineAccessor(Realm r, JsObject o, string name, FunctionObject f, bool getter, bool enumerable, int line)
    {
        var descriptor = new Descriptor
        {
            HasGet = getter, Get = getter ? f : null, HasSet = !getter, Set = getter ? null : f, Enumerable = enumerable, Configurable = true,
        };
        if (!descriptor.TryDefine(r, o, name, line)) throw Descriptor.Refused(r, name, line);
    }
}
