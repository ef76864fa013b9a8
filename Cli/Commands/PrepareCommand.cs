using System.CommandLine;
using Containerless.Cli.Output;
using Containerless.Invoker.Isolation.Containers;

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
        var dockerfile = new Option<bool>("--dockerfile")
        {
            Description = "Writes the image's Dockerfile beside the folder, for a build elsewhere, and makes no image here",
        };
        var command = new Command("prepare", "Makes a function's folder, and its image where a container engine answers")
        {
            file, name, artifacts, dockerfile,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var prepared = await Preparing.PrepareAsync(
                terminal, parsed.GetRequiredValue(file), parsed.GetRequiredValue(name),
                parsed.GetRequiredValue(artifacts), image: !parsed.GetValue(dockerfile), cancellation);
            if (parsed.GetValue(dockerfile))
            {
                await FunctionImage.WriteDockerfileAsync(prepared, cancellation);
            }

            terminal.Out.WriteLine(prepared.Directory);
            return ExitCodes.Success;
        });
        return command;
    }
}
