using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Containerless.Cli.Requests;
using Containerless.Cli.Testing;
using Containerless.Shared;

namespace Containerless.Cli.Tests.EndToEnd;

/// <summary>
/// Recursion, through every part of the language and every kind of builtin: shallow it is compiled, and before it is as deep
/// as Node's stack compiled code gives up, so that the RangeError that a function can catch is Node's.
/// </summary>
public sealed class StackDepthTests(ITestOutputHelper output)
{
    private const int Shallow = 150;

    /// <summary>The server takes some of the stack before the function: Node's end is there a little earlier.</summary>
    private const double AlmostAll = 0.96;

    [Fact]
    public async Task Compiled_code_gives_up_before_the_stack_of_node_ends()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var folder = Repository.PathOf("tests", "Cli.Tests", "EndToEnd");
        var levels = await LevelsOfNode(Path.Combine(folder, "stack-depth-of-node.js"), cancellation);
        Assert.True(levels.Count > 50);
        await using var tester = await FunctionTester.CreateAsync(
            Path.Combine(folder, "stack-depth.js"), new Dictionary<string, string>(), [], new Progress<string>(), cancellation);
        foreach (var name in levels.Keys)
        {
            await tester.TraceAsync(0, Call(name, 3), cancellation);
            await tester.TraceAsync(0, Call(name, 0), cancellation);
        }

        await tester.CompileAsync(cancellation);
        var faults = new List<string>();
        foreach (var (name, most) in levels)
        {
            var shallow = await tester.TestAsync(0, Call(name, Shallow), cancellation);
            var deep = await tester.TestAsync(0, Call(name, (int)(most * AlmostAll)), cancellation);
            output.WriteLine($"{name}: {most} levels in Node; {Shallow} levels {shallow.Tier}, most of them {deep.Tier} ({deep.Bailout})");
            if (!shallow.Equal || !deep.Equal) faults.Add($"{name}: {shallow.Answer.Text} {deep.Answer.Text} differ from {shallow.Expected.Text} {deep.Expected.Text}");
            if (shallow.Tier != TierNames.Compiled) faults.Add($"{name}: {Shallow} levels are not compiled: {shallow.Bailout}");
            if (deep.Tier == TierNames.Compiled) faults.Add($"{name}: {(int)(most * AlmostAll)} of {most} levels are compiled");
            else if (deep.Bailout?.StartsWith("stack exhausted", StringComparison.Ordinal) is not true) faults.Add($"{name}: {deep.Bailout}");
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static FunctionCall Call(string name, int n) => new("/" + name, "application/json", [], Encoding.UTF8.GetBytes($$"""{"n":{{n}}}"""));

    private static async Task<Dictionary<string, int>> LevelsOfNode(string script, CancellationToken cancellation)
    {
        using var node = Process.Start(new ProcessStartInfo("node", ["--no-opt", "--no-sparkplug", "--no-maglev", script])
        {
            RedirectStandardOutput = true,
        })!;
        var text = await node.StandardOutput.ReadToEndAsync(cancellation);
        await node.WaitForExitAsync(cancellation);
        Assert.Equal(0, node.ExitCode);
        return JsonSerializer.Deserialize<Dictionary<string, int>>(text)!;
    }
}
