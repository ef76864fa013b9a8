using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Containerless.Cli.Tests.Readme;

/// <summary>
/// The walks of the README, "Deploying", with the very commands that stand there. By hand: prepare, trace six requests, find
/// the artifacts, serve them compiled without Node and without a container engine. Automatically: prepare, start the
/// multi-invoker, send requests until compiled code answers them.
/// </summary>
public sealed class ReadmeWalkTests(ITestOutputHelper output)
{
    private const int Port = 8080;
    private const int AdminPort = 9080;
    private static readonly TimeSpan Startup = TimeSpan.FromMinutes(3);
    private static readonly string Function = Repository.PathOf(".containerless", "serverless-function");

    [Fact]
    public Task The_commands_of_the_readme_lead_to_a_compiled_function() => WithOwnFolderAsync(WalkAsync, Port, AdminPort);

    [Fact]
    public Task The_multi_invoker_of_the_readme_switches_while_requests_go_on() =>
        WithOwnFolderAsync(WalkAutomaticallyAsync, Port, AdminPort, Port + 1, AdminPort + 1, Port + 2, AdminPort + 2);

    private static async Task WithOwnFolderAsync(Func<CancellationToken, Task> walk, params int[] ports)
    {
        var cancellation = TestContext.Current.CancellationToken;
        if (ports.FirstOrDefault(static port => !IsFree(port)) is not 0 and var taken)
        {
            Assert.Skip($"the README's port {taken} is taken");
        }

        var aside = Function + ".aside";
        if (Directory.Exists(Function))
        {
            Directory.Move(Function, aside);
        }

        try
        {
            await walk(cancellation);
        }
        finally
        {
            if (Directory.Exists(Function))
            {
                Directory.Delete(Function, recursive: true);
            }

            if (Directory.Exists(aside))
            {
                Directory.Move(aside, Function);
            }
        }
    }

    private async Task WalkAsync(CancellationToken cancellation)
    {
        // (1) Prepare.
        await RunAsync(Command("prepare"), null, cancellation);

        // (2) Trace six requests; each is answered from Node, and all alike.
        var answers = new HashSet<string>();
        using (var invoker = Start(Command("trace"), null))
        {
            await AnswersAsync(invoker, cancellation);
            for (var i = 0; i < 6; i++)
            {
                var answer = await RunAsync(Command("request"), null, cancellation);
                Assert.StartsWith("[\"hello\"", answer, StringComparison.Ordinal);
                answers.Add(answer);
            }

            await EndAsync(invoker, cancellation);
            Assert.Equal(0, invoker.ExitCode);
        }

        // (3) What it leaves, where the README says.
        var files = (await RunAsync(Command("artifacts"), null, cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, files.Length);
        Assert.All(files, file => Assert.True(new FileInfo(Repository.PathOf(file)).Length > 0, file));

        // (4) Compiled, with nothing on the PATH but dotnet, and no engine.
        var bare = Directory.CreateTempSubdirectory("containerless-path-");
        try
        {
            File.CreateSymbolicLink(Path.Combine(bare.FullName, "dotnet"), Which("dotnet"));
            using var invoker = Start(Command("serve"), bare.FullName);
            try
            {
                await AnswersAsync(invoker, cancellation);
                using var client = new HttpClient();
                var reply = await client.PostAsync($"http://localhost:{Port}/hello", new StringContent("{}"), cancellation);
                Assert.Equal("compiled", Assert.Single(reply.Headers.GetValues("Containerless-Tier")));
                answers.Add(await RunAsync(Command("request"), null, cancellation));
                Assert.Single(answers);
            }
            finally
            {
                await RunAsync($"kill -TERM {invoker.Id}", null, cancellation);
                await EndAsync(invoker, cancellation);
            }

            Assert.Equal(0, invoker.ExitCode);
        }
        finally
        {
            bare.Delete(recursive: true);
        }
    }

    private async Task WalkAutomaticallyAsync(CancellationToken cancellation)
    {
        await RunAsync(Command("prepare"), null, cancellation);
        using var invoker = Start($"{Command("config")}\nexec {Command("multi")}", null);
        try
        {
            await AnswersAsync(invoker, cancellation);
            var tiers = new List<string>();
            for (var i = 0; i < 10 && !tiers.Contains("compiled"); i++)
            {
                foreach (var line in (await RunAsync(Command("requests"), null, cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                {
                    // How many, the status, the tier.
                    var count = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                    Assert.Equal("200", count[1]);
                    tiers.Add(count[2]);
                }
            }

            Assert.Equal(["tracing", "container", "compiled"], tiers.Distinct());
        }
        finally
        {
            await RunAsync($"kill -TERM {invoker.Id}", null, cancellation);
            await EndAsync(invoker, cancellation);
        }

        Assert.Equal(0, invoker.ExitCode);
    }

    /// <summary>The command of the README under its marker.</summary>
    private static string Command(string marker)
    {
        var match = Regex.Match(File.ReadAllText(Repository.PathOf("README.md")), $"<!-- walk: {marker} -->\n```sh\n(.*?)\n```", RegexOptions.Singleline);
        Assert.True(match.Success, $"the README has no command marked {marker}");
        return match.Groups[1].Value;
    }

    private Process Start(string command, string? path)
    {
        output.WriteLine($"$ {command}");
        var start = new ProcessStartInfo("/bin/bash", ["-c", command.Contains('\n', StringComparison.Ordinal) ? command : $"exec {command}"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Build servers would outlive the test.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";
        if (path is not null)
        {
            start.Environment["PATH"] = path;
            start.Environment["DOCKER_HOST"] = $"unix://{path}/no-engine.sock";
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    private async Task<string> RunAsync(string command, string? path, CancellationToken cancellation)
    {
        using var process = Start(command, path);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        var text = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        output.WriteLine(text + await errors);
        Assert.True(process.ExitCode == 0, $"{command}: exit code {process.ExitCode}\n{await errors}");
        return text;
    }

    /// <summary>Waits until the invoker answers, showing what it prints.</summary>
    private async Task AnswersAsync(Process invoker, CancellationToken cancellation)
    {
        invoker.OutputDataReceived += (_, line) => Show(line.Data);
        invoker.ErrorDataReceived += (_, line) => Show(line.Data);
        invoker.BeginOutputReadLine();
        invoker.BeginErrorReadLine();
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var deadline = DateTime.UtcNow + Startup;
        while (true)
        {
            Assert.False(invoker.HasExited, "the invoker ended before it answered");
            Assert.True(DateTime.UtcNow < deadline, "the invoker does not answer");
            try
            {
                if ((await client.GetAsync($"http://localhost:{Port}/ping", cancellation)).StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100, cancellation);
        }
    }

    private void Show(string? line)
    {
        if (line is not null && TestContext.Current.Test is not null)
        {
            output.WriteLine(line);
        }
    }

    private static async Task EndAsync(Process process, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(TimeSpan.FromMinutes(2));
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException("the invoker did not end");
        }
    }

    private static string Which(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).First(File.Exists);

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
