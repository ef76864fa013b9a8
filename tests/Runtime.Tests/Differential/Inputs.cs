using System.Globalization;

namespace Containerless.Runtime.Tests.Differential;

/// <summary>Values that have been trouble before, and random ones.</summary>
internal static class Inputs
{
    /// <summary>
    /// The seed is <c>CONTAINERLESS_TEST_SEED</c>, 1 when that is not set, so that one commit gives one result; the scripts
    /// that search for differences choose new ones.
    /// </summary>
    internal static Random Seeded(string test)
    {
        int seed = Environment.GetEnvironmentVariable("CONTAINERLESS_TEST_SEED") is { } text
            ? int.Parse(text, CultureInfo.InvariantCulture) : 1;
        TestContext.Current.SendDiagnosticMessage($"{test}: CONTAINERLESS_TEST_SEED={seed}");
        TestContext.Current.TestOutputHelper?.WriteLine($"CONTAINERLESS_TEST_SEED={seed}");
        return new Random(test.Aggregate(seed, static (hash, c) => unchecked(hash * 31 + c)));
    }

    /// <summary>
    /// How many random inputs: <c>CONTAINERLESS_TEST_INPUTS</c> where that is set, as scripts/compare_with_node.sh does, or
    /// so many times as many where some bail out.
    /// </summary>
    internal static int Count(int normal, double times = 1) =>
        Environment.GetEnvironmentVariable("CONTAINERLESS_TEST_INPUTS") is { Length: > 0 } text
            ? (int)(times * int.Parse(text, CultureInfo.InvariantCulture)) : normal;

    /// <summary>Random inputs, as many as <see cref="Count"/> says.</summary>
    internal static List<Value[]> Many(int normal, Func<Value[]> make, double times = 1) =>
        [.. Enumerable.Range(0, Count(normal, times)).Select(_ => make())];

    internal static readonly double[] Numbers =
    [
        0, -0.0, 1, -1, 2, 10, 0.1, 0.5, -0.5, 1.5, 2.5, -1.5, 0.49999999999999994, 1e21, 1e20, 999999999999999900000.0, 1e-6,
        1e-7, 1.5e-7, 123456789012345680000.0, 5e-324, 1.7976931348623157e308, 2.2250738585072014e-308, 9007199254740991,
        9007199254740992, 9007199254740993, 4294967295, 4294967296, 2147483647, 2147483648, -2147483648, -2147483649,
        1e300, -1e300, 100, 1000000, 0.000001, 123.456, 1e23, 4.35, 1.005, 8.345, 1.45, 25, 0.1 + 0.2, 1.0 / 3,
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, 3, 7, 255, 256, 65535, 1e15, 1e16, 12e20,
    ];

    internal static readonly string[] Texts =
    [
        "", " ", "0", "-0", "1", "01", " 12 ", "1e3", "1E3", "1e", "e1", ".5", "5.", ".", "-.5e-3", "+1", "--1", "0x1F", "0X1f",
        "-0x1", "0b101", "0o17", "0b2", "0x", "Infinity", "-Infinity", "infinity", "NaN", "null", "true", "undefined",
        "\u00a05\ufeff", "\n\t7\r\v\f", "\u180e5", "\u20285\u2029", "\u00855", "1_000", "12px", "abc", "ABC", "a", "b", "B", "é", "ß",
        "\ud83d\ude00", "\ud83d", "\ude00x", "a\u0301", "12345678901234567890", "0.1e-400", "1e400", "9007199254740993",
        "1.7976931348623159e308", "5e-325", "4.9e-324", "179769313486231580793e289", "[object Object]", "1,2", ",", "length",
        "0x1fffffffffffff8", "0xfffffffffffffbff", "00", "1.0", "-", "+", "\u0000", "3.14abc", "-7.5 ", "1n", "١",
    ];

    internal static double RandomNumber(Random random) => random.Next(8) switch
    {
        0 => RandomBits(random),
        1 => random.Next(-1000, 1000),
        2 => Math.Round(random.NextDouble() * 1000, random.Next(8)),
        3 => random.NextInt64(-(1L << 60), 1L << 60),
        4 => random.Next(-100000, 100000) / 64.0,
        5 => Beside(Math.Pow(10, random.Next(-30, 30)) * random.Next(1, 100), random),
        6 => BitConverter.Int64BitsToDouble(random.NextInt64(1L << random.Next(1, 53))) * RandomSign(random),
        _ => random.NextDouble() * Math.Pow(10, random.Next(-30, 30)),
    };

    /// <summary>
    /// An argument for a function of Math: small, large and tiny ones, beside whole numbers, their halves and the multiples
    /// of π/4, and beside 1 and -1, where several end.
    /// </summary>
    internal static double RandomArgument(Random random) => random.Next(12) switch
    {
        0 => RandomBits(random),
        1 => Beside(random.Next(-200, 200) / 2.0, random),
        2 => Beside(random.Next(-4000, 4000) * (Math.PI / 4), random),
        3 => Beside(RandomSign(random), random) + RandomSign(random) * Math.Pow(2, -random.Next(1, 60)),
        4 => BitConverter.Int64BitsToDouble(random.NextInt64(1L << random.Next(1, 53))) * RandomSign(random),
        5 => random.NextDouble() * 1_600_000 * RandomSign(random),
        6 => Beside(Math.Pow(2, random.Next(-60, 70)), random) * RandomSign(random),
        7 or 8 => random.NextDouble() * 2 - 1,
        9 or 10 => random.NextDouble() * 100 - 50,
        _ => RandomNumber(random),
    };

    private static double RandomBits(Random random) => BitConverter.Int64BitsToDouble(random.NextInt64()) * RandomSign(random);

    private static int RandomSign(Random random) => random.Next(2) * 2 - 1;

    /// <summary>A number or one of its neighbours.</summary>
    private static double Beside(double x, Random random)
    {
        for (int steps = random.Next(-3, 4); steps != 0; steps -= Math.Sign(steps))
            x = steps > 0 ? Math.BitIncrement(x) : Math.BitDecrement(x);
        return x;
    }

    internal static string RandomText(Random random, string alphabet, int maxLength)
    {
        var text = new char[random.Next(maxLength + 1)];
        for (int i = 0; i < text.Length; i++) text[i] = alphabet[random.Next(alphabet.Length)];
        return new string(text);
    }

    /// <summary>Primitives and objects of every kind, fresh ones for a realm.</summary>
    internal static Value[] Mixed(Realm realm)
    {
        var values = new List<Value>();
        foreach (double d in Numbers) values.Add(d);
        foreach (string s in Texts) values.Add(s);
        values.AddRange([Value.Undefined, Value.Null, true, false]);
        PlainObject o = realm.Object();
        o.DefineOwn(realm, "a", 1);
        values.AddRange(
        [
            realm.Object(), o, realm.Array([]), realm.Array([1]), realm.Array(["5"]), realm.Array([1, 2]),
            realm.Array([Value.Null]), realm.Array([Value.Undefined, Value.Hole, realm.Array([1, realm.Array([2.5])])]),
            realm.Array([realm.Object()]),
        ]);
        return [.. values];
    }

    internal static List<Value[]> Pairs(Value[] values)
    {
        var pairs = new List<Value[]>();
        foreach (Value a in values)
            foreach (Value b in values)
                pairs.Add([a, b]);
        return pairs;
    }
}
