using Containerless.Runtime.Builtins;

namespace Containerless.Runtime.Tests.Differential;

/// <summary>Regular expression objects and the methods of strings that use them.</summary>
public class RegExpTests
{
    private const string Everything = """
        let r;
        try { r = new RegExp(a, b); } catch (e) { return ['error', e.name, e.message]; }
        const show = m => !m ? m : [...m, m.index, m.input, m.groups === undefined ? 'none' : Object.entries(m.groups).flat(),
            m.indices ? [...m.indices] : 'none', Object.keys(m).filter(k => !/^\d/.test(k)).join()];
        const call = (...x) => '<' + x.map(v => typeof v === 'object' ? JSON.stringify(v) : String(v)).join('|') + '>';
        const out = [show(r.exec(c)), r.lastIndex, r.test(c), r.lastIndex, c.search(r), r.lastIndex];
        const m = c.match(r);
        out.push(r.global ? m : show(m), r.lastIndex, c.replace(r, d), r.lastIndex, c.replace(r, call), r.lastIndex);
        if (r.global) out.push(...[...c.matchAll(r)].map(show), c.replaceAll(r, d));
        out.push(c.split(r), c.split(r, 2), r.source, r.flags, String(r), r.lastIndex, r.sticky);
        return out;
        """;

    [Fact, Trait("Compared", "with Node")]
    public void All_methods_on_random_patterns()
    {
        int count = Inputs.Count(2000, 1.1);
        var generator = new RegexGenerator(Inputs.Seeded("regexp"));
        List<Value[]> inputs = [];
        for (int i = 0; i < count; i++)
        {
            string flags = generator.Flags();
            if (i % 4 == 0) flags += "d";
            inputs.Add([generator.Pattern(flags), flags, generator.Text(12), generator.Template()]);
        }
        NodeOracle.Compare(Everything, static (r, v) => All(r, v), inputs, 0.2, "every method on a pattern and a text");
    }

    private static Value All(Realm r, Value[] v)
    {
        Value re;
        try
        {
            re = Op.New(r, r.Global("RegExp", 1), new Args(v[0], v[1]), 1);
        }
        catch (JsThrow e)
        {
            return r.Array(["error", Op.Get(r, e.Value, "name", 0, 1), Op.Get(r, e.Value, "message", 1, 1)]);
        }
        Value text = v[2], template = v[3];
        ArrayObject result = r.Array([]);
        Value Last() => Get(r, re, "lastIndex");
        bool global = Get(r, re, "global").AsBoolean;
        Add(Show(r, Call(r, re, "exec", text)), Last(), Call(r, re, "test", text), Last(), Call(r, text, "search", re), Last());
        Value match = Call(r, text, "match", re);
        Add(global ? match : Show(r, match), Last(), Call(r, text, "replace", re, template), Last());
        var f = new Lambda(r, (Value self, in Args args) =>
        {
            string shown = "<";
            for (int i = 0; i < args.Count; i++)
                shown += (i > 0 ? "|" : "") + (args[i].Ref is JsObject ? Op.ToText(r, Call(r, r.Global("JSON", 1), "stringify", args[i])) : Op.ToText(r, args[i]));
            return shown + ">";
        });
        Add(Call(r, text, "replace", re, f), Last());
        if (global)
        {
            ValueIterator all = Op.Iterate(r, Call(r, text, "matchAll", re), 1);
            while (all.MoveNext(out Value each)) Add(Show(r, each));
            Add(Call(r, text, "replaceAll", re, template));
        }
        Add(Call(r, text, "split", re), Call(r, text, "split", re, 2), Get(r, re, "source"), Get(r, re, "flags"), Op.ToText(r, re), Last(), Get(r, re, "sticky"));
        return result;

        void Add(params Value[] values)
        {
            foreach (Value each in values) result.Push(r, each);
        }
    }

    private static Value Call(Realm r, Value o, string name, params Value[] args) => Op.CallMethod(r, o, (Value)name, new Args(args), 1);

    private static Value Get(Realm r, Value o, string name) => Op.GetIndex(r, o, (Value)name, 1);

    private static Value Show(Realm r, Value match)
    {
        if (match.Ref is not ArrayObject array) return match;
        ArrayObject shown = r.Array(array.Elements.ToArray());
        Value groups = Get(r, match, "groups"), indices = Get(r, match, "indices");
        foreach (Value each in (Value[])[Get(r, match, "index"), Get(r, match, "input"), groups.IsUndefined ? "none" : Entries(r, groups)]) shown.Push(r, each);
        shown.Push(r, indices.Ref is ArrayObject pairs ? r.Array(pairs.Elements.ToArray()) : "none");
        var keys = new List<string>();
        array.Extra!.Bag!.OwnKeys(r, keys, 1);
        shown.Push(r, string.Join(",", keys));
        return shown;
    }

    private static ArrayObject Entries(Realm r, Value groups)
    {
        ArrayObject flat = r.Array([]);
        var keys = new List<string>();
        groups.AsObject!.OwnKeys(r, keys, 1);
        foreach (string key in keys)
        {
            flat.Push(r, key);
            flat.Push(r, Get(r, groups, key));
        }
        return flat;
    }

    [Fact]
    public void Sources() => NodeOracle.Compare("new RegExp(a).source + new RegExp(a)", (r, v) =>
    {
        Value re = Op.New(r, r.Global("RegExp", 1), new Args(v[0]), 1);
        return Op.ToText(r, Get(r, re, "source")) + Op.ToText(r, re);
    }, [.. new[] { "", "/", "\\/", "[/]", "[\\]/]", "[^]/]", "\n", "\\\n", "a\rb", "\\\r", "\u2028", "\\\u2029", "\\\\/", "(?:)", "[/", "/[/]/" }.Select(static s => new Value[] { s })]);

    [Fact]
    public void Arguments_of_all_kinds()
    {
        Value[] patterns = [Value.Undefined, Value.Null, 1, "b", "(", "a|b", "", true, "."];
        NodeOracle.Compare("[a.match(b), a.search(b), a.replace(b, 'x'), a.split(b)].map(x => Array.isArray(x) ? [...x] : x)", (r, v) => r.Array([.. new[]
        {
            Call(r, v[0], "match", v[1]), Call(r, v[0], "search", v[1]), Call(r, v[0], "replace", v[1], "x"), Call(r, v[0], "split", v[1]),
        }.Select(x => x.Ref is ArrayObject m ? r.Array(m.Elements.ToArray()) : x)]), [.. from p in patterns from s in new[] { "abc", "", "a1bnull" } select new Value[] { s, p }]);
        NodeOracle.Compare("a[c](new RegExp(b, d))", (r, v) => Call(r, v[0], (string)v[2].Ref!, Op.New(r, r.Global("RegExp", 1), new Args(v[1], v[3]), 1)),
            [.. from m in new[] { "startsWith", "endsWith", "includes", "replaceAll", "split" } from f in new[] { "", "g", "y", "x", "gg", "uv" } select new Value[] { "abc", "b", m, f }]);
        NodeOracle.Compare("const x = RegExp(a, b); return [RegExp(x) === x, new RegExp(x) === x, new RegExp(x, c).flags, new RegExp(x).flags, Object.prototype.toString.call(x), x instanceof RegExp, RegExp.prototype.toString()]", (r, v) =>
        {
            Value regExp = r.Global("RegExp", 1), x = Op.Call(r, regExp, new Args(v[0], v[1]), 1);
            return r.Array([
                Op.StrictEquals(Op.Call(r, regExp, new Args(x), 1), x), Op.StrictEquals(Op.New(r, regExp, new Args(x), 1), x),
                Get(r, Op.New(r, regExp, new Args(x, v[2]), 1), "flags"), Get(r, Op.New(r, regExp, new Args(x), 1), "flags"),
                Call(r, Get(r, Get(r, Get(r, r.Global("Object", 1), "prototype"), "toString"), "call").Ref is null ? default : Get(r, Get(r, r.Global("Object", 1), "prototype"), "toString"), "call", x),
                Op.InstanceOf(r, x, regExp), "/(?:)/",
            ]);
        }, [["a", "g", "i"], ["a", "", "gy"], ["b", Value.Undefined, ""]]);
    }

    /// <summary>Every character of every set, as a hash of the places where membership changes.</summary>
    [Fact]
    public void Properties_of_Unicode()
    {
        string[] names =
        [
            .. UnicodeSets.Encoded.Keys, "L", "LC", "M", "N", "P", "S", "Z", "Letter", "gc=Uppercase_Letter", "General_Category=Nd", "punct", "Any", "ASCII",
            "Alpha", "Upper", "Lower", "space", "EPres", "EMod", "EBase", "EComp", "ExtPict", "IDS", "IDC", "sc=Cyrl", "sc=Hani", "Script=Grek",
        ];
        NodeOracle.Compare("const re = new RegExp('^\\\\p{' + a + '}$', 'u'), out = []; let last = false; for (let c = 0; c < 0x110000; c++) if (re.test(String.fromCodePoint(c)) !== last) { last = !last; out.push(c); } return out.join()",
            static (_, v) => string.Join(",", UnicodeProperty.Find((string)v[0].Ref!)!.Bounds.Select(static (b, i) => b + i % 2).Where(static b => b < 0x110000)),
            [.. names.Select(static n => new Value[] { n })]);
    }

    [Fact]
    public void What_a_pattern_may_cost()
    {
        Realm r = NodeOracle.NewRealm();
        Value re = Op.New(r, r.Global("RegExp", 1), new Args("(a+)+b"), 1);
        Assert.Equal("regular expression: too many steps", Assert.Throws<Bailout>(() => Call(r, re, "test", new string('a', 40))).Reason);
        long before = r.GasUsed;
        Call(r, Op.New(r, r.Global("RegExp", 1), new Args("x*y"), 1), "test", new string('x', 3000));
        Assert.InRange(r.GasUsed - before, 100_000, 50_000_000);
        Assert.Throws<Bailout>(() => Call(r, Op.New(r, r.Global("RegExp", 1), new Args("(?:a|b)*c"), 1), "test", new string('a', 1_900_000)));
        Assert.Throws<Bailout>(() => Op.New(r, r.Global("RegExp", 1), new Args(new string('(', 1000)), 1));
    }
}
