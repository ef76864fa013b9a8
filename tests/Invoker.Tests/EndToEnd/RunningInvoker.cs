using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Containerless.Invoker.Compilation;
using Containerless.Tests;

namespace Containerless.Invoker.Tests.EndToEnd;

/// <summary>An invoker process of this test, ended with it.</summary>
internal sealed partial class RunningInvoker : IDisposable
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

    /// <summary>
    /// Starts one for a function; <paramref name="options"/> are further ones, or others, <paramref name="engine"/> another
    /// engine's <c>DOCKER_HOST</c>, <paramref name="temporary"/> another place for temporary files.
    /// </summary>
    public static RunningInvoker Start(
        RealFunction function, string initial, string? path = null, string utilization = "", string? engine = null,
        string? temporary = null, params (string Name, object Value)[] options)
    {
        var configuration = new Dictionary<string, object>
        {
            ["image_name"] = function.Name, ["initial_state"] = initial, ["bind_port"] = 0, ["admin_port"] = 0, ["max_requests_to_trace"] = 2,
            ["artifacts_dir"] = function.ArtifactsDir, ["isolation"] = "process", ["utilization_log"] = utilization,
        };
        foreach ((string name, object value) in options)
        {
            configuration[name] = value;
        }

        var info = new ProcessStartInfo(DotnetHost.Path)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = function.ArtifactsDir,
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "Containerless.Invoker.dll"), "--config",
                JsonSerializer.Serialize(configuration),
            },
        };
        info.Environment["TMPDIR"] = temporary ?? function.TemporaryPath;
        if (path is not null)
        {
            info.Environment["PATH"] = path;
        }

        if (engine is not null)
        {
            info.Environment["DOCKER_HOST"] = engine;
            info.Environment["CONTAINERLESS_RUNNER_BASE"] = "local"; // it has no images yet, and pulling takes long
        }

        return new RunningInvoker(info);
    }

    /// <summary>Starts another program of ours for a function.</summary>
    public static RunningInvoker StartProgram(string program, RealFunction function, params string[] arguments)
    {
        var info = new ProcessStartInfo(DotnetHost.Path)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = function.ArtifactsDir,
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, program) },
        };
        foreach (string argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        info.Environment["TMPDIR"] = function.TemporaryPath;
        return new RunningInvoker(info);
    }

    public async Task<int> PortAsync()
    {
        Task first = await Task.WhenAny(port.Task, process.WaitForExitAsync(), Task.Delay(TimeSpan.FromSeconds(30)));
        Assert.True(first == port.Task, Errors);
        return await port.Task;
    }

    /// <summary>The operators' port.</summary>
    public async Task<int> AdminPortAsync()
    {
        await PortAsync();
        return int.Parse(Operators().Match(Errors).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
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

    /// <summary>Processes below this one, now, whose command line has <paramref name="part"/> in it.</summary>
    public List<int> Descendants(string part) => [.. Descendants().Where(id => CommandLine(id).Contains(part, StringComparison.Ordinal))];

    /// <summary>Sends a signal to a process below this one.</summary>
    public static void Signal(int id, string name)
    {
        (int code, string output) = RealFunction.Run("kill", $"-{name}", id.ToString(CultureInfo.InvariantCulture));
        Assert.True(code == 0, output);
    }

    private static string CommandLine(int id) => Ended(() => File.ReadAllText($"/proc/{id}/cmdline").Replace('\0', ' '), "");

    /// <summary>Whether a process has not ended. One whose parent has not yet asked for its exit code (Z) has.</summary>
    public static bool Runs(int id) => Ended(() => !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal), false);

    /// <summary>Processes below this one, now.</summary>
    public List<int> Descendants()
    {
        var found = new List<int>();
        var open = new Stack<int>([process.Id]);
        while (open.TryPop(out int parent))
        {
            foreach (int id in Children(parent))
            {
                found.Add(id);
                open.Push(id);
            }
        }

        return found;
    }

    /// <summary>A process's children, of all its threads. Each of them may end meanwhile.</summary>
    private static IEnumerable<int> Children(int parent) => Ended(() => Directory.GetDirectories($"/proc/{parent}/task"), [])
        .SelectMany(static task => Ended(() => File.ReadAllText(Path.Combine(task, "children")), "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Select(static id => int.Parse(id, CultureInfo.InvariantCulture));

    /// <summary>What is read, or something else when that of which it tells has ended.</summary>
    private static T Ended<T>(Func<T> read, T otherwise)
    {
        try
        {
            return read();
        }
        catch (IOException)
        {
            return otherwise;
        }
    }

    /// <summary>What is still there of it: the processes below it before the signal, and its folders of sockets.</summary>
    public List<string> Left() =>
    [
        .. descendants.Where(Runs).Select(static id => $"process {id}"),
        .. NothingLeft.SocketFolders().Where(f => f.Owner.ProcessId == process.Id || descendants.Contains(f.Owner.ProcessId)).Select(static f => f.Path),
    ];

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process.Dispose();
    }

    [GeneratedRegex(@"(?:on|behind) http://localhost:(\d+), operators")]
    private static partial Regex Listening();

    [GeneratedRegex(@", operators on http://localhost:(\d+)")]
    private static partial Regex Operators();
}
