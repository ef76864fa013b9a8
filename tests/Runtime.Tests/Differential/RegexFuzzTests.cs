using System.Diagnostics;
using System.Text;
using Containerless.Runtime.Builtins;

namespace Containerless.Runtime.Tests.Differential;

/// <summary>
/// Random patterns on random texts, here and in the pinned Node: the same groups at the same places, the same early
/// errors.
/// </summary>
public class RegexFuzzTests(ITestOutputHelper output)
{
    private const int Batch = 20_000;

    // A pattern may take forever: one that is not done within a second is skipped, here and there.
    private const string Driver = """
        'use strict';
        const vm = require('vm');
        const cases = JSON.parse(require('fs').readFileSync(0, 'utf8'));
        const context = vm.createContext({});
        const script = new vm.Script(`
          (() => {
            let re;
            try { re = new RegExp(c.p, c.f); } catch (e) { return e.message; }
            re.lastIndex = c.i;
            const m = re.exec(c.s);
            if (!m) return null;
            const d = new RegExp(c.p, c.f + 'd');
            d.lastIndex = c.i;
            return [...d.exec(c.s).indices].flatMap(x => x ?? [-1, -1]);
          })()`);
        const out = cases.map(c => {
          context.c = c;
          try { return script.runInContext(context, { timeout: 1000 }); } catch (e) { return 'skip ' + e.message; }
        });
        const shown = s => s.replace(/[^ -~]|\\/g, c => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));
        process.stdout.write(out.map(r => r === null ? 'null' : shown(typeof r === 'string' ? r : r.join(','))).join('\n'));
        """;

    [Fact, Trait("Compared", "with Node")]
    public void Random_patterns_match_as_in_Node()
    {
        int total = Inputs.Count(6000, 1.1);
        var generator = new RegexGenerator(Inputs.Seeded("regular expressions"));
        var tally = new ComparisonTally("new RegExp(a, b).exec(c)");
        var declined = new SortedDictionary<string, int>();
        var failures = new List<string>();
        int matched = 0, errors = 0, skipped = 0;
        for (int done = 0; done < total; done += Batch)
        {
            var cases = new List<(string Pattern, string Flags, string Text, int From)>();
            while (cases.Count < Math.Min(Batch, total - done))
            {
                string flags = generator.Flags(), pattern = generator.Pattern(flags);
                for (int i = 0; i < 3; i++)
                {
                    string text = generator.Text();
                    cases.Add((pattern, flags, text, flags.Contains('g') || flags.Contains('y') ? (i * 7) % (text.Length + 1) : 0));
                }
            }
            string[] expected = Node(cases);
            for (int i = 0; i < cases.Count; i++)
            {
                string want = expected[i];
                if (want.StartsWith("skip", StringComparison.Ordinal))
                {
                    skipped++;
                    tally.BailedOut("Node is not done within a second");
                    continue;
                }
                string got;
                try
                {
                    got = Ours(cases[i]);
                }
                catch (Exception e) when (e is RegexDeclined or Bailout)
                {
                    declined[e.Message] = declined.GetValueOrDefault(e.Message) + 1;
                    tally.BailedOut(e.Message);
                    continue;
                }
                if (char.IsAsciiDigit(want[0])) matched++;
                if (want.StartsWith('I')) errors++;
                if (got == want) tally.Equal++;
                else failures.Add($"/{Show(cases[i].Pattern)}/{cases[i].Flags} on '{Show(cases[i].Text)}' from {cases[i].From}: Node {want}, ours {got}");
            }
        }
        tally.Different = failures.Count;
        tally.Keep();
        string summary = $"{total} pairs: {matched} matched, {errors} errors, {skipped} skipped, declined: "
            + string.Join(", ", declined.Select(d => $"{d.Key} {d.Value}"));
        output.WriteLine(summary);
        Assert.True(failures.Count == 0, $"{summary}\n{failures.Count} differ\n{string.Join("\n", failures.Take(40))}");
        Assert.True(matched > total / 10, summary);
        Assert.True(declined.Values.Sum() < total / 10, summary);
    }

    private static string Ours((string Pattern, string Flags, string Text, int From) c)
    {
        RegexProgram program;
        try
        {
            program = RegexProgram.Compile(c.Pattern, RegexFlagText.Parse(c.Flags)!.Value);
        }
        catch (RegexSyntaxException e)
        {
            return Show(e.Describe(c.Pattern, RegexFlagText.Parse(c.Flags)!.Value));
        }
        var matcher = new RegexMatcher();
        if (!matcher.Exec(NodeOracle.NewRealm(), program, c.Text, c.From, c.Flags.Contains('y'))) return "null";
        var indices = new List<int>();
        for (int g = 0; g <= program.Groups; g++)
        {
            int from = matcher.Captures[2 * g], to = matcher.Captures[2 * g + 1];
            indices.AddRange(from < 0 || to < 0 ? [-1, -1] : [from, to]);
        }
        return string.Join(",", indices);
    }

    private static string[] Node(List<(string Pattern, string Flags, string Text, int From)> cases)
    {
        var input = new StringBuilder("[");
        foreach ((string pattern, string flags, string text, int from) in cases)
        {
            if (input.Length > 1) input.Append(',');
            input.Append("{\"p\":").Append(Json(pattern)).Append(",\"f\":").Append(Json(flags)).Append(",\"s\":").Append(Json(text))
                .Append(",\"i\":").Append(from).Append('}');
        }
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("-e");
        start.ArgumentList.Add(Driver);
        using Process node = Process.Start(start)!;
        Task<string> output = node.StandardOutput.ReadToEndAsync();
        node.StandardInput.Write(input.Append(']'));
        node.StandardInput.Close();
        string result = output.Result;
        node.WaitForExit();
        Assert.Equal(0, node.ExitCode);
        return result.Split('\n');
    }

    /// <summary>With every unit that is not plain ASCII escaped, lone surrogates too.</summary>
    private static string Json(string text) => $"\"{Show(text).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Show(string text)
    {
        var shown = new StringBuilder();
        foreach (char c in text)
            shown.Append(c is >= ' ' and <= '~' and not '\\' ? c.ToString() : $"\\u{(int)c:x4}");
        return shown.ToString();
    }
}
