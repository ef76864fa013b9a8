using System.Diagnostics;

namespace Containerless.Cli.Exporting;

/// <summary>Builds an exported project with <c>dotnet publish</c>.</summary>
internal static class ProjectBuild
{
    /// <summary>Publishes it; returns the executable.</summary>
    /// <exception cref="CommandFailure">The build failed; the message has its errors.</exception>
    internal static async Task<string> PublishAsync(ExportedProject project, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet", ["publish", project.ProjectFile, "-c", "Release", "-o", project.Output, "-v", "quiet", "--nologo"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = project.Directory,
        };
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        // This process may run under MSBuild, whose variables are not for the build it starts.
        start.Environment.Remove("MSBuildSDKsPath");
        using var process = Start(start);
        using var stop = cancellation.Register(() => process.Kill(entireProcessTree: true));
        var texts = await Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
        await process.WaitForExitAsync(CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
        if (process.ExitCode != 0)
        {
            var lines = string.Concat(texts).Split('\n');
            var errors = lines.Where(static line => line.Contains("error", StringComparison.OrdinalIgnoreCase)).Distinct().Take(10).ToArray();
            throw new CommandFailure($"dotnet publish of {project.ProjectFile} failed:\n"
                + string.Join('\n', errors.Length > 0 ? errors : lines.TakeLast(10))
                + (project.Aot ? "\nCompiling ahead of time needs a C compiler (clang or gcc) and its packages; without --aot it needs neither." : ""));
        }

        return Path.Combine(project.Output, OperatingSystem.IsWindows() ? $"{project.Name}.exe" : project.Name);
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            throw new CommandFailure("--build needs the .NET SDK: dotnet is not on the PATH", inner: fault);
        }
    }
}
