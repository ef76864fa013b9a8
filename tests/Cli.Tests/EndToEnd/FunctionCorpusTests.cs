using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Containerless.Cli.Requests;
using Containerless.Cli.Testing;
using Containerless.Shared;

namespace Containerless.Cli.Tests.EndToEnd;

/// <summary>
/// Each function below tests/functions, three ways: plain Node, instrumented Node, compiled. The traced requests are
/// NAME.requests.json; the compared ones NAME.run.json, or the same where there is none.
/// </summary>
public sealed partial class FunctionCorpusTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => [.. Directory.GetFiles(Repository.PathOf("tests", "functions"), "*.js")
        .Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    [Fact]
    public void There_are_at_least_forty_functions() => Assert.True(Names.Count >= 40, $"{Names.Count}");

    [Fact]
    public void The_table_is_made_from_the_functions()
    {
        var table = SupportTable();
        var file = Repository.PathOf("docs", "functions.md");
        if (Environment.GetEnvironmentVariable("CONTAINERLESS_UPDATE") == "1")
        {
            File.WriteAllText(file, table);
        }

        Assert.True(table == File.ReadAllText(file), "docs/functions.md is out of date: run this test with CONTAINERLESS_UPDATE=1");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_answer_equals_plain_nodes(string name)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var file = Repository.PathOf("tests", "functions", $"{name}.js");
        var traced = RequestsFile.Read(Path.ChangeExtension(file, ".requests.json"));
        var compared = RequestsFile.Read(RunFileOf(file));
        var mustCompile = CompiledRows(file, compared.Count);
        var environment = new Dictionary<string, string> { ["GREETING"] = "hi" };

        await using var tester = await FunctionTester.CreateAsync(
            file, environment, [], new Progress<string>(), cancellation);
        var faults = new List<string>();
        for (var i = 0; i < traced.Count; i++)
        {
            var row = await tester.TraceAsync(i, traced[i], cancellation);
            Check(row, faults);
        }

        await tester.CompileAsync(cancellation);
        for (var i = 0; i < compared.Count; i++)
        {
            var row = await tester.TestAsync(i, compared[i], cancellation);
            output.WriteLine($"{i} {row.Tier} {row.Answer.Status} {row.Bailout}");
            Check(row, faults);
            if (row.Bailout == "fault")
            {
                faults.Add($"request {i}: compiled code failed: {tester.LastError}");
            }

            if (mustCompile.Contains(i) && row.Tier != TierNames.Compiled)
            {
                faults.Add($"request {i}: answered by a container ({row.Bailout}), though its comment says that it compiles");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static string SupportTable()
    {
        var table = new StringBuilder("""
            # Functions of the corpus

            Made by a test from the comments of [tests/functions](../tests/functions). Each function is run in plain Node,
            instrumented Node and compiled code; all answers are equal. The last column counts the requests that compiled
            code answers itself; the others reach code that was not traced or is not compiled yet, and fall back.

            | function | pins down | compiled |
            |---|---|---|

            """);
        foreach (var row in Names)
        {
            var file = Repository.PathOf("tests", "functions", $"{row.Data}.js");
            var comment = PinsDownComment().Match(File.ReadAllText(file));
            Assert.True(comment.Success, $"{file} does not begin with what it pins down");
            var text = Regex.Replace(comment.Groups[1].Value, @"\s*\n// ", " ");
            var count = RequestsFile.Read(RunFileOf(file)).Count;
            table.Append(CultureInfo.InvariantCulture, $"| [{row.Data}](../tests/functions/{row.Data}.js) | {text.Replace("|", "\\|", StringComparison.Ordinal)} | {CompiledRows(file, count).Count} of {count} |\n");
        }

        return table.ToString();
    }

    private static string RunFileOf(string file)
    {
        var run = Path.ChangeExtension(file, ".run.json");
        return File.Exists(run) ? run : Path.ChangeExtension(file, ".requests.json");
    }

    private static void Check(TestRow row, List<string> faults)
    {
        if (!row.Equal)
        {
            faults.Add($"request {row.Index} ({row.Tier}): got {row.Answer.Status} {row.Answer.Text}, "
                + $"expected {row.Expected.Status} {row.Expected.Text} {row.Calls}");
        }
    }

    /// <summary>
    /// The rows that a comment of the function promises to be compiled: "// Compiled rows: all", "none" or "0-3, 7".
    /// Others may be answered by either tier.
    /// </summary>
    private static HashSet<int> CompiledRows(string file, int count)
    {
        var match = CompiledComment().Match(File.ReadAllText(file));
        Assert.True(match.Success, $"{file} does not say which rows are compiled");
        var rows = match.Groups[1].Value.Trim();
        if (rows is "all" or "none")
        {
            return rows == "all" ? [.. Enumerable.Range(0, count)] : [];
        }

        var set = new HashSet<int>();
        foreach (var range in rows.Split(','))
        {
            var ends = range.Split('-').Select(end => int.Parse(end, CultureInfo.InvariantCulture)).ToArray();
            set.UnionWith(Enumerable.Range(ends[0], ends[^1] - ends[0] + 1));
        }

        Assert.All(set, row => Assert.InRange(row, 0, count - 1));
        return set;
    }

    [GeneratedRegex(@"\A// Pins down ((?:.|\n// (?!Compiled))+)\n")]
    private static partial Regex PinsDownComment();

    [GeneratedRegex(@"^// Compiled rows: ([0-9, -]+|all|none)\.?$", RegexOptions.Multiline)]
    private static partial Regex CompiledComment();
}
