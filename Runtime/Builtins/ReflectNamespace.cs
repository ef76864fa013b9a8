namespace Containerless.Runtime.Builtins;

/// <summary>Reflect (ECMA-262 §28.1).</summary>
internal static class ReflectNamespace
{
    internal static readonly NamespaceObject Instance = new("Reflect", new BuiltinTable("Reflect", NodeNames.Reflect, Prototypes.Object,
    [
        BuiltinTable.Method("apply", 3, static (Realm r, Value self, in Args args, int line) =>
        {
            if (args[0].Ref is not FunctionObject f) throw new Bailout("Reflect.apply of something that is not a function", line);
            r.Enter(r.CurrentLine, FrameStack.OfLightBuiltin);
            return f.Invoke(r, args[1], FunctionPrototype.List(r, args[2], line), line);
        }),
        BuiltinTable.Method("construct", 2, static (Realm r, Value self, in Args args, int line) =>
        {
            if (args[0].Ref is not FunctionObject { IsConstructor: true } f) throw new Bailout("Reflect.construct of something else", line);
            if ((args.Count > 2 ? args[2] : args[0]).Ref is not FunctionObject { IsConstructor: true } newTarget)
                throw new Bailout("Reflect.construct with something else as new.target", line);
            r.Enter(r.CurrentLine, FrameStack.OfLightBuiltin);
            return f.Construct(r, FunctionPrototype.List(r, args[1], line), newTarget, line);
        }),
        BuiltinTable.Method("defineProperty", 3, static (Realm r, Value self, in Args args, int line) =>
        {
            JsObject o = Target(r, args[0], "defineProperty", line);
            string name = PropertyKey.Of(r, args[1]);
            Descriptor descriptor = Descriptor.Of(r, args[2], line);
            return (o.IsExtensible || o.HasOwn(r, name, line)) && descriptor.TryDefine(r, o, name, line);
        }),
        BuiltinTable.Method("deleteProperty", 2, static (Realm r, Value self, in Args args, int line) =>
            Target(r, args[0], "deleteProperty", line).DeleteNamed(r, PropertyKey.Of(r, args[1]), line)),
        BuiltinTable.Method("get", 2, static (Realm r, Value self, in Args args, int line) =>
        {
            JsObject o = Target(r, args[0], "get", line);
            return o.GetNamed(r, PropertyKey.Of(r, args[1]), args.Count > 2 ? args[2] : args[0], line);
        }),
        BuiltinTable.Method("set", 3, static (Realm r, Value self, in Args args, int line) =>
        {
            JsObject o = Target(r, args[0], "set", line);
            string name = PropertyKey.Of(r, args[1]);
            if (args.Count <= 3) return o.PutNamed(r, name, args[2], line);
            return args[3].Ref is JsObject receiver
                ? o.TryPut(r, name, args[2], receiver, line)
                : throw new Bailout("Reflect.set with a primitive as receiver", line);
        }),
        BuiltinTable.Method("has", 2, static (Realm r, Value self, in Args args, int line) =>
            Target(r, args[0], "has", line).Has(r, PropertyKey.Of(r, args[1]), line)),
        BuiltinTable.Method("ownKeys", 1, static (Realm r, Value self, in Args args, int line) =>
        {
            ArrayObject keys = r.Array([]);
            foreach (string key in Enumeration.Keys(r, Target(r, args[0], "ownKeys", line), line)) keys.Push(r, PropertyKey.ToValue(key));
            return keys;
        }),
        BuiltinTable.Method("getPrototypeOf", 1, static (Realm r, Value self, in Args args, int line) =>
            ObjectPrototype.PrototypeOf(r, Target(r, args[0], "getPrototypeOf", line), line)),
        BuiltinTable.Method("isExtensible", 1, static (Realm r, Value self, in Args args, int line) =>
            Target(r, args[0], "isExtensible", line).IsExtensible),
        BuiltinTable.Method("preventExtensions", 1, static (Realm r, Value self, in Args args, int line) =>
        {
            Target(r, args[0], "preventExtensions", line).Limit(r, Integrity.Fixed, line);
            return true;
        }),
        BuiltinTable.Tag("Reflect"),
    ]));

    private static JsObject Target(Realm r, Value v, string method, int line) => v.Ref as JsObject
        ?? throw Errors.Type(r, $"Reflect.{method} called on non-object", line);
}
