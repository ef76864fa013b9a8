namespace Containerless.Runtime.Tests.Differential;

public class ObjectTests
{
    private static readonly string[] Names =
        ["a", "b", "c", "1", "0", "10", "2", "01", "-1", "4294967294", "4294967295", "toString", "__proto__", "length", "x y", "constructor", "valueOf"];

    /// <summary>Random writes, deletions and reads, by name and through caches; what is left must be equal, in order.</summary>
    [Theory]
    [InlineData(12, 30), InlineData(300, 600)]
    public void Histories_of_an_object(int names, int steps)
    {
        Random random = Inputs.Seeded("object histories");
        Realm maker = NodeOracle.NewRealm();
        List<Value[]> inputs = [];
        for (int i = 0; i < 200; i++)
        {
            ArrayObject history = maker.Array([]);
            for (int k = 0; k < steps; k++)
            {
                int n = random.Next(names);
                string name = n < Names.Length && Names[n] != "__proto__" ? Names[n] : "n" + n;
                history.Push(maker, maker.Array([name, random.Next(100), random.Next(4) == 0]));
            }
            inputs.Add([history]);
        }
        NodeOracle.Compare("""
            const o = {}; const log = [];
            for (const [name, value, gone] of a) {
              if (gone) log.push(delete o[name]);
              else o[name] = value;
              log.push(name in o, Object.keys(o).length);
            }
            return [o, log, Object.keys(o), Object.entries(o), Object.values(o), JSON.stringify(o)];
            """, (r, v) =>
        {
            PlainObject o = r.Object();
            ArrayObject log = r.Array([]);
            Value Static(string name) => Op.CallMethod(r, r.Global("Object", 1), (Value)name, new Args(o), 1);
            foreach (Value step in ((ArrayObject)v[0].AsObject!).Elements)
            {
                var each = (ArrayObject)step.AsObject!;
                if (each[2].AsBoolean) log.Push(r, Op.Delete(r, o, each[0], 1));
                else Op.PutIndex(r, o, each[0], each[1], 1);
                log.Push(r, Op.In(r, each[0], o));
                log.Push(r, ((ArrayObject)Static("keys").AsObject!).Count);
            }
            return r.Array([o, log, Static("keys"), Static("entries"), Static("values"), Intrinsics.JsonStringify(r, o)]);
        }, inputs);
    }

    [Fact]
    public void Caches_never_lie()
    {
        // One cache per name, used on objects of all kinds of histories, against uncached access.
        Random random = Inputs.Seeded("caches");
        Realm r = NodeOracle.NewRealm();
        var objects = new List<PlainObject>();
        for (int i = 0; i < 40_000; i++)
        {
            if (objects.Count == 0 || random.Next(20) == 0) objects.Add(r.Object());
            PlainObject o = objects[random.Next(objects.Count)];
            int n = random.Next(8);
            string name = "n" + n;
            switch (random.Next(8))
            {
                case 0: Op.Delete(r, o, name, 1); break;
                case < 4:
                    Op.Put(r, o, name, i, n, 1);
                    Assert.True(o.TryGetOwn(name, out Value written) && written.AsNumber == i);
                    break;
                default:
                    Value got = Op.Get(r, o, name, 8 + n, 1);
                    Value want = o.TryGetOwn(name, out Value own) ? own : default;
                    Assert.True(Op.StrictEquals(want, got));
                    break;
            }
        }
    }

    [Fact]
    public void Members_of_the_prototype()
    {
        foreach (string name in Names.Concat(["foo", "hasOwnProperty"]))
            NodeOracle.Compare($"[a.hasOwnProperty('{name}'), Object.hasOwn(a, '{name}'), '{name}' in a, a.propertyIsEnumerable('{name}')]", (r, v) => r.Array(
            [
                Op.CallMethod(r, v[0], (Value)"hasOwnProperty", new Args(name), 1),
                Op.CallMethod(r, r.Global("Object", 1), (Value)"hasOwn", new Args(v[0], name), 1),
                Op.In(r, name, v[0]),
                Op.CallMethod(r, v[0], (Value)"propertyIsEnumerable", new Args(name), 1),
            ]), [[Sample()]]);
        NodeOracle.Compare("[a.toString(), a.toLocaleString(), a.valueOf(), Object.prototype.toString.call(b), Object.prototype.hasOwnProperty.call(a, 'a')]", (r, v) =>
        {
            Value prototype = Op.GetIndex(r, r.Global("Object", 1), (Value)"prototype", 1);
            Value ToText = Op.GetIndex(r, prototype, (Value)"toString", 1), has = Op.GetIndex(r, prototype, (Value)"hasOwnProperty", 1);
            return r.Array(
            [
                Op.CallMethod(r, v[0], (Value)"toString", new Args(), 1), Op.CallMethod(r, v[0], (Value)"toLocaleString", new Args(), 1),
                Op.CallMethod(r, v[0], (Value)"valueOf", new Args(), 1), Op.CallMethod(r, ToText, (Value)"call", new Args(v[1]), 1),
                Op.CallMethod(r, has, (Value)"call", new Args(v[0], "a"), 1),
            ]);
        }, [.. Inputs.Mixed(NodeOracle.NewRealm()).TakeLast(14).Select(static v => new[] { Sample(), v })]);
    }

    private static PlainObject Sample()
    {
        Realm r = NodeOracle.NewRealm();
        PlainObject o = r.Object();
        o.DefineOwn(r, "a", 1);
        o.DefineOwn(r, "length", 2);
        o.DefineOwn(r, "1", 3);
        return o;
    }

    [Fact]
    public void Unknown_names_are_undefined_and_known_ones_bail_out()
    {
        Realm r = NodeOracle.NewRealm();
        foreach (string name in (string[])["__lookupGetter__", "__lookupSetter__"])
        {
            Assert.Throws<Bailout>(() => Op.Get(r, r.Object(), name, 0, 1));
            Assert.True(Op.In(r, name, r.Object()));
        }
        foreach (string name in (string[])["foo", "isPrototypeOf2", "push", "charAt"])
        {
            Assert.True(Op.Get(r, r.Object(), name, 1, 1).IsUndefined);
            Assert.False(Op.In(r, name, r.Object()));
        }
        Assert.Throws<Bailout>(() => Op.GetIndex(r, r.Global("console", 1), (Value)"countReset", 1));
        Assert.True(Op.GetIndex(r, r.Global("Math", 1), (Value)"sine", 1).IsUndefined);
        Assert.Throws<Bailout>(() => r.Global("Proxy", 1));
        Assert.Throws<Bailout>(() => Op.PutIndex(r, r.Global("Math", 1), "x", 1, 1));
        Assert.Throws<Bailout>(() => Op.Call(r, 1, new Args(), 1));
    }

    [Fact]
    public void Own_conversions_are_called()
    {
        // valueOf gives b (perhaps an object), toString gives c.
        NodeOracle.Compare("const o = {}; if (a & 1) o.valueOf = () => b; if (a & 2) o.toString = () => c; if (a & 4) o.valueOf = 5; return ['' + o, `${o}`, o * 2, o == 7, o < 8, String(o), {[o]: 1}]",
            (r, v) =>
            {
                PlainObject o = r.Object();
                int a = (int)v[0].AsNumber;
                if ((a & 1) != 0) Op.Put(r, o, "valueOf", new Lambda(r, (Value _, in Args _) => v[1]), 0, 1);
                if ((a & 2) != 0) Op.Put(r, o, "toString", new Lambda(r, (Value _, in Args _) => v[2]), 1, 1);
                if ((a & 4) != 0) Op.Put(r, o, "valueOf", 5, 2, 1);
                return r.Array([Op.Concat(r, "", o), Op.Template(r, [o]), Op.Multiply(r, o, 2), Op.LooseEquals(r, o, 7), Op.Less(r, o, 8), Op.ToText(r, o), Op.Define(r, r.Object(), o, 1)]);
            }, [.. from a in Enumerable.Range(0, 8) from b in (Value[])[7, "7", Sample(), Value.Undefined] from c in (Value[])["s", 7, Value.Null] select new Value[] { a, b, c }]);
    }

    [Fact]
    public void Statics()
    {
        Value Static(Realm r, string name, params Value[] args) => Op.CallMethod(r, r.Global("Object", 1), (Value)name, new Args(args), 1);
        NodeOracle.Compare("[Object.keys(a), Object.values(a), Object.entries(a)]", (r, v) =>
            r.Array([Static(r, "keys", v[0]), Static(r, "values", v[0]), Static(r, "entries", v[0])]),
            [.. Inputs.Mixed(NodeOracle.NewRealm()).Select(static v => new[] { v })]);
        NodeOracle.Compare("Object.assign({z: 0, a: 9}, a, null, b)", (r, v) =>
        {
            PlainObject target = r.Object();
            target.DefineOwn(r, "z", 0);
            target.DefineOwn(r, "a", 9);
            return Static(r, "assign", target, v[0], Value.Null, v[1]);
        }, [[Sample(), Sample()], [Value.Undefined, Sample()], [5, true]]);
        NodeOracle.Compare("Object.is(a, b)", (r, v) => Static(r, "is", v[0], v[1]), Inputs.Pairs([.. Inputs.Mixed(NodeOracle.NewRealm()).Where(static v => !v.IsObject)]));
        NodeOracle.Compare("Object.fromEntries(Object.entries(a))", (r, v) => Static(r, "fromEntries", Static(r, "entries", v[0])), [[Sample()]]);
        Realm realm = NodeOracle.NewRealm();
        PlainObject frozen = realm.Object();
        Op.Put(realm, frozen, "a", 1, 0, 1);
        Static(realm, "freeze", frozen);
        Op.Put(realm, frozen, "a", 2, 0, 1);
        Op.Put(realm, frozen, "b", 2, 1, 1);
        Assert.False(Op.Delete(realm, frozen, "a", 1));
        Assert.False(Op.In(realm, "b", frozen));
        Assert.Throws<JsThrow>(() => Op.Put(realm, frozen, "a", 2, 0, 1, true));
        Assert.Throws<JsThrow>(() => Op.Put(realm, frozen, "b", 2, 1, 1, true));
        Assert.Throws<JsThrow>(() => Op.Delete(realm, frozen, "a", 1, true));
        Assert.Equal(1, Op.Get(realm, frozen, "a", 2, 1).AsNumber);
        Assert.True(Static(realm, "isFrozen", frozen).AsBoolean);
    }

    [Fact]
    public void Many_names_use_a_table_and_many_shapes_do_too()
    {
        Realm r = NodeOracle.NewRealm();
        for (int i = 0; i < 20_000; i++)
        {
            PlainObject o = r.Object();
            Op.PutIndex(r, o, "name" + i, i, 1);
            Assert.Equal(i, Op.GetIndex(r, o, "name" + i, 1).AsNumber);
        }
        Assert.InRange(r.ShapeCount, 1, Shape.MaxShapesOfRealm);
        PlainObject longName = NodeOracle.NewRealm().Object();
        longName.DefineOwn(r, new string('n', 1000), 1);
        Assert.False(longName.Shape.IsShared);
        PlainObject table = r.Object();
        for (int round = 0; round < 50; round++)
        {
            for (int i = 0; i < 1000; i++) Op.PutIndex(r, table, "k" + i, i, 1);
            for (int i = 0; i < 1000; i++) Op.Delete(r, table, "k" + i, 1);
        }
        Assert.InRange(table.Slots.Length, 1, 5000);
        Assert.Equal(0, table.Count);
    }

    [Fact]
    public void Literals_share_a_shape_and_take_their_values()
    {
        var r = new Realm(4, [["a", "b"], ["2", "1", "x"], ["a", "a"], ["__proto__"]]);
        PlainObject first = r.Object(0, [1, 2]), second = r.Object(0, [3, 4]);
        Assert.Same(first.Shape, second.Shape);
        Assert.Equal("{\"a\":3,\"b\":4}", Intrinsics.JsonStringify(r, second).ToString());
        Assert.Equal("{\"1\":2,\"2\":1,\"x\":3}", Intrinsics.JsonStringify(r, r.Object(1, [1, 2, 3])).ToString());
        Assert.Equal("{\"a\":2}", Intrinsics.JsonStringify(r, r.Object(2, [1, 2])).ToString());
        Assert.Equal("{\"a\":4}", Intrinsics.JsonStringify(r, r.Object(2, [3, 4])).ToString());
        Assert.Throws<Bailout>(() => r.Object(3, [1]));
    }
}
