using System.Diagnostics;
using Containerless.Shared;

namespace Containerless.Invoker.Tests.EndToEnd;

/// <summary>A function prepared by the real transform in a folder of its own. Skips the test where Node is missing.</summary>
internal sealed class RealFunction : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public RealFunction(string source, string name = "f")
    {
        Name = name;
        string script = Path.Combine(Root, "javascript/js-transform/bin/js-transform.js");
        if (!Directory.Exists(Path.Combine(Root, "javascript/node_modules")))
        {
            Assert.Skip("javascript/node_modules is missing: run npm ci in javascript/");
        }

        string file = source;
        if (!File.Exists(source))
        {
            file = Path.Combine(folder.Path, "program.js");
            File.WriteAllText(file, source);
        }

        (int code, string output) = Run("node", script, file, "--out", PreparedFunction.DirectoryOf(folder.Path, name), "--name", name);
        Assert.True(code == 0, output);
    }

    public static string Root { get; } = FindRoot();

    public string Name { get; }

    public string ArtifactsDir => folder.Path;

    /// <summary>A folder for temporary files of this test alone.</summary>
    public string TemporaryPath => Directory.CreateDirectory(Path.Combine(folder.Path, "tmp")).FullName;

    public void Dispose() => folder.Dispose();

    public static string Example(string name) => Path.Combine(Root, "javascript/examples", name + ".js");

    public InvokerConfiguration Configuration(InitialState initial, int requests = 3) => new()
    {
        ImageName = Name, BindPort = 0, InitialState = initial, ArtifactsDir = folder.Path, UtilizationLog = "",
        MaxRequestsToTrace = requests, Isolation = IsolationMode.Process,
    };

    public static (int Code, string Output) Run(string program, params string[] arguments)
    {
        var info = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process? process = null;
        try
        {
            process = Process.Start(info)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{program} is not on the path");
        }

        using (process)
        {
            Task<string> errors = process.StandardError.ReadToEndAsync(), output = process.StandardOutput.ReadToEndAsync();
            process.WaitForExit(TimeSpan.FromMinutes(10));
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }

            // What it started and left behind may hold its output open for ever.
            Assert.True(Task.WaitAll([errors, output], TimeSpan.FromSeconds(30)), $"{program} {string.Join(' ', arguments)} has left processes behind");
            return (process.ExitCode, errors.Result + output.Result);
        }
    }

    private static string FindRoot()
    {
        string? directory = AppContext.BaseDirectory;
        while (directory is not null && !File.Exists(Path.Combine(directory, "Containerless.sln")))
        {
            directory = Path.GetDirectoryName(directory);
        }

        return directory ?? throw new InvalidOperationException("Containerless.sln is nowhere above the tests");
    }
}
