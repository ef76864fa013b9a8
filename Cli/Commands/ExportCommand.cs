using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Containerless.Cli.Exporting;
using Containerless.Cli.Output;
using Containerless.Cli.Requests;

namespace Containerless.Cli.Commands;

/// <summary><c>containerless export FILE.js|trace.json -o DIR [--requests R.json] [--aot] [--build]</c></summary>
internal static class ExportCommand
{
    private sealed record Options(string File, string Directory, string? Requests, bool Aot, bool Build);

    internal static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE.js|trace.json") { Description = "A function, or the trace of one" };
        var output = new Option<string>("-o", "--output") { Description = "The project's folder", HelpName = "DIR", Required = true };
        var requests = new Option<string?>("--requests")
        {
            Description = "What the function is traced with; of a trace: what the program is measured with", HelpName = "R.json",
        };
        var aot = new Option<bool>("--aot") { Description = "Compile ahead of time, to native code: smaller, and up at once" };
        var build = new Option<bool>("--build") { Description = "Build it, and print its start-up time, size and memory" };
        var command = new Command("export", "Writes a project that builds one function into one executable")
        {
            file, output, requests, aot, build,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            terminal,
            new Options(
                parsed.GetRequiredValue(file), parsed.GetRequiredValue(output), parsed.GetValue(requests), parsed.GetValue(aot),
                parsed.GetValue(build)),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, Options options, CancellationToken cancellation)
    {
        var isTrace = options.File.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        InputFile.RequireFile(options.File, isTrace ? "trace" : "function");
        var calls = options.Requests is { } requests ? RequestsFile.Read(requests) : null;
        if (!isTrace && calls is null)
        {
            throw new CommandFailure("a function is traced first: give --requests R.json, or a trace of it");
        }

        var trace = isTrace
            ? InputFile.ReadBytes(options.File, "trace")
            : await TraceCommand.TraceAsync(terminal, options.File, calls!, cancellation);
        var (artifact, report) = await terminal.StepAsync(
            $"Compiling {options.File}", _ => CompileCommand.CompileAsync(trace, options.File));
        var project = new ExportedProject(Path.GetFullPath(options.Directory), NameOf(artifact.Trace), options.Aot);
        await project.WriteAsync(artifact.CSharp, artifact.Trace, cancellation);
        terminal.Out.WriteLine(project.ProjectFile);
        terminal.Note($"{report.CompiledFunctions} of {report.Functions} functions compiled. What is not answers 501: there is no container to take over.");
        if (!options.Build)
        {
            terminal.Note($"Build it: dotnet publish {project.ProjectFile} -c Release -o {project.Output}");
            return ExitCodes.Success;
        }

        var program = await terminal.StepAsync(
            options.Aot ? "Building, ahead of time: about a minute" : "Building", _ => ProjectBuild.PublishAsync(project, cancellation));
        terminal.Out.WriteLine(program);
        var first = calls is [var call, ..] ? call : new FunctionCall("/", "application/json", [], Encoding.UTF8.GetBytes("{}"));
        var cost = await terminal.StepAsync("Measuring", _ => Measurement.OfAsync(
            program, first, StoreAccess.FromEnvironment().Environment, cancellation));
        Print(terminal, cost, first);
        return ExitCodes.Success;
    }

    /// <summary>The name of the function whose trace it is.</summary>
    private static string NameOf(ReadOnlyMemory<byte> trace)
    {
        using var document = JsonDocument.Parse(trace, new JsonDocumentOptions { MaxDepth = 10_000 });
        return Preparing.NameOf(document.RootElement.GetProperty("source").GetString()!);
    }

    private static void Print(Terminal terminal, Measurement cost, FunctionCall call)
    {
        static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");
        terminal.Out.WriteLine($"size      {Megabytes(cost.Size)}");
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"start-up  {cost.StartUp.TotalMilliseconds:0} ms to the answer of {call.Target} (status {cost.Status})"));
        terminal.Out.WriteLine($"memory    {Megabytes(cost.Memory)} then, {Megabytes(cost.MemoryLater)} after 1000 more");
    }
}
