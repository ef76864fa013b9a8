namespace Containerless.Runtime.Builtins;

/// <summary>Object.prototype (ECMA-262 §20.1.3).</summary>
internal static class ObjectPrototype
{
    internal static BuiltinTable Table() => new("Object.prototype", NodeNames.ObjectPrototype, null,
    [
        BuiltinTable.Method("hasOwnProperty", 1, HasOwnProperty),
        BuiltinTable.Method("propertyIsEnumerable", 1, PropertyIsEnumerable),
        BuiltinTable.Method("toString", 0, ToText),
        BuiltinTable.Method("toLocaleString", 0, ToLocaleText),
        BuiltinTable.Method("valueOf", 0, ValueOf),
    ]);

    private static Value HasOwnProperty(Realm realm, Value self, in Args args, int line) =>
        HasOwn(realm, self, PropertyKey.Of(realm, args[0]), line);

    /// <summary>HasOwnProperty(ToObject(v), name).</summary>
    internal static bool HasOwn(Realm realm, Value v, string name, int line)
    {
        if (v.Ref is JsObject o) return o.HasOwn(realm, name, line);
        if (v.IsNullish) throw new Bailout("TypeError: Cannot convert undefined or null to object", line);
        if (!v.IsString) return false;
        return name == "length" || (PropertyKey.IsIndex(name, out uint index) && index < (uint)Rope.LengthOf(v.Ref!));
    }

    private static Value PropertyIsEnumerable(Realm realm, Value self, in Args args, int line)
    {
        string name = PropertyKey.Of(realm, args[0]);
        if (self.Ref is not (PlainObject or ArrayObject)) throw new Bailout("propertyIsEnumerable of this receiver", line);
        return ((JsObject)self.Ref).HasOwn(realm, name, line) && !(self.Ref is ArrayObject && name == "length");
    }

    private static Value ToText(Realm realm, Value self, in Args args, int line) => self.Ref switch
    {
        null => "[object Undefined]",
        PlainObject => "[object Object]",
        ArrayObject => "[object Array]",
        FunctionObject => "[object Function]",
        string or Rope => "[object String]",
        Tag => self.IsNumber ? "[object Number]" : self.IsBoolean ? "[object Boolean]" : "[object Null]",
        _ => throw new Bailout("Object.prototype.toString of this receiver", line),
    };

    private static Value ToLocaleText(Realm realm, Value self, in Args args, int line) => self.Ref is PlainObject
        ? Op.CallMethod(realm, self, (Value)"toString", new Args(), line)
        : throw new Bailout("toLocaleString of this receiver", line);

    private static Value ValueOf(Realm realm, Value self, in Args args, int line) => self.Ref is JsObject
        ? self
        : throw new Bailout("Object.prototype.valueOf of a primitive", line);
}
