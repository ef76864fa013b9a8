using System.CommandLine;
using System.Globalization;
using Containerless.Cli.Output;
using Containerless.Cli.Requests;
using Containerless.Cli.Testing;

namespace Containerless.Cli.Commands;

/// <summary><c>containerless test FILE.js --trace R.json [--run R.json] [--json]</c></summary>
internal static class TestCommand
{
    internal static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE.js") { Description = "The function" };
        var trace = new Option<string>("--trace")
        {
            Description = "The requests that are traced",
            Required = true,
            HelpName = "R.json",
        };
        var run = new Option<string?>("--run")
        {
            Description = "The requests that are then compared (default: those of --trace)",
            HelpName = "R.json",
        };
        var json = new Option<bool>("--json") { Description = "One JSON object a line instead of a table" };
        var command = new Command("test", "Compares a compiled function with plain Node, request by request")
        {
            file, trace, run, json,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            terminal, parsed.GetRequiredValue(file), parsed.GetRequiredValue(trace), parsed.GetValue(run),
            parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        Terminal terminal, string file, string tracePath, string? runPath, bool json, CancellationToken cancellation)
    {
        InputFile.RequireFile(file, "function");
        var traced = RequestsFile.Read(tracePath);
        var compared = runPath is null ? traced : RequestsFile.Read(runPath);
        await using var tester = await TraceAndCompileAsync(terminal, file, traced, cancellation);
        if (tester.NotCompiled is { } reason)
        {
            terminal.Note($"nothing could be compiled: {reason}");
        }

        var (compiled, different) = (0, 0);
        for (var i = 0; i < compared.Count; i++)
        {
            var row = await tester.TestAsync(i, compared[i], cancellation);
            compiled += row.Tier == Shared.TierNames.Compiled ? 1 : 0;
            different += row.Equal ? 0 : 1;
            terminal.Out.WriteLine(json ? row.ToJson() : Line(terminal, row, compared[i]));
            if (row.Calls is { } calls)
            {
                terminal.Note($"request {i}: {calls}");
            }

            if (row.Bailout == "fault")
            {
                terminal.Note($"request {i}: compiled code failed, which is a bug of ours: {tester.LastError}");
            }
        }

        if (!json)
        {
            terminal.Out.WriteLine(
                $"{compared.Count} requests, {compiled} compiled, {compared.Count - compiled} in a container, "
                + (different == 0 ? "all equal to plain Node" : $"{different} DIFFERENT from plain Node"));
        }

        return different == 0 ? ExitCodes.Success : ExitCodes.Differs;
    }

    /// <summary>Traces a function with requests and compiles the trace, as far as that can be done.</summary>
    internal static async Task<FunctionTester> TraceAndCompileAsync(
        Terminal terminal, string file, IReadOnlyList<FunctionCall> traced, CancellationToken cancellation)
    {
        var store = StoreAccess.FromEnvironment();
        return await terminal.StepAsync($"Tracing and compiling {file}", async progress =>
        {
            var made = await FunctionTester.CreateAsync(file, store.Environment, store.AllowedHosts, progress, cancellation);
            try
            {
                for (var i = 0; i < traced.Count; i++)
                {
                    progress.Report(string.Create(CultureInfo.InvariantCulture, $"tracing request {i + 1} of {traced.Count}"));
                    await made.TraceOnlyAsync(traced[i], cancellation);
                }

                progress.Report("compiling");
                await made.CompileAsync(cancellation);
                return made;
            }
            catch
            {
                await made.DisposeAsync();
                throw;
            }
        });
    }

    private static string Line(Terminal terminal, TestRow row, FunctionCall call)
    {
        var verdict = row.Equal ? terminal.Paint("equal    ", 32) : terminal.Paint("DIFFERENT", 31);
        var line = string.Create(
            CultureInfo.InvariantCulture, $"{row.Index,4}  {verdict}  {row.Tier,-9}  {row.Answer.Status}  {call.Target}");
        if (row.Bailout is { } bailout)
        {
            line += terminal.Paint($"  ({bailout})", 90);
        }

        return row.Equal
            ? line
            : $"{line}\n      got       {row.Answer.Status} {Short(row.Answer.Text)}"
                + $"\n      expected  {row.Expected.Status} {Short(row.Expected.Text)}";
    }

    private static string Short(string text) => text.Length <= 400 ? text : $"{text[..400]}… ({text.Length} characters)";
}
