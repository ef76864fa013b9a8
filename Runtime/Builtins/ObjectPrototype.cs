namespace Containerless.Runtime.Builtins;

/// <summary>Internal slots that Object.prototype.toString shows (ECMA-262 §20.1.3.6 steps 4 to 14).</summary>
internal interface ITagged
{
    string Tag { get; }
}

/// <summary>Object.prototype (ECMA-262 §20.1.3).</summary>
internal static class ObjectPrototype
{
    internal static BuiltinTable Table() => new("Object.prototype", NodeNames.ObjectPrototype, null,
    [
        BuiltinTable.Method("hasOwnProperty", 1, static (Realm r, Value self, in Args args, int line) =>
            HasOwn(r, self, PropertyKey.Of(r, args[0]), line)),
        BuiltinTable.Method("isPrototypeOf", 1, IsPrototypeOf),
        BuiltinTable.Method("propertyIsEnumerable", 1, PropertyIsEnumerable),
        BuiltinTable.Method("toString", 0, ToText),
        BuiltinTable.Method("toLocaleString", 0, static (Realm r, Value self, in Args args, int line) =>
            Op.GetNamed(r, self, "toString", line).Ref is FunctionObject f
                ? f.Invoke(r, self, new Args(), line)
                : throw new Bailout("toLocaleString without toString", line)),
        BuiltinTable.Method("valueOf", 0, static (Realm r, Value self, in Args args, int line) => self.Ref is JsObject
            ? self
            : self.IsNullish ? throw NotAnObject(r, line) : Wrappers.Of(r, self, line)),
        ("__proto__", Value.FromAccessor(new Accessor(
            new BuiltinFunction("get __proto__", 0, static (Realm r, Value self, in Args args, int line) =>
                self.IsNullish ? throw NotAnObject(r, line) : PrototypeOf(r, self, line)),
            new BuiltinFunction("set __proto__", 1, SetProto)))),
        BuiltinTable.Method("__defineGetter__", 2, static (Realm r, Value self, in Args args, int line) =>
            DefineAccessor(r, self, in args, true, line)),
        BuiltinTable.Method("__defineSetter__", 2, static (Realm r, Value self, in Args args, int line) =>
            DefineAccessor(r, self, in args, false, line)),
    ]);

    internal static JsThrow NotAnObject(Realm r, int line) =>
        Errors.Type(r, "Cannot convert undefined or null to object", line);

    /// <summary>HasOwnProperty(ToObject(v), name).</summary>
    internal static bool HasOwn(Realm r, Value v, string name, int line)
    {
        if (v.Ref is JsObject o) return o.HasOwn(r, name, line);
        if (v.IsNullish) throw NotAnObject(r, line);
        if (!v.IsString) return false;
        return name == "length" || (PropertyKey.IsIndex(name, out uint index) && index < (uint)Rope.LengthOf(v.Ref!));
    }

    /// <summary>ToObject(v).[[GetPrototypeOf]]().</summary>
    internal static Value PrototypeOf(Realm r, Value v, int line)
    {
        JsObject? prototype = v.Ref switch
        {
            PlainObject { Data: GuardedData and not ArgumentsData } => throw new Bailout("the prototype of a host's object", line),
            PlainObject { Data: GeneratorFrame } generator when ReferenceEquals(generator.Shape.Prototype, GeneratorPrototype.Instance) =>
                throw new Bailout("the prototype of a generator", line),
            JsObject o => o.GetPrototype(r),
            string or Rope => Prototypes.StringObject,
            Symbol => Prototypes.SymbolObject,
            Tag when v.IsNumber => Prototypes.NumberObject,
            Tag when v.IsBoolean => Prototypes.BooleanObject,
            _ => throw NotAnObject(r, line),
        };
        if (v.Ref is NamespaceObject { Table: var table } && prototype is null && !ReferenceEquals(table, Prototypes.Object))
            throw new Bailout("the prototype of a builtin", line);
        return prototype is null ? Value.Null : prototype;
    }

    /// <summary>OrdinarySetPrototypeOf (§10.1.2) of an object, with V8's errors.</summary>
    internal static void SetPrototypeOf(Realm r, JsObject o, JsObject? prototype, int line)
    {
        if (ReferenceEquals(o.GetPrototype(r), prototype)) return;
        if (!o.IsExtensible) throw Errors.Type(r, $"{Errors.Show(r, o, line)} is not extensible", line);
        if (o is NamespaceObject) throw new Bailout("change of a builtin's prototype", line);
        for (JsObject? each = prototype; each is not null; each = each.GetPrototype(r))
        {
            r.Spend(1);
            if (ReferenceEquals(each, o)) throw Errors.Type(r, "Cyclic __proto__ value", line);
        }
        o.SetPrototype(r, prototype, line);
    }

    private static Value SetProto(Realm r, Value self, in Args args, int line)
    {
        if (self.IsNullish) throw Errors.Type(r, "Object.prototype.__proto__ called on null or undefined", line);
        if (self.Ref is JsObject o && (args[0].Ref is JsObject || args[0].IsNull))
            SetPrototypeOf(r, o, args[0].Ref as JsObject, line);
        return default;
    }

    private static Value IsPrototypeOf(Realm r, Value self, in Args args, int line)
    {
        if (args[0].Ref is not JsObject o) return false;
        if (self.IsNullish) throw NotAnObject(r, line);
        for (JsObject? each = o.GetPrototype(r); each is not null; each = each.GetPrototype(r))
        {
            r.Spend(1);
            if (ReferenceEquals(each, self.Ref)) return true;
        }
        return false;
    }

    private static Value PropertyIsEnumerable(Realm r, Value self, in Args args, int line)
    {
        string name = PropertyKey.Of(r, args[0]);
        if (self.IsNullish) throw NotAnObject(r, line);
        if (self.Ref is not JsObject o) return name != "length" && HasOwn(r, self, name, line);
        if (o is NamespaceObject) throw new Bailout("propertyIsEnumerable of a builtin", line);
        return o.TryGetOwnProperty(r, name, line, out Property property) && property.IsEnumerable;
    }

    private static Value DefineAccessor(Realm r, Value self, in Args args, bool getter, int line)
    {
        if (self.Ref is not JsObject o || args[1].Ref is not FunctionObject f) throw new Bailout("__defineGetter__ of something unusual", line);
        var descriptor = new Descriptor { HasGet = getter, HasSet = !getter, Get = getter ? f : null, Set = getter ? null : f, Enumerable = true, Configurable = true };
        string name = PropertyKey.Of(r, args[0]);
        if (!descriptor.TryDefine(r, o, name, line)) throw Descriptor.Refused(r, name, line);
        return default;
    }

    private static Value ToText(Realm r, Value self, in Args args, int line)
    {
        if (self.IsUndefined) return "[object Undefined]";
        if (self.IsNull) return "[object Null]";
        string tag = self.Ref switch
        {
            JsObject o => ClassOf(o, line),
            string or Rope => "String",
            Symbol => "Symbol",
            _ => self.IsNumber ? "Number" : "Boolean",
        };
        Value own = Op.GetNamed(r, self, Symbol.ToStringTag.Key, line);
        return own.IsString ? Op.Template(r, ["[object ", own, "]"]) : $"[object {tag}]";
    }

    /// <summary>builtinTag.</summary>
    internal static string ClassOf(JsObject o, int line) => o switch
    {
        ArrayObject => "Array",
        FunctionObject => "Function",
        PlainObject p => p.Data switch
        {
            null => "Object",
            ErrorData => "Error",
            ITagged tagged => tagged.Tag,
            _ => "Object",
        },
        NamespaceObject n when ReferenceEquals(n, Prototypes.ArrayObject) => "Array",
        NamespaceObject n when ReferenceEquals(n, Prototypes.FunctionObject) => "Function",
        NamespaceObject n when ReferenceEquals(n, Prototypes.StringObject) => "String",
        NamespaceObject n when ReferenceEquals(n, Prototypes.NumberObject) => "Number",
        NamespaceObject n when ReferenceEquals(n, Prototypes.BooleanObject) => "Boolean",
        NamespaceObject => "Object",
        _ => throw new Bailout("Object.prototype.toString of a builtin", line),
    };
}
