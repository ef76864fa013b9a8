using Containerless.Conformance.Tests.Cases;

namespace Containerless.Conformance.Tests;

/// <summary>Each case of tests/conformance three ways: plain Node, instrumented Node, compiled.</summary>
public sealed class ConformanceTests(Suite suite) : IClassFixture<Suite>
{
    public static TheoryData<string> Names => [.. Suite.Chosen.Select(static c => c.Name)];

    public static TheoryData<string> Excluded =>
    [
        .. Exclusions.Current.Debt.Keys.Concat(Exclusions.Current.Permanent.Keys)
            .Where(static name => Suite.Filter is null || name.Contains(Suite.Filter, StringComparison.Ordinal)),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_answer_equals_plain_nodes(string name)
    {
        var result = suite.Results[name];
        Assert.True(result.Fault is null, result.Fault);
        Assert.True(result.Different is null, result.Different);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Excluded))]
    public void An_excluded_case_is_not_compiled_yet(string name)
    {
        Assert.True(suite.Results.TryGetValue(name, out var result), $"exclusions.json names {name}, which does not exist");
        Assert.False(result.AllCompiled, $"{name} is compiled now: take it out of tests/conformance/exclusions.json");
        if (Exclusions.Current.Debt.TryGetValue(name, out var debt))
        {
            Assert.Equal(Suite.Bailout(result), debt);
        }
    }

    [Fact]
    public void Exclusions_are_debt_or_permanent_and_have_reasons()
    {
        Assert.Empty(Exclusions.Current.Debt.Keys.Intersect(Exclusions.Current.Permanent.Keys));
        Assert.All(Exclusions.Current.Debt.Concat(Exclusions.Current.Permanent), static e => Assert.NotEmpty(e.Value));
    }

    [Fact]
    public void A_case_that_is_not_excluded_is_compiled_whole()
    {
        var fallbacks = suite.Results.Values.Where(static c => !Exclusions.Current.Has(c.Name))
            .SelectMany(static c => c.Served.Where(static run => run.Tier != "compiled").Select(run => $"{c.Name}: {run.Got}"));
        Assert.True(!fallbacks.Any(), $"not compiled, though tests/conformance/exclusions.json does not say so:\n{string.Join('\n', fallbacks)}");
    }
}
