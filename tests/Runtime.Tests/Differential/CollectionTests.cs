
namespace Containerless.Runtime.Tests.Differential;

/// <summary>Random histories of maps and sets, with iterators that run meanwhile.</summary>
public class CollectionTests
{
    private static readonly int Count = Inputs.Count(1500);

    // Keys are values of all kinds; a text like "#2" stands for the object 2 of a pool.
    private const string Driver = """
        const pool = [{}, [], () => 1, {}], iterators = [], out = [];
        const key = k => typeof k === 'string' && k[0] === '#' ? pool[+k[1]] : k;
        const show = v => pool.includes(v) ? '#' + pool.indexOf(v) : Array.isArray(v) ? v.map(show).join() : v;
        const o = a === 'Map' ? new Map(b.map(([k, v]) => [key(k), v])) : new Set(b.map(([k]) => key(k)));
        for (const [name, k, v] of c) {
          if (name === 'put') out.push((a === 'Map' ? o.set(key(k), v) : o.add(key(k))) === o);
          else if (name === 'get' || name === 'has' || name === 'delete') out.push(show(name === 'get' && a === 'Set' ? o.has(key(k)) : o[name](key(k))));
          else if (name === 'clear') out.push(o.clear());
          else if (name === 'size') out.push(o.size);
          else if (name === 'next') { if (iterators.length) { const {value, done} = iterators[v % iterators.length].next(); out.push(show(value), done); } }
          else if (name === 'forEach') { let seen = ''; o.forEach((value, k2, self) => { seen += show(value) + '/' + show(k2) + (self === o) + ' '; if (v % 3 === 0) o.delete(k2); if (v % 3 === 1 && o.size < 9) a === 'Map' ? o.set(seen.length, 1) : o.add(seen.length); }); out.push(seen); }
          else if (name === 'all') { let n = 0; for (const each of o) { if (n++ > 20) break; out.push(show(each)); if (v % 2) o.delete(a === 'Map' ? each[0] : each); } }
          else iterators.push(o[name]());
        }
        return [...out, ...[...o].map(show), o.size];
        """;

    [Theory, Trait("Compared", "with Node"), InlineData("Map"), InlineData("Set")]
    public void Histories(string kind)
    {
        Random random = Inputs.Seeded("history of a " + kind);
        Value[] keys = [0, -0.0, double.NaN, 1, "1", "a", "", true, Value.Null, Value.Undefined, 1.5, "#0", "#1", "#2", "#3", 2147483648.0];
        string[] names = ["put", "put", "put", "get", "has", "delete", "delete", "clear", "size", "next", "next", "next", "forEach", "all", "keys", "values", "entries"];
        Realm r = NodeOracle.NewRealm();
        Value Key() => keys[random.Next(keys.Length)];
        List<Value[]> inputs = [];
        for (int i = 0; i < Count; i++)
        {
            var items = r.Array([.. Enumerable.Range(0, random.Next(6)).Select(n => (Value)r.Array([Key(), n]))]);
            var steps = r.Array([.. Enumerable.Range(0, random.Next(15)).Select(n =>
                (Value)r.Array([names[random.Next(random.Next(9) == 0 ? names.Length : 7)] is "clear" ? "clear" : names[random.Next(names.Length)], Key(), random.Next(100)]))]);
            inputs.Add([kind, items, steps]);
        }
        NodeOracle.Compare(Driver, Replay, inputs, name: $"histories of a {kind}");
    }

    private static Value Replay(Realm r, Value[] v)
    {
        bool map = v[0].Ref is "Map";
        Value[] pool = [r.Object(), r.Array([]), new Lambda(r, (Value self, in Args args) => 1), r.Object()];
        Value Key(Value k) => k.Ref is string { Length: 2 } s && s[0] == '#' ? pool[s[1] - '0'] : k;
        Value Show(Value shown)
        {
            int known = Array.FindIndex(pool, p => p.Ref is not null && ReferenceEquals(p.Ref, shown.Ref));
            if (known >= 0) return "#" + known;
            return shown.Ref is ArrayObject a
                ? string.Join(",", a.Elements.ToArray().Select(e => Show(e).Ref is null || Show(e).IsNull ? "" : Op.ToText(r, Show(e))))
                : shown;
        }
        Value Call(Value o, string name, params Value[] args) => Op.CallMethod(r, o, (Value)name, new Args(args), 1);
        Value Size(Value o) => Op.GetIndex(r, o, (Value)"size", 1);
        ArrayObject items = r.Array([]);
        foreach (Value item in ((ArrayObject)v[1].Ref!).Elements)
            items.Push(r, map ? r.Array([Key(((ArrayObject)item.Ref!)[0]), ((ArrayObject)item.Ref!)[1]]) : Key(((ArrayObject)item.Ref!)[0]));
        Value o = Op.New(r, r.Global(map ? "Map" : "Set", 1), new Args(items), 1);
        ArrayObject result = r.Array([]);
        var iterators = new List<Value>();
        foreach (Value step in ((ArrayObject)v[2].Ref!).Elements)
        {
            var parts = (ArrayObject)step.Ref!;
            string name = Op.ToText(r, parts[0]);
            Value key = Key(parts[1]);
            double n = parts[2].AsNumber;
            switch (name)
            {
                case "put":
                    result.Push(r, Op.StrictEquals(map ? Call(o, "set", key, n) : Call(o, "add", key), o));
                    break;
                case "get" or "has" or "delete":
                    result.Push(r, Show(name == "get" && !map ? Call(o, "has", key) : Call(o, name, key)));
                    break;
                case "clear":
                    result.Push(r, Call(o, "clear"));
                    break;
                case "size":
                    result.Push(r, Size(o));
                    break;
                case "next":
                    if (iterators.Count == 0) break;
                    Value next = Call(iterators[(int)n % iterators.Count], "next");
                    result.Push(r, Show(Op.GetIndex(r, next, (Value)"value", 1)));
                    result.Push(r, Op.GetIndex(r, next, (Value)"done", 1));
                    break;
                case "forEach":
                    string seen = "";
                    Call(o, "forEach", new Lambda(r, (Value self, in Args args) =>
                    {
                        seen += Op.ToText(r, Show(args[0])) + "/" + Op.ToText(r, Show(args[1])) + (Op.StrictEquals(args[2], o) ? "true " : "false ");
                        if (n % 3 == 0) Call(o, "delete", args[1]);
                        if (n % 3 == 1 && Size(o).AsNumber < 9) Call(o, map ? "set" : "add", seen.Length, 1);
                        return default;
                    }));
                    result.Push(r, seen);
                    break;
                case "all":
                    ValueIterator all = Op.Iterate(r, o, 1);
                    for (int i = 0; all.MoveNext(out Value each); i++)
                    {
                        if (i > 20)
                        {
                            all.Close();
                            break;
                        }
                        result.Push(r, Show(each));
                        if (n % 2 == 1) Call(o, "delete", map ? ((ArrayObject)each.Ref!)[0] : each);
                    }
                    break;
                default:
                    iterators.Add(Call(o, name));
                    break;
            }
        }
        ValueIterator rest = Op.Iterate(r, o, 1);
        while (rest.MoveNext(out Value each)) result.Push(r, Show(each));
        result.Push(r, Size(o));
        return result;
    }

    [Fact]
    public void Constructors_and_their_errors()
    {
        Realm realm = NodeOracle.NewRealm();
        Value[] arguments = [Value.Undefined, Value.Null, 1, true, realm.Object(), realm.Array([]), realm.Array([1]), realm.Array([Value.Null]), realm.Array([realm.Array([1, 2])]), realm.Array([realm.Object()]), "", "a"];
        NodeOracle.Compare("new (a === 'Map' ? Map : a === 'Set' ? Set : a === 'WeakMap' ? WeakMap : WeakSet)(b).size", (r, v) =>
            Op.GetIndex(r, Op.New(r, r.Global((string)v[0].Ref!, 1), new Args(v[1]), 1), (Value)"size", 1),
            [.. from kind in new[] { "Map", "Set", "WeakMap", "WeakSet" } from argument in arguments where !(argument.IsString && argument.Ref is "" && kind == "x") select new Value[] { kind, argument }], 0.1);
        NodeOracle.Compare("(a === 'Map' ? Map : a === 'Set' ? Set : a === 'WeakMap' ? WeakMap : WeakSet)()", (r, v) => Op.Call(r, r.Global((string)v[0].Ref!, 1), new Args(), 1),
            [["Map"], ["Set"], ["WeakMap"], ["WeakSet"]]);
        NodeOracle.Compare("Map.prototype[a].call(b, 1)", (r, v) => Op.CallMethod(r, Op.GetIndex(r, Op.GetIndex(r, r.Global("Map", 1), (Value)"prototype", 1), v[0], 1), (Value)"call", new Args(v[1], 1), 1),
            [.. from name in new[] { "get", "set", "has", "delete", "clear", "forEach", "keys", "values", "entries" } from self in new Value[] { 1, "x", Value.Undefined, realm.Object() } select new Value[] { name, self }]);
        NodeOracle.Compare("new Map([[1, 2]]).forEach(a)", (r, v) => Op.CallMethod(r, Op.New(r, r.Global("Map", 1), new Args(r.Array([r.Array([1, 2])])), 1), (Value)"forEach", new Args(v[0]), 1),
            [[1], [Value.Undefined], [Value.Null], [realm.Object()], [true]]);
    }

    [Fact]
    public void Weak_collections()
    {
        NodeOracle.Compare("const o = {}, m = new WeakMap([[o, 1]]), s = new WeakSet([o]); return [m.get(o), m.has(o), m.has({}), m.get(5), m.has('x'), m.delete(1), m.set(o, 2) === m, m.get(o), m.delete(o), m.delete(o), m.has(o), s.has(o), s.add(o) === s, s.delete(o), s.has(o), s.has(1), String(m), String(s)]", (r, v) =>
        {
            Value Call(Value self, string name, params Value[] args) => Op.CallMethod(r, self, (Value)name, new Args(args), 1);
            PlainObject o = r.Object();
            Value m = Op.New(r, r.Global("WeakMap", 1), new Args(r.Array([r.Array([o, 1])])), 1), s = Op.New(r, r.Global("WeakSet", 1), new Args(r.Array([o])), 1);
            return r.Array([
                Call(m, "get", o), Call(m, "has", o), Call(m, "has", r.Object()), Call(m, "get", 5), Call(m, "has", "x"), Call(m, "delete", 1), Op.StrictEquals(Call(m, "set", o, 2), m),
                Call(m, "get", o), Call(m, "delete", o), Call(m, "delete", o), Call(m, "has", o), Call(s, "has", o), Op.StrictEquals(Call(s, "add", o), s), Call(s, "delete", o), Call(s, "has", o), Call(s, "has", 1),
                Op.ToText(r, m), Op.ToText(r, s),
            ]);
        }, [[]]);
        NodeOracle.Compare("a ? new WeakMap().set(b, 1) : new WeakSet().add(b)", (r, v) => Op.CallMethod(
                r, Op.New(r, r.Global(v[0].AsBoolean ? "WeakMap" : "WeakSet", 1), new Args(), 1), (Value)(v[0].AsBoolean ? "set" : "add"), new Args(v[1], 1), 1),
            [.. from isMap in new[] { true, false } from key in new Value[] { 1, "x", Value.Null, Value.Undefined, true } select new Value[] { isMap, key }]);
    }

    [Fact]
    public void Entries_are_charged_and_an_iterator_finds_its_way_back()
    {
        Realm r = NodeOracle.NewRealm();
        Value set = Op.New(r, r.Global("Set", 1), new Args(), 1);
        Value Call(string name, params Value[] args) => Op.CallMethod(r, set, (Value)name, new Args(args), 1);
        long before = r.BytesUsed;
        for (int i = 0; i < 1000; i++) Call("add", i);
        Assert.True(r.BytesUsed - before > 100_000);
        Value iterator = Call("values");
        for (int i = 0; i < 500; i++) Op.CallMethod(r, iterator, (Value)"next", new Args(), 1);
        for (int i = 998; i >= 0; i--) Call("delete", i);
        Call("add", 5);
        Assert.Equal(999, Op.GetIndex(r, Op.CallMethod(r, iterator, (Value)"next", new Args(), 1), (Value)"value", 1).AsNumber);
        Assert.Equal(5, Op.GetIndex(r, Op.CallMethod(r, iterator, (Value)"next", new Args(), 1), (Value)"value", 1).AsNumber);
    }
}
