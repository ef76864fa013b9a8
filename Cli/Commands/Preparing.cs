using System.Text;
using System.Text.Json.Nodes;
using Containerless.Cli.Output;
using Containerless.Cli.Requests;
using Containerless.Invoker.Preparation;
using Containerless.Shared;

namespace Containerless.Cli.Commands;

/// <summary>Preparing a function, with errors for the person at the terminal.</summary>
internal static class Preparing
{
    /// <summary>Where the invoker looks by default, in the folder the command is called from.</summary>
    internal const string ArtifactsDirectory = ".containerless";

    /// <summary>Makes the function's folder and, unless told otherwise, its image where a container engine answers.</summary>
    /// <exception cref="CommandFailure">The function or its name is refused.</exception>
    internal static async Task<PreparedFunction> PrepareAsync(
        Terminal terminal, string file, string name, string artifactsDirectory, bool image, CancellationToken cancellation)
    {
        InputFile.RequireFile(file, "function");
        CheckName(name);
        return await terminal.StepAsync($"Preparing {file} as {name}", progress =>
            PrepareAsync(file, name, artifactsDirectory, image, progress, cancellation));
    }

    /// <summary>Makes the function's folder only.</summary>
    /// <exception cref="CommandFailure">The function is refused.</exception>
    internal static Task<PreparedFunction> PrepareFolderAsync(
        string file, string artifactsDirectory, IProgress<string> progress, CancellationToken cancellation)
    {
        InputFile.RequireFile(file, "function");
        return PrepareAsync(file, NameOf(file), artifactsDirectory, image: false, progress, cancellation);
    }

    private static async Task<PreparedFunction> PrepareAsync(
        string file, string name, string artifactsDirectory, bool image, IProgress<string> progress,
        CancellationToken cancellation)
    {
        try
        {
            return await FunctionPreparer.PrepareAsync(file, name, artifactsDirectory, image, progress, cancellation);
        }
        catch (Exception fault) when (fault is PreparationException or IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(fault.Message, inner: fault);
        }
    }

    /// <summary>The name is a folder's and an image's; the invoker's own check of image_name tells which are good.</summary>
    private static void CheckName(string name)
    {
        try
        {
            InvokerConfiguration.Parse(new JsonObject { ["image_name"] = name }.ToJsonString());
        }
        catch (ConfigurationException fault)
        {
            throw new CommandFailure($"the name \"{name}\" cannot be used:\n{fault.Message}", inner: fault);
        }
    }

    /// <summary>A function with all that it requires, its skeleton, and what they were made from.</summary>
    /// <exception cref="CommandFailure">The function is refused.</exception>
    internal static async Task<(byte[] Source, byte[] Skeleton, ProgramHashes Hashes)> ReadAsync(
        string file, IProgress<string> progress, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("containerless-explain-").FullName;
        try
        {
            var prepared = await PrepareFolderAsync(file, folder, progress, cancellation);
            return (
                await File.ReadAllBytesAsync(prepared.IndexPath, cancellation),
                await File.ReadAllBytesAsync(prepared.SkeletonPath, cancellation), prepared.Hashes);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// The name a function gets from its file's: lower-case letters, digits and single dashes, as an image's name may have.
    /// </summary>
    internal static string NameOf(string file)
    {
        var name = new StringBuilder();
        foreach (var c in Path.GetFileNameWithoutExtension(file).ToLowerInvariant())
        {
            if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
            {
                name.Append(c);
            }
            else if (name.Length > 0 && name[^1] != '-')
            {
                name.Append('-');
            }
        }

        var trimmed = name.ToString().TrimEnd('-');
        return trimmed.Length == 0 ? "function" : trimmed[..Math.Min(trimmed.Length, 100)].TrimEnd('-');
    }
}
