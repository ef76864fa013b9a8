namespace Containerless.Conformance.Tests.Oracles;

/// <summary>Node running the instrumented program. Leaves what it recorded in the function.</summary>
internal sealed class InstrumentedOracle(NodeHost node) : IOracle
{
    public async Task<IReadOnlyList<Answer>> AnswersAsync(
        Function function, IReadOnlyList<Request> requests, CancellationToken cancellation)
    {
        var (answers, trace) = await node.ServeAsync("traced", function, requests, cancellation);
        function.Trace = trace;
        return answers;
    }
}
