namespace Containerless.Runtime.Tests.Differential;

public class ArrayTests
{
    private static readonly Realm Maker = NodeOracle.NewRealm();

    private static Value Method(Realm r, Value self, string name, params Value[] args) =>
        Op.CallMethod(r, self, (Value)name, new Args(args), 1);

    /// <summary>Inputs are shared by the cases: what changes an array works on a copy.</summary>
    private static ArrayObject Copy(Value v)
    {
        var array = (ArrayObject)v.AsObject!;
        return Maker.Array(array.Elements.ToArray());
    }

    private static readonly Value[][] Arrays =
    [
        [], [1], [1, 2, 3], [3, 1, 2, 10, 9, "b", "a", Value.Undefined, Value.Null, true],
        [Value.Hole, 1, Value.Hole, 2], [Value.Undefined, Value.Hole], [double.NaN, 0, -0.0, "x"], [1, 2, 3, 4, 5, 6, 7, 8],
    ];

    private static readonly Value[] Positions =
        [Value.Undefined, 0, 1, 2, 5, -1, -2, -100, 1.9, double.NaN, double.PositiveInfinity, double.NegativeInfinity, "1", Value.Null];

    private static IEnumerable<Value> Selves => Arrays.Select(static a => (Value)Maker.Array([.. a]));

    [Theory]
    [InlineData("pop"), InlineData("shift"), InlineData("reverse"), InlineData("slice"), InlineData("concat"), InlineData("join")]
    [InlineData("toString"), InlineData("flat"), InlineData("sort"), InlineData("splice"), InlineData("unshift"), InlineData("push")]
    [InlineData("toReversed"), InlineData("toSorted")]
    public void Without_arguments(string name) => NodeOracle.Compare($"const r = a.{name}(); return [r, a]", (r, v) =>
    {
        ArrayObject a = Copy(v[0]);
        Value result = Method(r, a, name);
        return r.Array([result, a]);
    }, [.. Selves.Select(static s => new[] { s })]);

    [Theory]
    [InlineData("slice"), InlineData("at"), InlineData("splice"), InlineData("push"), InlineData("unshift"), InlineData("concat")]
    [InlineData("fill"), InlineData("indexOf"), InlineData("lastIndexOf"), InlineData("includes"), InlineData("join")]
    public void One_argument(string name) => NodeOracle.Compare($"const r = a.{name}(b); return [r, a]", (r, v) =>
    {
        ArrayObject a = Copy(v[0]);
        Value result = Method(r, a, name, v[1]);
        return r.Array([result, a]);
    }, [.. from s in Selves from p in Positions select new[] { s, p }]);

    [Theory]
    [InlineData("slice"), InlineData("splice"), InlineData("fill"), InlineData("indexOf"), InlineData("lastIndexOf"), InlineData("includes")]
    public void Two_arguments(string name) => NodeOracle.Compare($"const r = a.{name}(b, c); return [r, a]", (r, v) =>
    {
        ArrayObject a = Copy(v[0]);
        Value result = Method(r, a, name, v[1], v[2]);
        return r.Array([result, a]);
    }, [.. from s in Selves from p in Positions from q in Positions select new[] { s, p, q }]);

    [Fact]
    public void Splice_with_insertions() => NodeOracle.Compare("a.shift(); a.push('pushed'); const r = a.splice(b, c, 'x', 'y'); return [r, a]", (r, v) =>
    {
        ArrayObject a = Copy(v[0]);
        a.Shift();
        a.Push(r, "pushed");
        Value result = Method(r, a, "splice", v[1], v[2], "x", "y");
        return r.Array([result, a]);
    }, [.. from s in Selves from p in Positions from q in Positions select new[] { s, p, q }]);

    [Fact]
    public void Reads_and_writes_of_elements()
    {
        Value[] keys = [0, 1, -1, 1.5, "0", "1", "01", "length", "foo", double.NaN, 20, "20", 4294967295.0, 4294967294.0, -0.0, true];
        NodeOracle.Compare("a[b]", (r, v) => Op.GetIndex(r, v[0], v[1], 1), [.. from s in Selves from k in keys select new[] { s, k }]);
        NodeOracle.Compare("b in a", (r, v) => Op.In(r, v[1], v[0]), [.. from s in Selves from k in keys select new[] { s, k }]);
        NodeOracle.Compare("a[b] = 7; return a", (r, v) =>
        {
            ArrayObject a = Copy(v[0]);
            Op.PutIndex(r, a, v[1], 7, 1);
            return a;
        }, [.. from s in Selves from k in (Value[])[0, 1, "2", 5, 20, "length"] select new[] { s, k }]);
        NodeOracle.Compare("return [delete a[b], a]", (r, v) =>
        {
            ArrayObject a = Copy(v[0]);
            return r.Array([Op.Delete(r, a, v[1], 1), a]);
        }, [.. from s in Selves from k in (Value[])[0, 1, "2", 5, 20, "foo", -1] select new[] { s, k }]);
        NodeOracle.Compare("a.length = b; return a", (r, v) =>
        {
            ArrayObject a = Copy(v[0]);
            Op.PutIndex(r, a, "length", v[1], 1);
            return a;
        }, [.. from s in Selves from k in (Value[])[0, 1, "2", 20, -1, 1.5] select new[] { s, k }]);
    }

    [Theory]
    [InlineData("forEach"), InlineData("map"), InlineData("filter"), InlineData("some"), InlineData("every"), InlineData("find")]
    [InlineData("findIndex"), InlineData("findLast"), InlineData("findLastIndex"), InlineData("flatMap")]
    public void Callbacks(string name) => NodeOracle.Compare(
        $"const log = []; const r = a.{name}((e, i, all) => {{ log.push(i, e); if (i === b) all.pop(); if (i === c) all.push(9); return e > 1; }}); return [r, log, a]",
        (r, v) =>
        {
            ArrayObject a = Copy(v[0]), log = r.Array([]);
            Value result = Method(r, a, name, new Lambda(r, (Value self, in Args args) =>
            {
                log.Push(r, args[1]);
                log.Push(r, args[0]);
                if (Op.StrictEquals(args[1], v[1])) Method(r, args[2], "pop");
                if (Op.StrictEquals(args[1], v[2])) Method(r, args[2], "push", 9);
                return Op.Greater(r, args[0], 1);
            }));
            return r.Array([result, log, a]);
        }, [.. from s in Selves from p in (Value[])[-1, 0, 2] from q in (Value[])[-1, 1] select new[] { s, p, q }]);

    [Theory]
    [InlineData("reduce"), InlineData("reduceRight")]
    public void Folds(string name)
    {
        List<Value[]> inputs = [.. Selves.Select(static s => new[] { s })];
        Value Fold(Realm r, Value[] v, params Value[] seed) => Method(r, v[0], name,
            [new Lambda(r, (Value self, in Args args) => Op.Template(r, [args[0], "|", args[1], "|", args[2]])), .. seed]);
        NodeOracle.Compare($"a.{name}((x, y, i) => `${{x}}|${{y}}|${{i}}`)", (r, v) => Fold(r, v), inputs);
        NodeOracle.Compare($"a.{name}((x, y, i) => `${{x}}|${{y}}|${{i}}`, 'seed')", (r, v) => Fold(r, v, "seed"), inputs);
    }

    [Fact, Trait("Compared", "with Node")]
    public void Sorts_without_a_comparator()
    {
        Random random = Inputs.Seeded("sort");
        List<Value[]> inputs = [];
        for (int i = Inputs.Count(400); i > 0; i--)
        {
            var items = new Value[random.Next(random.Next(1, 200))];
            for (int k = 0; k < items.Length; k++)
            {
                items[k] = random.Next(8) switch
                {
                    0 => Inputs.RandomText(random, "ab\ud83d\ude00é\uffff", 3),
                    1 => Value.Undefined,
                    2 => random.Next(3) == 0 ? Value.Hole : Value.Null,
                    3 => i % 2 == 0 ? Maker.Array([random.Next(5)]) : true,
                    4 => i % 3 == 0 ? Inputs.RandomNumber(random) : random.Next(1000),
                    _ => random.Next(-50, 50),
                };
            }
            inputs.Add([Maker.Array(items)]);
        }
        NodeOracle.Compare("a.sort()", (r, v) => Method(r, Copy(v[0]), "sort"), inputs);
    }

    /// <summary>The comparisons themselves, and their order, are compared: with orders that are none, too.</summary>
    [Fact, Trait("Compared", "with Node")]
    public void Sorts_with_a_comparator_in_the_same_steps()
    {
        Random random = Inputs.Seeded("sort steps");
        List<Value[]> inputs = [];
        for (int i = Inputs.Count(1000); i > 0; i--)
        {
            int length = random.Next(20) switch { < 8 => random.Next(8), < 16 => random.Next(70), < 19 => random.Next(300), _ => random.Next(1500) };
            int spread = random.Next(3) switch { 0 => 4, 1 => 50, _ => 100000 };
            int runs = random.Next(3);
            var items = new Value[length];
            int value = 0;
            for (int k = 0; k < length; k++)
            {
                value = runs switch
                {
                    0 => random.Next(spread),
                    1 => random.Next(40) == 0 ? random.Next(spread) : value + random.Next(3),
                    _ => random.Next(60) == 0 ? random.Next(spread) : value - random.Next(3),
                };
                items[k] = value;
            }
            inputs.Add([Maker.Array(items), random.Next(5)]);
        }
        const string Js = """
            let hash = 17, calls = 0;
            const f = (x, y) => {
              calls++;
              hash = (Math.imul(hash, 31) + Math.imul(x, 7) + y) | 0;
              return b === 0 ? x - y : b === 1 ? y - x : b === 2 ? (hash & 3) - 1 : b === 3 ? x % 10 - y % 10 : x < y;
            };
            const r = a.sort(f);
            return [r, calls, hash];
            """;
        NodeOracle.Compare(Js, (r, v) =>
        {
            int hash = 17, calls = 0;
            ArrayObject a = Copy(v[0]);
            Method(r, a, "sort", new Lambda(r, (Value self, in Args args) =>
            {
                calls++;
                int x = (int)args[0].AsNumber, y = (int)args[1].AsNumber;
                hash = unchecked(hash * 31 + x * 7 + y);
                return v[1].AsNumber switch
                {
                    0 => (double)x - y,
                    1 => (double)y - x,
                    2 => (hash & 3) - 1,
                    3 => Math.IEEERemainder(0, 1) + x % 10 - y % 10,
                    _ => x < y,
                };
            }));
            return r.Array([a, calls, hash]);
        }, inputs, name: "a.sort(f) and each call of f");
    }

    [Fact]
    public void Makes_arrays()
    {
        Value New(Realm r, params Value[] args) => Op.New(r, r.Global("Array", 1), new Args(args), 1);
        NodeOracle.Compare("[new Array(), new Array(3), new Array(1, 2), new Array('3'), Array(2)]", (r, v) => r.Array(
            [New(r), New(r, 3), New(r, 1, 2), New(r, "3"), Op.Call(r, r.Global("Array", 1), new Args(2), 1)]), [[]]);
        NodeOracle.Compare("new Array(a)", (r, v) => New(r, v[0]), [[-1], [1.5], [double.NaN], [0]]);
        NodeOracle.Compare("[Array.from(a), Array.of(a, 2), Array.isArray(a)]", (r, v) =>
        {
            Value array = r.Global("Array", 1);
            return r.Array([Method(r, array, "from", v[0]), Method(r, array, "of", v[0], 2), Method(r, array, "isArray", v[0])]);
        }, [.. Selves.Select(static s => new[] { s }), ["h\ud83d\ude00i\ud83d"], [Length(3)], [Length(-1)], [Maker.Object()]]);
        NodeOracle.Compare("Array.from({length: 3}, (x, i) => i * 2)", (r, v) => Method(r, r.Global("Array", 1), "from", Length(3),
            new Lambda(r, (Value self, in Args args) => Op.Multiply(r, args[1], 2))), [[]]);
    }

    private static Value Length(double length)
    {
        PlainObject o = Maker.Object();
        o.DefineOwn(Maker, "length", length);
        return o;
    }

    [Fact]
    public void Cyclic_arrays_join_as_in_Node() => NodeOracle.Compare("const x = [1]; x.push(x, [x, 2]); return '' + x", (r, v) =>
    {
        ArrayObject x = r.Array([1]);
        x.Push(r, x);
        x.Push(r, r.Array([x, 2]));
        return Op.Concat(r, "", x);
    }, [[]]);
}
