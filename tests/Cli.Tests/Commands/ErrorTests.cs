namespace Containerless.Cli.Tests.Commands;

/// <summary>What a person gets to read when a command cannot run: exit code 2, nothing on standard output.</summary>
public sealed class ErrorTests : TemporaryFolder
{
    private const string Function = "let containerless = require('containerless');\ncontainerless.listen(r => containerless.respond('x'));\n";

    [Theory]
    [InlineData("the function nofile.js does not exist", "prepare", "nofile.js")]
    [InlineData("is a directory", "prepare", "/tmp")]
    [InlineData("Option '--requests' is required", "trace", "x.js")]
    [InlineData("Option '--trace' is required", "test", "x.js")]
    [InlineData("Unrecognized command or argument '--jsn'", "test", "x.js", "--trace", "r.json", "--jsn")]
    [InlineData("Unrecognized command or argument 'serve'", "serve")]
    [InlineData("Required command was not provided")]
    [InlineData("Required argument 'FILE.js|trace.json' missing", "explain")]
    [InlineData("the trace no.json does not exist", "compile", "no.json")]
    [InlineData("the function no.js does not exist", "run", "no.js")]
    public async Task Bad_arguments_are_named(string message, params string[] args) => Refused(await CommandRun.OfAsync(args), message);

    [Fact]
    public async Task A_bad_requests_file_is_located()
    {
        var function = Write("f.js", Function);
        var requests = Write("r.json", "[\n  {\"path\": \"/\"},\n  {\"path\": }\n]");
        Refused(await CommandRun.OfAsync("trace", function, "--requests", requests), $"{requests}:3:12: not JSON");
        Write("r.json", """[{"path": "/"}, {"path": "/", "bdy": 1}]""");
        Refused(await CommandRun.OfAsync("test", function, "--trace", requests), $"{requests}: $[1].bdy is unknown");
        Refused(await CommandRun.OfAsync("test", function, "--trace", PathOf("")), "is a directory");
    }

    [Theory]
    [InlineData("let x = ;", "f.js:1:")]
    [InlineData("let x = 1;\n", "never calls listen")]
    public async Task A_refused_function_is_explained(string source, string message)
    {
        var function = Write("f.js", source);
        var requests = Write("r.json", """[{"path": "/"}]""");
        Refused(await CommandRun.OfAsync("trace", function, "--requests", requests, "-o", PathOf("t.json")), message);
        Refused(await CommandRun.OfAsync("test", function, "--trace", requests, "--json"), message);
        Refused(await CommandRun.OfAsync("explain", function), message);
        Assert.False(File.Exists(PathOf("t.json")));
    }

    [Theory]
    [InlineData("no trace at all", "t.json: $")]
    [InlineData("{\"version\": 99}", "t.json: $")]
    public async Task An_invalid_trace_is_located(string trace, string message)
    {
        var path = Write("t.json", trace);
        Refused(await CommandRun.OfAsync("compile", path, "-o", PathOf("out")), message);
        Refused(await CommandRun.OfAsync("explain", path), message);
        Assert.False(Directory.Exists(PathOf("out")));
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("Upper")]
    [InlineData("a/b")]
    [InlineData("")]
    public async Task A_name_that_no_image_can_have_is_refused(string name) =>
        Refused(await CommandRun.OfAsync("prepare", Write("f.js", Function), "--name", name), "expected an image's name");

    [Theory]
    [InlineData("{", "--config is not JSON")]
    [InlineData("[]", "--config must be one JSON object")]
    [InlineData("""{"bind_prt": 1}""", "bind_prt")]
    [InlineData("""{"bind_port": "http"}""", "bind_port")]
    public async Task A_bad_configuration_is_explained(string configuration, string message) =>
        Refused(await CommandRun.OfAsync("run", Write("f.js", Function), "--config", configuration), message);

    private static void Refused(CommandRun run, string message)
    {
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }
}
