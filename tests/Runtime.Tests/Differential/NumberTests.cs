using Containerless.Runtime.Builtins;

namespace Containerless.Runtime.Tests.Differential;

public class NumberTests
{
    private static List<Value[]> RandomNumbers(string test, int count)
    {
        Random random = Inputs.Seeded(test);
        List<Value[]> list = [.. Inputs.Numbers.Select(static d => new Value[] { d })];
        for (int i = 0; i < count; i++) list.Add([Inputs.RandomNumber(random)]);
        return list;
    }

    private static Value Method(Realm r, Value self, string name, params Value[] args) =>
        Op.CallMethod(r, self, (Value)name, new Args(args), 1);

    [Fact]
    public void Number_to_text() =>
        NodeOracle.Compare("String(a)", (r, v) => Op.NumberToText(r, v[0].AsNumber), RandomNumbers("number to text", 20000));

    [Fact]
    public void Text_to_number()
    {
        Random random = Inputs.Seeded("text to number");
        List<Value[]> texts = [.. Inputs.Texts.Select(static s => new Value[] { s })];
        for (int i = 0; i < 6000; i++) texts.Add([Inputs.RandomText(random, "0123456789.eE+-xXaAbo \u00a0In", 8)]);
        for (int i = 0; i < 3000; i++) texts.Add([Inputs.RandomText(random, "0123456789", 40) + "." + Inputs.RandomText(random, "0123456789", 30) + "e" + random.Next(-330, 310)]);
        for (int i = 0; i < 1000; i++) texts.Add(["0x" + Inputs.RandomText(random, "0123456789abcdefF", 40)]);
        for (int i = 0; i < 500; i++) texts.Add(["0b" + Inputs.RandomText(random, "01", 80)]);
        NodeOracle.Compare("Number(a)", (r, v) => Op.ToNumber(r, v[0]), texts);
        NodeOracle.Compare("parseFloat(a)", (r, v) => Op.Call(r, r.Global("parseFloat", 1), new Args(v[0]), 1), texts);
        NodeOracle.Compare("parseInt(a)", (r, v) => Op.Call(r, r.Global("parseInt", 1), new Args(v[0]), 1), texts);
        List<Value[]> radixes = [];
        foreach (Value[] text in texts.Take(3000)) radixes.Add([text[0], random.Next(-1, 40)]);
        for (int i = 0; i < 2000; i++) radixes.Add([Inputs.RandomText(random, "0123456789abcdefghijklmnopqrstuvwxyz", 14), random.Next(2, 37)]);
        NodeOracle.Compare("parseInt(a, b)", (r, v) => Op.Call(r, r.Global("parseInt", 1), new Args(v[0], v[1]), 1), radixes, 0.1);
    }

    [Fact]
    public void Methods_of_numbers()
    {
        Random random = Inputs.Seeded("number methods");
        List<Value[]> pairs = [];
        foreach (Value[] n in RandomNumbers("", 6000)) pairs.Add([n[0], random.Next(-1, random.Next(2) == 0 ? 22 : 102)]);
        for (int i = 0; i < 3000; i++) pairs.Add([random.Next(-100000, 100000) / 1000.0, random.Next(0, 5)]);
        NodeOracle.Compare("a.toFixed(b)", (r, v) => Method(r, v[0], "toFixed", v[1]), pairs);
        NodeOracle.Compare("a.toPrecision(b)", (r, v) => Method(r, v[0], "toPrecision", v[1]), pairs);
        NodeOracle.Compare("a.toExponential(b)", (r, v) => Method(r, v[0], "toExponential", v[1]), pairs);
        NodeOracle.Compare("a.toExponential()", (r, v) => Method(r, v[0], "toExponential"), pairs);
        List<Value[]> radix = [];
        for (int i = 0; i < 3000; i++) radix.Add([random.Next(3) == 0 ? random.NextInt64(-(1L << 53), 1L << 53) : random.Next(-1000, 1000), random.Next(1, 38)]);
        foreach (double d in Inputs.Numbers) radix.Add([d, random.Next(2, 37)]);
        foreach (Value[] n in RandomNumbers("", 20_000)) radix.Add([n[0], random.Next(2, 37)]);
        for (int i = 0; i < 3000; i++) radix.Add([random.NextDouble(), 36]);
        NodeOracle.Compare("a.toString(b)", (r, v) => Method(r, v[0], "toString", v[1]), radix);
    }

    [Fact]
    public void Math_functions()
    {
        List<Value[]> numbers = RandomNumbers("math", 4000);
        for (int i = -10; i < 10; i++) numbers.Add([i + 0.5]);
        foreach (string name in (string[])["floor", "ceil", "trunc", "round", "abs", "sqrt", "sign", "fround", "clz32", "exp", "expm1", "cosh", "sinh",
                     "tanh", "log", "log1p", "log2", "log10", "asinh", "acosh", "atanh", "asin", "acos", "atan", "cbrt"])
            NodeOracle.Compare($"Math.{name}(a)", (r, v) => Method(r, r.Global("Math", 1), name, v[0]), numbers);
        // Beyond about 1.6 million the reduction by π/2 needs more digits of π than it has: these bail out.
        foreach (string name in (string[])["sin", "cos", "tan"])
            NodeOracle.Compare($"Math.{name}(a)", (r, v) => Method(r, r.Global("Math", 1), name, v[0]), numbers, maxBail: 0.5);
        Random random = Inputs.Seeded("math pairs");
        List<Value[]> pairs = [];
        foreach (double a in Inputs.Numbers)
            foreach (double b in Inputs.Numbers)
                pairs.Add([a, b]);
        foreach (string name in (string[])["min", "max", "imul", "pow", "atan2", "hypot"])
            NodeOracle.Compare($"Math.{name}(a, b)", (r, v) => Method(r, r.Global("Math", 1), name, v[0], v[1]), pairs);
        for (int i = 0; i < 4000; i++) pairs.Add([Inputs.RandomNumber(random), Inputs.RandomNumber(random)]);
        for (int i = 0; i < 4000; i++) pairs.Add([random.NextDouble() * 20, random.NextDouble() * 40 - 20]);
        NodeOracle.Compare("a ** b", (r, v) => Op.Power(r, v[0], v[1]), pairs);
        NodeOracle.Compare("Math.hypot(a, b, a)", (r, v) => Method(r, r.Global("Math", 1), "hypot", v[0], v[1], v[0]), pairs);
        NodeOracle.Compare("Math.min(a, b)", (r, v) => Intrinsics.Min(v[0].AsNumber, v[1].AsNumber), pairs);
        NodeOracle.Compare("Math.max(a, b)", (r, v) => Intrinsics.Max(v[0].AsNumber, v[1].AsNumber), pairs);
        NodeOracle.Compare("[Math.min(), Math.max(), Math.min(a), Math.max(a, b, a)]", (r, v) => r.Array(
        [
            Method(r, r.Global("Math", 1), "min"), Method(r, r.Global("Math", 1), "max"),
            Method(r, r.Global("Math", 1), "min", v[0]), Method(r, r.Global("Math", 1), "max", v[0], v[1], v[0]),
        ]), pairs);
    }

    [Fact]
    public void Constants()
    {
        foreach (string name in (string[])["PI", "E", "LN2", "LN10", "LOG2E", "LOG10E", "SQRT2", "SQRT1_2"])
            NodeOracle.Compare($"Math.{name}", (r, v) => Op.GetIndex(r, r.Global("Math", 1), (Value)name, 1), [[]]);
        foreach (string name in (string[])["MAX_SAFE_INTEGER", "MIN_SAFE_INTEGER", "MAX_VALUE", "MIN_VALUE", "EPSILON", "POSITIVE_INFINITY", "NEGATIVE_INFINITY", "NaN"])
            NodeOracle.Compare($"Number.{name}", (r, v) => Op.GetIndex(r, r.Global("Number", 1), (Value)name, 1), [[]]);
    }

    [Fact]
    public void Predicates()
    {
        Value[][] each = [.. Inputs.Mixed(NodeOracle.NewRealm()).Select(static v => new[] { v })];
        foreach (string name in (string[])["isNaN", "isFinite", "isInteger", "isSafeInteger"])
            NodeOracle.Compare($"Number.{name}(a)", (r, v) => Method(r, r.Global("Number", 1), name, v[0]), each);
        foreach (string name in (string[])["isNaN", "isFinite", "parseInt", "parseFloat", "Number", "String", "Boolean"])
            NodeOracle.Compare($"{name}(a)", (r, v) => Op.Call(r, r.Global(name, 1), new Args(v[0]), 1), each);
    }
}
