using Containerless.Cli.Explaining;

namespace Containerless.Cli.Tests.Explaining;

/// <summary>What is said about a reason, as <c>Containerless-Bailout</c> has it.</summary>
public sealed class RankedBailoutTests
{
    private const string Stays = "nothing: this stays in a container";

    [Theory]
    [InlineData("unknown: this code was never traced (line 9)", "hole", 9, "", "traced, this code is compiled: up to 5 more requests stay here (50% of all)")]
    [InlineData("guard: number expected (line 8)", "guard", 8, "", "traced, the other type is expected here: up to 5 more requests stay here (50% of all)")]
    [InlineData("guard: int32 overflow (line 8)", "guard", 8, "", Stays)]
    [InlineData("unsupported: bigint literals (line 3)", "unsupported", 3, "", Stays)]
    [InlineData("global Buffer is not implemented (line 3)", "unsupported", 3, "", Stays)]
    [InlineData("builtin process.hrtime is not implemented (line 3)", "unsupported", 3, "", Stays)]
    [InlineData("module 'fs' is not available (line 4)", "unsupported", 4, "", Stays)]
    [InlineData("aborted: the top level gave up: module 'fs' is not available (line 4)", "unsupported", 4, "", Stays)]
    [InlineData("stack exhausted (line 2)", "other", 2, "", Stays)]
    [InlineData("TypeError: call of a non-function", "other", null, "", Stays)]
    [InlineData("unknown: this code was never traced, in a package (line 2 of index.js)", "hole", null, "shout", "traced, this code is compiled: up to 5 more requests stay here (50% of all)")]
    [InlineData("global Buffer is not implemented, in a package (line 99 of index.js)", "unsupported", null, "a package", Stays)]
    [InlineData("guard: int32 overflow, in a package (line 1 of index.js)", "guard", null, "(bundle)", Stays)]
    public void A_reason_has_a_kind_a_place_and_what_tracing_would_gain(string header, string kind, int? line, string package, string gain)
    {
        var ranked = Assert.Single(RankedBailout.Rank([new(header, 5)], 10, ["(bundle)", "shout"]));
        Assert.Equal((5, kind, line, gain), (ranked.Count, ranked.Kind, ranked.Line, ranked.Gain));
        Assert.Equal(package, ranked.Package ?? "");
        Assert.Equal(line is null ? package : $"line {line}", ranked.Place);
    }

    [Fact]
    public void The_most_frequent_comes_first_then_the_first_line()
    {
        var ranked = RankedBailout.Rank(
            [new("guard: number expected (line 8)", 1), new("unknown: this code was never traced (line 9)", 7), new("unsupported: eval (line 3)", 1)], 9, []);
        Assert.Equal([9, 3, 8], ranked.Select(static b => b.Line));
    }
}
