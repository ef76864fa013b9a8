using System.Globalization;
using Containerless.Conformance.Tests.Cases;

namespace Containerless.Conformance.Tests;

/// <summary>Each case of tests/conformance three ways: plain Node, instrumented Node, compiled.</summary>
public sealed class ConformanceTests(Suite suite) : IClassFixture<Suite>
{
    private const double LeastCompiled = 0.95;

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
    }

    [Fact]
    public void Exclusions_are_debt_or_permanent_and_have_reasons()
    {
        Assert.Empty(Exclusions.Current.Debt.Keys.Intersect(Exclusions.Current.Permanent.Keys));
        Assert.All(Exclusions.Current.Debt.Concat(Exclusions.Current.Permanent), static e => Assert.NotEmpty(e.Value));
    }

    [Fact]
    public void Nearly_all_runs_of_cases_that_are_not_excluded_are_compiled()
    {
        Assert.SkipWhen(Suite.Filter is not null, "only some cases were run");
        var (runs, compiled) = suite.Total();
        var fallbacks = suite.Results.Values.Where(static c => !Exclusions.Current.Has(c.Name))
            .SelectMany(static c => c.Served.Where(static run => run.Got.Bailout is not null).Select(run => $"{c.Name}: {run.Got}"));
        Assert.True(compiled >= LeastCompiled * runs, string.Create(CultureInfo.InvariantCulture,
            $"{compiled} of {runs} runs were compiled, less than {LeastCompiled:P0}:\n{string.Join('\n', fallbacks)}"));
    }
}
