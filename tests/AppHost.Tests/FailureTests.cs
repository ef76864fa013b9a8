using Containerless.Shared;

namespace Containerless.AppHost.Tests;

/// <summary>What the terminal says when something is missing or wrong: what it is, and what to do.</summary>
public sealed class FailureTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("terminal-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task No_node_is_said_before_anything_starts()
    {
        using StartedApp app = StartedApp.Start(new Dictionary<string, string> { ["PATH"] = PathWith("dotnet") });

        Assert.Equal(2, await app.ExitAsync());
        Assert.Contains("There is no node on the PATH", app.Output, StringComparison.Ordinal);
        Assert.Contains("Install Node 20", app.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_npm_is_said_where_packages_are_to_be_installed()
    {
        // As in a clone in which nothing was installed.
        DirectoryInfo javaScript = folder.CreateSubdirectory("javascript");
        using StartedApp app = StartedApp.Start(new Dictionary<string, string>
        {
            ["PATH"] = PathWith("dotnet", "node"),
            ["CONTAINERLESS_JAVASCRIPT"] = javaScript.FullName,
        });

        Assert.Equal(2, await app.ExitAsync());
        Assert.Contains("There is no npm on the PATH", app.Output, StringComparison.Ordinal);
        Assert.Contains("Install npm", app.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void No_npm_is_no_matter_where_they_are_installed()
    {
        string javaScript = Path.Combine(StartedApp.Root, "javascript");

        Assert.Null(RequiredTools.Missing(PathWith("node"), javaScript));
    }

    [Fact]
    public void What_a_part_printed_last_is_told_without_times() =>
        Assert.Equal("  a: b\n  c", FailureMessage.Last(["2026-11-29T16:42:17.1234567Z a: b", "", "2026-11-29T16:42:17.1234567Z ", "c"]));

    [Fact]
    public void A_warning_is_told_once_until_it_has_passed()
    {
        var first = Tracing("The function does not start: one");
        var again = Tracing("The function does not start: two", "other");

        Assert.Equal("warning", InvokerDisplay.StateOf(first).Style);
        Assert.Equal(first.Warnings, InvokerDisplay.NewWarnings(first, null));
        Assert.Equal(["other"], InvokerDisplay.NewWarnings(again, first));
        Assert.Equal(first.Warnings, InvokerDisplay.NewWarnings(first, Tracing()));
    }

    [Fact]
    public async Task A_function_that_does_not_parse_is_told_with_its_line()
    {
        using var function = new FunctionFile("let containerless = require('containerless');\ncontainerless.listen(;\n");
        using StartedApp app = StartedApp.Start("--", $"--Parameters:function={function.Path}");

        await app.PrintedAsync("prepare ended with code 2. It printed last:");
        await app.PrintedAsync("program.js:2:22: ");
        await app.PrintedAsync("Nothing is served without it. Correct that, stop with Ctrl-C, and start again.");
        Assert.DoesNotContain("[sys]", app.Output, StringComparison.Ordinal); // What the orchestrator says to itself.
    }

    [Fact]
    public async Task A_function_that_throws_when_it_starts_is_told_with_its_error()
    {
        using var function = new FunctionFile(
            """
            let containerless = require('containerless');
            throw new TypeError('no settings');
            containerless.listen(function () { containerless.respond('ok'); });
            """);
        using StartedApp app = StartedApp.Start("--", $"--Parameters:function={function.Path}");

        await app.PrintedAsync("invoker: The function does not start, and requests that need Node are answered 503. Correct it and prepare it again: ");
        await app.PrintedAsync("TypeError: no settings");
    }

    [Fact]
    public async Task No_engine_is_told_with_what_to_do_and_processes_answer()
    {
        using StartedApp app = StartedApp.Start(NoEngine());

        await app.PrintedAsync("invoker: Process isolation is for development only");
        await app.PrintedAsync("invoker: Containers cannot be used, so processes are: No Docker engine answers at ");
        await app.PrintedAsync("Install or start Docker, name another engine with DOCKER_HOST, or choose isolation \"process\"");
        await app.PrintedAsync("Ready after");
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(2) };
        foreach (int port in (int[])[8080, 8090])
        {
            Assert.Equal("Hello from JavaScript!", await http.GetStringAsync(new Uri($"http://localhost:{port}/hello")));
        }
    }

    [Fact]
    public async Task No_engine_where_only_containers_will_do_is_told_with_what_to_do()
    {
        using StartedApp app = StartedApp.Start(NoEngine(), "--", "--Parameters:isolation=container");

        foreach (string resource in (string[])["invoker", "multi-invoker"])
        {
            await app.PrintedAsync($"{resource} ended with code 2. It printed last:");
        }

        await app.PrintedAsync("The function cannot run: No Docker engine answers at ");
        await app.PrintedAsync("Install or start Docker, name another engine with DOCKER_HOST, or choose isolation \"process\"");
    }

    /// <summary>As where Docker is not installed.</summary>
    private Dictionary<string, string> NoEngine() => new() { ["DOCKER_HOST"] = $"unix://{Path.Combine(folder.FullName, "docker.sock")}" };

    private static StatusDocument Tracing(params string[] warnings) => new()
    {
        ImageName = "f", State = "Tracing", Cause = "", Since = default, Tracing = new TracingStatus(0, 6), Containers = [],
        Requests = new Dictionary<string, long>(), Bailouts = new Dictionary<string, long>(), Limits = new Dictionary<string, long>(),
        CompileMilliseconds = [], History = [], Warnings = warnings,
    };

    /// <summary>A folder with nothing but these programs of the present PATH.</summary>
    private string PathWith(params string[] programs)
    {
        DirectoryInfo bin = folder.CreateSubdirectory("bin");
        foreach (string program in programs)
        {
            string found = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
                .Select(each => Path.Combine(each, program)).First(File.Exists);
            File.CreateSymbolicLink(Path.Combine(bin.FullName, program), found);
        }

        return bin.FullName;
    }
}
