using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Containerless.Invoker.Compilation;
using Containerless.Shared;

namespace Containerless.Invoker.Tests.EndToEnd;

/// <summary>The invoker as a process: exit codes, signals, what is left behind.</summary>
public sealed partial class ProgramTests
{
    private const string Hello = """
        let containerless = require('containerless');
        containerless.listen(function (request) { containerless.respond('hello ' + request.path); });
        """;

    [Theory]
    [InlineData("--config is required", "--config")]
    [InlineData("$.bind_port: is a string; expected an integer from 0 to 65535", "--config", "{\"image_name\":\"f\",\"bind_port\":\"x\"}")]
    [InlineData("There is no artifact of \"f\"", "--config", "{\"image_name\":\"f\",\"initial_state\":\"Decontainerized\",\"artifacts_dir\":\"/nonexistent\"}")]
    [InlineData("containerless prepare FILE.js --name f", "--config", "{\"image_name\":\"f\",\"artifacts_dir\":\"/nonexistent\"}")]
    public async Task What_cannot_start_says_why_and_exits_with_2(string message, params string[] arguments)
    {
        using RunningInvoker invoker = RunningInvoker.Start(arguments);
        Assert.Equal(2, await invoker.ExitAsync());
        Assert.Contains(message.Replace("--config is", "--config: is", StringComparison.Ordinal), invoker.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", invoker.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tracing_quits_with_0_and_decontainerized_serves_without_node_on_the_path()
    {
        using var function = new RealFunction(Hello);
        using (RunningInvoker tracing = RunningInvoker.Start(function, "Tracing"))
        {
            int port = await tracing.PortAsync();
            for (int i = 0; i < 2; i++)
            {
                Assert.Equal(("hello /x", "tracing"), await PostAsync(port, "/x"));
            }

            Assert.Equal(0, await tracing.ExitAsync());
            Assert.Empty(tracing.Left());
        }

        var store = new ArtifactStore(function.ArtifactsDir);
        Assert.NotNull(store.ReadCurrent("f"));
        using RunningInvoker compiled = RunningInvoker.Start(function, "Decontainerized", path: "/nonexistent");
        Assert.Equal(("hello /y", "compiled"), await PostAsync(await compiled.PortAsync(), "/y"));
        compiled.Signal("TERM");
        Assert.Equal(0, await compiled.ExitAsync());
        Assert.Contains("There is no fallback", compiled.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_ends_it_with_0_and_leaves_no_process_and_no_folder(string signal)
    {
        using var function = new RealFunction(Hello);
        using RunningInvoker invoker = RunningInvoker.Start(function, "Automatic");
        int port = await invoker.PortAsync();
        Assert.Equal(("hello /x", "tracing"), await PostAsync(port, "/x"));
        // The tracing instance and the compiler at least, with their sockets.
        Assert.True(invoker.Descendants().Count >= 2, invoker.Errors);
        Assert.NotEmpty(Directory.GetFileSystemEntries(function.TemporaryPath));
        invoker.Signal(signal);
        Assert.Equal(0, await invoker.ExitAsync());
        Assert.Empty(invoker.Left());
        Assert.Empty(Directory.GetFileSystemEntries(function.TemporaryPath));
    }

    [Fact]
    public async Task Killed_it_takes_its_processes_along()
    {
        using var function = new RealFunction(Hello);
        using RunningInvoker invoker = RunningInvoker.Start(function, "Automatic");
        Assert.Equal(("hello /x", "tracing"), await PostAsync(await invoker.PortAsync(), "/x"));
        invoker.Signal("KILL");
        await invoker.ExitAsync();
        for (int i = 0; i < 100 && invoker.Left().Count > 0; i++)
        {
            await Task.Delay(100);
        }

        Assert.Empty(invoker.Left());
    }

    [Fact]
    public async Task The_utilization_log_has_ten_lines_a_second()
    {
        using var function = new RealFunction(Hello);
        string file = Path.Combine(function.ArtifactsDir, "utilization.log");
        using RunningInvoker invoker = RunningInvoker.Start(function, "DisableTracing", utilization: file);
        await invoker.PortAsync();
        await Task.Delay(2000);
        invoker.Signal("TERM");
        Assert.Equal(0, await invoker.ExitAsync());
        string[] lines = await File.ReadAllLinesAsync(file);
        Assert.InRange(lines.Length, 12, 60);
        Assert.All(lines, line => Assert.Matches("^[0-9]{13},(0|1|0\\.[0-9]{1,4}),0\\.[0-9]{1,4}$", line));
    }

    private static async Task<(string Body, string Tier)> PostAsync(int port, string path)
    {
        using var http = new HttpClient();
        using var content = new StringContent("{}", new MediaTypeHeaderValue("application/json"));
        using HttpResponseMessage response = await http.PostAsync(new Uri($"http://127.0.0.1:{port}{path}"), content);
        return (await response.Content.ReadAsStringAsync(), response.Headers.GetValues("Containerless-Tier").Single());
    }

    /// <summary>An invoker process of this test, ended with it.</summary>
    private sealed partial class RunningInvoker : IDisposable
    {
        private readonly Process process;
        private readonly System.Text.StringBuilder errors = new();
        private readonly TaskCompletionSource<int> port = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private List<int> descendants = [];

        private RunningInvoker(ProcessStartInfo info)
        {
            process = Process.Start(info)!;
            process.ErrorDataReceived += (_, line) =>
            {
                lock (errors)
                {
                    errors.AppendLine(line.Data);
                }

                if (line.Data is { } text && Listening().Match(text) is { Success: true } match)
                {
                    port.TrySetResult(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
                }
            };
            process.OutputDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            process.BeginOutputReadLine();
        }

        public string Errors
        {
            get
            {
                lock (errors)
                {
                    return errors.ToString();
                }
            }
        }

        public static RunningInvoker Start(params string[] arguments)
        {
            var info = new ProcessStartInfo(DotnetHost.Path)
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                WorkingDirectory = Path.GetTempPath(),
            };
            info.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Containerless.Invoker.dll"));
            foreach (string argument in arguments)
            {
                info.ArgumentList.Add(argument);
            }

            return new RunningInvoker(info);
        }

        public static RunningInvoker Start(RealFunction function, string initial, string? path = null, string utilization = "")
        {
            var info = new ProcessStartInfo(DotnetHost.Path)
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                WorkingDirectory = function.ArtifactsDir,
                ArgumentList =
                {
                    Path.Combine(AppContext.BaseDirectory, "Containerless.Invoker.dll"), "--config",
                    JsonSerializer.Serialize(new
                    {
                        image_name = "f", initial_state = initial, bind_port = 0, admin_port = 0, max_requests_to_trace = 2,
                        artifacts_dir = function.ArtifactsDir, isolation = "process", utilization_log = utilization,
                    }),
                },
            };
            info.Environment["TMPDIR"] = function.TemporaryPath;
            if (path is not null)
            {
                info.Environment["PATH"] = path;
            }

            return new RunningInvoker(info);
        }

        public async Task<int> PortAsync()
        {
            Task first = await Task.WhenAny(port.Task, process.WaitForExitAsync(), Task.Delay(TimeSpan.FromSeconds(30)));
            Assert.True(first == port.Task, Errors);
            return await port.Task;
        }

        public async Task<int> ExitAsync()
        {
            using var longest = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            await process.WaitForExitAsync(longest.Token);
            return process.ExitCode;
        }

        public void Signal(string name)
        {
            descendants = Descendants();
            (int code, string output) = RealFunction.Run("kill", $"-{name}", process.Id.ToString(CultureInfo.InvariantCulture));
            Assert.True(code == 0, output);
        }

        /// <summary>Processes below this one, now.</summary>
        public List<int> Descendants()
        {
            var found = new List<int>();
            var open = new Stack<int>([process.Id]);
            while (open.TryPop(out int parent))
            {
                if (!Directory.Exists($"/proc/{parent}/task"))
                {
                    continue;
                }

                foreach (string task in Directory.GetDirectories($"/proc/{parent}/task"))
                {
                    foreach (string child in File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    {
                        int id = int.Parse(child, CultureInfo.InvariantCulture);
                        found.Add(id);
                        open.Push(id);
                    }
                }
            }

            return found;
        }

        /// <summary>Of the processes below it before the signal, those that still run.</summary>
        public List<int> Left() => [.. descendants.Where(static id => Directory.Exists($"/proc/{id}"))];

        public void Dispose()
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }

            process.Dispose();
        }

        [GeneratedRegex(@"on http://localhost:(\d+), operators")]
        private static partial Regex Listening();
    }
}
