namespace Containerless.Cli;

/// <summary>A command cannot do what it was asked. The message is for the person at the terminal.</summary>
public sealed class CommandFailure(string message, int exitCode = ExitCodes.CouldNotRun, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>The process's exit code.</summary>
    public int ExitCode { get; } = exitCode;
}
