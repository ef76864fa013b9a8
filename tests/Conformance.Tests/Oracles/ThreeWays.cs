namespace Containerless.Conformance.Tests.Oracles;

/// <summary>One run: a request and what became of it.</summary>
/// <param name="Index">The request's place in its list, from 0.</param>
/// <param name="Tier"><c>traced</c>, <c>compiled</c> or <c>container</c>.</param>
/// <param name="Got">The answer under test.</param>
/// <param name="Expected">Plain Node's answer.</param>
internal sealed record Run(int Index, string Tier, Answer Got, Answer Expected)
{
    /// <summary>A fallback is answered by plain Node: it cannot differ.</summary>
    public bool Equal => Tier == "container" || Got.SameAs(Expected);

    public override string ToString() => $"{Tier} request {Index}: got {Got}, expected {Expected}";
}

/// <summary>What became of a function.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Runs">Its requests: first those traced, then those compared after compilation.</param>
/// <param name="Fault">Why it could not be asked at all; null where it could.</param>
internal sealed record Comparison(string Name, IReadOnlyList<Run> Runs, string? Fault)
{
    /// <summary>Runs after compilation.</summary>
    public IEnumerable<Run> Served => Runs.Where(static run => run.Tier != "traced");

    /// <summary>Runs that compiled code answered.</summary>
    public int Compiled => Runs.Count(static run => run.Tier == "compiled");

    /// <summary>Whether compiled code answered every run, none of them different.</summary>
    public bool AllCompiled => Fault is null && Different is null && Served.All(static run => run.Tier == "compiled");

    /// <summary>What is different from plain Node; null: nothing.</summary>
    public string? Different => Runs.Any(static run => !run.Equal)
        ? string.Join('\n', Runs.Where(static run => !run.Equal))
        : null;
}

/// <summary>Asks a function three ways and compares.</summary>
/// <remarks>
/// Each instance is compared with a plain one that served exactly what it served: the compiled tier throws a realm away
/// when it gives up, and its successor has fresh state. What differs while it is traced is not compiled.
/// </remarks>
internal sealed class ThreeWays(NodeHost node)
{
    private readonly IOracle plain = new PlainOracle(node);
    private readonly IOracle instrumented = new InstrumentedOracle(node);
    private readonly IOracle compiled = new CompiledOracle();

    /// <summary>Traces, compiles and compares a function.</summary>
    public async Task<Comparison> CompareAsync(
        Function function, IReadOnlyList<Request> requests, CancellationToken cancellation)
    {
        try
        {
            var expected = plain.AnswersAsync(function, function.Traced, cancellation);
            var traced = await instrumented.AnswersAsync(function, function.Traced, cancellation);
            var runs = traced.Zip(await expected, static (got, want) => (got, want))
                .Select(static (pair, i) => new Run(i, "traced", pair.got, pair.want)).ToList();

            if (runs.Exists(static run => !run.Equal))
            {
                return new Comparison(function.Name, runs, null);
            }

            var got = await compiled.AnswersAsync(function, requests, cancellation);
            var compared = new Run[got.Count];
            var served = Enumerable.Range(0, got.Count).ToLookup(i => got[i].Bailout is null);
            foreach (var instance in served[true].GroupBy(i => got[i].Instance))
            {
                int[] indices = [.. instance];
                var want = await plain.AnswersAsync(function, [.. indices.Select(i => requests[i])], cancellation);
                for (var k = 0; k < indices.Length; k++)
                {
                    compared[indices[k]] = new Run(indices[k], "compiled", got[indices[k]], want[k]);
                }
            }

            foreach (var i in served[false])
            {
                compared[i] = new Run(i, "container", got[i], default);
            }

            return new Comparison(function.Name, [.. runs, .. compared], null);
        }
        catch (OracleException fault)
        {
            return new Comparison(function.Name, [], fault.Message);
        }
    }
}
