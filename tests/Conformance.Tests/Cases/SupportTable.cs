using System.Globalization;
using System.Text;

namespace Containerless.Conformance.Tests.Cases;

/// <summary>docs/javascript.md: what is supported, made from the cases and the exclusions.</summary>
internal static class SupportTable
{
    public static string Make()
    {
        var text = new StringBuilder("""
            # Supported JavaScript

            Made by a test (`SupportTableTests`) from the cases below [tests/conformance](../tests/conformance), one of them a line.
            Each case runs in plain Node, in instrumented Node and compiled; all answers are equal, always. Where compiled code does
            not answer a case whole, a container answers instead: debt is to be paid, what is permanent stays so, and both have a reason.
            Beyond the cases there are [random programs](fuzzing.md) and [random inputs](compared-with-node.md) of the built-ins.

            | clause | cases | compiled | debt | permanent |
            |---|---:|---:|---:|---:|

            """);
        var clauses = Case.All.GroupBy(static c => c.Clause, StringComparer.Ordinal).OrderBy(static g => g.Key, StringComparer.Ordinal).ToList();
        foreach (var clause in clauses)
        {
            Row($"[{Title(clause.Key)}](#{Anchor(clause.Key)})", [.. clause]);
        }

        Row("all", Case.All);
        foreach (var clause in clauses)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {Title(clause.Key)}\n\n| case | pins down | answered by |\n|---|---|---|\n");
            foreach (var each in clause)
            {
                var name = each.Name[(clause.Key.Length + 1)..];
                text.Append(CultureInfo.InvariantCulture,
                    $"| [{name}](../tests/conformance/{each.Name}.js) | {Cell(each.PinsDown)} | {AnsweredBy(each)} |\n");
            }
        }

        return text.ToString();

        void Row(string title, IReadOnlyCollection<Case> cases)
        {
            var debt = cases.Count(static c => Exclusions.Current.Debt.ContainsKey(c.Name));
            var permanent = cases.Count(static c => Exclusions.Current.Permanent.ContainsKey(c.Name));
            text.Append(CultureInfo.InvariantCulture,
                $"| {title} | {cases.Count} | {cases.Count - debt - permanent} | {debt} | {permanent} |\n");
        }
    }

    private static string AnsweredBy(Case each) =>
        Exclusions.Current.Debt.TryGetValue(each.Name, out var debt) ? $"debt: {Cell(debt)}"
        : Exclusions.Current.Permanent.TryGetValue(each.Name, out var reason) ? $"container: {Cell(reason)}"
        : "compiled";

    /// <summary><c>13.05-unary-operators</c> is <c>13.5 unary operators</c>.</summary>
    private static string Title(string folder) =>
        string.Join(' ', folder.Split('-')).Replace(".0", ".", StringComparison.Ordinal).TrimStart('0');

    private static string Anchor(string folder) => Title(folder).Replace(".", "", StringComparison.Ordinal).Replace(' ', '-');

    /// <summary>Text that is a table's cell and nothing else.</summary>
    private static string Cell(string text)
    {
        foreach (var special in (string[])["\\", "|", "*", "_", "<", "`", "~"])
        {
            text = text.Replace(special, $"\\{special}", StringComparison.Ordinal);
        }

        return text;
    }
}
