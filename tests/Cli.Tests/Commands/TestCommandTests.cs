using System.Diagnostics;
using System.Text.Json;

namespace Containerless.Cli.Tests.Commands;

/// <summary>What scripts rely on: one object a line, and the exit code.</summary>
public sealed class TestCommandTests : TemporaryFolder
{
    private static string Corpus(string name) => Repository.PathOf("tests", "functions", name);

    [Fact]
    public async Task Json_rows_have_exactly_the_documented_members()
    {
        var run = await CommandRun.OfAsync(
            "test", Corpus("holes.js"), "--trace", Corpus("holes.requests.json"), "--run", Corpus("holes.run.json"), "--json");
        Assert.Equal(0, run.ExitCode);
        Check(run.Lines);
    }

    [Fact]
    public async Task The_script_at_the_root_prints_the_same()
    {
        var start = new ProcessStartInfo(Repository.PathOf("containerless"), [
            "test", Corpus("holes.js"), "--trace", Corpus("holes.requests.json"), "--run", Corpus("holes.run.json"), "--json"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Any folder will do.
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        Check(output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_difference_is_exit_code_1()
    {
        // The one thing that cannot be equal: what the compiled code draws at random.
        var function = Write("random.js",
            "let c = require('containerless');\nc.listen(r => c.respond(r.body.luck ? Math.random() : 'none'));\n");
        var requests = Write("r.json", """[{"path": "/", "body": {"luck": true}}, {"path": "/", "body": {}}]""");
        var run = await CommandRun.OfAsync("test", function, "--trace", requests, "--json");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal([false, true], run.Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("equal").GetBoolean()));
    }

    [Fact]
    public async Task Without_json_there_is_a_table_with_a_summary()
    {
        var run = await CommandRun.OfAsync(
            "test", Corpus("holes.js"), "--trace", Corpus("holes.requests.json"), "--run", Corpus("holes.run.json"));
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(9, run.Lines.Length);
        Assert.Equal("8 requests, 2 compiled, 6 in a container, all equal to plain Node", run.Lines[^1]);
        Assert.Contains("compiling", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_compiled_is_answered_from_containers()
    {
        var function = Write("top.js",
            "let c = require('containerless');\nlet n = 10n;\nc.listen(r => c.respond(typeof n + r.path));\n");
        var run = await CommandRun.OfAsync("test", function, "--trace", Write("r.json", """[{"path": "/a"}]"""), "--json");
        Assert.Equal(0, run.ExitCode);
        using var row = JsonDocument.Parse(Assert.Single(run.Lines));
        Assert.Equal("container", row.RootElement.GetProperty("tier").GetString());
        Assert.Contains("bigint", row.RootElement.GetProperty("bailout").GetString(), StringComparison.Ordinal);
    }

    private static void Check(string[] lines)
    {
        Assert.Equal(8, lines.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            using var row = JsonDocument.Parse(lines[i]);
            var compiled = i is 0 or 7;
            string[] members = ["index", "tier", "status", "body", "expected", "equal"];
            Assert.Equal(compiled ? members : [.. members, "bailout"], row.RootElement.EnumerateObject().Select(member => member.Name));
            Assert.Equal(["status", "body"], row.RootElement.GetProperty("expected").EnumerateObject().Select(member => member.Name));
            Assert.Equal(i, row.RootElement.GetProperty("index").GetInt32());
            Assert.Equal(compiled ? "compiled" : "container", row.RootElement.GetProperty("tier").GetString());
            Assert.Equal(200, row.RootElement.GetProperty("status").GetInt32());
            Assert.True(row.RootElement.GetProperty("equal").GetBoolean());
            Assert.Equal(
                row.RootElement.GetProperty("expected").GetProperty("body").GetString(),
                row.RootElement.GetProperty("body").GetString());
        }
    }

    [Fact]
    public async Task Errors_and_bailouts_of_a_function_with_packages_have_the_functions_own_lines()
    {
        Directory.CreateDirectory(PathOf("node_modules/careful"));
        Write("node_modules/careful/index.js", """
            module.exports = function (value) {
              if (value === 'bad') throw new TypeError('no good');
              if (value === 'rare') return 'rare';
              return value;
            };
            """);
        var function = Write("f.js", """
            const c = require('containerless');
            const careful = require('careful');
            c.listen(request => {
              const { value } = request.body;
              if (value === 'own') throw new RangeError('own');
              if (value === 'seldom') careful('seldom');
              c.respond(careful(value));
            });
            """);
        string Requests(string name, params string[] values) => Write(
            name, "[" + string.Join(',', values.Select(v => $$$"""{"path": "/", "body": {"value": "{{{v}}}"}}""")) + "]");
        var run = await CommandRun.OfAsync(
            "test", function, "--trace", Requests("t.json", "x", "bad", "own"), "--run", Requests("r.json", "y", "bad", "own", "seldom", "rare"), "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\"tier\":\"compiled\",\"status\":500,\"body\":\"{\\\"error\\\":{\\\"name\\\":\\\"TypeError\\\",\\\"message\\\":\\\"no good\\\",\\\"line\\\":null}}", run.Lines[1], StringComparison.Ordinal);
        Assert.Contains("\\\"line\\\":5}}", run.Lines[2], StringComparison.Ordinal);
        Assert.Contains("\"tier\":\"compiled\"", run.Lines[2], StringComparison.Ordinal);
        Assert.Contains("(line 6)", run.Lines[3], StringComparison.Ordinal);
        Assert.Matches(@"in a package \(line \d+ of index\.js\)", run.Lines[4]);
    }
}
