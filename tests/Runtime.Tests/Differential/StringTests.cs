namespace Containerless.Runtime.Tests.Differential;

public class StringTests
{
    private static readonly Value[] Positions =
        [Value.Undefined, 0, -0.0, 1, 2, 3, 5, 100, -1, -2, -100, 1.7, -1.7, double.NaN, double.PositiveInfinity, double.NegativeInfinity, "1", 4294967296.0];

    private static readonly string[] Selves = ["", "a", "abcabc", "hello world", "\ud83d\ude00x\ud83d", "  pad\t\u00a0"];
    private static readonly Value[] Needles = ["", "a", "b", "bc", "abc", "o", "\ude00", " ", Value.Undefined, 1, Value.Null, "abcabcabc"];

    private static Func<Realm, Value[], Value> Method(string name, int arguments) => (r, v) =>
        Op.CallMethod(r, v[0], (Value)name, new Args(v[1..(arguments + 1)]), 1);

    [Theory]
    [InlineData("charAt"), InlineData("charCodeAt"), InlineData("codePointAt"), InlineData("at")]
    [InlineData("slice"), InlineData("substring"), InlineData("substr")]
    public void One_position(string name) => NodeOracle.Compare($"a.{name}(b)", Method(name, 1),
        [.. from s in Selves from p in Positions select new Value[] { s, p }]);

    [Theory]
    [InlineData("slice"), InlineData("substring"), InlineData("substr")]
    public void Two_positions(string name) => NodeOracle.Compare($"a.{name}(b, c)", Method(name, 2),
        [.. from s in Selves from p in Positions from q in Positions select new Value[] { s, p, q }]);

    [Theory]
    [InlineData("indexOf"), InlineData("lastIndexOf"), InlineData("includes"), InlineData("startsWith"), InlineData("endsWith")]
    public void Searches(string name)
    {
        NodeOracle.Compare($"a.{name}(b)", Method(name, 1), [.. from s in Selves from n in Needles select new Value[] { s, n }]);
        NodeOracle.Compare($"a.{name}(b, c)", Method(name, 2),
            [.. from s in Selves from n in Needles from p in Positions select new Value[] { s, n, p }]);
    }

    [Theory]
    [InlineData("padStart"), InlineData("padEnd")]
    public void Pads(string name)
    {
        NodeOracle.Compare($"a.{name}(b)", Method(name, 1),
            [.. from s in Selves from p in (Value[])[0, 3, 20, -1, "7", 8.9, Value.Undefined] select new Value[] { s, p }]);
        NodeOracle.Compare($"a.{name}(b, c)", Method(name, 2),
            [.. from s in Selves from p in (Value[])[0, 3, 20] from f in Needles select new Value[] { s, p, f }]);
    }

    [Theory]
    [InlineData("trim"), InlineData("trimStart"), InlineData("trimEnd"), InlineData("trimLeft"), InlineData("trimRight"), InlineData("toString"), InlineData("valueOf")]
    public void Without_arguments(string name) => NodeOracle.Compare($"a.{name}()", Method(name, 0),
        [.. from s in Selves.Concat(Inputs.Texts) select new Value[] { s }, .. Every()]);

    private static IEnumerable<Value[]> Every() =>
        Enumerable.Range(0, 0x10000).Chunk(1).Where(static c => c[0] < 0x3100 || c[0] > 0xfe00)
            .Select(static c => new Value[] { $"{(char)c[0]}x{(char)c[0]}" });

    [Fact]
    public void Splits()
    {
        NodeOracle.Compare("a.split(b)", Method("split", 1), [.. from s in Selves from n in Needles select new Value[] { s, n }]);
        NodeOracle.Compare("a.split(b, c)", Method("split", 2),
            [.. from s in Selves from n in Needles from p in Positions select new Value[] { s, n, p }]);
    }

    [Fact]
    public void Replaces()
    {
        Value[] replacements = ["", "x", "$$", "$&", "[$`|$']", "$1$<a>$", "a$", Value.Undefined, 5];
        List<Value[]> inputs = [.. from s in Selves from n in Needles from t in replacements select new Value[] { s, n, t }];
        NodeOracle.Compare("a.replace(b, c)", Method("replace", 2), inputs);
        NodeOracle.Compare("a.replaceAll(b, c)", Method("replaceAll", 2), inputs);
    }

    [Fact]
    public void Repeats_and_concatenates()
    {
        NodeOracle.Compare("a.repeat(b)", Method("repeat", 1),
            [.. from s in Selves from n in (Value[])[0, 1, 2, 7, 2.9, "3", -1, double.PositiveInfinity, Value.Undefined] select new Value[] { s, n }]);
        NodeOracle.Compare("a.concat(b, c)", Method("concat", 2),
            [.. from s in Selves from n in Needles from m in Needles select new Value[] { s, n, m }]);
    }

    [Fact]
    public void Intrinsics_agree_with_the_methods()
    {
        List<Value[]> inputs = [.. from s in Selves from p in (double[])[0, -0.0, 1, 2, 5, -1, -3, 1.5, double.NaN, 1e10, double.NegativeInfinity]
                                   from q in (double[])[0, 1, 3, -1, 99] select new Value[] { s, p, q }];
        NodeOracle.Compare("[a.charCodeAt(b), a.charAt(b), a.slice(b), a.slice(b, c), a.substring(b), a.substring(b, c)]", (r, v) =>
        {
            string s = v[0].ToString();
            double p = v[1].AsNumber, q = v[2].AsNumber;
            return r.Array(
            [
                Intrinsics.CharCodeAt(s, p), Intrinsics.CharAt(s, p), Intrinsics.Slice(r, s, p), Intrinsics.Slice(r, s, p, q),
                Intrinsics.Substring(r, s, p), Intrinsics.Substring(r, s, p, q),
            ]);
        }, inputs);
        NodeOracle.Compare("[a.indexOf(b), a.lastIndexOf(b), a.includes(b), a.startsWith(b), a.endsWith(b), a.split(b)]", (r, v) =>
        {
            string s = v[0].ToString(), t = v[1].ToString();
            return r.Array(
            [
                Intrinsics.IndexOf(r, s, t), Intrinsics.LastIndexOf(r, s, t), Intrinsics.Includes(r, s, t),
                Intrinsics.StartsWith(r, s, t), Intrinsics.EndsWith(r, s, t), Intrinsics.Split(r, s, t),
            ]);
        }, [.. from s in Selves from n in (string[])["", "a", "bc", "o", "\ude00"] select new Value[] { s, n }]);
    }

    [Fact]
    public void Statics()
    {
        NodeOracle.Compare("String.fromCharCode(a)", (r, v) => Op.CallMethod(r, r.Global("String", 1), (Value)"fromCharCode", new Args(v), 1),
            [.. Inputs.Numbers.Select(static d => new Value[] { d })]);
        NodeOracle.Compare("String.fromCodePoint(a, 97)", (r, v) => Op.CallMethod(r, r.Global("String", 1), (Value)"fromCodePoint", new Args(v[0], 97), 1),
            [[0], [65], [0x1f600], [0xd800], [0x10ffff], [0x110000], [-1], [1.5]]);
    }

    [Fact]
    public void Indexing_and_unknown_members()
    {
        NodeOracle.Compare("a[b]", (r, v) => Op.GetIndex(r, v[0], v[1], 1),
            [.. from s in Selves from p in (Value[])[0, 1, -1, 1.5, "0", "00", "length", "foo", "-0", 1e10, -0.0] select new Value[] { s, p }]);
        Assert.Throws<Bailout>(() => Op.GetIndex(NodeOracle.NewRealm(), "a", (Value)"anchor", 1));
        Assert.Throws<Bailout>(() => Op.GetIndex(NodeOracle.NewRealm(), "a", (Value)"__lookupGetter__", 1));
    }

    [Fact]
    public void Uri_components()
    {
        Random random = Inputs.Seeded("uri");
        List<Value[]> texts = [.. Inputs.Texts.Select(static s => new Value[] { s })];
        for (int i = 0; i < 3000; i++) texts.Add([Inputs.RandomText(random, "a0-_.!~*'();/?:@&=+$,# %é\ud83d\ude00漢", 8)]);
        NodeOracle.Compare("encodeURIComponent(a)", (r, v) => Op.Call(r, r.Global("encodeURIComponent", 1), new Args(v), 1), texts);
        for (int i = 0; i < 3000; i++)
            texts.Add([string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => "%" + random.Next(256).ToString("x2"))) + "z"]);
        for (int i = 0; i < 0x11000; i += 7)
            if (i is < 0xd800 or > 0xdfff) texts.Add([Uri.EscapeDataString(char.ConvertFromUtf32(i))]);
        foreach (string name in new[] { "encodeURI", "decodeURI", "escape", "unescape" })
        {
            List<Value[]> more = [.. texts, .. Enumerable.Range(0, 3000).Select(_ => new Value[] { Inputs.RandomText(random, "%%%uU0123aAfF2Ff;/?:@&=+$,#é", 14) })];
            for (int i = 0; i < 256; i++) more.Add([$"x%{i:X2}{(char)i}%{i:x2}"]);
            NodeOracle.Compare(name + "(a)", (r, v) => Op.Call(r, r.Global(name, 1), new Args(v), 1), more);
        }
        NodeOracle.Compare("decodeURIComponent(a)", (r, v) => Op.Call(r, r.Global("decodeURIComponent", 1), new Args(v), 1), texts);
    }
}
