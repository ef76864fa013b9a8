using System.CommandLine;
using Containerless.Cli.Output;

namespace Containerless.Cli.Commands;

/// <summary><c>containerless prepare FILE.js [--name serverless-function]</c></summary>
internal static class PrepareCommand
{
    internal static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE.js") { Description = "The function" };
        var name = new Option<string>("--name")
        {
            Description = "The name it is served under: image_name of the invoker's configuration",
            DefaultValueFactory = _ => "serverless-function",
            HelpName = "NAME",
        };
        var artifacts = new Option<string>("--artifacts-dir")
        {
            Description = "Where the function's folder is made: artifacts_dir of the invoker's configuration",
            DefaultValueFactory = _ => Preparing.ArtifactsDirectory,
            HelpName = "DIR",
        };
        var command = new Command("prepare", "Makes a function's folder, and its image where a container engine answers")
        {
            file, name, artifacts,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var prepared = await Preparing.PrepareAsync(
                terminal, parsed.GetRequiredValue(file), parsed.GetRequiredValue(name),
                parsed.GetRequiredValue(artifacts), cancellation);
            terminal.Out.WriteLine(prepared.Directory);
            return ExitCodes.Success;
        });
        return command;
    }
}
