using System.Text.Json;

namespace Containerless.Cli.Tests.Commands;

/// <summary>From a function to a trace, to C#, and what is said about it.</summary>
public sealed class TraceCompileExplainTests : TemporaryFolder
{
    private static string Corpus(string name) => Repository.PathOf("tests", "functions", name);

    [Fact]
    public async Task A_trace_compiles_to_four_files_and_is_explained()
    {
        var function = Write("holes.js", File.ReadAllText(Corpus("holes.js")));
        var trace = PathOf("trace.json");
        var traced = await CommandRun.OfAsync("trace", function, "--requests", Corpus("holes.requests.json"), "-o", trace);
        Assert.Equal((0, trace), (traced.ExitCode, Assert.Single(traced.Lines)));
        using (var document = JsonDocument.Parse(await File.ReadAllBytesAsync(trace, TestContext.Current.CancellationToken)))
        {
            Assert.Equal("holes.js", document.RootElement.GetProperty("source").GetString());
        }

        var folder = PathOf("out");
        var compiled = await CommandRun.OfAsync("compile", trace, "-o", folder);
        Assert.Equal(0, compiled.ExitCode);
        string[] files = ["containerless.cs", "containerless.dll", "containerless.pdb", "report.json"];
        Assert.Equal(files.Select(file => Path.Combine(folder, file)), compiled.Lines);
        Assert.All(compiled.Lines, file => Assert.True(new FileInfo(file).Length > 0, file));
        Assert.Contains("holes.js", await File.ReadAllTextAsync(compiled.Lines[0], TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var explained = await CommandRun.OfAsync("explain", trace);
        Assert.Equal(0, explained.ExitCode);
        Assert.Contains(explained.Lines, line => line.Contains("compiled", StringComparison.Ordinal) && line.Contains("const b = request.body;", StringComparison.Ordinal));
        Assert.Contains(explained.Lines, line => line.Contains("not seen yet", StringComparison.Ordinal) && line.Contains("function never(x)", StringComparison.Ordinal)
            || line.Contains("in part", StringComparison.Ordinal) && line.Contains("function never(x)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_trace_gives_the_same_bytes()
    {
        var trace = PathOf("trace.json");
        await CommandRun.OfAsync("trace", Corpus("closures.js"), "--requests", Corpus("closures.requests.json"), "-o", trace);
        await CommandRun.OfAsync("compile", trace, "-o", PathOf("a"));
        await CommandRun.OfAsync("compile", trace, "-o", PathOf("b"));
        foreach (var file in new[] { "containerless.cs", "containerless.dll", "containerless.pdb" })
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(PathOf("a"), file)), File.ReadAllBytes(Path.Combine(PathOf("b"), file)));
        }
    }

    [Fact]
    public async Task What_is_unsupported_is_explained_by_line_before_anything_ran()
    {
        var run = await CommandRun.OfAsync("explain", Corpus("unsupported-parts.js"));
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(run.Lines, line => line.Contains("class Box", StringComparison.Ordinal) && line.EndsWith("<- unsupported: class declarations", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.Contains("regexp", StringComparison.Ordinal) && line.EndsWith("<- unsupported: regular expressions", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.Contains("not seen yet", StringComparison.Ordinal) && line.Contains("default:", StringComparison.Ordinal));
    }
}
