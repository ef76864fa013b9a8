using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Containerless.Conformance.Tests.Oracles;

namespace Containerless.Conformance.Tests.Cases;

/// <summary>Runs every case once, several at a time, before the first test looks at a result.</summary>
/// <remarks>
/// <c>CONTAINERLESS_CASES=text</c> runs only the cases whose names contain the text. <c>CONTAINERLESS_UPDATE=1</c> writes
/// the debts in exclusions.json anew: what is compiled is taken off the list, what is not is put on it.
/// What became of each run is left in artifacts/conformance/runs.txt.
/// </remarks>
public sealed partial class Suite : IAsyncLifetime
{
    internal IReadOnlyDictionary<string, Comparison> Results { get; private set; } = new Dictionary<string, Comparison>();

    /// <summary>Whether only some of the cases were run, so that the totals mean nothing.</summary>
    internal static string? Filter { get; } = Environment.GetEnvironmentVariable("CONTAINERLESS_CASES");

    internal static IReadOnlyList<Case> Chosen { get; } =
        [.. Case.All.Where(static c => Filter is null || c.Name.Contains(Filter, StringComparison.Ordinal))];

    internal static bool Updating => Environment.GetEnvironmentVariable("CONTAINERLESS_UPDATE") == "1";

    public async ValueTask InitializeAsync()
    {
        var began = Stopwatch.GetTimestamp();
        var results = new ConcurrentDictionary<string, Comparison>(StringComparer.Ordinal);
        await using (var node = NodeHost.Start())
        {
            var ways = new ThreeWays(node);
            var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount * 2 };
            await Parallel.ForEachAsync(Chosen, options, async (each, cancellation) =>
                results[each.Name] = await ways.CompareAsync(each.Function, each.Requests, cancellation));
        }

        Results = results;
        if (Updating)
        {
            UpdateDebt();
        }

        Report(Stopwatch.GetElapsedTime(began));
    }

    public ValueTask DisposeAsync() => default;

    /// <summary>Runs of the cases that are not excluded, and how many of them compiled code answered.</summary>
    internal (int Runs, int Compiled) Total()
    {
        var counted = Results.Values.Where(static c => !Exclusions.Current.Has(c.Name)).ToList();
        return (counted.Sum(static c => c.Served.Count()), counted.Sum(static c => c.Compiled));
    }

    /// <summary>Why compiled code gave a case's first request up that it did not answer, without the line; null: it answered all.</summary>
    internal static string? Bailout(Comparison result) =>
        result.Served.Select(static run => run.Got.Bailout).FirstOrDefault(static reason => reason is not null) is { } bailout
            ? LineOfSource().Replace(bailout, "")
            : null;

    [GeneratedRegex(@" \(line \d+\)$")]
    private static partial Regex LineOfSource();

    private void UpdateDebt()
    {
        var debt = new SortedDictionary<string, string>(Exclusions.Current.Debt, StringComparer.Ordinal);
        foreach (var result in Results.Values.Where(static r => !Exclusions.Current.Permanent.ContainsKey(r.Name)))
        {
            debt.Remove(result.Name);
            if (Bailout(result) is { } bailout)
            {
                debt[result.Name] = bailout;
            }
        }

        Exclusions.Replace(debt);
    }

    private void Report(TimeSpan elapsed)
    {
        var (runs, compiled) = Total();
        var excluded = Exclusions.Current;
        var all = Results.Values.Sum(static c => c.Served.Count());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"conformance: {Results.Count} cases, {all} runs, {Results.Values.Sum(static c => c.Compiled)} compiled; without exclusions {runs} runs, {compiled} compiled ({100.0 * compiled / Math.Max(1, runs):F1}%); {Results.Values.Count(static c => c.Different is not null)} cases different, {Results.Values.Count(static c => c.Fault is not null)} failed; excluded: {excluded.Debt.Count} debt, {excluded.Permanent.Count} permanent; {elapsed.TotalSeconds:F0} s"));

        var text = new StringBuilder();
        foreach (var result in Results.Values.OrderBy(static r => r.Name, StringComparer.Ordinal))
        {
            text.Append(result.Name).Append(result.Fault is null ? "" : $" FAILED {result.Fault}").Append('\n');
            foreach (var run in result.Runs)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {(run.Equal ? "equal    " : "DIFFERENT")} {run}\n");
            }
        }

        Directory.CreateDirectory(Repository.PathOf("artifacts", "conformance"));
        File.WriteAllText(Repository.PathOf("artifacts", "conformance", "runs.txt"), text.ToString());
    }
}
