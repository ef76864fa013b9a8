using Containerless.Cli.Output;

namespace Containerless.Cli.Tests;

/// <summary>The command in this process, its output kept, as in a pipe.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Errors)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static async Task<CommandRun> OfAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await ContainerlessCommand.RunAsync(
            args, new Terminal(TextWriter.Synchronized(output), TextWriter.Synchronized(errors), live: null, colors: false),
            TestContext.Current.CancellationToken);
        return new CommandRun(code, output.ToString(), errors.ToString());
    }
}
