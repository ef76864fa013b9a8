using System.Numerics;
using Containerless.Runtime.Builtins;

namespace Containerless.Runtime.Tests.Differential;

public class NumberTests
{
    private static List<Value[]> RandomNumbers(string test, int count)
    {
        Random random = Inputs.Seeded(test);
        return [.. Inputs.Numbers.Select(static d => new Value[] { d }), .. Inputs.Many(count, () => [Inputs.RandomNumber(random)])];
    }

    private static Value Method(Realm r, Value self, string name, params Value[] args) =>
        Op.CallMethod(r, self, (Value)name, new Args(args), 1);

    [Fact, Trait("Compared", "with Node")]
    public void Number_to_text() =>
        NodeOracle.Compare("String(a)", (r, v) => Op.NumberToText(r, v[0].AsNumber), RandomNumbers("number to text", 20000));

    [Fact, Trait("Compared", "with Node")]
    public void Text_to_number()
    {
        Random random = Inputs.Seeded("text to number");
        List<Value[]> texts =
        [
            .. Inputs.Texts.Select(static s => new Value[] { s }),
            .. Inputs.Many(10_000, () => [RandomNumberText(random)]),
        ];
        NodeOracle.Compare("Number(a)", (r, v) => Op.ToNumber(r, v[0]), texts);
        NodeOracle.Compare("parseFloat(a)", (r, v) => Op.Call(r, r.Global("parseFloat", 1), new Args(v[0]), 1), texts);
        NodeOracle.Compare("parseInt(a)", (r, v) => Op.Call(r, r.Global("parseInt", 1), new Args(v[0]), 1), texts);
        NodeOracle.Compare("parseInt(a, b)", (r, v) => Op.Call(r, r.Global("parseInt", 1), new Args(v[0], v[1]), 1), Inputs.Many(5000, () =>
            random.Next(2) == 0 ? [RandomNumberText(random), random.Next(-1, 40)]
            : [Inputs.RandomText(random, "0123456789abcdefghijklmnopqrstuvwxyz", 14), random.Next(2, 37)], 1.15), 0.1);
    }

    private static string RandomNumberText(Random random) => random.Next(20) switch
    {
        < 11 => Inputs.RandomText(random, "0123456789.eE+-xXaAbo \u00a0In", 8),
        < 15 => $"{Inputs.RandomText(random, "0123456789", 40)}.{Inputs.RandomText(random, "0123456789", 30)}e{random.Next(-330, 310)}",
        15 => "0x" + Inputs.RandomText(random, "0123456789abcdefF", 40),
        16 => "0b" + Inputs.RandomText(random, "01", 80),
        17 => Halfway(random),
        _ => NumberText.Of(Inputs.RandomNumber(random)),
    };

    /// <summary>The digits of what lies between two numbers that have no others between, to the last or nearly so.</summary>
    private static string Halfway(Random random)
    {
        double x = Math.Abs(random.Next(2) == 0 ? Math.ScaleB(random.NextDouble(), random.Next(-80, 80)) : Inputs.RandomNumber(random));
        if (!double.IsFinite(x)) x = 1;
        long bits = BitConverter.DoubleToInt64Bits(x);
        (long mantissa, int exponent) = bits >> 52 == 0 ? (bits, -1074) : ((bits & ((1L << 52) - 1)) | 1L << 52, (int)(bits >> 52) - 1075);
        BigInteger doubled = 2 * (BigInteger)mantissa + 1;
        exponent--;
        string digits = exponent >= 0 ? (doubled << exponent).ToString() : (doubled * BigInteger.Pow(5, -exponent)).ToString() + "e" + exponent;
        return random.Next(3) == 0 ? digits.Replace("5e", "4999e") : digits;
    }

    [Fact, Trait("Compared", "with Node")]
    public void Methods_of_numbers()
    {
        Random random = Inputs.Seeded("number methods");
        List<Value[]> pairs =
        [
            .. Inputs.Numbers.Select(d => new Value[] { d, random.Next(0, 22) }),
            .. Inputs.Many(9000, () => random.Next(3) == 0 ? [random.Next(-100000, 100000) / 1000.0, random.Next(0, 5)]
                : [Inputs.RandomNumber(random), random.Next(-1, random.Next(2) == 0 ? 22 : 102)]),
        ];
        NodeOracle.Compare("a.toFixed(b)", (r, v) => Method(r, v[0], "toFixed", v[1]), pairs);
        NodeOracle.Compare("a.toPrecision(b)", (r, v) => Method(r, v[0], "toPrecision", v[1]), pairs);
        NodeOracle.Compare("a.toExponential(b)", (r, v) => Method(r, v[0], "toExponential", v[1]), pairs);
        NodeOracle.Compare("a.toExponential()", (r, v) => Method(r, v[0], "toExponential"), pairs);
        NodeOracle.Compare("a.toString(b)", (r, v) => Method(r, v[0], "toString", v[1]),
        [
            .. Inputs.Numbers.Select(d => new Value[] { d, random.Next(2, 37) }),
            .. Inputs.Many(25_000, () => random.Next(10) switch
            {
                0 => [random.NextInt64(-(1L << 53), 1L << 53), random.Next(1, 38)],
                1 => [random.Next(-1000, 1000), random.Next(1, 38)],
                2 => [random.NextDouble(), 36],
                _ => [Inputs.RandomNumber(random), random.Next(2, 37)],
            }),
        ]);
    }

    [Fact]
    public void Constants()
    {
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
