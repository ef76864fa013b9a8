using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Containerless.AppHost.Tests;

/// <summary>The first command of the README as somebody types it who has just cloned the project, and the session that follows it there.</summary>
public sealed partial class FirstStartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("containerless-clone-").FullName;

    [Fact]
    public async Task A_clean_clone_with_empty_caches_starts_answers_as_the_readme_says_and_leaves_nothing()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") is not null, "it fetches every package anew, which takes minutes: set CI=true to run it");
        Assert.SkipUnless(Path.Exists(Path.Combine(StartedApp.Root, ".git")), "these sources are no clone");
        string clone = Path.Combine(folder, "clone");
        Run("git", "clone", "--quiet", "--depth", "1", $"file://{StartedApp.Root}", clone);
        var empty = new Dictionary<string, string>
        {
            ["NUGET_PACKAGES"] = Path.Combine(folder, "packages"),
            ["NUGET_HTTP_CACHE_PATH"] = Path.Combine(folder, "nuget"),
            ["NUGET_SCRATCH"] = Path.Combine(folder, "scratch"),
            ["npm_config_cache"] = Path.Combine(folder, "npm"),
        };

        // (1) From nothing, then once more, when everything is there.
        string first = await StartAsync(clone, empty);
        string second = await StartAsync(clone, empty);
        TestContext.Current.SendDiagnosticMessage("Healthy, from a clean clone with empty caches: {0}; the next time: {1}.", first, second);

        // (2) Nothing was put beside the repository's ignored folders.
        Assert.Equal("", Run("git", "-C", clone, "status", "--porcelain"));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Starts it, holds the README's session, ends it with Ctrl-C; how long it took to be healthy, and in all.</summary>
    private static async Task<string> StartAsync(string clone, Dictionary<string, string> environment)
    {
        var watch = Stopwatch.StartNew();
        using StartedApp app = StartedApp.StartFromSources(clone, environment);
        await app.PrintedAsync("Ready after", TimeSpan.FromMinutes(10));
        TimeSpan took = watch.Elapsed;
        app.Look(); // The tracing invoker ends with the switch.
        Assert.Contains("http://localhost:15888/login?t=", app.Output, StringComparison.Ordinal);

        (string command, string traced, string compiled) = Session();
        for (int i = 0; i < 6; i++)
        {
            Assert.Equal(traced, Typed(command));
        }

        string answer = Typed(command);
        for (int i = 0; i < 600 && answer != compiled; i++)
        {
            await Task.Delay(100);
            answer = Typed(command);
        }

        Assert.Equal(compiled, answer);
        app.Interrupt();
        await app.ExitAsync();
        for (var patience = Stopwatch.StartNew(); app.Left().Count > 0 && patience.Elapsed < TimeSpan.FromSeconds(30);)
        {
            await Task.Delay(200);
        }

        Assert.Empty(app.Left());
        return $"{Ready().Match(app.Output).Groups[1].Value} s of the app host's own, {took.TotalSeconds:0} s since the command";
    }

    /// <summary>The command that the README types first, and the answers that it shows.</summary>
    private static (string Command, string Traced, string Compiled) Session()
    {
        string[] blocks = [.. Blocks().Matches(File.ReadAllText(Path.Combine(StartedApp.Root, "README.md"))).Take(2).Select(static each => each.Groups[1].Value)];
        string[] commands = [.. blocks.Select(static block => block.Split('\n')[0])];
        Assert.Equal(commands[0], commands[1]);
        return (commands[0], blocks[0][(commands[0].Length + 1)..].Trim(), blocks[1][(commands[0].Length + 1)..].Trim());
    }

    /// <summary>What a terminal shows, without what changes from one to the next, or what curl says of itself.</summary>
    private static string Typed(string command) => string.Join('\n', Run("bash", "-c", command.Replace("curl ", "curl --silent --show-error ", StringComparison.Ordinal)).Split('\n').Select(static line => line.TrimEnd('\r'))
        .Where(static line => !line.StartsWith("Date: ", StringComparison.Ordinal))).Trim();

    private static string Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with code {process.ExitCode}");
        return output.Trim();
    }

    [GeneratedRegex(@"```\n\$ (curl -i -X POST localhost:8080/hello .*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"Ready after (\d+\.\d) s")]
    private static partial Regex Ready();
}
