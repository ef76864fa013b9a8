using System.Globalization;
using Containerless.Cli.Output;
using Containerless.Compiler;

namespace Containerless.Cli.Explaining;

/// <summary>An explanation for a terminal, in colour where it shows colours.</summary>
internal static class TextExplanation
{
    private const int LabelWidth = 12;

    internal static void Print(Explanation explanation, Terminal terminal)
    {
        terminal.Out.WriteLine(explanation.Origin);
        var byLine = explanation.Lines.ToDictionary(static line => line.Line);
        for (var number = 1; number <= explanation.LastLine; number++)
        {
            var coverage = byLine.GetValueOrDefault(number);
            if (coverage is not null || explanation.Source is not null)
            {
                terminal.Out.WriteLine(Line(terminal, explanation, number, coverage));
            }
        }

        terminal.Out.WriteLine(explanation.Summary);
        foreach (var p in explanation.Packages)
        {
            var reasons = p.Reasons.Count == 0 ? "" : terminal.Paint($"   <- unsupported: {string.Join(", ", p.Reasons)}", 31);
            terminal.Out.WriteLine(
                $"{p.Name}: {p.Compiled} lines compiled, {p.Partial} in part, {p.Unknown} not seen yet, {p.Unsupported} unsupported{reasons}");
        }

        if (explanation.Bailouts is { } bailouts)
        {
            Print(bailouts, terminal);
        }
    }

    private static void Print(IReadOnlyList<RankedBailout> bailouts, Terminal terminal)
    {
        terminal.Out.WriteLine();
        terminal.Out.WriteLine(bailouts.Count == 0 ? "No request bailed out." : "Bail-outs, the most frequent first:");
        foreach (var b in bailouts)
        {
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{b.Count,7}  {b.Place,-9}  {terminal.Paint(b.Reason, b.Kind == "unsupported" ? 31 : 33)}"));
            terminal.Out.WriteLine(terminal.Paint($"{"",20}{b.Gain}", 90));
        }
    }

    private static string Line(Terminal terminal, Explanation explanation, int number, LineCoverage? coverage)
    {
        var color = coverage?.Status switch
        {
            null => 90,
            "compiled" => 32,
            "unknown" or "partial" => 33,
            _ => 31,
        };
        var reason = coverage?.Reason is { } why ? terminal.Paint($"   <- unsupported: {why}", 31) : "";
        var label = terminal.Paint(Explanation.Label(coverage?.Status).PadRight(LabelWidth), color);
        return string.Create(CultureInfo.InvariantCulture, $"{number,5}  {label}  {explanation.TextOf(number)}{reason}").TrimEnd();
    }
}
