using System.Globalization;
using System.Text;
using Containerless.Conformance.Tests.Fuzzing;
using Containerless.Conformance.Tests.Oracles;

namespace Containerless.Conformance.Tests;

/// <summary>Random programs and requests, three ways. scripts/fuzz.sh runs many more of them.</summary>
/// <remarks>
/// <c>CONTAINERLESS_FUZZ_SEED</c>, <c>…_FIRST</c> and <c>…_PROGRAMS</c> choose the programs; <c>CONTAINERLESS_FUZZ_REDUCE=seconds</c>
/// makes what is different smaller. Differences are left in artifacts/fuzz, ready to become cases.
/// </remarks>
public sealed class FuzzTests
{
    private const int ProgramsInABatch = 15;
    private const double LeastCompiled = 0.9;

    private static readonly int Seed = Number("SEED", 1);
    private static readonly int First = Number("FIRST", 0);
    private static readonly int Programs = Number("PROGRAMS", 300);
    private static readonly string Folder = Repository.PathOf("artifacts", "fuzz");

    [Fact]
    public async Task Random_programs_answer_as_plain_node_does()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var node = NodeHost.Start();
        var ways = new ThreeWays(node);
        var tally = new Tally();
        var starts = Enumerable.Range(0, (Programs + ProgramsInABatch - 1) / ProgramsInABatch).Select(static k => First + k * ProgramsInABatch);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount * 2, CancellationToken = cancellation };
        await Parallel.ForEachAsync(starts, options, async (first, ct) =>
        {
            var batch = await Batch.MakeAsync(node, Seed, first, Math.Min(ProgramsInABatch, First + Programs - first), ct);
            var result = await ways.CompareAsync(batch.Function, batch.Requests, ct);
            var differences = new Dictionary<int, string>();
            if (result.Fault is { } fault)
            {
                differences[first] = fault;
            }

            foreach (var program in result.Runs.Where(static run => !run.Equal).Select(run => ProgramOf(batch, run)).Distinct())
            {
                differences[batch.Programs[program]] = await KeepAsync(node, ways, batch, result, program, ct);
            }

            lock (tally)
            {
                tally.Add(batch, result, differences);
            }
        });

        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, $"tally-{Seed}-{First}.json"), tally.ToJson(), cancellation);
        Console.WriteLine($"fuzz: seed {Seed}, {tally}");
        var found = tally.Differences.Select(static d => $"program {d.Key}: {d.Value}");
        Assert.True(tally.Differences.Count == 0, $"seed {Seed}, kept in {Folder}:\n{string.Join('\n', found)}");
        Assert.True(tally.CompiledShare >= LeastCompiled, string.Create(CultureInfo.InvariantCulture,
            $"seed {Seed}: only {100 * tally.CompiledShare:F1}% of runs were compiled"));
    }

    /// <summary>The place in the batch of the program that a run was for.</summary>
    private static int ProgramOf(Batch batch, Run run) => Batch.ProgramOf(
        run.Tier == "traced" ? batch.Function.Traced[run.Index] : batch.Requests[run.Index]);

    /// <summary>Writes down a program that differs, alone and smaller where it still differs then.</summary>
    /// <returns>What is different.</returns>
    private static async Task<string> KeepAsync(
        NodeHost node, ThreeWays ways, Batch batch, Comparison result, int program, CancellationToken cancellation)
    {
        var number = batch.Programs[program];
        var shown = result.Runs.First(run => !run.Equal && ProgramOf(batch, run) == program);
        var alone = await Batch.MakeAsync(node, Seed, number, 1, cancellation);
        var (function, requests) = (alone.Function, alone.Requests);
        if ((await ways.CompareAsync(function, requests, cancellation)).Different is null)
        {
            // It takes the others of its batch to show.
            (function, requests) = (batch.Function, batch.Requests);
        }

        if (Number("REDUCE", 0) is var seconds and > 0)
        {
            (function, requests) = await new Reducer(node, ways, TimeSpan.FromSeconds(seconds))
                .ReduceAsync(function, requests, cancellation);
        }

        Directory.CreateDirectory(Folder);
        var file = Path.Combine(Folder, $"seed-{Seed}-program-{number}.js");
        await File.WriteAllTextAsync(
            file,
            $"// Program {number} of seed {Seed} differs: {shown.Tier}.\n// traced: {Bodies(function.Traced)}\n// run: {Bodies(requests)}\n{function.Source}",
            cancellation);
        return shown.ToString();
    }

    private static string Bodies(IReadOnlyList<Request> requests) =>
        new StringBuilder("[").AppendJoin(", ", requests.Select(static r => r.Body)).Append(']').ToString();

    private static int Number(string name, int otherwise) =>
        Environment.GetEnvironmentVariable($"CONTAINERLESS_FUZZ_{name}") is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
