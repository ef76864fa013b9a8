using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Containerless.Invoker.Compiled;

namespace Containerless.Cli.Explaining;

/// <summary>One reason why requests left compiled code, and how often.</summary>
/// <param name="Count">Requests.</param>
/// <param name="Kind"><c>hole</c>, <c>guard</c>, <c>unsupported</c> or <c>other</c>.</param>
/// <param name="Line">Line of the function; null where the reason names none, or is in a package.</param>
/// <param name="Package">What the function requires, where the reason is in it: its name, or <c>a package</c>.</param>
/// <param name="Reason">What the answer's header says, without the function's line.</param>
/// <param name="Gain">What tracing these requests would change.</param>
internal sealed partial record RankedBailout(
    [property: JsonPropertyName("count")] long Count,
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("line")] int? Line,
    [property: JsonPropertyName("package"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Package,
    [property: JsonPropertyName("reason")] string Reason,
    [property: JsonPropertyName("gain")] string Gain)
{
    /// <summary>In front of the reason when a function's first turn had one, so that nothing of it is served compiled.</summary>
    private const string TopLevel = "aborted: the top level gave up: ";

    /// <summary>Where it is, for a person; empty where that is not known.</summary>
    [JsonIgnore] public string Place => Line is { } number ? string.Create(CultureInfo.InvariantCulture, $"line {number}") : Package ?? "";

    /// <summary>Ranks reasons, as <c>Containerless-Bailout</c> has them, by how many requests they sent away.</summary>
    /// <param name="counts">Requests by reason.</param>
    /// <param name="requests">Requests in all, those that were answered by compiled code included.</param>
    /// <param name="packages">The package of each line in front of the function, as far as that is known.</param>
    public static IReadOnlyList<RankedBailout> Rank(
        IEnumerable<KeyValuePair<string, long>> counts, long requests, IReadOnlyList<string> packages) =>
    [
        .. counts.Select(entry => Of(entry.Key, entry.Value, requests, packages))
            .OrderByDescending(static b => b.Count).ThenBy(static b => b.Line).ThenBy(static b => b.Reason, StringComparer.Ordinal),
    ];

    private static RankedBailout Of(string header, long count, long requests, IReadOnlyList<string> packages)
    {
        var match = LineAtEnd().Match(header);
        int? line = match.Success ? Number(match) : null;
        var reason = match.Success ? header[..match.Index] : header;
        var inPackage = PackageAtEnd().Match(reason);
        var package = !inPackage.Success ? null
            : Number(inPackage) is var at && at >= 1 && at <= packages.Count ? packages[at - 1]
            : "a package";
        var kind = KindOf(inPackage.Success ? reason[..inPackage.Index] : reason);
        var share = requests == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({100.0 * count / requests:0.#}% of all)");
        var gain = !BailoutReason.TracingMayHelp(reason) ? "nothing: this stays in a container"
            : kind == "hole" ? $"traced, this code is compiled: up to {Requests(count)} stay here{share}"
            : $"traced, the other type is expected here: up to {Requests(count)} stay here{share}";
        return new RankedBailout(count, kind, line, package, reason, gain);
    }

    /// <summary>What sort of reason it is, the place taken off.</summary>
    private static string KindOf(string reason)
    {
        var own = reason.StartsWith(TopLevel, StringComparison.Ordinal) ? reason[TopLevel.Length..] : reason;
        return own.StartsWith("unknown", StringComparison.Ordinal) ? "hole"
            : own.StartsWith("guard", StringComparison.Ordinal) ? "guard"
            : own.StartsWith("unsupported", StringComparison.Ordinal) || own.EndsWith("is not implemented", StringComparison.Ordinal)
                || (own.StartsWith("module '", StringComparison.Ordinal) && own.EndsWith("is not available", StringComparison.Ordinal))
                ? "unsupported"
            : "other";
    }

    private static string Requests(long count) => count == 1 ? "1 more request" : $"{count} more requests";

    private static int Number(Match match) => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@" \(line (\d+)\)$")]
    private static partial Regex LineAtEnd();

    [GeneratedRegex(@", in a package \(line (\d+) of index\.js\)$")]
    private static partial Regex PackageAtEnd();
}
