using System.ComponentModel;
using System.Diagnostics;

namespace Containerless.Invoker.Preparation;

/// <summary>A run of another program, to its end.</summary>
internal readonly record struct ToolResult(int ExitCode, string Output, string Error);

/// <summary>Runs other programs.</summary>
internal static class Tool
{
    /// <summary>Runs a program and collects what it prints; ends it, with its children, when cancelled.</summary>
    /// <exception cref="PreparationException">The program is not there.</exception>
    public static async Task<ToolResult> RunAsync(
        string program, IEnumerable<string> arguments, string? folder, CancellationToken ct)
    {
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder ?? "",
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception e)
        {
            throw new PreparationException($"{program} cannot be started: {e.Message}. Is it installed?", e);
        }

        using (process)
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
            try
            {
                await process.WaitForExitAsync(ct);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
                throw;
            }

            return new ToolResult(process.ExitCode, await output, await error);
        }
    }
}
