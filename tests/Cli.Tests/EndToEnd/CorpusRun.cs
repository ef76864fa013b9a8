using System.Collections.Concurrent;
using Containerless.Cli.Requests;
using Containerless.Cli.Testing;

namespace Containerless.Cli.Tests.EndToEnd;

/// <summary>What became of one function of the corpus.</summary>
/// <param name="Rows">Its compared requests, in order.</param>
/// <param name="Faults">What is wrong: a different answer, or a failure of compiled code.</param>
internal sealed record CorpusResult(IReadOnlyList<TestRow> Rows, IReadOnlyList<string> Faults);

/// <summary>Runs each function below tests/functions once, when a test first asks for it.</summary>
public sealed class CorpusRun
{
    private readonly ConcurrentDictionary<string, Lazy<Task<CorpusResult>>> results = new(StringComparer.Ordinal);

    /// <summary>The functions, by name.</summary>
    internal static IReadOnlyList<string> Names { get; } =
    [
        .. Directory.GetFiles(Repository.PathOf("tests", "functions"), "*.js")
            .Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal),
    ];

    internal static string FileOf(string name) => Repository.PathOf("tests", "functions", $"{name}.js");

    internal Task<CorpusResult> OfAsync(string name, CancellationToken cancellation) =>
        results.GetOrAdd(name, key => new Lazy<Task<CorpusResult>>(() => CompareAsync(FileOf(key), cancellation))).Value;

    private static async Task<CorpusResult> CompareAsync(string file, CancellationToken cancellation)
    {
        var traced = RequestsFile.Read(Path.ChangeExtension(file, ".requests.json"));
        var run = Path.ChangeExtension(file, ".run.json");
        var compared = File.Exists(run) ? RequestsFile.Read(run) : traced;
        var environment = new Dictionary<string, string> { ["GREETING"] = "hi" };
        await using var tester = await FunctionTester.CreateAsync(file, environment, [], new Progress<string>(), cancellation);
        var faults = new List<string>();
        for (var i = 0; i < traced.Count; i++)
        {
            Check(await tester.TraceAsync(i, traced[i], cancellation), faults);
        }

        await tester.CompileAsync(cancellation);
        var rows = new List<TestRow>();
        for (var i = 0; i < compared.Count; i++)
        {
            var row = await tester.TestAsync(i, compared[i], cancellation);
            rows.Add(row);
            Check(row, faults);
            if (row.Bailout == "fault")
            {
                faults.Add($"request {i}: compiled code failed: {tester.LastError}");
            }
        }

        return new CorpusResult(rows, faults);
    }

    private static void Check(TestRow row, List<string> faults)
    {
        if (!row.Equal)
        {
            faults.Add($"request {row.Index} ({row.Tier}): got {row.Answer.Status} {row.Answer.Text}, "
                + $"expected {row.Expected.Status} {row.Expected.Text} {row.Calls}");
        }
    }
}
