using System.CommandLine;
using Containerless.Cli.Output;
using Containerless.Cli.Requests;
using Containerless.Compiler;

namespace Containerless.Cli.Commands;

/// <summary><c>containerless compile trace.json [-o DIR]</c></summary>
internal static class CompileCommand
{
    internal static Command Create(Terminal terminal)
    {
        var trace = new Argument<string>("trace.json") { Description = "The trace" };
        var output = new Option<string>("-o", "--output")
        {
            Description = "The folder of containerless.cs, .dll, .pdb and report.json",
            DefaultValueFactory = _ => ".",
            HelpName = "DIR",
        };
        var command = new Command("compile", "Compiles a trace to C# and an assembly") { trace, output };
        command.SetAction((parsed, cancellation) =>
            RunAsync(terminal, parsed.GetRequiredValue(trace), parsed.GetRequiredValue(output), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        Terminal terminal, string tracePath, string directory, CancellationToken cancellation)
    {
        var trace = InputFile.ReadBytes(tracePath, "trace");
        var (artifact, report) = await terminal.StepAsync($"Compiling {tracePath}", _ => CompileAsync(trace, tracePath));
        OutputFolder.Create(directory);
        foreach (var (name, bytes) in new[]
        {
            ("containerless.cs", artifact.CSharp), ("containerless.dll", artifact.Assembly),
            ("containerless.pdb", artifact.Symbols), ("report.json", artifact.Report),
        })
        {
            var path = Path.Combine(directory, name);
            await OutputFolder.WriteAsync(path, bytes, cancellation);
            terminal.Out.WriteLine(path);
        }

        terminal.Note($"{report.CompiledFunctions} of {report.Functions} functions compiled");
        return ExitCodes.Success;
    }

    /// <summary>Compiles a trace away from the caller's thread.</summary>
    /// <exception cref="CommandFailure">The trace is invalid, or nothing can be made of it.</exception>
    internal static async Task<(Shared.Artifact Artifact, CompilationReport Report)> CompileAsync(byte[] trace, string name)
    {
        var outcome = await Task.Run(() => new TraceCompiler().Compile(trace));
        if (outcome is { Artifact: { } artifact, Report: { } report })
        {
            return (artifact, report);
        }

        var error = outcome.Error!;
        throw error.Path is { } path
            ? new CommandFailure($"{name}: {path}: {error.Message}")
            : new CommandFailure($"{name} cannot be compiled: {error.Message}");
    }
}
