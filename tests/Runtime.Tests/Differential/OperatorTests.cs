namespace Containerless.Runtime.Tests.Differential;

public class OperatorTests
{
    private static readonly Value[] Values = Inputs.Mixed(NodeOracle.NewRealm());

    public static TheoryData<string> Binary => [.. Table.Keys];

    private static readonly Dictionary<string, Func<Realm, Value, Value, Value>> Table = new()
    {
        ["+"] = (r, a, b) => Op.Add(r, a, b),
        ["-"] = (r, a, b) => Op.Subtract(r, a, b),
        ["*"] = (r, a, b) => Op.Multiply(r, a, b),
        ["/"] = (r, a, b) => Op.Divide(r, a, b),
        ["%"] = (r, a, b) => Op.Remainder(r, a, b),
        ["&"] = (r, a, b) => Op.BitAnd(r, a, b),
        ["|"] = (r, a, b) => Op.BitOr(r, a, b),
        ["^"] = (r, a, b) => Op.BitXor(r, a, b),
        ["<<"] = (r, a, b) => Op.ShiftLeft(r, a, b),
        [">>"] = (r, a, b) => Op.ShiftRight(r, a, b),
        [">>>"] = (r, a, b) => Op.ShiftRightUnsigned(r, a, b),
        ["=="] = (r, a, b) => Op.LooseEquals(r, a, b),
        ["==="] = (r, a, b) => Op.StrictEquals(a, b),
        ["<"] = (r, a, b) => Op.Less(r, a, b),
        ["<="] = (r, a, b) => Op.LessOrEqual(r, a, b),
        [">"] = (r, a, b) => Op.Greater(r, a, b),
        [">="] = (r, a, b) => Op.GreaterOrEqual(r, a, b),
    };

    [Theory]
    [MemberData(nameof(Binary))]
    public void Binary_operator(string op)
    {
        // Objects are made anew for each argument in Node: an object is only equal to itself by accident of encoding.
        List<Value[]> pairs = Inputs.Pairs(Values);
        if (op is "==" or "===") pairs.RemoveAll(static p => p[0].IsObject && ReferenceEquals(p[0].Ref, p[1].Ref));
        NodeOracle.Compare($"a {op} b", (r, v) => Table[op](r, v[0], v[1]), pairs);
    }

    [Fact]
    public void Template_of_two() =>
        NodeOracle.Compare("`${a}${b}`", (r, v) => Op.Template(r, [v[0], v[1]]), Inputs.Pairs(Values));

    [Fact]
    public void Power_is_exact_or_bails_out()
    {
        Random random = Inputs.Seeded("power");
        var pairs = new List<Value[]>();
        foreach (double x in Inputs.Numbers)
            foreach (double y in Inputs.Numbers)
                pairs.Add([x, y]);
        for (int i = 0; i < 4000; i++) pairs.Add([random.Next(-2000, 2000), random.Next(0, 30)]);
        for (int i = 0; i < 500; i++) pairs.Add([(double)(1 << random.Next(31)), random.Next(0, 40)]);
        NodeOracle.Compare("a ** b", (r, v) => Op.Power(r, v[0], v[1]), pairs, 0.9);
        NodeOracle.Compare("Math.pow(a, b)", (r, v) => Op.Power(r, v[0], v[1]), pairs, 0.9);
    }

    [Fact]
    public void Integral_powers_do_not_bail_out() =>
        NodeOracle.Compare("a ** b", (r, v) => Op.Power(r, v[0], v[1]),
            [[2, 10], [2, 53], [2, 100], [10, 15], [10, 21], [-3, 3], [7, 2], [0, 0], [1.5, 1], [-2, 63], [10, 0],
             .. RandomPowers()]);

    private static IEnumerable<Value[]> RandomPowers()
    {
        Random random = Inputs.Seeded("powers");
        for (int y = -1100; y < 1050; y++) yield return [2, y];
        for (int i = 0; i < 3000; i++)
        {
            double x = Inputs.RandomNumber(random);
            yield return [x, 2];
            yield return [x, 0.5];
            yield return [x, -1];
        }
    }

    [Fact]
    public void Unary()
    {
        Value[][] each = [.. Values.Select(static v => new[] { v })];
        NodeOracle.Compare("~a", (r, v) => Op.BitNot(r, v[0]), each);
        NodeOracle.Compare("+a", (r, v) => Op.ToNumber(r, v[0]), each);
        NodeOracle.Compare("!!a", (r, v) => Op.Truthy(v[0]), each);
        NodeOracle.Compare("typeof a", (r, v) => Op.TypeOf(v[0]), each);
        NodeOracle.Compare("'' + a", (r, v) => Op.Concat(r, "", v[0]), each);
        NodeOracle.Compare("String(a)", (r, v) => Op.ToText(r, v[0]), each);
    }

    [Fact]
    public void Remainder_of_random_numbers()
    {
        Random random = Inputs.Seeded("remainder");
        List<Value[]> pairs = [.. Enumerable.Range(0, 4000).Select(
            _ => new Value[] { Inputs.RandomNumber(random), Inputs.RandomNumber(random) })];
        NodeOracle.Compare("a % b", (r, v) => Op.Remainder(r, v[0], v[1]), pairs);
        NodeOracle.Compare("a | b", (r, v) => Op.BitOr(r, v[0], v[1]), pairs);
        NodeOracle.Compare("a >>> b", (r, v) => Op.ShiftRightUnsigned(r, v[0], v[1]), pairs);
    }
}
