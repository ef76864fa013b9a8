using System.CommandLine;
using Containerless.Cli.Explaining;
using Containerless.Cli.Output;
using Containerless.Cli.Requests;

namespace Containerless.Cli.Commands;

/// <summary><c>containerless explain FILE.js|trace.json</c></summary>
internal static class ExplainCommand
{
    internal static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE.js|trace.json") { Description = "A function, or the trace of one" };
        var command = new Command(
            "explain", "Prints, line by line, what is compiled, not seen yet, or unsupported and why")
        {
            file,
        };
        command.SetAction((parsed, cancellation) => RunAsync(terminal, parsed.GetRequiredValue(file), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string file, CancellationToken cancellation)
    {
        var isTrace = file.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        InputFile.RequireFile(file, isTrace ? "trace" : "function");
        var explanation = isTrace
            ? await Explanation.OfTraceAsync(InputFile.ReadBytes(file, "trace"), file)
            : await Explanation.OfFunctionAsync(file, terminal, cancellation);
        explanation.Print(terminal);
        return ExitCodes.Success;
    }
}
