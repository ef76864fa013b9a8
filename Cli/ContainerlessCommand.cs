using System.CommandLine;
using Containerless.Cli.Commands;
using Containerless.Cli.Output;

namespace Containerless.Cli;

/// <summary>The command <c>containerless</c>.</summary>
public static class ContainerlessCommand
{
    /// <summary>Runs the command line and returns the exit code, one of <see cref="ExitCodes"/>.</summary>
    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken cancellation)
    {
        var root = new RootCommand("Traces JavaScript serverless functions in Node and serves them compiled.")
        {
            PrepareCommand.Create(terminal),
            TraceCommand.Create(terminal),
            CompileCommand.Create(terminal),
            TestCommand.Create(terminal),
            ExplainCommand.Create(terminal),
            RunCommand.Create(terminal),
            ExportCommand.Create(terminal),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var fault in parsed.Errors)
            {
                terminal.Note($"containerless: {fault.Message}");
            }

            var command = parsed.CommandResult.Command;
            terminal.Note($"Try: containerless{(command is RootCommand ? "" : " " + command.Name)} --help");
            return ExitCodes.CouldNotRun;
        }

        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            Output = terminal.Out,
            // Ctrl+C asks a command to stop; an invoker finishes what it accepted, for at most 30 s.
            ProcessTerminationTimeout = TimeSpan.FromSeconds(40),
        };
        try
        {
            return await parsed.InvokeAsync(configuration, cancellation);
        }
        catch (CommandFailure failure)
        {
            terminal.Note($"containerless: {failure.Message}");
            return failure.ExitCode;
        }
        catch (OperationCanceledException)
        {
            terminal.Note("containerless: stopped");
            return ExitCodes.CouldNotRun;
        }
    }
}
