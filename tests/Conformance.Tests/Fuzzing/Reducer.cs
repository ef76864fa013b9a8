using System.Diagnostics;
using System.Text.Json.Nodes;
using Containerless.Conformance.Tests.Oracles;

namespace Containerless.Conformance.Tests.Fuzzing;

/// <summary>
/// Makes a function whose answers differ smaller while they still do: first its requests, then its text, a step of
/// Generator/smaller.js at a time, the boldest steps first.
/// </summary>
internal sealed class Reducer(NodeHost node, ThreeWays ways, TimeSpan longest)
{
    private readonly long began = Stopwatch.GetTimestamp();

    private bool OutOfTime => Stopwatch.GetElapsedTime(began) > longest;

    /// <summary>The smaller function and the requests that show the difference.</summary>
    public async Task<(Function Function, IReadOnlyList<Request> Requests)> ReduceAsync(
        Function function, IReadOnlyList<Request> requests, CancellationToken cancellation)
    {
        IReadOnlyList<Request> traced = function.Traced;
        requests = await FewerAsync(requests, less => DiffersAsync(function.Source, traced, less, cancellation));
        traced = await FewerAsync(traced, less => DiffersAsync(function.Source, less, requests, cancellation));
        var source = function.Source;
        for (var shrunk = true; shrunk && !OutOfTime;)
        {
            shrunk = false;
            foreach (var smaller in await SmallerAsync(source, cancellation))
            {
                if (OutOfTime)
                {
                    break;
                }

                if (await DiffersAsync(smaller, traced, requests, cancellation))
                {
                    (source, shrunk) = (smaller, true);
                    break;
                }
            }
        }

        return (new Function(function.Name, source, traced), requests);
    }

    private async Task<IReadOnlyList<string>> SmallerAsync(string source, CancellationToken cancellation)
    {
        var reply = await node.AskAsync(new JsonObject { ["kind"] = "reduce", ["source"] = source }, cancellation);
        return [.. reply["programs"]!.AsArray().Select(static p => p!.GetValue<string>())];
    }

    private async Task<IReadOnlyList<Request>> FewerAsync(
        IReadOnlyList<Request> requests, Func<IReadOnlyList<Request>, Task<bool>> differs)
    {
        for (var i = requests.Count - 1; i >= 0 && requests.Count > 1 && !OutOfTime; i--)
        {
            IReadOnlyList<Request> less = [.. requests.Take(i), .. requests.Skip(i + 1)];
            if (await differs(less))
            {
                requests = less;
            }
        }

        return requests;
    }

    private async Task<bool> DiffersAsync(
        string source, IReadOnlyList<Request> traced, IReadOnlyList<Request> requests, CancellationToken cancellation)
    {
        var result = await ways.CompareAsync(new Function("reduced", source, traced), requests, cancellation);
        return result.Different is not null;
    }
}
