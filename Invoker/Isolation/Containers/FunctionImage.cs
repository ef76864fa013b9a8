using System.Formats.Tar;
using System.Net;
using Containerless.Invoker.Preparation;
using Containerless.Shared;

namespace Containerless.Invoker.Isolation.Containers;

/// <summary>The image of a prepared function: the runner image with the prepared folder at <c>/function</c>.</summary>
internal static class FunctionImage
{
    /// <summary>
    /// Builds <c>&lt;name&gt;:latest</c> unless it is there, made of the same function and, where
    /// <paramref name="checkRunner"/> asks for it, on the present runner image.
    /// </summary>
    /// <exception cref="IsolationException">It cannot be built.</exception>
    public static async Task EnsureAsync(
        DockerClient docker, PreparedFunction function, bool checkRunner, IProgress<string> progress, CancellationToken ct)
    {
        try
        {
            // 1. What is there.
            var image = $"{function.Name}:latest";
            var present = (await docker.FindImageAsync(image, ct))?.Config?.Labels;
            var labels = Labels(function);
            var isCurrent = present is not null && labels.All(l => present.GetValueOrDefault(l.Key) == l.Value);
            if (isCurrent && !checkRunner)
            {
                return;
            }

            // 2. What it is to stand on.
            var runner = await EnsureRunnerAsync(progress, ct);
            if (isCurrent && present!.GetValueOrDefault(ContainerLabels.Runner) == runner)
            {
                return;
            }

            // 3. A new one.
            progress.Report($"Building image {image} on {runner}");
            using var context = await ContextAsync(function, runner, labels, ct);
            await docker.BuildImageAsync(image, context, ct);
            await RemovePredecessorsAsync(docker, function, ct);
        }
        catch (Exception e) when (e is DockerException or HttpRequestException or IOException)
        {
            throw new IsolationException($"The image of {function.Name} could not be built: {e.Message}", e);
        }
    }

    /// <summary>
    /// Writes the Dockerfile of the image, for a build elsewhere: beside the function's folder, on <c>node:VERSION-slim</c> of
    /// the Node that prepared it, or another image with that Node, given by the build argument <c>NODE_IMAGE</c>.
    /// </summary>
    /// <returns>Its path.</returns>
    /// <exception cref="IsolationException">The manifest is not as <c>containerless prepare</c> writes it.</exception>
    public static async Task<string> WriteDockerfileAsync(PreparedFunction function, CancellationToken ct)
    {
        var path = Path.Combine(Path.GetDirectoryName(function.Directory)!, "Dockerfile");
        var from = $"ARG NODE_IMAGE=node:{function.Hashes.Node.TrimStart('v')}-slim\nFROM ${{NODE_IMAGE}}";
        await File.WriteAllTextAsync(path, Dockerfile(function, from, Labels(function)), ct);
        return path;
    }

    /// <summary>The images that had the name before would otherwise stay for ever.</summary>
    private static async Task RemovePredecessorsAsync(DockerClient docker, PreparedFunction function, CancellationToken ct)
    {
        foreach (var image in await docker.ListNamelessImagesAsync($"{ContainerLabels.Function}={function.Name}", ct))
        {
            try
            {
                await docker.RemoveImageAsync(image.Id, force: false, ct);
            }
            catch (DockerException e) when (e.Status is HttpStatusCode.Conflict or HttpStatusCode.NotFound)
            {
                // A container still uses it: the next build tries again. Or another build was quicker.
            }
        }
    }

    /// <summary>The runner image's name; builds the image when it is not there.</summary>
    private static async Task<string> EnsureRunnerAsync(IProgress<string> progress, CancellationToken ct)
    {
        try
        {
            progress.Report("Checking the runner image");
            var result = await Tool.RunAsync("bash", [SourceTree.RunnerScript()], folder: null, ct);
            var name = result.Output.TrimEnd().Split('\n')[^1];
            return result.ExitCode == 0 && name.StartsWith("containerless-runner:", StringComparison.Ordinal)
                ? name
                : throw new IsolationException($"docker/build-runner.sh failed:\n{result.Error}{result.Output}".TrimEnd());
        }
        catch (PreparationException e)
        {
            throw new IsolationException($"The runner image cannot be built: {e.Message}", e);
        }
    }

    private static Dictionary<string, string> Labels(PreparedFunction function) => new()
    {
        [ContainerLabels.Function] = function.Name,
        [ContainerLabels.Source] = function.Hashes.Source,
        [ContainerLabels.Transform] = function.Hashes.Transform,
        [ContainerLabels.Library] = function.Hashes.Library,
        [ContainerLabels.Node] = function.Hashes.Node,
    };

    private static string Dockerfile(PreparedFunction function, string from, Dictionary<string, string> labels)
    {
        // Hashes and image names hold nothing that a Dockerfile would interpret; the manifest is checked all the same.
        if (labels.Values.FirstOrDefault(static v => v.Any(static c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_' or ':'))) is { } bad)
        {
            throw new IsolationException($"The manifest of {function.Name} holds \"{bad}\", which is no hash. Prepare it again.");
        }

        return
            $"""
             {from}
             COPY function /function
             WORKDIR /function
             USER 65532:65532
             ENTRYPOINT ["/usr/local/bin/node"]
             CMD ["index.js"]
             LABEL {string.Join(' ', labels.Select(static l => $"{l.Key}={l.Value}"))}

             """;
    }

    /// <summary>The build's context: a Dockerfile and the folder.</summary>
    private static async Task<MemoryStream> ContextAsync(
        PreparedFunction function, string runner, Dictionary<string, string> labels, CancellationToken ct)
    {
        labels[ContainerLabels.Runner] = runner;
        var dockerfile = Dockerfile(function, $"FROM {runner}", labels);
        var context = new MemoryStream();
        await using (var tar = new TarWriter(context, TarEntryFormat.Pax, leaveOpen: true))
        {
            await AddAsync(tar, "Dockerfile", new MemoryStream(System.Text.Encoding.UTF8.GetBytes(dockerfile)), ct);
            foreach (var path in Directory.EnumerateFiles(function.Directory, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                await using var file = File.OpenRead(path);
                await AddAsync(tar, $"function/{Path.GetRelativePath(function.Directory, path)}", file, ct);
            }
        }

        context.Position = 0;
        return context;
    }

    private static Task AddAsync(TarWriter tar, string name, Stream content, CancellationToken ct) => tar.WriteEntryAsync(
        new PaxTarEntry(TarEntryType.RegularFile, name)
        {
            DataStream = content,
            // Readable for the container's user whatever the file's mode here.
            Mode = (UnixFileMode)0b110_100_100,
            ModificationTime = DateTimeOffset.UnixEpoch,
        },
        ct);
}
