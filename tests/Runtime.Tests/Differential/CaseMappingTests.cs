namespace Containerless.Runtime.Tests.Differential;

public class CaseMappingTests
{
    private static readonly Value[][] EveryCodePoint =
        [.. Enumerable.Range(0, 0x110000).Select(static c => new Value[] { c is >= 0xd800 and < 0xe000 ? ((char)c).ToString() : char.ConvertFromUtf32(c) })];

    [Fact]
    public void Every_code_point_is_mapped_as_in_Node_or_bails_out()
    {
        Value[][] letters = [.. EveryCodePoint.Where(static v => Interesting(v[0].ToString()))];
        Assert.InRange(letters.Length, 2500, 5000);
        NodeOracle.Compare("a.toLowerCase()", (r, v) => Intrinsics.ToLowerCase(r, v[0].ToString()), letters, 0.04);
        NodeOracle.Compare("a.toUpperCase()", (r, v) => Intrinsics.ToUpperCase(r, v[0].ToString()), letters, 0.11);
    }

    [Fact]
    public void No_other_code_point_has_a_case()
    {
        Value[][] rest = [.. EveryCodePoint.Where(static v => !Interesting(v[0].ToString())).Chunk(4096)
            .Select(static chunk => new Value[] { string.Concat(chunk.Select(static v => v[0].ToString())) })];
        NodeOracle.Compare("a.toLowerCase() === a && a.toUpperCase() === a", static (r, v) => true, rest);
    }

    [Fact]
    public void Mixed_text()
    {
        Random random = Inputs.Seeded("case");
        List<Value[]> texts = [.. Inputs.Texts.Select(static s => new Value[] { s })];
        for (int i = 0; i < 3000; i++) texts.Add([Inputs.RandomText(random, "abcXYZ019 ßéÉñÑСжλΛσΣİıſ\ud801\udc00\udc28ﬁ", 12)]);
        NodeOracle.Compare("a.toLowerCase()", (r, v) => Intrinsics.ToLowerCase(r, v[0].ToString()), texts, 0.7);
        NodeOracle.Compare("a.toUpperCase()", (r, v) => Intrinsics.ToUpperCase(r, v[0].ToString()), texts, 0.8);
    }

    /// <summary>Has a case in .NET, or may not be mapped there.</summary>
    private static bool Interesting(string c) =>
        c.ToLowerInvariant() != c || c.ToUpperInvariant() != c
        || (c.Length == 2 ? char.ConvertToUtf32(c, 0) : 0) is >= 0x16ea0 and <= 0x16ed3   // newer than .NET's tables
        || (c.Length == 1 && (!Builtins.CaseMapping.LowerIsSimple(c[0]) || !Builtins.CaseMapping.UpperIsSimple(c[0])));
}
