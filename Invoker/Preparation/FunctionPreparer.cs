using Containerless.Invoker.Isolation;
using Containerless.Invoker.Isolation.Containers;
using Containerless.Invoker.Isolation.Processes;
using Containerless.Shared;

namespace Containerless.Invoker.Preparation;

/// <summary>Makes a prepared function (<c>docs/wire.md</c>) from a source file: its folder, and its image where an engine is.</summary>
public static class FunctionPreparer
{
    /// <summary>
    /// Prepares <paramref name="file"/> as <paramref name="name"/> below <paramref name="artifactsDir"/>, in place of what was
    /// there. Safe when several run at once.
    /// </summary>
    /// <param name="file">The function's source.</param>
    /// <param name="name">Its name: the folder's and the image's.</param>
    /// <param name="artifactsDir">The configuration's <c>artifacts_dir</c>.</param>
    /// <param name="progress">Gets a line at the beginning of each step, and a last one that says what there is now.</param>
    /// <param name="ct">Cancels; what was there before stays.</param>
    /// <exception cref="FunctionRefusedException">The file does not parse, cannot be read or never calls <c>listen</c>.</exception>
    /// <exception cref="PreparationException">Something is missing on this machine.</exception>
    public static Task<PreparedFunction> PrepareAsync(
        string file, string name, string artifactsDir, IProgress<string> progress, CancellationToken ct) =>
        PrepareAsync(file, name, artifactsDir, buildImage: true, progress, ct);

    /// <summary>The same; <paramref name="buildImage"/> false leaves the image for the first start that needs it.</summary>
    /// <inheritdoc cref="PrepareAsync(string, string, string, IProgress{string}, CancellationToken)"/>
    public static async Task<PreparedFunction> PrepareAsync(
        string file, string name, string artifactsDir, bool buildImage, IProgress<string> progress, CancellationToken ct)
    {
        // 1. The transform and what it needs.
        var node = NodeExecutable.Find() ?? throw new PreparationException("There is no node in PATH; install Node 20.");
        var javaScript = SourceTree.JavaScriptFolder();
        await NodePackages.EnsureAsync(javaScript, progress, ct);

        // 2. The folder, made beside its place and renamed into it.
        var target = PreparedFunction.DirectoryOf(artifactsDir, name);
        var parent = Directory.CreateDirectory(Path.GetDirectoryName(target)!).FullName;
        var fresh = Path.Combine(parent, $".tmp-{Guid.NewGuid():N}");
        PreparedFunction function;
        try
        {
            progress.Report($"Instrumenting {file}");
            await TransformAsync(node, javaScript, file, name, fresh, ct);
            using (await FileLock.AcquireAsync(Path.Combine(parent, ".prepare.lock"), ct))
            {
                Replace(fresh, target);
                function = PreparedFunction.Load(artifactsDir, name);
            }
        }
        finally
        {
            DeleteIfThere(fresh);
        }

        // 3. The image, where there is an engine.
        progress.Report($"Prepared {function.Directory}");
        if (buildImage)
        {
            await BuildImageAsync(function, progress, ct);
        }

        return function;
    }

    private static async Task TransformAsync(
        string node, string javaScript, string file, string name, string folder, CancellationToken ct)
    {
        var result = await Tool.RunAsync(
            node, [SourceTree.TransformProgram(javaScript), file, "--out", Directory.CreateDirectory(folder).FullName, "--name", name],
            folder: null, ct);
        switch (result.ExitCode)
        {
            case 0:
                return;
            case 2:
                throw new FunctionRefusedException(result.Error.Trim());
            default:
                throw new PreparationException($"js-transform failed with exit code {result.ExitCode}:\n{result.Error.Trim()}");
        }
    }

    private static async Task BuildImageAsync(PreparedFunction function, IProgress<string> progress, CancellationToken ct)
    {
        DockerClient docker;
        try
        {
            docker = await DockerClient.ConnectAsync(ct);
        }
        catch (IsolationException e)
        {
            progress.Report($"No image: {e.Message}");
            return;
        }

        using (docker)
        {
            try
            {
                await FunctionImage.EnsureAsync(docker, function, checkRunner: true, progress, ct);
            }
            catch (IsolationException e)
            {
                throw new PreparationException(e.Message, e);
            }
        }
    }

    /// <summary>A folder cannot replace another in one step: for an instant there is none.</summary>
    private static void Replace(string fresh, string target)
    {
        var old = $"{fresh}-old";
        if (Directory.Exists(target))
        {
            Directory.Move(target, old);
        }

        Directory.Move(fresh, target);
        DeleteIfThere(old);
    }

    private static void DeleteIfThere(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
