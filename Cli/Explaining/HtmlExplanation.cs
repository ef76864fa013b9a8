using System.Globalization;
using System.Net;
using System.Text;

namespace Containerless.Cli.Explaining;

/// <summary>An explanation as one page of HTML that needs nothing else.</summary>
internal static class HtmlExplanation
{
    private const string Style = """
        :root { color-scheme: light dark; --ok: #1a7f37; --part: #9a6700; --no: #cf222e; --line: #8c959f55 }
        @media (prefers-color-scheme: dark) { :root { --ok: #3fb950; --part: #d29922; --no: #f85149 } }
        body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
        h1 { font-size: 1.3rem } h2 { font-size: 1.1rem; margin-top: 2rem }
        table { border-collapse: collapse; width: 100% } th { text-align: left; font-weight: 600 }
        th, td { padding: .1rem .6rem; vertical-align: top } .rank td { border-top: 1px solid var(--line) }
        .code td { font: 13px/1.5 ui-monospace, monospace; white-space: pre-wrap; border-left: 4px solid transparent }
        .code td:first-child { text-align: right; opacity: .6; user-select: none; white-space: nowrap }
        .compiled td:last-child { border-left-color: var(--ok) } .unknown td:last-child, .partial td:last-child { border-left-color: var(--part) }
        .unsupported td:last-child { border-left-color: var(--no) } .why { color: var(--no); font-style: italic }
        .number { text-align: right; white-space: nowrap } .legend span { border-left: 4px solid; padding-left: .4rem; margin-right: 1.2rem }
        """;

    internal static string Of(Explanation explanation)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Text(explanation.Origin)}</title>
            <style>
            {Style}
            </style>
            <h1>{Text(explanation.Origin)}</h1>
            <p>{Text(explanation.Summary)}</p>
            <p class="legend"><span style="border-color: var(--ok)">compiled</span><span style="border-color: var(--part)">not seen yet, or in part</span><span style="border-color: var(--no)">unsupported</span></p>

            """);
        Bailouts(explanation.Bailouts, html);
        Packages(explanation.Packages, html);
        html.Append("<h2>Line by line</h2>\n<table class=\"code\">\n");
        var byLine = explanation.Lines.ToDictionary(static line => line.Line);
        for (var number = 1; number <= explanation.LastLine; number++)
        {
            var coverage = byLine.GetValueOrDefault(number);
            if (coverage is null && explanation.Source is null)
            {
                continue;
            }

            var why = coverage?.Reason is { } reason ? $"<span class=\"why\">   ← unsupported: {Text(reason)}</span>" : "";
            html.Append(CultureInfo.InvariantCulture,
                $"<tr class=\"{coverage?.Status}\" id=\"L{number}\" title=\"{Explanation.Label(coverage?.Status)}\"><td>{number}<td>{Text(explanation.TextOf(number))}{why}\n");
        }

        return html.Append("</table>\n</html>\n").ToString();
    }

    private static void Bailouts(IReadOnlyList<RankedBailout>? bailouts, StringBuilder html)
    {
        if (bailouts is null)
        {
            return;
        }

        html.Append("<h2>Bail-outs</h2>\n");
        if (bailouts.Count == 0)
        {
            html.Append("<p>No request bailed out.</p>\n");
            return;
        }

        html.Append("<table class=\"rank\">\n<tr><th class=\"number\">requests<th class=\"number\">line<th>reason<th>what tracing again would gain\n");
        foreach (var b in bailouts)
        {
            var line = b.Line is { } number ? $"<a href=\"#L{number}\">{number}</a>" : Text(b.Place);
            html.Append(CultureInfo.InvariantCulture,
                $"<tr><td class=\"number\">{b.Count}<td class=\"number\">{line}<td>{Text(b.Reason)}<td>{Text(b.Gain)}\n");
        }

        html.Append("</table>\n");
    }

    private static void Packages(IReadOnlyList<PackageCoverage> packages, StringBuilder html)
    {
        if (packages.Count == 0)
        {
            return;
        }

        html.Append("<h2>What it requires, in lines</h2>\n<table class=\"rank\">\n<tr><th>package<th class=\"number\">compiled<th class=\"number\">in part<th class=\"number\">not seen yet<th class=\"number\">unsupported<th>why\n");
        foreach (var p in packages)
        {
            html.Append(CultureInfo.InvariantCulture,
                $"<tr><td>{Text(p.Name)}<td class=\"number\">{p.Compiled}<td class=\"number\">{p.Partial}<td class=\"number\">{p.Unknown}<td class=\"number\">{p.Unsupported}<td>{Text(string.Join(", ", p.Reasons))}\n");
        }

        html.Append("</table>\n");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
