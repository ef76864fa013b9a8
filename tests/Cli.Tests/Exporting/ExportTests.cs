using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Containerless.Cli.Requests;
using Containerless.Cli.Testing;
using Containerless.LocalMock;

namespace Containerless.Cli.Tests.Exporting;

/// <summary>Exported projects, built with the SDK as a user would, and their programs beside plain Node.</summary>
public sealed class ExportTests(ITestOutputHelper output) : TemporaryFolder
{
    /// <summary>A function with an outbound call, answered by the program as by Node; what was not traced is 501.</summary>
    [Fact]
    public async Task The_program_answers_as_plain_node_does()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var store = await StoreApp.BuildAsync(new StoreOptions { Port = 0, MaxDelayMs = 0 }, cancellation);
        await store.StartAsync(cancellation);
        var host = $"127.0.0.1:{StoreApp.PortOf(store)}";
        var file = Repository.PathOf("javascript", "examples", "login.js");
        var calls = RequestsFile.Read(Path.ChangeExtension(file, ".requests.json"));
        await using var tester = await FunctionTester.CreateAsync(
            file, new Dictionary<string, string> { ["STORE_URL"] = $"http://{host}" }, [host], new Progress<string>(), cancellation);
        var rows = new List<TestRow>();
        for (var i = 0; i < calls.Count; i++)
        {
            rows.Add(await tester.TraceAsync(i, calls[i], cancellation));
        }

        var trace = PathOf("trace.json");
        await File.WriteAllBytesAsync(trace, await tester.FinishTraceAsync(cancellation), cancellation);
        var project = PathOf("login");
        var run = await CommandRun.OfAsync("export", trace, "-o", project);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(Path.Combine(project, "login.csproj"), run.Lines[0]);
        await DotnetAsync("build", Path.Combine(project, "login.csproj"), "-c", "Release", "-o", PathOf("built"), "-v", "q", "--nologo");

        using var program = await ExportedProgram.StartAsync(Path.Combine(PathOf("built"), "login"), "--env", $"STORE_URL=http://{host}");
        for (var i = 0; i < calls.Count; i++)
        {
            var (status, body, headers) = await program.SendAsync(calls[i]);
            Assert.Equal((rows[i].Expected.Status, rows[i].Expected.Text), (status, body));
            Assert.Equal("compiled", Assert.Single(headers.GetValues("Containerless-Tier")));
        }

        foreach (var (arguments, reason) in ((string[], string)[])
            [(["--prot", "1"], "unknown option --prot"), (["--env", "X"], "NAME=VALUE"),
            // Traced with a STORE_URL, it has no code for being without.
            (["--port", "0"], "this code was never traced (line 4)"),
            (["--port", $"{program.Port}", "--env", "STORE_URL=x"], $"port {program.Port} cannot be used")])
        {
            var (refused, why) = await ExportedProgram.FailAsync(Path.Combine(PathOf("built"), "login"), arguments);
            Assert.Equal(2, refused);
            Assert.Contains(reason, why, StringComparison.Ordinal);
        }

        Assert.Equal((200, "ok"), Shortened(await program.SendAsync(new FunctionCall("/ping", null, [], []))));
        Assert.Equal(400, (await program.SendAsync(new FunctionCall("/", "application/json", [], "{"u8.ToArray()))).Status);
        Assert.Equal(413, (await program.SendAsync(new FunctionCall("/", "text/plain", [], new byte[10_000_001]))).Status);
        Assert.Equal((500, true), Thrown(await program.SendAsync(new FunctionCall("/", "application/json", [], "null"u8.ToArray()))));

        // The store is gone: a path that no request traced.
        await store.StopAsync(cancellation);
        var (code, text, bailed) = await program.SendAsync(calls[0]);
        Assert.Equal(501, code);
        var error = JsonDocument.Parse(text).RootElement.GetProperty("error");
        Assert.Equal("NotCompiled", error.GetProperty("name").GetString());
        Assert.Equal(11, error.GetProperty("line").GetInt32());
        Assert.StartsWith("unknown: this code was never traced (line 11)", Assert.Single(bailed.GetValues("Containerless-Bailout")), StringComparison.Ordinal);
        Assert.Equal(0, await program.StopAsync());
    }

    /// <summary>Compiled ahead of time, by the command itself, which measures it.</summary>
    [Fact]
    public async Task Hello_is_built_ahead_of_time_and_measured()
    {
        if (!OnPath("clang") && !OnPath("gcc"))
        {
            Assert.Skip("compiling ahead of time needs clang or gcc");
        }

        var hello = Repository.PathOf("javascript", "examples", "hello.js");
        var run = await CommandRun.OfAsync(
            "export", hello, "--requests", Path.ChangeExtension(hello, ".requests.json"), "-o", PathOf("hello"), "--aot", "--build");
        output.WriteLine(run.Errors + run.Output);
        Assert.True(run.ExitCode == 0, run.Errors);
        var executable = Path.Combine(PathOf("hello"), "out", "hello");
        Assert.Equal(executable, run.Lines[1]);
        Assert.Matches(@"^size +\d+\.\d MB$", run.Lines[2]);
        Assert.Matches(@"^start-up +\d+ ms to the answer of / \(status 200\)$", run.Lines[3]);
        Assert.Matches(@"^memory +\d+\.\d MB then, \d+\.\d MB after 1000 more$", run.Lines[4]);

        // Nothing beside it is needed: not even the folder it was built in.
        var alone = PathOf("alone");
        File.Copy(executable, alone);
        Directory.Delete(PathOf("hello"), recursive: true);
        using var program = await ExportedProgram.StartAsync(alone);
        Assert.Equal((200, "Hello from C#!"), Shortened(await program.SendAsync(new FunctionCall("/x", null, [], []))));
        Assert.Equal(0, await program.StopAsync());
    }

    [Fact]
    public async Task An_export_replaces_an_earlier_one_and_nothing_else()
    {
        var trace = PathOf("t.json");
        var hello = Repository.PathOf("javascript", "examples", "hello.js");
        Assert.Equal(0, (await CommandRun.OfAsync("trace", hello, "--requests", Path.ChangeExtension(hello, ".requests.json"), "-o", trace)).ExitCode);
        var project = PathOf("p");
        Assert.Equal(0, (await CommandRun.OfAsync("export", trace, "-o", project)).ExitCode);
        await File.WriteAllTextAsync(Path.Combine(project, "Runtime", "Old.cs"), "not C#");
        Assert.Equal(0, (await CommandRun.OfAsync("export", trace, "-o", project, "--aot")).ExitCode);
        Assert.False(File.Exists(Path.Combine(project, "Runtime", "Old.cs")));
        Assert.Contains("<PublishAot>true", await File.ReadAllTextAsync(Path.Combine(project, "hello.csproj")), StringComparison.Ordinal);
        Assert.Equal(
            Directory.GetFiles(Repository.PathOf("Runtime"), "*.cs", SearchOption.AllDirectories).Length,
            Directory.GetFiles(Path.Combine(project, "Runtime"), "*.cs", SearchOption.AllDirectories).Length);

        var other = PathOf("mine");
        Directory.CreateDirectory(other);
        await File.WriteAllTextAsync(Path.Combine(other, "precious.txt"), "x");
        var run = await CommandRun.OfAsync("export", trace, "-o", other);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("not empty", run.Errors, StringComparison.Ordinal);
        Assert.Equal(["precious.txt"], Directory.GetFileSystemEntries(other).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("--requests", "export", "FILE", "-o", "x")]
    [InlineData("-o", "export", "FILE")]
    [InlineData("no-such.js", "export", "no-such.js", "-o", "x")]
    public async Task What_is_missing_is_said(string missing, params string[] arguments)
    {
        var hello = Repository.PathOf("javascript", "examples", "hello.js");
        var run = await CommandRun.OfAsync([.. arguments.Select(argument => argument == "FILE" ? hello : argument)]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(missing, run.Errors, StringComparison.Ordinal);
    }

    private static (int, string) Shortened((int Status, string Body, System.Net.Http.Headers.HttpResponseHeaders Headers) answer) =>
        (answer.Status, answer.Body);

    private static (int, bool) Thrown((int Status, string Body, System.Net.Http.Headers.HttpResponseHeaders Headers) answer) =>
        (answer.Status, answer.Body.StartsWith("{\"error\":{\"name\":\"TypeError\",\"message\":\"Cannot read properties of null", StringComparison.Ordinal));

    private static bool OnPath(string tool) => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, tool)));

    private static async Task DotnetAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, text);
    }
}
