using System.CommandLine;
using Containerless.Cli.Output;
using Containerless.Cli.Requests;
using Containerless.Compiler;

namespace Containerless.Cli.Commands;

/// <summary><c>containerless compile trace.json… [-o DIR]</c></summary>
internal static class CompileCommand
{
    internal static Command Create(Terminal terminal)
    {
        var traces = new Argument<string[]>("trace.json")
        {
            Description = "The trace; several of one program are merged first",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string>("-o", "--output")
        {
            Description = "The folder of containerless.cs, .dll, .pdb and report.json",
            DefaultValueFactory = _ => ".",
            HelpName = "DIR",
        };
        var command = new Command("compile", "Compiles a trace to C# and an assembly") { traces, output };
        command.SetAction((parsed, cancellation) =>
            RunAsync(terminal, parsed.GetRequiredValue(traces), parsed.GetRequiredValue(output), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        Terminal terminal, string[] paths, string directory, CancellationToken cancellation)
    {
        byte[][] traces = [.. paths.Select(path => InputFile.ReadBytes(path, "trace"))];
        var names = string.Join(" and ", paths);
        var (artifact, report) = await terminal.StepAsync($"Compiling {names}", _ => CompileAsync(traces, names));
        OutputFolder.Create(directory);
        List<(string, byte[])> files =
        [
            ("containerless.cs", artifact.CSharp), ("containerless.dll", artifact.Assembly),
            ("containerless.pdb", artifact.Symbols), ("report.json", artifact.Report),
        ];
        if (traces.Length > 1)
        {
            // What was compiled is none of the files given.
            files.Insert(0, ("trace.json", artifact.Trace));
        }

        foreach (var (name, bytes) in files)
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
    internal static Task<(Shared.Artifact Artifact, CompilationReport Report)> CompileAsync(byte[] trace, string name) =>
        CompileAsync([trace], name);

    /// <summary>Compiles a trace, or several merged, away from the caller's thread.</summary>
    /// <exception cref="CommandFailure">A trace is invalid, they are not of one program, or nothing can be made of them.</exception>
    private static async Task<(Shared.Artifact Artifact, CompilationReport Report)> CompileAsync(byte[][] traces, string name)
    {
        var outcome = await Task.Run(() => traces is [var only]
            ? new TraceCompiler().Compile(only)
            : new TraceCompiler().CompileMerged([.. traces.Select(static trace => new ReadOnlyMemory<byte>(trace))]));
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
