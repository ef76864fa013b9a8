namespace Containerless.Runtime.Tests.Differential;

public class MathTests
{
    private static Value Call(Realm r, string name, params Value[] args) =>
        Op.CallMethod(r, r.Global("Math", 1), (Value)name, new Args(args), 1);

    [Theory, Trait("Compared", "with Node")]
    [InlineData("abs"), InlineData("acos"), InlineData("acosh"), InlineData("asin"), InlineData("asinh"), InlineData("atan"), InlineData("atanh")]
    [InlineData("cbrt"), InlineData("ceil"), InlineData("clz32"), InlineData("cosh"), InlineData("exp"), InlineData("expm1"), InlineData("floor")]
    [InlineData("fround"), InlineData("log"), InlineData("log10"), InlineData("log1p"), InlineData("log2"), InlineData("round"), InlineData("sign")]
    [InlineData("sinh"), InlineData("sqrt"), InlineData("tanh"), InlineData("trunc")]
    public void Of_one_number(string name) =>
        NodeOracle.Compare($"Math.{name}(a)", (r, v) => Call(r, name, v[0]), Arguments(name, 1));

    /// <summary>Beyond about 1.6 million the reduction by π/2 needs more digits of π than it has: these bail out.</summary>
    [Theory, Trait("Compared", "with Node")]
    [InlineData("sin"), InlineData("cos"), InlineData("tan")]
    public void Of_an_angle(string name)
    {
        List<Value[]> angles = Arguments(name, 1);
        angles.AddRange(Arguments(name + " more", 1).Where(static v => Math.Abs(v[0].AsNumber) < 1_500_000).Take(angles.Count / 3));
        NodeOracle.Compare($"Math.{name}(a)", (r, v) => Call(r, name, v[0]), angles, maxBail: 0.25);
    }

    [Theory, Trait("Compared", "with Node")]
    [InlineData("atan2"), InlineData("hypot"), InlineData("imul"), InlineData("max"), InlineData("min"), InlineData("pow")]
    public void Of_two_numbers(string name) =>
        NodeOracle.Compare($"Math.{name}(a, b)", (r, v) => Call(r, name, v[0], v[1]), Arguments(name, 2));

    [Theory, Trait("Compared", "with Node")]
    [InlineData("hypot"), InlineData("max"), InlineData("min")]
    public void Of_three_numbers(string name) =>
        NodeOracle.Compare($"Math.{name}(a, b, c)", (r, v) => Call(r, name, v), Arguments(name, 3));

    [Fact, Trait("Compared", "with Node")]
    public void Powers()
    {
        List<Value[]> pairs = Arguments("power", 2);
        Random random = Inputs.Seeded("power");
        foreach (Value[] pair in pairs.Skip(pairs.Count / 2))
        {
            // A power that is neither 0 nor Infinity, mostly.
            pair[0] = random.NextDouble() * 20;
            pair[1] = random.Next(3) == 0 ? random.Next(-40, 40) : random.NextDouble() * 40 - 20;
        }
        NodeOracle.Compare("a ** b", (r, v) => Op.Power(r, v[0], v[1]), pairs);
    }

    [Fact]
    public void Forms_of_the_compiler()
    {
        List<Value[]> pairs = Arguments("forms", 2);
        NodeOracle.Compare("Math.min(a, b)", (r, v) => Intrinsics.Min(v[0].AsNumber, v[1].AsNumber), pairs);
        NodeOracle.Compare("Math.max(a, b)", (r, v) => Intrinsics.Max(v[0].AsNumber, v[1].AsNumber), pairs);
        NodeOracle.Compare("[Math.min(), Math.max(), Math.min(a), Math.max(a, b, a)]", (r, v) => r.Array(
            [Call(r, "min"), Call(r, "max"), Call(r, "min", v[0]), Call(r, "max", v[0], v[1], v[0])]), pairs);
    }

    [Fact]
    public void Constants()
    {
        foreach (string name in (string[])["PI", "E", "LN2", "LN10", "LOG2E", "LOG10E", "SQRT2", "SQRT1_2"])
            NodeOracle.Compare($"Math.{name}", (r, v) => Op.GetIndex(r, r.Global("Math", 1), (Value)name, 1), [[]]);
    }

    /// <summary>The numbers that have been trouble, with one another where it takes two, and random ones.</summary>
    private static List<Value[]> Arguments(string test, int count)
    {
        Random random = Inputs.Seeded(test);
        List<Value[]> known = [.. Inputs.Numbers.SelectMany(a => (count == 1 ? [0] : Inputs.Numbers).Select(b => new Value[] { a, b, a }[..count]))];
        double Again(double first) => random.Next(4) == 0 ? first * random.Next(-2, 3) : Inputs.RandomArgument(random);
        known.AddRange(Inputs.Many(4000, () =>
        {
            double first = Inputs.RandomArgument(random);
            return [first, .. Enumerable.Range(1, count - 1).Select(_ => (Value)Again(first))];
        }));
        return known;
    }
}
