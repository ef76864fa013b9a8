using System.CommandLine;
using System.Globalization;
using Containerless.Cli.Output;
using Containerless.Cli.Requests;
using Containerless.Cli.Testing;

namespace Containerless.Cli.Commands;

/// <summary><c>containerless trace FILE.js --requests R.json [-o trace.json]</c></summary>
internal static class TraceCommand
{
    internal static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE.js") { Description = "The function" };
        var requests = new Option<string>("--requests")
        {
            Description = "The requests to trace: a JSON array of {\"path\", \"query\"?, \"body\"?, \"headers\"?}",
            Required = true,
            HelpName = "R.json",
        };
        var output = new Option<string>("-o", "--output")
        {
            Description = "Where the trace goes",
            DefaultValueFactory = _ => "trace.json",
            HelpName = "trace.json",
        };
        var command = new Command("trace", "Runs a function in Node with the requests of a file and writes its trace")
        {
            file, requests, output,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            terminal, parsed.GetRequiredValue(file), parsed.GetRequiredValue(requests), parsed.GetRequiredValue(output),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        Terminal terminal, string file, string requests, string output, CancellationToken cancellation)
    {
        var trace = await TraceAsync(terminal, file, RequestsFile.Read(requests), cancellation);
        await OutputFolder.WriteAsync(output, trace, cancellation);
        terminal.Out.WriteLine(output);
        return ExitCodes.Success;
    }

    /// <summary>Traces a function's requests; says so where some were answered with an error.</summary>
    /// <exception cref="CommandFailure">The function is refused, or does not run.</exception>
    internal static async Task<byte[]> TraceAsync(
        Terminal terminal, string file, IReadOnlyList<FunctionCall> calls, CancellationToken cancellation)
    {
        InputFile.RequireFile(file, "function");
        var store = StoreAccess.FromEnvironment();
        var failed = 0;
        var trace = await terminal.StepAsync($"Tracing {file}", async progress =>
        {
            await using var tester = await FunctionTester.CreateAsync(
                file, store.Environment, store.AllowedHosts, progress, cancellation);
            for (var i = 0; i < calls.Count; i++)
            {
                progress.Report(string.Create(CultureInfo.InvariantCulture, $"request {i + 1} of {calls.Count}"));
                var answer = await tester.TraceOnlyAsync(calls[i], cancellation);
                failed += answer.Status == 200 ? 0 : 1;
            }

            return await tester.FinishTraceAsync(cancellation);
        });
        if (failed > 0)
        {
            terminal.Note($"{failed} of {calls.Count} requests were answered with an error");
        }

        return trace;
    }
}
