using Containerless.Runtime.Builtins;

namespace Containerless.Runtime.Tests.Differential;

/// <summary>The object model: prototypes, attributes, integrity, accessors, and the caches over all of that.</summary>
public class ModelTests
{
    private static readonly string[] Operations =
    [
        "put", "put", "put", "get", "get", "define", "define", "accessor", "delete", "freeze", "seal", "fix", "proto", "keys",
        "names", "descriptor", "in", "own", "entries", "json", "assign", "forin", "isFrozen", "isSealed", "isExtensible", "getProto",
    ];

    private const string Interpreter = """
        'use strict';
        const S = Symbol('s'), keys = ['a', 'b', 'c', '1', '0', S, 'x y', 'length'];
        const objects = [{}, {}, Object.create(null), [1, 2, 3], {a: 1, b: 2}];
        const name = k => typeof k === 'symbol' ? String(k) : k;
        const show = v => typeof v === 'function' ? 'f' : typeof v === 'symbol' ? String(v) : objects.includes(v) ? 'o' + objects.indexOf(v) : v === Object.prototype ? 'O' : v === Array.prototype ? 'A' : v;
        const log = [];
        for (const [op, i, k, j, bits] of a) {
          const o = objects[i], key = keys[k];
          try {
            switch (op) {
              case 'put': o[key] = bits; log.push('ok'); break;
              case 'get': log.push(show(o[key])); break;
              case 'define': {
                const d = {};
                if (bits & 1) d.value = j;
                if (bits & 2) d.writable = (bits & 4) !== 0;
                if (bits & 8) d.enumerable = (bits & 16) !== 0;
                if (bits & 32) d.configurable = (bits & 64) !== 0;
                Object.defineProperty(o, key, d); log.push('ok'); break;
              }
              case 'accessor': {
                const d = {};
                if (bits & 1) d.get = () => j;
                if (bits & 2) d.set = v => { log.push('set ' + v); };
                if (bits & 8) d.enumerable = (bits & 16) !== 0;
                if (bits & 32) d.configurable = (bits & 64) !== 0;
                Object.defineProperty(o, key, d); log.push('ok'); break;
              }
              case 'delete': log.push(delete o[key]); break;
              case 'freeze': if (bits % 8 === 0) Object.freeze(o); break;
              case 'seal': if (bits % 8 === 0) Object.seal(o); break;
              case 'fix': if (bits % 8 === 0) Object.preventExtensions(o); break;
              case 'proto': Object.setPrototypeOf(o, j < 3 ? objects[j] : j === 3 ? null : Object.prototype); log.push('ok'); break;
              case 'keys': log.push(Object.keys(o)); break;
              case 'names': log.push(Object.getOwnPropertyNames(o), Object.getOwnPropertySymbols(o).length); break;
              case 'descriptor': { const d = Object.getOwnPropertyDescriptor(o, key); log.push(d && ('value' in d ? [show(d.value), d.writable, d.enumerable, d.configurable] : [typeof d.get, typeof d.set, d.enumerable, d.configurable])); break; }
              case 'in': log.push(key in o); break;
              case 'own': log.push(Object.hasOwn(o, key)); break;
              case 'entries': log.push(Object.entries(o).map(([n, v]) => [n, show(v)])); break;
              case 'json': log.push(JSON.stringify(o)); break;
              case 'assign': Object.assign(o, objects[j % 5]); log.push('ok'); break;
              case 'forin': { const seen = []; for (const n in o) seen.push(n); log.push(seen); break; }
              case 'isFrozen': log.push(Object.isFrozen(o)); break;
              case 'isSealed': log.push(Object.isSealed(o)); break;
              case 'isExtensible': log.push(Object.isExtensible(o)); break;
              case 'getProto': log.push(show(Object.getPrototypeOf(o))); break;
            }
          } catch (e) { log.push(String(e)); }
        }
        return log;
        """;

    private sealed class Machine(Realm r)
    {
        private readonly ArrayObject _log = r.Array([]);
        private readonly List<JsObject> _objects = [];
        private Value[] _keys = [];

        internal Value Run(ArrayObject program)
        {
            Value symbol = Op.Call(r, r.Global("Symbol", 1), new Args("s"), 1);
            _keys = ["a", "b", "c", "1", "0", symbol, "x y", "length"];
            PlainObject filled = r.Object();
            filled.DefineOwn(r, "a", 1);
            filled.DefineOwn(r, "b", 2);
            _objects.AddRange([r.Object(), r.Object(), (JsObject)Static("create", Value.Null).AsObject!, r.Array([1, 2, 3]), filled]);
            foreach (Value step in program.Elements)
            {
                var each = (ArrayObject)step.AsObject!;
                try
                {
                    Step(each[0].ToString(), _objects[(int)each[1].AsNumber], (int)each[2].AsNumber, (int)each[3].AsNumber, (int)each[4].AsNumber);
                }
                catch (JsThrow e)
                {
                    Log(Op.ToText(r, e.Value));
                }
            }
            return _log;
        }

        private Value Static(string name, params Value[] args) => Op.CallMethod(r, r.Global("Object", 1), (Value)name, new Args(args), 1);

        private void Log(Value v) => _log.Push(r, v);

        private Value Show(Value v)
        {
            if (v.Ref is FunctionObject) return "f";
            if (v.Ref is Symbol symbol) return symbol.ToString();
            if (v.AsObject is { } o && _objects.IndexOf(o) is >= 0 and var i) return "o" + i;
            if (ReferenceEquals(v.Ref, Prototypes.ObjectObject)) return "O";
            return ReferenceEquals(v.Ref, Prototypes.ArrayObject) ? "A" : v;
        }

        private PlainObject Attributes(int bits)
        {
            PlainObject d = r.Object();
            if ((bits & 8) != 0) d.DefineOwn(r, "enumerable", (bits & 16) != 0);
            if ((bits & 32) != 0) d.DefineOwn(r, "configurable", (bits & 64) != 0);
            return d;
        }

        private void Step(string op, JsObject o, int k, int j, int bits)
        {
            Value key = _keys[k];
            bool isSymbol = key.Ref is Symbol;
            switch (op)
            {
                case "put":
                    if (isSymbol || bits % 2 == 0) Op.PutIndex(r, o, key, bits, 1, true);
                    else Op.Put(r, o, key.ToString(), bits, k, 1, true);
                    Log("ok");
                    break;
                case "get":
                    Log(Show(isSymbol || bits % 2 == 0 ? Op.GetIndex(r, o, key, 1) : Op.Get(r, o, key.ToString(), 8 + k, 1)));
                    break;
                case "define":
                {
                    PlainObject d = Attributes(bits);
                    if ((bits & 1) != 0) d.DefineOwn(r, "value", j);
                    if ((bits & 2) != 0) d.DefineOwn(r, "writable", (bits & 4) != 0);
                    Static("defineProperty", o, key, d);
                    Log("ok");
                    break;
                }
                case "accessor":
                {
                    PlainObject d = Attributes(bits);
                    if ((bits & 1) != 0) d.DefineOwn(r, "get", new Lambda(r, (Value _, in Args _) => j));
                    if ((bits & 2) != 0)
                    {
                        d.DefineOwn(r, "set", new Lambda(r, (Value _, in Args args) =>
                        {
                            Log(Op.Concat(r, "set ", args[0]));
                            return default;
                        }));
                    }
                    Static("defineProperty", o, key, d);
                    Log("ok");
                    break;
                }
                case "delete": Log(Op.Delete(r, o, key, 1, true)); break;
                case "freeze" or "seal":
                    if (bits % 8 == 0) Static(op, o);
                    break;
                case "fix":
                    if (bits % 8 == 0) Static("preventExtensions", o);
                    break;
                case "proto":
                    Static("setPrototypeOf", o, j < 3 ? _objects[j] : j == 3 ? Value.Null : (Value)Prototypes.ObjectObject);
                    Log("ok");
                    break;
                case "keys": Log(Static("keys", o)); break;
                case "names":
                    Log(Static("getOwnPropertyNames", o));
                    Log(((ArrayObject)Static("getOwnPropertySymbols", o).AsObject!).Count);
                    break;
                case "descriptor":
                    if (Static("getOwnPropertyDescriptor", o, key).Ref is not PlainObject found)
                    {
                        Log(default);
                        break;
                    }
                    Value Field(string name) => Op.GetIndex(r, found, (Value)name, 1);
                    Log(found.TryGetOwn("value", out Value value)
                        ? r.Array([Show(value), Field("writable"), Field("enumerable"), Field("configurable")])
                        : r.Array([Op.TypeOf(Field("get")), Op.TypeOf(Field("set")), Field("enumerable"), Field("configurable")]));
                    break;
                case "in": Log(Op.In(r, key, o)); break;
                case "own": Log(Static("hasOwn", o, key)); break;
                case "entries":
                    ArrayObject entries = (ArrayObject)Static("entries", o).AsObject!;
                    foreach (Value entry in entries.Elements) ((ArrayObject)entry.AsObject!).Items[1] = Show(((ArrayObject)entry.AsObject!)[1]);
                    Log(entries);
                    break;
                case "json": Log(Intrinsics.JsonStringify(r, o)); break;
                case "assign":
                    Static("assign", o, _objects[j % 5]);
                    Log("ok");
                    break;
                case "forin":
                    ArrayObject seen = r.Array([]);
                    KeyIterator names = Op.Keys(r, o, 1);
                    while (names.MoveNext(out Value name)) seen.Push(r, name);
                    Log(seen);
                    break;
                case "getProto": Log(Show(Static("getPrototypeOf", o))); break;
                default: Log(Static(op, o)); break;
            }
        }
    }

    [Fact]
    public void Histories_of_objects_with_attributes_and_prototypes()
    {
        Random random = Inputs.Seeded("model");
        Realm maker = NodeOracle.NewRealm();
        List<Value[]> inputs = [];
        for (int i = 0; i < 6000; i++)
        {
            ArrayObject program = maker.Array([]);
            for (int k = random.Next(1, 40); k > 0; k--)
                program.Push(maker, maker.Array([Operations[random.Next(Operations.Length)], random.Next(5), random.Next(8), random.Next(5), random.Next(128)]));
            inputs.Add([program]);
        }
        inputs.Sort(static (a, b) => ((ArrayObject)a[0].AsObject!).Count.CompareTo(((ArrayObject)b[0].AsObject!).Count));     // the first failure is a short one
        // Attributes of elements and of an array's length, and elements on prototypes, are what bails out.
        NodeOracle.Compare(Interpreter, static (r, v) => new Machine(r).Run((ArrayObject)v[0].AsObject!), inputs, 0.3);
    }

    [Fact]
    public void Builtin_functions_have_the_names_and_lengths_of_Node()
    {
        Realm r = NodeOracle.NewRealm();
        List<Value[]> inputs = [];
        foreach (string name in Globals.Names)
        {
            if (name.Contains("Timeout") || name.Contains("Immediate")) continue;      // the library puts its own in their place
            if (r.Global(name, 1).Ref is FunctionObject) inputs.Add([name, Value.Undefined]);
            if (r.Global(name, 1).Ref is NamespaceObject space && space.GetType() == typeof(NamespaceObject))
                foreach (string member in space.Table.Implemented) Add(name, member);
            if (r.Global(name, 1).Ref is not BuiltinConstructor constructor) continue;
            foreach (string member in constructor.Statics.Implemented) Add(name, member);
            foreach (string member in constructor.PrototypeObject.Table.Implemented) Add(name + ".prototype", member);
        }

        void Add(string holder, string member)
        {
            if (!PropertyKey.IsHidden(member)) inputs.Add([holder, member]);
        }

        NodeOracle.Compare("const h = a.split('.').reduce((o, n) => o[n], globalThis); const p = b === undefined ? {value: h} : Object.getOwnPropertyDescriptor(h, b); const f = p.get ?? p.value; return typeof f === 'function' ? [f.name, f.length] : typeof f === 'object' ? 'o' : f;",
            (realm, v) =>
        {
            Value holder = default;
            foreach (string part in v[0].ToString().Split('.'))
                holder = holder.IsUndefined ? realm.Global(part, 1) : Op.GetIndex(realm, holder, (Value)part, 1);
            Value f = holder;
            if (!v[1].IsUndefined)
            {
                ((JsObject)holder.AsObject!).TryGetOwnProperty(realm, v[1].ToString(), 1, out Property property);
                f = property.Value.Ref is Accessor accessor ? accessor.Getter : property.Value;
            }
            if (f.Ref is FunctionObject function) return realm.Array([function.Name, function.Length]);
            if (f.Ref is NamespaceObject { IsCallable: true }) return realm.Array(["", 0]);
            return f.IsObject ? "o" : f;
        }, inputs);
    }

    [Fact]
    public void Caches_see_every_change_of_a_prototype()
    {
        Random random = Inputs.Seeded("prototype caches");
        Realm r = NodeOracle.NewRealm();
        var objects = new List<PlainObject>();
        for (int i = 0; i < 60_000; i++)
        {
            if (objects.Count == 0 || random.Next(40) == 0)
            {
                JsObject? prototype = objects.Count == 0 || random.Next(3) == 0 ? Prototypes.ObjectObject : objects[random.Next(objects.Count)];
                objects.Add(new PlainObject(r.RootShape(prototype, 1), []));
                if (objects.Count > 12) objects.RemoveAt(random.Next(objects.Count));
            }
            PlainObject o = objects[random.Next(objects.Count)];
            int n = random.Next(6);
            string name = "n" + n;
            switch (random.Next(12))
            {
                case 0: Op.Delete(r, o, name, 1); break;
                case 1: Writing.DefineAccessor(r, o, name, new Lambda(r, (Value _, in Args _) => -i), true, true, 1); break;
                case 2: o.DefineOwn(r, name, i, random.Next(2) == 0 ? PropertyFlags.All : PropertyFlags.Configurable); break;
                case < 6:
                    bool may = o.TryGetOwnProperty(r, name, 1, out Property own) ? own.IsWritable : Inherited(o);
                    Op.Put(r, o, name, i, n, 1);
                    bool written = o.TryGetOwn(name, out Value now) && now.IsNumber && now.AsNumber == i;
                    Assert.Equal(may, written);
                    break;
                default:
                    Assert.True(Op.StrictEquals(o.GetNamed(r, name, 1), Op.Get(r, o, name, 8 + n, 1)));
                    break;
            }

            bool Inherited(JsObject from)
            {
                for (JsObject? each = from.GetPrototype(r); each is not null; each = each.GetPrototype(r))
                    if (each.TryGetOwnProperty(r, name, 1, out Property property)) return property.IsWritable;
                return true;
            }
        }
    }
}
