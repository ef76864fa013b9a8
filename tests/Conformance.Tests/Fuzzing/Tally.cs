using System.Globalization;
using System.Text;
using System.Text.Json;
using Containerless.Conformance.Tests.Oracles;

namespace Containerless.Conformance.Tests.Fuzzing;

/// <summary>What a run over random programs counts.</summary>
internal sealed class Tally
{
    public int Programs { get; private set; }

    public int Runs { get; private set; }

    public int Compiled { get; private set; }

    public int Mismatches { get; private set; }

    /// <summary>Programs that use a feature, and their runs and compiled runs.</summary>
    public SortedDictionary<string, int[]> Features { get; } = new(StringComparer.Ordinal);

    /// <summary>Why runs fell back, and how often.</summary>
    public Dictionary<string, int> Fallbacks { get; } = new(StringComparer.Ordinal);

    /// <summary>What was different, by the number of the program, or of the first of a batch that could not be asked at all.</summary>
    public SortedDictionary<int, string> Differences { get; } = [];

    public double CompiledShare => Runs == 0 ? 0 : (double)Compiled / Runs;

    public void Add(Batch batch, Comparison comparison, IReadOnlyDictionary<int, string> differences)
    {
        foreach (var (program, what) in differences)
        {
            Differences[program] = what;
        }

        Programs += batch.Programs.Count;
        Mismatches += comparison.Different is null && comparison.Fault is null ? 0 : 1;
        var byProgram = new int[batch.Programs.Count, 2];
        foreach (var run in comparison.Served)
        {
            var compiled = run.Tier == "compiled" ? 1 : 0;
            var program = Batch.ProgramOf(batch.Requests[run.Index]);
            (Runs, Compiled) = (Runs + 1, Compiled + compiled);
            byProgram[program, 0]++;
            byProgram[program, 1] += compiled;
            if (run.Got.Bailout is { } reason)
            {
                reason = reason.Split(" (line ")[0];
                Fallbacks[reason] = Fallbacks.GetValueOrDefault(reason) + 1;
            }
        }

        for (var i = 0; i < batch.Programs.Count; i++)
        {
            foreach (var feature in batch.Features[i])
            {
                Features.TryAdd(feature, [0, 0, 0]);
                Features[feature][0]++;
                Features[feature][1] += byProgram[i, 0];
                Features[feature][2] += byProgram[i, 1];
            }
        }
    }

    public string ToJson() => JsonSerializer.Serialize(new { Programs, Runs, Compiled, Mismatches, Features, Fallbacks, Differences });

    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $"{Programs} programs, {Runs} runs, {Compiled} compiled ({100 * CompiledShare:F1}%), {Mismatches} batches with mismatches\n");
        text.Append("programs by feature (of whose runs compiled):");
        foreach (var (feature, counts) in Features.OrderByDescending(static f => f.Value[0]))
        {
            text.Append(CultureInfo.InvariantCulture, $" {feature} {counts[0]} ({100 * counts[2] / Math.Max(1, counts[1])}%);");
        }

        text.Append("\nfallbacks:");
        foreach (var (reason, count) in Fallbacks.OrderByDescending(static f => f.Value).Take(25))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  {count,6} {reason}");
        }

        return text.ToString();
    }
}
