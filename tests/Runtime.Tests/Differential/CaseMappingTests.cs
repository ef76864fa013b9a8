namespace Containerless.Runtime.Tests.Differential;

public class CaseMappingTests
{
    private static readonly Value[][] EveryCodePoint =
        [.. Enumerable.Range(0, 0x110000).Select(static c => new Value[] { c is >= 0xd800 and < 0xe000 ? ((char)c).ToString() : char.ConvertFromUtf32(c) })];

    [Fact]
    public void Every_code_point_is_mapped_as_in_Node_or_bails_out()
    {
        Assert.InRange(Letters.Length, 2500, 5000);
        NodeOracle.Compare("a.toLowerCase()", (r, v) => Intrinsics.ToLowerCase(r, v[0].ToString()), Letters, 0.04);
        NodeOracle.Compare("a.toUpperCase()", (r, v) => Intrinsics.ToUpperCase(r, v[0].ToString()), Letters, 0.04);
    }

    [Fact]
    public void No_other_code_point_has_a_case()
    {
        Value[][] rest = [.. EveryCodePoint.Where(static v => !Interesting(v[0].ToString())).Chunk(4096)
            .Select(static chunk => new Value[] { string.Concat(chunk.Select(static v => v[0].ToString())) })];
        NodeOracle.Compare("a.toLowerCase() === a && a.toUpperCase() === a", static (r, v) => true, rest);
    }

    [Fact]
    public void A_sigma_at_the_end_of_a_word()
    {
        string[] around = ["", "a", "Α", "ς", " ", "1", ".", "'", "a.", ".a", "Σ", "'Σ", "Σ'", "-", "é'", "\ud83d\ude00"];
        NodeOracle.Compare("a.toLowerCase()", (r, v) => Intrinsics.ToLowerCase(r, v[0].ToString()),
            [.. from a in around from b in around select new Value[] { $"{a}Σ{b}" }], 0.15);
    }

    [Fact, Trait("Compared", "with Node")]
    public void Mixed_text()
    {
        Random random = Inputs.Seeded("case");
        List<Value[]> texts =
        [
            .. Inputs.Texts.Select(static s => new Value[] { s }),
            .. Inputs.Many(3000, () => [random.Next(2) == 0 ? Inputs.RandomText(random, "abcXYZ019 .'-ßéÉñÑСжλΛσΣΣİıſ\ud801\udc00\udc28ﬁ", 12) : OfAllUnicode(random)], 1.15),
        ];
        NodeOracle.Compare("a.toLowerCase()", (r, v) => Intrinsics.ToLowerCase(r, v[0].ToString()), texts, 0.1);
        NodeOracle.Compare("a.toUpperCase()", (r, v) => Intrinsics.ToUpperCase(r, v[0].ToString()), texts, 0.05);
    }

    private static readonly Value[][] Letters = [.. EveryCodePoint.Where(static v => Interesting(v[0].ToString()))];

    /// <summary>Some letters that have a case, and some characters of any kind.</summary>
    private static string OfAllUnicode(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(
        _ => (random.Next(3) > 0 ? Letters[random.Next(Letters.Length)] : EveryCodePoint[random.Next(EveryCodePoint.Length)])[0].ToString()));

    /// <summary>Has a case in .NET, or may not be mapped there.</summary>
    private static bool Interesting(string c) =>
        c.ToLowerInvariant() != c || c.ToUpperInvariant() != c
        || (c.Length == 2 ? char.ConvertToUtf32(c, 0) : 0) is >= 0x16ea0 and <= 0x16ed3   // newer than .NET's tables
        || (c.Length == 1 && (!Builtins.CaseMapping.LowerIsSimple(c[0]) || !Builtins.CaseMapping.UpperIsSimple(c[0])));
}
