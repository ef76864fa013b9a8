using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Containerless.Cli.Explaining;

/// <summary>One reason why requests left compiled code, and how often.</summary>
/// <param name="Count">Requests.</param>
/// <param name="Kind"><c>hole</c>, <c>guard</c>, <c>unsupported</c> or <c>other</c>.</param>
/// <param name="Line">Line of the function; null where the reason names none.</param>
/// <param name="Reason">What the answer's header says, without the line.</param>
/// <param name="Gain">What tracing these requests would change.</param>
internal sealed partial record RankedBailout(
    [property: JsonPropertyName("count")] long Count,
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("line")] int? Line,
    [property: JsonPropertyName("reason")] string Reason,
    [property: JsonPropertyName("gain")] string Gain)
{
    /// <summary>Ranks reasons, as <c>Containerless-Bailout</c> has them, by how many requests they sent away.</summary>
    /// <param name="counts">Requests by reason.</param>
    /// <param name="requests">Requests in all, those that were answered by compiled code included.</param>
    public static IReadOnlyList<RankedBailout> Rank(IEnumerable<KeyValuePair<string, long>> counts, long requests) =>
    [
        .. counts.Select(entry => Of(entry.Key, entry.Value, requests))
            .OrderByDescending(static b => b.Count).ThenBy(static b => b.Line).ThenBy(static b => b.Reason, StringComparer.Ordinal),
    ];

    private static RankedBailout Of(string header, long count, long requests)
    {
        var match = LineAtEnd().Match(header);
        int? line = match.Success ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;
        var reason = match.Success ? header[..match.Index] : header;
        var kind = reason.StartsWith("unknown", StringComparison.Ordinal) ? "hole"
            : reason.StartsWith("guard", StringComparison.Ordinal) ? "guard"
            : reason.StartsWith("unsupported", StringComparison.Ordinal) || reason.EndsWith("is not implemented", StringComparison.Ordinal)
                ? "unsupported"
            : "other";
        var share = requests == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({100.0 * count / requests:0.#}% of all)");
        var gain = kind switch
        {
            "hole" => $"traced, this code is compiled: up to {Requests(count)} stay here{share}",
            "guard" => $"traced, the other type is expected here: up to {Requests(count)} stay here{share}",
            "unsupported" => "nothing: this stays in a container",
            _ => "nothing that could be told beforehand",
        };
        return new RankedBailout(count, kind, line, reason, gain);
    }

    private static string Requests(long count) => count == 1 ? "1 more request" : $"{count} more requests";

    [GeneratedRegex(@" \(line (\d+)\)$")]
    private static partial Regex LineAtEnd();
}
