using System.Text.Json;
using Containerless.Cli.Requests;
using Containerless.Cli.Testing;
using Containerless.Shared;

namespace Containerless.Cli.Explaining;

/// <summary>Where bail-outs are counted: in a running invoker, or by sending requests.</summary>
internal static class BailoutSource
{
    /// <summary>Counts of a running invoker, whose operators' address this is, or of a saved status document.</summary>
    /// <exception cref="CommandFailure">It does not answer, or not with a status.</exception>
    internal static async Task<IReadOnlyList<RankedBailout>> OfStatusAsync(
        string place, IReadOnlyList<string> packages, CancellationToken cancellation)
    {
        StatusDocument? status;
        try
        {
            byte[] json;
            if (place.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || place.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            {
                using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
                json = await client.GetByteArrayAsync($"{place.TrimEnd('/')}/_containerless/status", cancellation);
            }
            else
            {
                json = InputFile.ReadBytes(place, "status");
            }

            status = JsonSerializer.Deserialize<StatusDocument>(json);
        }
        catch (HttpRequestException fault)
        {
            throw new CommandFailure(
                $"{place} does not answer as an invoker's operators' port does ({fault.Message}); it is bind_port + 1000, http://localhost:9080", inner: fault);
        }
        catch (JsonException fault)
        {
            throw new CommandFailure($"{place} is not the status of an invoker: {fault.Message}", inner: fault);
        }

        return RankedBailout.Rank(status!.Bailouts, status.Requests.Values.Sum(), packages);
    }

    /// <summary>Sends requests to compiled code and counts.</summary>
    internal static async Task<IReadOnlyList<RankedBailout>> OfRequestsAsync(
        FunctionTester tester, IReadOnlyList<FunctionCall> requests, IReadOnlyList<string> packages, CancellationToken cancellation)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var i = 0; i < requests.Count; i++)
        {
            var row = await tester.TestAsync(i, requests[i], cancellation);
            if (row.Bailout is { } reason)
            {
                counts[reason] = counts.GetValueOrDefault(reason) + 1;
            }
        }

        return RankedBailout.Rank(counts, requests.Count, packages);
    }
}
