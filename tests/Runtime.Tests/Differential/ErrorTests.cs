using Containerless.Runtime.Builtins;

namespace Containerless.Runtime.Tests.Differential;

/// <summary>Errors that builtins and operators raise, with Node's messages.</summary>
public class ErrorTests
{
    private static Value Method(Realm r, Value o, string name, params Value[] args) => Op.CallMethod(r, o, (Value)name, new Args(args), 1);

    private static List<Value[]> Odd()
    {
        Realm r = NodeOracle.NewRealm();
        return [.. ((Value[])[default, Value.Null, 5, -1, 1.5, "x", "", true, r.Object(), r.Array([]), r.Array([1])]).Select(static v => new[] { v })];
    }

    [Fact]
    public void Messages()
    {
        NodeOracle.Compare("a.foo", static (r, v) => Op.Get(r, v[0], "foo", 0, 1), Odd());
        NodeOracle.Compare("a[b]", static (r, v) => Op.GetIndex(r, v[0], v[1], 1), Inputs.Pairs([.. Odd().Select(static v => v[0])]));
        NodeOracle.Compare("'use strict'; a.foo = 1; return a", static (r, v) =>
        {
            Op.Put(r, v[0], "foo", 1, 0, 1, true);
            return v[0];
        }, Odd(), 0.1);
        NodeOracle.Compare("'use strict'; delete a.length; return 1", static (r, v) =>
        {
            Op.Delete(r, v[0], "length", 1, true);
            return 1;
        }, Odd());
        NodeOracle.Compare("'foo' in a", static (r, v) => Op.In(r, "foo", v[0]), Odd());
        NodeOracle.Compare("({}) instanceof a", static (r, v) => Op.InstanceOf(r, r.Object(), v[0]), Odd());
        NodeOracle.Compare("[1, 2].map(a)", static (r, v) => Method(r, r.Array([1, 2]), "map", v[0]), Odd());
        NodeOracle.Compare("[1, 2].flatMap(a)", static (r, v) => Method(r, r.Array([1, 2]), "flatMap", v[0]), Odd());
        NodeOracle.Compare("[2, 1].sort(a)", static (r, v) => Method(r, r.Array([2, 1]), "sort", v[0]), Odd());
        NodeOracle.Compare("[].reduce((x, y) => x)", static (r, _) => Method(r, r.Array([]), "reduce", new Lambda(r, static (Value _, in Args args) => args[0])), [[]]);
        NodeOracle.Compare("[1, 2].with(a, 0)", static (r, v) => Method(r, r.Array([1, 2]), "with", v[0], 0), Odd());
        NodeOracle.Compare("new Array(a)", static (r, v) => Op.New(r, r.Global("Array", 1), new Args(v[0]), 1), Odd());
        NodeOracle.Compare("'ab'.repeat(a)", static (r, v) => Method(r, "ab", "repeat", v[0]), Odd());
        NodeOracle.Compare("String.fromCodePoint(a)", static (r, v) => Method(r, r.Global("String", 1), "fromCodePoint", v[0]), Odd());
        NodeOracle.Compare("'ab'.normalize(a)", static (r, v) => Method(r, "ab", "normalize", v[0]), Odd());
        foreach (string name in (string[])["toFixed", "toPrecision", "toExponential", "toString"])
            NodeOracle.Compare($"(5)[b](a)", (r, v) => Method(r, 5, name, v[0]), [.. Odd().Concat([[101], [1000]]).Select(v => new[] { v[0], name })]);
        foreach (string name in (string[])["fromEntries", "keys", "values", "entries", "getOwnPropertyNames", "create", "freeze", "isFrozen"])
            NodeOracle.Compare("Object[b](a)", (r, v) => Method(r, r.Global("Object", 1), name, v[0]), [.. Odd().Select(v => new[] { v[0], name })], 0.6);
        NodeOracle.Compare("Object.defineProperty({}, 'x', a).x", static (r, v) =>
            Op.GetIndex(r, Method(r, r.Global("Object", 1), "defineProperty", r.Object(), "x", v[0]), (Value)"x", 1), Odd());
        NodeOracle.Compare("Object.defineProperty(a, 'x', {value: 1}).x", static (r, v) =>
        {
            PlainObject d = r.Object();
            d.DefineOwn(r, "value", 1);
            return Op.GetIndex(r, Method(r, r.Global("Object", 1), "defineProperty", v[0], "x", d), (Value)"x", 1);
        }, Odd());
        NodeOracle.Compare("Object.setPrototypeOf({}, a)", static (r, v) => Method(r, r.Global("Object", 1), "setPrototypeOf", r.Object(), v[0]), Odd(), 0.2);     // not arrays
        NodeOracle.Compare("Object.setPrototypeOf(a, null); return 1", static (r, v) =>
        {
            Method(r, r.Global("Object", 1), "setPrototypeOf", v[0], Value.Null);
            return 1;
        }, Odd(), 0.3);
        foreach (string name in (string[])["Array", "String", "Boolean", "Number", "Symbol"])
        {
            Realm realm = NodeOracle.NewRealm();
            foreach (string member in ((BuiltinConstructor)realm.Global(name, 1).AsObject!).PrototypeObject.Table.Implemented)
            {
                if (PropertyKey.IsHidden(member) || member is "description" or "length") continue;
                NodeOracle.Compare($"{name}.prototype.{member}.call(a)", (r, v) => Op.CallMethod(
                    r, Op.GetIndex(r, ((BuiltinConstructor)r.Global(name, 1).AsObject!).PrototypeObject, (Value)member, 1), (Value)"call", new Args(v[0]), 1),
                    [[default], [Value.Null]]);
            }
        }
    }

    [Fact]
    public void Errors_are_objects_like_Nodes()
    {
        const string js = """
            const e = new globalThis[a](b, c);
            return [String(e), e.name, e.message, Object.keys(e), Object.getOwnPropertyNames(e), 'cause' in e, e.cause, e instanceof Error, e instanceof TypeError,
              Object.prototype.toString.call(e), Object.getPrototypeOf(e) === globalThis[a].prototype, e.constructor === globalThis[a], Object.getPrototypeOf(globalThis[a]) === Error,
              JSON.stringify(e), e.hasOwnProperty('message'), globalThis[a].prototype.name];
            """;
        Realm maker = NodeOracle.NewRealm();
        PlainObject cause = maker.Object();
        cause.DefineOwn(maker, "cause", 7);
        List<Value[]> inputs = [.. from name in (string[])["Error", "TypeError", "RangeError", "SyntaxError", "ReferenceError", "EvalError", "URIError"]
            from message in (Value[])[default, "", "boo", 5, Value.Null, maker.Object()]
            from options in (Value[])[default, 5, cause, maker.Object()] select new[] { name, message, options }];
        NodeOracle.Compare(js, static (r, v) =>
        {
            var constructor = (BuiltinConstructor)r.Global(v[0].ToString(), 1).AsObject!;
            Value e = Op.New(r, constructor, new Args(v[1], v[2]), 1);
            Value Get(string name) => Op.GetIndex(r, e, (Value)name, 1);
            Value Static(string name, params Value[] args) => Op.CallMethod(r, r.Global("Object", 1), (Value)name, new Args(args), 1);
            return r.Array([
                Op.ToText(r, e), Get("name"), Get("message"), Static("keys", e), Static("getOwnPropertyNames", e), Op.In(r, "cause", e), Get("cause"),
                Op.InstanceOf(r, e, r.Global("Error", 1)), Op.InstanceOf(r, e, r.Global("TypeError", 1)),
                Op.CallMethod(r, Prototypes.ObjectToString, (Value)"call", new Args(e), 1),
                ReferenceEquals(Static("getPrototypeOf", e).Ref, constructor.PrototypeObject), ReferenceEquals(Get("constructor").Ref, constructor),
                ReferenceEquals(Static("getPrototypeOf", constructor).Ref, r.Global("Error", 1).Ref),
                Intrinsics.JsonStringify(r, e), Op.CallMethod(r, e, (Value)"hasOwnProperty", new Args("message"), 1),
                Op.GetIndex(r, constructor.PrototypeObject, (Value)"name", 1),
            ]);
        }, inputs);
        Realm realm = NodeOracle.NewRealm();
        Value error = Op.New(realm, realm.Global("Error", 1), new Args("x"), 12);
        Assert.Equal(12, ((ErrorData)((PlainObject)error.AsObject!).Data!).Line);
        Assert.Throws<Bailout>(() => Op.GetIndex(realm, error, (Value)"stack", 1));
        Assert.Throws<Bailout>(() => Op.PutIndex(realm, error, (Value)"stack", 1, 1));
    }

    /// <summary>JSON.parse's messages on mutilated documents.</summary>
    [Fact]
    public void Json_syntax_errors()
    {
        Random random = Inputs.Seeded("json errors");
        string[] documents = ["{\"a\":[1,2.5e-3,true,false,null,\"x\\u00e9\\n\"],\"b\":{},\"c\":[]}", "[1,2,3]", "\"text\"", "-12.5e+3", "true", "null", "  {\"key\" : \"a rather long value, so that there is context\"} ", "NaN", "undefined", "Infinity", "[object Object]", ""];
        List<Value[]> inputs = [.. documents.Select(static d => new Value[] { d })];
        for (int i = 0; i < 20_000; i++)
        {
            var text = new System.Text.StringBuilder(documents[random.Next(documents.Length)]);
            for (int k = random.Next(1, 4); k > 0 && text.Length > 0; k--)
            {
                int at = random.Next(text.Length);
                switch (random.Next(3))
                {
                    case 0: text.Remove(at, 1); break;
                    case 1: text.Insert(at, "{}[],:\"\\0x.e-+ tn\n\té"[random.Next(20)]); break;
                    default: text.Length = at; break;
                }
            }
            inputs.Add([text.ToString()]);
        }
        NodeOracle.Compare("JSON.parse(a)", static (r, v) => Intrinsics.JsonParse(r, v[0].ToString()), inputs);
    }

    [Fact]
    public void Locale_comparison_and_unicode()
    {
        Random random = Inputs.Seeded("unicode");
        List<Value[]> inputs = [];
        for (int i = 0; i < 8000; i++)
            inputs.Add([Inputs.RandomText(random, "aAbBzZ09 _-.$~", 4), Inputs.RandomText(random, "aAbBzZ09 _-.$~", 4)]);
        for (int i = 32; i < 127; i++) inputs.Add([((char)i).ToString(), ((char)random.Next(32, 127)).ToString()]);
        NodeOracle.Compare("a.localeCompare(b)", static (r, v) => Method(r, v[0], "localeCompare", v[1]), inputs);
        List<Value[]> texts = [.. Enumerable.Range(0, 0x260).Select(static c => new Value[] { "x" + (char)c })];
        for (int i = 0; i < 2000; i++) texts.Add([Inputs.RandomText(random, "aé\ud83d\ude00ñx", 6)]);
        foreach (string form in (string[])["NFC", "NFD"])
            NodeOracle.Compare("a.normalize(b)", (r, v) => Method(r, v[0], "normalize", form), [.. texts.Select(t => new[] { t[0], form })], 0.7);
        NodeOracle.Compare("[a.isWellFormed(), a.toWellFormed()]", static (r, v) =>
            r.Array([Method(r, v[0], "isWellFormed"), Method(r, v[0], "toWellFormed")]), texts);
    }
}
