using System.Text.Json.Nodes;
using Containerless.Conformance.Tests.Oracles;

namespace Containerless.Conformance.Tests.Fuzzing;

/// <summary>Random programs made one function, so that one compilation serves them all (Generator/program.js).</summary>
/// <param name="Function">The function; its requests name a program by <c>p</c> and give it the input <c>i</c>.</param>
/// <param name="Requests">What is compared: the traced requests, then others, which may take other paths.</param>
/// <param name="Programs">Numbers of the programs.</param>
/// <param name="Features">What each program uses.</param>
internal sealed record Batch(
    Function Function, IReadOnlyList<Request> Requests, IReadOnlyList<int> Programs, IReadOnlyList<IReadOnlyList<string>> Features)
{
    /// <summary>Programs from <paramref name="first"/> on, which only depend on the seed and their numbers.</summary>
    public static async Task<Batch> MakeAsync(NodeHost node, int seed, int first, int count, CancellationToken cancellation)
    {
        var made = await node.AskAsync(
            new JsonObject { ["kind"] = "generate", ["seed"] = seed, ["first"] = first, ["count"] = count }, cancellation);
        if (made["fault"]?.GetValue<string>() is { } fault)
        {
            throw new OracleException($"the generator failed for programs {first} to {first + count - 1} of seed {seed}: {fault}");
        }

        var traced = Bodies(made["traced"]!);
        return new Batch(
            new Function($"seed {seed} programs {first} to {first + count - 1}", made["source"]!.GetValue<string>(), traced),
            [.. traced, .. Bodies(made["more"]!)],
            [.. Enumerable.Range(first, count)],
            [.. made["features"]!.AsArray().Select(static f => f!.AsArray().Select(static name => name!.GetValue<string>()).ToList())]);
    }

    /// <summary>The place in the batch of the program that a request is for.</summary>
    public static int ProgramOf(Request request) => JsonNode.Parse(request.Body)!["p"]!.GetValue<int>();

    private static Request[] Bodies(JsonNode list) => [.. list.AsArray().Select(static body => new Request(body!.ToJsonString()))];
}
