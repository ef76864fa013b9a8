using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Containerless.Cli.Explaining;
using Containerless.Cli.Output;
using Containerless.Cli.Requests;
using Containerless.Cli.Testing;

namespace Containerless.Cli.Commands;

/// <summary><c>containerless explain FILE.js|trace.json [--trace R.json [--run R.json]] [--status URL] [--json|--html]</c></summary>
internal static class ExplainCommand
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private sealed record Options(string File, string? Trace, string? Run, string? Status, bool Json, bool Html);

    internal static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE.js|trace.json") { Description = "A function, or the trace of one" };
        var trace = new Option<string?>("--trace")
        {
            Description = "Trace the function with these requests first", HelpName = "R.json",
        };
        var run = new Option<string?>("--run")
        {
            Description = "Then send these, and rank what made them bail out (needs --trace)", HelpName = "R.json",
        };
        var status = new Option<string?>("--status")
        {
            Description = "Rank the bail-outs of a running invoker: its operators' address, or a saved status",
            HelpName = "URL|FILE",
        };
        var json = new Option<bool>("--json") { Description = "JSON instead of text" };
        var html = new Option<bool>("--html") { Description = "One self-contained page of HTML instead of text" };
        var command = new Command(
            "explain", "Prints, line by line, what is compiled, not seen yet, or unsupported and why")
        {
            file, trace, run, status, json, html,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            terminal,
            new Options(
                parsed.GetRequiredValue(file), parsed.GetValue(trace), parsed.GetValue(run), parsed.GetValue(status),
                parsed.GetValue(json), parsed.GetValue(html)),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, Options options, CancellationToken cancellation)
    {
        if (options.Json && options.Html)
        {
            throw new CommandFailure("--json and --html are two ways to print: give one");
        }

        if (options.Run is not null && (options.Trace is null || options.Status is not null))
        {
            throw new CommandFailure("--run needs --trace, and goes without --status");
        }

        var explanation = await ExplainAsync(terminal, options, cancellation);
        if (options.Status is { } place)
        {
            explanation = explanation with { Bailouts = await BailoutSource.OfStatusAsync(place, explanation.PackageLines, cancellation) };
        }

        if (options.Html)
        {
            terminal.Out.Write(HtmlExplanation.Of(explanation));
        }
        else if (options.Json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(explanation, Json));
        }
        else
        {
            TextExplanation.Print(explanation, terminal);
        }

        return ExitCodes.Success;
    }

    private static async Task<Explanation> ExplainAsync(Terminal terminal, Options options, CancellationToken cancellation)
    {
        var isTrace = options.File.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        InputFile.RequireFile(options.File, isTrace ? "trace" : "function");
        if (isTrace)
        {
            return options.Trace is null
                ? await Explainer.OfTraceAsync(InputFile.ReadBytes(options.File, "trace"), options.File)
                : throw new CommandFailure("--trace is for a function; this is a trace already");
        }

        if (options.Trace is null)
        {
            return await Explainer.OfFunctionAsync(options.File, terminal, cancellation);
        }

        var traced = RequestsFile.Read(options.Trace);
        var run = options.Run is null ? null : RequestsFile.Read(options.Run);
        await using var tester = await TestCommand.TraceAndCompileAsync(terminal, options.File, traced, cancellation);
        var explanation = await Explainer.OfTracedAsync(options.File, tester.Trace!, terminal, cancellation);
        return run is null
            ? explanation
            : explanation with { Bailouts = await BailoutSource.OfRequestsAsync(tester, run, explanation.PackageLines, cancellation) };
    }
}
