using System.ComponentModel;
using System.Diagnostics;
using Containerless.Shared;

namespace Containerless.Cli.Commands;

/// <summary>Runs <c>js-transform</c>, which makes the folder of a prepared function.</summary>
internal static class Transform
{
    /// <summary>Makes <c>&lt;artifactsDirectory&gt;/&lt;name&gt;/function</c>.</summary>
    /// <exception cref="CommandFailure">The function is refused, or Node is missing.</exception>
    internal static async Task<PreparedFunction> PrepareFolderAsync(
        string file, string name, string artifactsDirectory, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("node")
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            ArgumentList =
            {
                Script(), file, "--name", name, "--out", PreparedFunction.DirectoryOf(artifactsDirectory, name),
            },
        };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception fault)
        {
            throw new CommandFailure($"node does not start: {fault.Message}", inner: fault);
        }

        using (process)
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = await process.StandardError.ReadToEndAsync(cancellation);
            await output;
            await process.WaitForExitAsync(cancellation);
            if (process.ExitCode != 0)
            {
                throw new CommandFailure(errors.Trim());
            }
        }

        return PreparedFunction.Load(artifactsDirectory, name);
    }

    /// <summary>The transform lies in the source tree that this program was built in.</summary>
    private static string Script()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var script = Path.Combine(folder.FullName, "javascript", "js-transform", "bin", "js-transform.js");
            if (File.Exists(script))
            {
                return script;
            }
        }

        throw new CommandFailure($"javascript/js-transform was not found above {AppContext.BaseDirectory}");
    }
}
