namespace Containerless.Conformance.Tests.Oracles;

/// <summary>Plain Node: its answers are right by definition.</summary>
internal sealed class PlainOracle(NodeHost node) : IOracle
{
    public async Task<IReadOnlyList<Answer>> AnswersAsync(
        Function function, IReadOnlyList<Request> requests, CancellationToken cancellation) =>
        (await node.ServeAsync("plain", function, requests, cancellation)).Answers;
}
