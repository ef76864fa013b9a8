using System.Text;
using Containerless.Runtime.Builtins;

namespace Containerless.Runtime.Tests.Differential;

public class JsonTests
{
    private static readonly string[] Texts =
    [
        "", " ", "null", " true ", "false", "0", "-0", "01", "1.", ".5", "1e5", "1E+5", "1e-400", "1e400", "-", "+1", "NaN", "[]", "[1,]", "[,1]",
        "{}", "{\"a\":1,}", "{\"a\":1,\"a\":2}", "{a:1}", "{\"__proto__\":{\"x\":1},\"constructor\":2}", "{\"2\":1,\"1\":2,\"b\":3,\"a\":4,\"0\":5}",
        "\"\\u0041\\ud83d\\ude00\\ud800\"", "\"\\x\"", "\"\\u00g0\"", "\"\n\"", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\u2028é\ud83d\ude00\"", "[1 2]",
        "nul", "nulll", "[[[[1]]]]", "\ufeff1", "1 //", "{\"a\" : [ 1 , { \"b\" : null } ] }", "123456789012345678901234567890", "0.1234567890123456789",
        "1e", "1e+", "--1", "\"", "[", "{", "{\"", "{\"a\"", "{\"a\":", "[1", "tru", "\t\n\r 5", "\u00a05", "9007199254740993", "-0.0", "5e-324", "\"\u007f\"",
        "\"a\\漢\"", "\"a\\é\"", "\"a\\u漢\"", "\"\\漢", "\"\\",
    ];

    [Fact, Trait("Compared", "with Node")]
    public void Parses_text()
    {
        Random random = Inputs.Seeded("json parse");
        List<Value[]> inputs = [.. Texts.Select(static t => new Value[] { t }), .. Inputs.Many(4000, () => [Mutate(random, Generate(random, 4))])];
        NodeOracle.Compare("JSON.parse(a)", (r, v) => Intrinsics.JsonParse(r, v[0].ToString()), inputs);
    }

    [Fact, Trait("Compared", "with Node")]
    public void Revives()
    {
        Random random = Inputs.Seeded("json revive");
        List<Value[]> inputs = [.. Texts.Select(static t => new Value[] { t, 0 }), ["{\"a\":1,\"b\":2,\"c\":3}", 3], .. Inputs.Many(2000, () => [Mutate(random, Generate(random, 4)), random.Next(4)])];
        const string Js = """
            const log = [];
            const made = JSON.parse(a, function (key, value) {
              log.push(key, Array.isArray(this), typeof value);
              if (b === 1 && key === '1') return undefined;
              if (b === 2 && typeof value === 'number') return [key, value];
              if (b === 3 && key === 'a') { delete this.b; if (Array.isArray(value)) value.push(1); return {value}; }
              return value;
            });
            return [made, log];
            """;
        NodeOracle.Compare(Js, static (r, v) =>
        {
            ArrayObject log = r.Array([]);
            double how = v[1].AsNumber;
            var reviver = new Lambda(r, (Value self, in Args args) =>
            {
                (Value key, Value value) = (args[0], args[1]);
                log.Push(r, key);
                log.Push(r, self.Ref is ArrayObject);
                log.Push(r, Op.TypeOf(value));
                string name = key.ToString();
                if (how == 1 && name == "1") return Value.Undefined;
                if (how == 2 && value.IsNumber) return r.Array([key, value]);
                if (how != 3 || name != "a") return value;
                Op.Delete(r, self, "b", 1);
                if (value.Ref is ArrayObject list) list.Push(r, 1);
                PlainObject o = r.Object();
                o.DefineOwn(r, "value", value);
                return o;
            });
            Value made = Op.CallMethod(r, r.Global("JSON", 1), (Value)"parse", new Args(v[0], reviver), 1);
            return r.Array([made, log]);
        }, inputs, name: "JSON.parse(a, f) and each call of f");
    }

    [Fact]
    public void Parses_bytes_as_text()
    {
        Random random = Inputs.Seeded("json bytes");
        List<Value[]> inputs = [.. Texts.Where(static t => !t.Contains('\ud800')).Select(static t => new Value[] { t })];
        for (int i = 0; i < 2000; i++) inputs.Add([Mutate(random, Generate(random, 4))]);
        NodeOracle.Compare("try { return JSON.parse(a) } catch { return undefined }",
            (r, v) => JsonNamespace.ParseReply(r, Encoding.UTF8.GetBytes(v[0].ToString())), inputs);
    }

    [Fact]
    public void Replies_that_are_not_utf8()
    {
        Random random = Inputs.Seeded("json replies");
        List<Value[]> inputs = [];
        for (int i = 0; i < 2000; i++)
        {
            byte[] bytes = Encoding.UTF8.GetBytes("[\"é\ud83d\ude00a漢\"]");
            for (int k = random.Next(4); k > 0; k--) bytes[2 + random.Next(bytes.Length - 4)] = (byte)random.Next(32, 256);
            inputs.Add([Encoding.Latin1.GetString(bytes)]);
        }
        NodeOracle.Compare("try { return JSON.parse(Buffer.from(a, 'latin1').toString('utf8')) } catch { return undefined }".Replace("Buffer", "globalThis.Buffer"),
            (r, v) => JsonNamespace.ParseReply(r, Encoding.Latin1.GetBytes(v[0].ToString())), inputs);
    }

    [Fact, Trait("Compared", "with Node")]
    public void Stringifies()
    {
        Random random = Inputs.Seeded("json stringify");
        Realm maker = NodeOracle.NewRealm();
        List<Value[]> inputs = [.. Inputs.Mixed(maker).Select(static v => new[] { v }), .. Inputs.Many(3000, () => [RandomValue(random, maker, 4)])];
        NodeOracle.Compare("JSON.stringify(a)", (r, v) => Intrinsics.JsonStringify(r, v[0]), inputs);
        Value[] indents = [2, "--", 20, "a very long indentation", Value.Null, 0, 1.9, -1, "\t", true, ""];
        NodeOracle.Compare("JSON.stringify(a, null, b)", static (r, v) => Stringify(r, v[0], Value.Null, v[1]),
            [.. from v in inputs from i in inputs.Count < 5000 ? indents : [indents[random.Next(indents.Length)]] select new[] { v[0], i }]);
        Value[] keys = ["a", "b", "1", 2, "", "_", "ab", Value.Null, true, "a"];
        NodeOracle.Compare("JSON.stringify(a, b, c)", static (r, v) => Stringify(r, v[0], v[1], v[2]), [.. inputs.Select(v => new[]
        {
            v[0], maker.Array([.. Enumerable.Range(0, random.Next(7)).Select(_ => keys[random.Next(keys.Length)])]), indents[random.Next(indents.Length)],
        })], name: "JSON.stringify(a, [keys], c)");
    }

    [Fact, Trait("Compared", "with Node")]
    public void Replaces()
    {
        Random random = Inputs.Seeded("json replace");
        Realm maker = NodeOracle.NewRealm();
        const string Js = """
            const log = [];
            const text = JSON.stringify(a, function (key, value) {
              log.push(key, Array.isArray(this), typeof value);
              if (b === 1 && key === '1') return undefined;
              if (b === 2 && typeof value === 'number') return [key, `${value}`];
              if (b === 3 && key === 'a') return {a1: value, b: null};
              return value;
            }, c);
            return [text, log];
            """;
        NodeOracle.Compare(Js, static (r, v) =>
        {
            ArrayObject log = r.Array([]);
            double how = v[1].AsNumber;
            var replacer = new Lambda(r, (Value self, in Args args) =>
            {
                (Value key, Value value) = (args[0], args[1]);
                log.Push(r, key);
                log.Push(r, self.Ref is ArrayObject);
                log.Push(r, Op.TypeOf(value));
                string name = key.ToString();
                if (how == 1 && name == "1") return Value.Undefined;
                if (how == 2 && value.IsNumber) return r.Array([key, Op.ToText(r, value)]);
                if (how != 3 || name != "a") return value;
                PlainObject o = r.Object();
                o.DefineOwn(r, "a1", value);
                o.DefineOwn(r, "b", Value.Null);
                return o;
            });
            return r.Array([Stringify(r, v[0], replacer, v[2]), log]);
        }, Inputs.Many(2000, () => [RandomValue(random, maker, 4), random.Next(4), random.Next(2) == 0 ? Value.Undefined : random.Next(4)]),
            name: "JSON.stringify(a, f, c) and each call of f");
    }

    private static Value Stringify(Realm r, Value value, Value replacer, Value indent) =>
        Op.CallMethod(r, r.Global("JSON", 1), (Value)"stringify", new Args(value, replacer, indent), 1);

    [Fact]
    public void Every_unit_in_a_string()
    {
        List<Value[]> inputs = [.. Enumerable.Range(0, 0x10000).Select(static c => new Value[] { $"a{(char)c}b" }),
            [new string([.. Enumerable.Range(0xd700, 0x1000).Select(static c => (char)c)])]];
        NodeOracle.Compare("JSON.stringify(a)", (r, v) => Intrinsics.JsonStringify(r, v[0]), inputs);
    }

    [Fact]
    public void ToJson_of_the_function_is_called() =>
        NodeOracle.Compare("JSON.stringify({k: {toJSON: x => [x, x]}, l: [{toJSON: x => x}], m: {toJSON: 5}})", (r, v) =>
        {
            var twice = new Lambda(r, (Value self, in Args args) => r.Array([args[0], args[0]]));
            var same = new Lambda(r, (Value self, in Args args) => args[0]);
            PlainObject Holder(Value f)
            {
                PlainObject o = r.Object();
                o.DefineOwn(r, "toJSON", f);
                return o;
            }
            PlainObject root = r.Object();
            root.DefineOwn(r, "k", Holder(twice));
            root.DefineOwn(r, "l", r.Array([Holder(same)]));
            root.DefineOwn(r, "m", Holder(5));
            return Intrinsics.JsonStringify(r, root);
        }, [[]]);

    [Fact]
    public void Cycles_throw_and_depth_bails_out()
    {
        Realm r = NodeOracle.NewRealm();
        ArrayObject cycle = r.Array([1]);
        cycle.Push(r, cycle);
        Assert.Throws<JsThrow>(() => Intrinsics.JsonStringify(r, cycle));
        r.BeginTurn();
        Assert.Throws<Bailout>(() => Intrinsics.JsonParse(r, new string('[', 5_000_000)));
        r.BeginTurn();
        Assert.Throws<Bailout>(() => JsonNamespace.ParseReply(r, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 1_000_000)))));
        Value deep = 1;
        for (int i = 0; i < 1_000_000; i++) deep = r.Array([deep]);
        r.BeginTurn();
        Assert.Throws<Bailout>(() => Op.ToText(r, deep));
        r.BeginTurn();
        Assert.Throws<Bailout>(() => Op.CallMethod(r, deep, (Value)"flat", new Args(double.PositiveInfinity), 1));
    }

    private static string Generate(Random random, int depth)
    {
        string white = random.Next(6) == 0 ? " " : "";
        switch (random.Next(depth > 0 ? 9 : 6))
        {
            case 0: return white + random.Next(-100, 100);
            case 1: return NumberText.Of(Inputs.RandomNumber(random)).Replace("Infinity", "1").Replace("NaN", "2");
            case 2: return "\"" + Inputs.RandomText(random, "abé漢/ ", 6) + (random.Next(4) == 0 ? "\\u00e9\\n" : "") + "\"";
            case 3: return "null";
            case 4: return "true" + white;
            case 5: return "\"\"";
            case 6:
            case 7:
                return "{" + white + string.Join(",", Enumerable.Range(0, random.Next(5)).Select(
                    _ => $"\"{Inputs.RandomText(random, "ab12_", 2)}\":{white}{Generate(random, depth - 1)}")) + "}";
            default:
                return "[" + string.Join("," + white, Enumerable.Range(0, random.Next(5)).Select(_ => Generate(random, depth - 1))) + white + "]";
        }
    }

    private static string Mutate(Random random, string text)
    {
        if (text.Length == 0 || random.Next(3) > 0) return text;
        int at = random.Next(text.Length);
        return random.Next(3) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, "{}[],:\"\\0.e-+ tn"[random.Next(16)].ToString()),
            _ => text[..at],
        };
    }

    private static Value RandomValue(Random random, Realm maker, int depth)
    {
        switch (random.Next(depth > 0 ? 8 : 5))
        {
            case 0: return Inputs.RandomNumber(random);
            case 1: return Inputs.RandomText(random, "ab\"\\\n\u0001\u007f\u2028é\ud83d\ude00", 6);
            case 2: return random.Next(2) == 0;
            case 3: return Value.Null;
            case 4: return Value.Undefined;
            case 5:
                return maker.Array([.. Enumerable.Range(0, random.Next(5)).Select(_ => RandomValue(random, maker, depth - 1))]);
            default:
                PlainObject o = maker.Object();
                for (int i = random.Next(5); i > 0; i--)
                    o.DefineOwn(maker, Inputs.RandomText(random, "ab12_\"", 2), RandomValue(random, maker, depth - 1));
                return o;
        }
    }
}
