using Containerless.Conformance.Tests.Cases;

namespace Containerless.Conformance.Tests;

public sealed class SupportTableTests
{
    private const int LeastCases = 400;

    [Fact]
    public void There_are_many_cases() => Assert.True(Case.All.Count >= LeastCases, $"{Case.All.Count} cases, of at least {LeastCases}");

    [Fact]
    public void The_table_of_supported_javascript_is_made_from_the_cases()
    {
        var table = SupportTable.Make();
        var file = Repository.PathOf("docs", "javascript.md");
        if (Suite.Updating)
        {
            File.WriteAllText(file, table);
        }

        Assert.True(table == File.ReadAllText(file), "docs/javascript.md is out of date: run this test with CONTAINERLESS_UPDATE=1");
    }

    [Fact]
    public void Every_case_is_named_after_a_clause()
    {
        Assert.All(Case.All, static c => Assert.Matches("^([0-9]{2}\\.[0-9]{1,2}-|node-|library-)[a-z0-9-]+/[a-z0-9-]+$", c.Name));
        Assert.Equal(Case.All.Count, Case.All.Select(static c => c.Function.Source).Distinct().Count());
    }
}
