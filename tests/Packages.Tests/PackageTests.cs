using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Containerless.Cli.Requests;
using Containerless.Cli.Testing;
using Containerless.Cli.Tests;
using Containerless.Shared;

namespace Containerless.Packages.Tests;

/// <summary>
/// Widely used packages of pure JavaScript, each in a function of <c>tests/packages/functions</c>, traced with
/// NAME.requests.json and compared with plain Node on NAME.run.json. The table of docs/packages.md is made of the results.
/// </summary>
public sealed partial class PackageTests(ITestOutputHelper output)
{
    private sealed record Result(string Name, string About, IReadOnlyList<TestRow> Rows, IReadOnlyList<string> Faults);

    [Fact]
    public async Task Every_answer_equals_plain_nodes_and_the_table_is_up_to_date()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await InstalledPackages.EnsureAsync(cancellation);
        string[] files = [.. Directory.GetFiles(Path.Combine(InstalledPackages.Folder, "functions"), "*.js").Order(StringComparer.Ordinal)];
        Assert.True(files.Length >= 25, $"{files.Length} packages");

        var results = new ConcurrentBag<Result>();
        await Parallel.ForEachAsync(
            files, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = cancellation },
            async (file, stop) => results.Add(await CompareAsync(file, stop)));
        Result[] ordered = [.. results.OrderBy(static r => r.Name, StringComparer.Ordinal)];

        string[] faults = [.. ordered.SelectMany(static r => r.Faults)];
        Assert.True(faults.Length == 0, string.Join('\n', faults));

        var table = Table(ordered);
        output.WriteLine(table);
        var document = Repository.PathOf("docs", "packages.md");
        if (Environment.GetEnvironmentVariable("CONTAINERLESS_UPDATE") == "1")
        {
            await File.WriteAllTextAsync(document, table, cancellation);
        }

        Assert.True(
            table == await File.ReadAllTextAsync(document, cancellation),
            "docs/packages.md is out of date: run this test with CONTAINERLESS_UPDATE=1");
    }

    private static async Task<Result> CompareAsync(string file, CancellationToken cancellation)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var about = AboutComment().Match(await File.ReadAllTextAsync(file, cancellation)).Groups[1].Value;
        var faults = new List<string>();
        var rows = new List<TestRow>();
        await using var tester = await FunctionTester.CreateAsync(
            file, new Dictionary<string, string>(), [], new Progress<string>(), cancellation);
        var traced = RequestsFile.Read(Path.ChangeExtension(file, ".requests.json"));
        for (var i = 0; i < traced.Count; i++)
        {
            Check(name, await tester.TraceAsync(i, traced[i], cancellation), faults);
        }

        await tester.CompileAsync(cancellation);

        // First what was traced, then what was not.
        FunctionCall[] compared = [.. traced, .. RequestsFile.Read(Path.ChangeExtension(file, ".run.json"))];
        for (var i = 0; i < compared.Length; i++)
        {
            var row = await tester.TestAsync(i, compared[i], cancellation);
            rows.Add(row);
            Check(name, row, faults);
            if (row.Bailout == "fault")
            {
                faults.Add($"{name}: request {i}: compiled code failed: {tester.LastError}");
            }
        }

        if (tester.NotCompiled is { } problem)
        {
            rows = [.. rows.Select(row => row with { Bailout = problem })];
        }

        return new Result(name, about, rows, faults);
    }

    private static void Check(string name, TestRow row, List<string> faults)
    {
        if (!row.Equal)
        {
            faults.Add($"{name}: request {row.Index} ({row.Tier}): got {row.Answer.Status} {row.Answer.Text}, "
                + $"expected {row.Expected.Status} {row.Expected.Text} {row.Calls}");
        }
    }

    private static string Table(Result[] results)
    {
        var table = new StringBuilder("""
            # Packages

            Made by a test from [tests/packages](../tests/packages): each package is bundled into a function, traced with some
            requests, compiled, and compared with plain Node on these and on others. Every answer is equal. The share compiled
            is that of the compared requests; the last column says what sent the others to a container.

            | package | version | what the function does with it | compiled | what stopped the rest |
            |---|---|---|---|---|

            """);
        foreach (var (name, about, rows, _) in results)
        {
            var compiled = rows.Count(static row => row.Tier == TierNames.Compiled);
            var causes = rows.Where(static row => row.Tier != TierNames.Compiled)
                .GroupBy(static row => row.Bailout ?? "not compiled").OrderByDescending(static g => g.Count())
                .ThenBy(static g => g.Key, StringComparer.Ordinal)
                .Select(static g => $"{g.Key.Replace("|", "\\|", StringComparison.Ordinal)} ({g.Count()})");
            table.Append(CultureInfo.InvariantCulture,
                $"| {name} | {InstalledPackages.VersionOf(name)} | {about} | {compiled} of {rows.Count} | {string.Join("; ", causes)} |\n");
        }

        var all = results.SelectMany(static r => r.Rows).ToArray();
        table.Append(CultureInfo.InvariantCulture,
            $"\n{results.Length} packages, {all.Count(static r => r.Tier == TierNames.Compiled)} of {all.Length} requests compiled.\n");
        return table.ToString();
    }

    [GeneratedRegex(@"^// [^:]+: (.*)\.\n")]
    private static partial Regex AboutComment();
}
