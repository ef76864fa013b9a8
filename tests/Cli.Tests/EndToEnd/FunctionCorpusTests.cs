using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Containerless.Shared;

namespace Containerless.Cli.Tests.EndToEnd;

/// <summary>
/// Each function below tests/functions, three ways: plain Node, instrumented Node, compiled. The traced requests are
/// NAME.requests.json; the compared ones NAME.run.json, or the same where there is none. The table of docs/functions.md is
/// made of the results.
/// </summary>
public sealed partial class FunctionCorpusTests(CorpusRun corpus, ITestOutputHelper output) : IClassFixture<CorpusRun>
{
    public static TheoryData<string> Names => [.. CorpusRun.Names];

    [Fact]
    public void There_are_at_least_forty_functions() => Assert.True(Names.Count >= 40, $"{Names.Count}");

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_answer_equals_plain_nodes(string name)
    {
        var result = await corpus.OfAsync(name, TestContext.Current.CancellationToken);
        foreach (var row in result.Rows)
        {
            output.WriteLine($"{row.Index} {row.Tier} {row.Answer.Status} {row.Bailout}");
        }

        Assert.True(result.Faults.Count == 0, string.Join('\n', result.Faults));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_rows_that_its_comment_names_are_compiled_and_no_others(string name)
    {
        var result = await corpus.OfAsync(name, TestContext.Current.CancellationToken);
        var compiled = result.Rows.Where(static row => row.Tier == TierNames.Compiled).Select(static row => row.Index);
        Assert.Equal(CompiledRows(name, result.Rows.Count), compiled);
    }

    [Fact]
    public async Task The_table_is_made_from_the_results()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var results = new ConcurrentDictionary<string, CorpusResult>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(
            CorpusRun.Names, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = cancellation },
            async (name, stop) => results[name] = await corpus.OfAsync(name, TestContext.Current.CancellationToken));
        var table = SupportTable(results);
        var file = Repository.PathOf("docs", "functions.md");
        if (Environment.GetEnvironmentVariable("CONTAINERLESS_UPDATE") == "1")
        {
            await File.WriteAllTextAsync(file, table, cancellation);
        }

        Assert.True(
            table == await File.ReadAllTextAsync(file, cancellation),
            "docs/functions.md is out of date: run this test with CONTAINERLESS_UPDATE=1");
    }

    private static string SupportTable(IReadOnlyDictionary<string, CorpusResult> results)
    {
        var table = new StringBuilder("""
            # Functions of the corpus

            Made by a test from [tests/functions](../tests/functions): each function is traced with some requests, compiled, and
            compared with plain Node on others; all answers are equal. Counted are the compared requests that compiled code
            answered itself; the last column says what sent the others to a container.

            | function | pins down | compiled | what stopped the rest |
            |---|---|---|---|

            """);
        foreach (var name in CorpusRun.Names)
        {
            var comment = PinsDownComment().Match(File.ReadAllText(CorpusRun.FileOf(name)));
            Assert.True(comment.Success, $"{name} does not begin with what it pins down");
            var text = Cell(Regex.Replace(comment.Groups[1].Value, @"\s*\n// ", " "));
            var rows = results[name].Rows;
            var compiled = rows.Count(static row => row.Tier == TierNames.Compiled);
            var causes = rows.Where(static row => row.Tier != TierNames.Compiled)
                .GroupBy(static row => row.Bailout ?? "not compiled").OrderByDescending(static g => g.Count())
                .ThenBy(static g => g.Key, StringComparer.Ordinal)
                .Select(static g => $"{Cell(g.Key)} ({g.Count()})");
            table.Append(CultureInfo.InvariantCulture,
                $"| [{name}](../tests/functions/{name}.js) | {text} | {compiled} of {rows.Count} | {string.Join("; ", causes)} |\n");
        }

        var all = results.Values.SelectMany(static r => r.Rows).ToArray();
        table.Append(CultureInfo.InvariantCulture,
            $"\n{results.Count} functions, {all.Count(static r => r.Tier == TierNames.Compiled)} of {all.Length} requests compiled.\n");
        return table.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    /// <summary>The rows that a comment of the function says are compiled: "// Compiled rows: all", "none" or "0-3, 7".</summary>
    private static int[] CompiledRows(string name, int count)
    {
        var match = CompiledComment().Match(File.ReadAllText(CorpusRun.FileOf(name)));
        Assert.True(match.Success, $"{name} does not say which rows are compiled");
        var rows = match.Groups[1].Value.Trim();
        if (rows is "all" or "none")
        {
            return rows == "all" ? [.. Enumerable.Range(0, count)] : [];
        }

        return
        [
            .. rows.Split(',').SelectMany(static range =>
            {
                var ends = range.Split('-').Select(static end => int.Parse(end, CultureInfo.InvariantCulture)).ToArray();
                return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
            }),
        ];
    }

    [GeneratedRegex(@"\A// Pins down ((?:.|\n// (?!Compiled))+)\n")]
    private static partial Regex PinsDownComment();

    [GeneratedRegex(@"^// Compiled rows: ([0-9, -]+|all|none)\.?$", RegexOptions.Multiline)]
    private static partial Regex CompiledComment();
}
