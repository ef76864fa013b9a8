using System.ComponentModel;
using System.Diagnostics;

namespace Containerless.Invoker.Isolation.Processes;

/// <summary>The machine's Node.</summary>
internal static class NodeExecutable
{
    /// <summary>The full path of <c>node</c> in <c>PATH</c>; null when there is none.</summary>
    public static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node"))
        .FirstOrDefault(File.Exists);

    /// <summary>What <c>node --version</c> prints: <c>v20.20.2</c>.</summary>
    /// <exception cref="IsolationException">It does not run.</exception>
    public static async Task<string> VersionAsync(string node, CancellationToken ct)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(node, ["--version"])
            {
                RedirectStandardOutput = true,
            })!;
            var output = await process.StandardOutput.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return output.Trim();
        }
        catch (Win32Exception e)
        {
            throw new IsolationException($"{node} does not run: {e.Message}", e);
        }
    }
}
