using System.Diagnostics;

namespace Containerless.AppHost.Tests;

/// <summary><c>dotnet run --project Containerless.AppHost -- publish -o DIR</c>, and what it writes, deployed.</summary>
public sealed class PublishTests : IDisposable
{
    private static readonly Dictionary<string, string> Nothing = [];

    private readonly string folder = Directory.CreateTempSubdirectory("containerless-publish-").FullName;

    [Fact]
    public async Task What_is_published_is_built_started_and_goes_from_tracing_to_compiled()
    {
        string? reason = await MissingAsync();
        Assert.SkipWhen(reason is not null, reason ?? "");
        using StartedApp publish = StartedApp.Start("--", "publish", "-o", folder, "--Parameters:requests-to-trace=3");
        Assert.True(await publish.ExitAsync() == 0, publish.Output);
        Assert.Contains($"Written: {folder}", publish.Output, StringComparison.Ordinal);

        // Images of this machine's own runtimes: not every machine can pull the others.
        Dictionary<string, string> images = new()
        {
            ["DOTNET_IMAGE"] = await LastLineAsync("docker/build-dotnet.sh"),
            ["NODE_IMAGE"] = await LastLineAsync("docker/build-runner.sh"),
        };
        try
        {
            await ComposeAsync(images, "up", "--build", "--detach");
            foreach (int port in (int[])[8080, 8090])
            {
                using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromMinutes(1) };
                Assert.Equal(["tracing Hello from JavaScript!", "tracing Hello from JavaScript!", "tracing Hello from JavaScript!"],
                    [await AnsweredAsync(http), await AnswerAsync(http), await AnswerAsync(http)]);
                string answer = await AnswerAsync(http);
                for (int i = 0; i < 300 && answer != "compiled Hello from C#!"; i++)
                {
                    // Containers answer while it compiles.
                    Assert.Equal("container Hello from JavaScript!", answer);
                    await Task.Delay(100);
                    answer = await AnswerAsync(http);
                }

                Assert.Equal("compiled Hello from C#!", answer);
            }
        }
        finally
        {
            await ComposeAsync(images, "down", "--volumes", "--rmi", "all");
        }

        Assert.Equal("", await RunAsync(Environment.CurrentDirectory, Nothing, "docker", "ps", "--all", "--quiet", "--filter", "label=containerless"));
    }

    [Fact]
    public async Task What_cannot_be_published_is_said_without_a_stack()
    {
        string function = Path.Combine(folder, "bad.js");
        await File.WriteAllTextAsync(function, "let containerless = require('containerless');\ncontainerless.listen(", TestContext.Current.CancellationToken);
        using StartedApp publish = StartedApp.Start("--", "publish", "-o", folder, $"--Parameters:function={function}");
        Assert.Equal(1, await publish.ExitAsync());
        Assert.Contains($"Cannot publish to {folder}.", publish.Output, StringComparison.Ordinal);
        Assert.Contains("bad.js:2:22: Unexpected token", publish.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at Aspire.", publish.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Isolation_that_is_for_development_is_not_published()
    {
        using StartedApp publish = StartedApp.Start("--", "publish", "-o", folder, "--Parameters:isolation=process");
        Assert.Equal(1, await publish.ExitAsync());
        Assert.Contains("What is published runs functions in containers", publish.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "docker-compose.yaml")));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Why nothing can be deployed here; null where it can.</summary>
    private static async Task<string?> MissingAsync()
    {
        if (await CodeAsync("docker", "info") != 0)
        {
            return "no container engine answers";
        }

        return await CodeAsync("docker", "compose", "version") == 0 || await CodeAsync("docker-compose", "version") == 0
            ? null
            : "Docker Compose is not installed";
    }

    private async Task ComposeAsync(IReadOnlyDictionary<string, string> images, params string[] arguments)
    {
        string[] compose = await CodeAsync("docker", "compose", "version") == 0 ? ["docker", "compose"] : ["docker-compose"];
        await RunAsync(folder, images, [.. compose, "--project-name", "containerless-publish-test", .. arguments]);
    }

    /// <summary>The first answer: it may take a while until the invoker listens.</summary>
    private static async Task<string> AnsweredAsync(HttpClient http)
    {
        for (int i = 0; ; i++)
        {
            try
            {
                return await AnswerAsync(http);
            }
            catch (HttpRequestException) when (i < 300)
            {
                await Task.Delay(200);
            }
        }
    }

    private static async Task<string> AnswerAsync(HttpClient http)
    {
        using var content = new StringContent("{}");
        using HttpResponseMessage answer = await http.PostAsync(new Uri("/hello", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
        return $"{answer.Headers.GetValues("Containerless-Tier").Single()} {(await answer.Content.ReadAsStringAsync()).Trim()}";
    }

    private static async Task<string> LastLineAsync(string script) =>
        (await RunAsync(StartedApp.Root, Nothing, "bash", script)).Split('\n')[^1];

    private static async Task<int> CodeAsync(params string[] command)
    {
        try
        {
            await RunAsync(StartedApp.Root, Nothing, command);
            return 0;
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return 1; // It is not installed, or it failed.
        }
    }

    /// <summary>Runs a command; its output, without the space around it.</summary>
    private static async Task<string> RunAsync(string folder, IReadOnlyDictionary<string, string> environment, params string[] command)
    {
        var info = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            info.Environment[name] = value;
        }

        using Process process = Process.Start(info)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output.Trim()
            : throw new InvalidOperationException($"{string.Join(' ', command)} ended with code {process.ExitCode}:\n{output}{await errors}");
    }
}
