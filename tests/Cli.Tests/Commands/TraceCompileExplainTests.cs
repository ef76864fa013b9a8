using System.Text.Json;
using System.Text.Json.Nodes;

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
    public async Task Several_traces_are_merged_and_those_of_different_functions_refused()
    {
        var requests = JsonNode.Parse(File.ReadAllText(Corpus("closures.requests.json")))!.AsArray();
        string[] parts = [PathOf("first.json"), PathOf("second.json")];
        for (var i = 0; i < 2; i++)
        {
            var some = new JsonArray([.. requests.Where((_, n) => n % 2 == i).Select(request => request!.DeepClone())]);
            await CommandRun.OfAsync("trace", Corpus("closures.js"), "--requests", Write($"{i}.json", some.ToJsonString()), "-o", parts[i]);
        }

        var compiled = await CommandRun.OfAsync("compile", parts[0], parts[1], "-o", PathOf("merged"));
        Assert.Equal((0, Path.Combine(PathOf("merged"), "trace.json")), (compiled.ExitCode, compiled.Lines[0]));
        Assert.Equal(0, (await CommandRun.OfAsync("compile", compiled.Lines[0], "-o", PathOf("again"))).ExitCode);
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(PathOf("merged"), "containerless.cs")),
            File.ReadAllBytes(Path.Combine(PathOf("again"), "containerless.cs")));

        await CommandRun.OfAsync("trace", Corpus("holes.js"), "--requests", Corpus("holes.requests.json"), "-o", PathOf("other.json"));
        var refused = await CommandRun.OfAsync("compile", parts[0], PathOf("other.json"), "-o", PathOf("none"));
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("the traces differ in their source hash", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_unsupported_is_explained_by_line_before_anything_ran()
    {
        var function = Write("f.js", """
            const c = require('containerless');
            async function* numbers() { yield 1; }
            c.listen(request => {
              switch (request.path) {
                case '/big': c.respond(String(10n)); break;
                default: c.respond('');
              }
            });
            """);
        var run = await CommandRun.OfAsync("explain", function);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(run.Lines, line => line.Contains("function* numbers", StringComparison.Ordinal) && line.EndsWith("<- unsupported: async generators", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.Contains("10n", StringComparison.Ordinal) && line.EndsWith("<- unsupported: bigint literals", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.Contains("not seen yet", StringComparison.Ordinal) && line.Contains("default:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_only_node_has_is_unsupported_before_and_after_tracing()
    {
        var function = Write("f.js", """
            const c = require('containerless');
            const fs = require('fs');
            c.listen(request => {
              switch (request.path) {
                case '/proxy':
                  c.respond(new Proxy({ a: 'proxied' }, {}).a);
                  break;
                case '/buffer':
                  c.respond(typeof Buffer);
                  break;
                case '/file':
                  c.respond(typeof fs.readFileSync(process.execPath));
                  break;
                case '/path':
                  const { sep } = require('node:path');
                  c.respond(sep);
                  break;
                case '/events':
                  c.respond(typeof require('events'));
                  break;
                default:
                  c.respond('plain');
              }
            });
            """);
        string[] paths = ["/proxy", "/buffer", "/file", "/path", "/events", "/"];
        var requests = Write("r.json", "[" + string.Join(',', paths.Select(static path => $$"""{"path": "{{path}}"}""")) + "]");
        (string Code, string Reason)[] expected =
        [
            ("new Proxy", "global Proxy is not implemented"), ("typeof Buffer", "global Buffer is not implemented"),
            ("fs.readFileSync", "module 'fs' is not available"), ("{ sep }", "module 'path' is not available"),
            ("require('events')", "module 'events' is not available"),
        ];
        foreach (var (arguments, statuses) in new (string[], string[])[]
        {
            (["explain", function], ["unsupported"]),
            (["explain", function, "--trace", requests, "--run", requests], ["unsupported", "in part"]),
        })
        {
            var run = await CommandRun.OfAsync(arguments);
            Assert.Equal(0, run.ExitCode);
            Assert.All(expected, each =>
            {
                var line = Assert.Single(run.Lines, line => line.Contains(each.Code, StringComparison.Ordinal));
                Assert.EndsWith($"<- unsupported: {each.Reason}", line, StringComparison.Ordinal);
                Assert.Contains(statuses, status => line[7..].StartsWith(status, StringComparison.Ordinal));
            });
            Assert.DoesNotContain(run.Lines, static line => line.Contains("const fs", StringComparison.Ordinal) && line.Contains("unsupported", StringComparison.Ordinal));
            if (arguments.Length > 2)
            {
                // The requests bail out there, in these very words.
                var heading = Array.FindIndex(run.Lines, static line => line.StartsWith("Bail-outs", StringComparison.Ordinal));
                Assert.All(expected, each => Assert.Contains(run.Lines[heading..], line => line.EndsWith(each.Reason, StringComparison.Ordinal)));
            }
        }
    }

    [Fact]
    public async Task A_top_level_that_takes_apart_a_module_of_node_gives_the_whole_function_up()
    {
        var function = Write("f.js", "const c = require('containerless');\nconst { join } = require('path');\nc.listen(r => c.respond(join('a', r.path)));\n");
        var requests = Write("r.json", """[{"path": "/b"}]""");
        var before = await CommandRun.OfAsync("explain", function);
        Assert.Contains(before.Lines, static line => line.Contains("{ join }", StringComparison.Ordinal) && line.EndsWith("<- unsupported: module 'path' is not available", StringComparison.Ordinal));

        var after = await CommandRun.OfAsync("explain", function, "--trace", requests, "--run", requests);
        Assert.Contains(after.Lines, static line => line.Contains("{ join }", StringComparison.Ordinal) && line.EndsWith("<- unsupported: module 'path' is not available", StringComparison.Ordinal));
        Assert.Contains(after.Lines, static line => line.EndsWith("1  line 2     aborted: the top level gave up: module 'path' is not available", StringComparison.Ordinal));
        Assert.EndsWith("nothing: this stays in a container", after.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bailout_in_a_package_names_the_package()
    {
        Directory.CreateDirectory(PathOf("node_modules/careful"));
        Write("node_modules/careful/index.js", "module.exports = function (value) {\n  if (value === '/rare') return 'rare';\n  return value;\n};\n");
        var function = Write("f.js", "const c = require('containerless');\nconst careful = require('careful');\nc.listen(r => c.respond(careful(r.path)));\n");
        var run = await CommandRun.OfAsync(
            "explain", function, "--trace", Write("t.json", """[{"path": "/"}]"""), "--run", Write("r.json", """[{"path": "/rare"}]"""));
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^\s+1  careful    unknown: this code was never traced, in a package \(line \d+ of index\.js\)$", run.Lines[^2]);
        Assert.Contains("traced, this code is compiled: up to 1 more request stay here", run.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bailouts_of_requests_are_ranked_in_text_json_and_html()
    {
        string[] arguments = ["explain", Corpus("holes.js"), "--trace", Corpus("holes.requests.json"), "--run", Corpus("holes.run.json")];
        var text = await CommandRun.OfAsync(arguments);
        Assert.Equal(0, text.ExitCode);
        var heading = text.Lines.ToList().FindIndex(static line => line.StartsWith("Bail-outs", StringComparison.Ordinal));
        Assert.Matches(@"^\s+2  line 9\s+unknown: this code was never traced$", text.Lines[heading + 1]);
        Assert.Contains("up to 2 more requests stay here (25% of all)", text.Lines[heading + 2], StringComparison.Ordinal);

        var json = await CommandRun.OfAsync([.. arguments, "--json"]);
        using var document = JsonDocument.Parse(string.Join('\n', json.Lines));
        var bailouts = document.RootElement.GetProperty("bailouts").EnumerateArray().ToArray();
        Assert.Equal((2, "hole", 9), (bailouts[0].GetProperty("count").GetInt32(), bailouts[0].GetProperty("kind").GetString(), bailouts[0].GetProperty("line").GetInt32()));
        Assert.True(bailouts.Zip(bailouts.Skip(1)).All(static pair => pair.First.GetProperty("count").GetInt32() >= pair.Second.GetProperty("count").GetInt32()));
        Assert.Contains(document.RootElement.GetProperty("lines").EnumerateArray(), static line =>
            line.GetProperty("line").GetInt32() == 10 && line.GetProperty("status").GetString() == "partial");

        var html = await CommandRun.OfAsync([.. arguments, "--html"]);
        var page = string.Join('\n', html.Lines);
        Assert.StartsWith("<!doctype html>", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#L9\">9</a>", page, StringComparison.Ordinal);
        Assert.Contains("b.flag &amp;&amp; &#39;flag&#39;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_function_requires_is_counted_by_package_and_its_own_lines_keep_their_numbers()
    {
        Directory.CreateDirectory(PathOf("node_modules/shout"));
        Write("node_modules/shout/index.js", "module.exports = function (text) {\n  return text + '!';\n};\n");
        var function = Write("f.js", "const c = require('containerless');\nconst shout = require('shout');\nc.listen(r => c.respond(shout(r.path)));\n");
        var run = await CommandRun.OfAsync("explain", function);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(run.Lines, static line => line.StartsWith("    3  not seen yet  c.listen(", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Lines, static line => line.StartsWith("    4", StringComparison.Ordinal));
        Assert.Contains(run.Lines, static line => line.StartsWith("shout: 0 lines compiled", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_saved_status_gives_the_counts_of_a_running_invoker()
    {
        var status = Write("status.json", """
            {"image_name": "f", "state": "Decontainerized", "cause": "", "since": "2024-01-01T00:00:00Z", "tracing": {"traced": 6, "of": 6},
             "containers": [], "requests": {"compiled": 90, "container": 10}, "limits": {}, "compile_ms": [], "history": [],
             "bailouts": {"guard: number expected (line 8)": 7, "unsupported: eval (line 3)": 3}}
            """);
        var run = await CommandRun.OfAsync("explain", Corpus("holes.js"), "--status", status);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(run.Lines, static line => line.TrimStart().StartsWith("7  line 8     guard: number expected", StringComparison.Ordinal));
        Assert.Contains(run.Lines, static line => line.Contains("nothing: this stays in a container", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--run needs --trace", "--run", "r.json")]
    [InlineData("give one", "--json", "--html")]
    [InlineData("is not the status of an invoker", "--status", "bad.json")]
    [InlineData("http://localhost:9080", "--status", "http://127.0.0.1:1")]
    public async Task Options_that_do_not_fit_are_refused(string message, params string[] options)
    {
        Write("bad.json", "[]");
        var run = await CommandRun.OfAsync(["explain", Corpus("holes.js"), .. options.Select(o => o.EndsWith(".json", StringComparison.Ordinal) ? PathOf(o) : o)]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }
}
