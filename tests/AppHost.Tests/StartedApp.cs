using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Containerless.AppHost.Tests;

/// <summary>The app host as a person starts it: <c>dotnet run --project Containerless.AppHost</c>.</summary>
internal sealed partial class StartedApp : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process run;
    private readonly StringBuilder output = new();
    private readonly TaskCompletionSource<Uri> login = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HashSet<int> seen = [];

    private StartedApp(string root, IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        // A terminal's Ctrl-C is SIGINT, which a process that was started in the background may have been told to ignore.
        var info = new ProcessStartInfo("env") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = root };
        foreach (string argument in (string[])["--default-signal=INT", "dotnet", "run", "--project", "Containerless.AppHost", .. arguments])
        {
            info.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in environment)
        {
            info.Environment[name] = value;
        }

        run = Process.Start(info)!;
        run.OutputDataReceived += Read;
        run.ErrorDataReceived += Read;
        run.BeginOutputReadLine();
        run.BeginErrorReadLine();
    }

    public static string Root { get; } = FindRoot();

    /// <summary>The address that logs in to the dashboard.</summary>
    public Task<Uri> Login => LoginAsync();

    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    public static StartedApp Start(params string[] arguments) => Start(new Dictionary<string, string>(), arguments);

    /// <summary>The same, with variables that the terminal has besides its own, or in place of them.</summary>
    public static StartedApp Start(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        new(Root, environment, ["--no-build", .. arguments]);

    /// <summary>The same, of another copy of the sources, which is built first.</summary>
    public static StartedApp StartFromSources(string root, IReadOnlyDictionary<string, string> environment) => new(root, environment, []);

    /// <summary>Waits until a text was printed.</summary>
    public Task PrintedAsync(string text) => PrintedAsync(text, TimeSpan.FromMinutes(5));

    /// <inheritdoc cref="PrintedAsync(string)"/>
    public async Task PrintedAsync(string text, TimeSpan longest)
    {
        for (var watch = Stopwatch.StartNew(); !Output.Contains(text, StringComparison.Ordinal);)
        {
            Assert.True(watch.Elapsed < longest && !run.HasExited, $"\"{text}\" was not printed, but:\n{Output}");
            await Task.Delay(200);
        }
    }

    private async Task<Uri> LoginAsync()
    {
        await PrintedAsync("Login to the dashboard at ", TimeSpan.FromMinutes(5));
        return await login.Task;
    }

    /// <summary>The one of its processes whose program it is.</summary>
    public int ProcessOf(string program) => Ours().Single(pid => CommandOf(pid).Split(' ')[0].EndsWith($"/{program}", StringComparison.Ordinal));

    /// <summary>Stops a process, as Ctrl-Z does, until the result is disposed of.</summary>
    public static IDisposable Hold(int pid)
    {
        Signal("-STOP", pid);
        return new Held(pid);
    }

    public async Task<int> ExitAsync()
    {
        await run.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(8)); // to publish is to build every service
        return run.ExitCode;
    }

    /// <summary>Notes which processes there are: the app host's, and all that it started.</summary>
    public void Look() => seen = [.. seen, .. Ours()];

    /// <summary>Sends a signal to <c>dotnet run</c> and the app host, as a terminal does.</summary>
    public void Interrupt()
    {
        Look();
        Signal("-INT", Child(), run.Id);
    }

    /// <summary>Ends the app host, and nothing else, without a word.</summary>
    public void Kill()
    {
        Look();
        Signal("-KILL", Child());
    }

    /// <summary>The processes seen before that still run, and what invokers among them have, or had and left behind.</summary>
    public List<string> Left() =>
    [
        .. seen.Where(static pid => StatOf(pid) is { } stat && !stat.Contains(") Z ", StringComparison.Ordinal))
            .Select(static pid => $"{pid} {CommandOf(pid)}"),
        .. Belongings.Of(seen),
    ];

    public void Dispose()
    {
        // The next one needs its ports.
        if (!run.HasExited)
        {
            Interrupt();
            if (!run.WaitForExit(Patience))
            {
                run.Kill(entireProcessTree: true);
            }
        }

        for (long began = Environment.TickCount64; Left().Count > 0 && Environment.TickCount64 - began < Patience.TotalMilliseconds;)
        {
            Thread.Sleep(100);
        }

        run.Dispose();
    }

    private int Child() => int.Parse(File.ReadAllText($"/proc/{run.Id}/task/{run.Id}/children").Trim().Split(' ')[0]);

    /// <summary>Processes whose environment has the marker that this app host's have: DCP's session folder begins there.</summary>
    private IEnumerable<int> Ours()
    {
        var children = new Dictionary<int, List<int>>();
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out int pid) && ParentOf(pid) is { } parent)
            {
                (children.TryGetValue(parent, out List<int>? list) ? list : children[parent] = []).Add(pid);
            }
        }

        // DCP detaches itself; it says on its command line whom it watches.
        int host = Child();
        var roots = new Queue<int>([run.Id, .. children.GetValueOrDefault(1, []).Where(pid => CommandOf(pid).Contains($"--monitor {host}", StringComparison.Ordinal))]);
        while (roots.TryDequeue(out int pid))
        {
            yield return pid;
            foreach (int child in children.GetValueOrDefault(pid, []))
            {
                roots.Enqueue(child);
            }
        }
    }

    private static int? ParentOf(int pid) => StatOf(pid) is { } stat ? int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1]) : null;

    private static string CommandOf(int pid) => OfProcess(pid, "cmdline")?.Replace('\0', ' ') ?? "";

    private static string? StatOf(int pid) => OfProcess(pid, "stat");

    /// <summary>A file of <c>/proc/PID</c>; null when the process has ended.</summary>
    private static string? OfProcess(int pid, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/{file}");
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static void Signal(string signal, params int[] pids)
    {
        using Process kill = Process.Start("kill", [signal, .. pids.Select(static pid => $"{pid}")]);
        kill.WaitForExit();
    }

    private void Read(object sender, DataReceivedEventArgs line)
    {
        lock (output)
        {
            output.AppendLine(line.Data);
        }

        if (line.Data is { } text && LoginLine().Match(text) is { Success: true } match)
        {
            login.TrySetResult(new Uri(match.Groups[1].Value));
        }
    }

    private sealed class Held(int pid) : IDisposable
    {
        public void Dispose() => Signal("-CONT", pid);
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Containerless.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("Containerless.sln is not above the tests");
    }

    [GeneratedRegex(@"Login to the dashboard at (\S+)")]
    private static partial Regex LoginLine();
}
