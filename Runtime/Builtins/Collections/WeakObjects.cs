using System.Runtime.CompilerServices;

namespace Containerless.Runtime.Builtins;

/// <summary>[[WeakMapData]] and [[WeakSetData]].</summary>
internal sealed class WeakData(bool isSet)
{
    internal readonly ConditionalWeakTable<object, StrongBox<Value>> Table = [];

    internal bool IsSet { get; } = isSet;
}

/// <summary>WeakMap and WeakSet (ECMA-262 §24.3, §24.4). When something is collected cannot be observed through them.</summary>
internal static class WeakObjects
{
    private static readonly BuiltinFunction Set = new("set", 2, static (Realm r, Value self, in Args args, int line) =>
    {
        Put(r, This(r, self, false, "WeakMap.prototype.set", line), args[0], args[1], line);
        return self;
    });

    private static readonly BuiltinFunction Add = new("add", 1, static (Realm r, Value self, in Args args, int line) =>
    {
        Put(r, This(r, self, true, "WeakSet.prototype.add", line), args[0], default, line);
        return self;
    });

    internal static readonly BuiltinConstructor Map = new("WeakMap", 0, BuiltinConstructor.NeedsNew("WeakMap"),
        static (Realm r, FunctionObject newTarget, in Args args, int line) =>
        {
            var data = new WeakData(false);
            PlainObject map = New(r, r.ShapeOfNew(newTarget, Map!.PrototypeObject, line), data);
            Collections.AddEntries(r, map, args[0], "set", Set, (realm, key, value) => Put(realm, data, key, value, line), line);
            return map;
        },
        new NamespaceObject("WeakMap.prototype", new BuiltinTable("WeakMap.prototype", NodeNames.WeakMapPrototype, Prototypes.Object,
        [
            BuiltinTable.Method("get", 1, static (Realm r, Value self, in Args args, int line) =>
                Find(This(r, self, false, "WeakMap.prototype.get", line), args[0], out StrongBox<Value>? box) ? box.Value : default),
            ("set", Set),
            BuiltinTable.Method("has", 1, static (Realm r, Value self, in Args args, int line) =>
                Find(This(r, self, false, "WeakMap.prototype.has", line), args[0], out _)),
            BuiltinTable.Method("delete", 1, static (Realm r, Value self, in Args args, int line) =>
                Remove(This(r, self, false, "WeakMap.prototype.delete", line), args[0])),
            BuiltinTable.Tag("WeakMap"),
        ])), NodeNames.WeakMapConstructor, []);

    internal static readonly BuiltinConstructor WeakSet = new("WeakSet", 0, BuiltinConstructor.NeedsNew("WeakSet"),
        static (Realm r, FunctionObject newTarget, in Args args, int line) =>
        {
            var data = new WeakData(true);
            PlainObject set = New(r, r.ShapeOfNew(newTarget, WeakSet!.PrototypeObject, line), data);
            Collections.AddItems(r, set, args[0], "add", Add, (realm, item) => Put(realm, data, item, default, line), line);
            return set;
        },
        new NamespaceObject("WeakSet.prototype", new BuiltinTable("WeakSet.prototype", NodeNames.WeakSetPrototype, Prototypes.Object,
        [
            ("add", Add),
            BuiltinTable.Method("has", 1, static (Realm r, Value self, in Args args, int line) =>
                Find(This(r, self, true, "WeakSet.prototype.has", line), args[0], out _)),
            BuiltinTable.Method("delete", 1, static (Realm r, Value self, in Args args, int line) =>
                Remove(This(r, self, true, "WeakSet.prototype.delete", line), args[0])),
            BuiltinTable.Tag("WeakSet"),
        ])), NodeNames.WeakSetConstructor, []);

    private static PlainObject New(Realm r, Shape shape, WeakData data)
    {
        r.Charge(500);
        return new PlainObject(shape, [], data);
    }

    private static WeakData This(Realm r, Value self, bool isSet, string method, int line) =>
        self.Ref is PlainObject { Data: WeakData data } && data.IsSet == isSet ? data : throw Collections.Incompatible(r, self, method, line);

    /// <summary>CanBeHeldWeakly (§9.14).</summary>
    private static bool CanBeHeld(Value key) => key.Ref is JsObject or Symbol { IsRegistered: false };

    private static void Put(Realm r, WeakData data, Value key, Value value, int line)
    {
        if (!CanBeHeld(key)) throw Errors.Type(r, data.IsSet ? "Invalid value used in weak set" : "Invalid value used as weak map key", line);
        if (data.Table.TryGetValue(key.Ref!, out StrongBox<Value>? box))
        {
            box.Value = value;
            return;
        }
        r.Spend(10);
        r.Charge(150);
        data.Table.Add(key.Ref!, new StrongBox<Value>(value));
    }

    private static bool Find(WeakData data, Value key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out StrongBox<Value>? box)
    {
        box = null;
        return CanBeHeld(key) && data.Table.TryGetValue(key.Ref!, out box);
    }

    private static bool Remove(WeakData data, Value key) => CanBeHeld(key) && data.Table.Remove(key.Ref!);
}
