using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Containerless.Cli.Commands;
using Containerless.Cli.Output;
using Containerless.Cli.Requests;
using Containerless.Compiler;
using Containerless.Shared;

namespace Containerless.Cli.Explaining;

/// <summary>Finds out what there is to explain.</summary>
internal static class Explainer
{
    /// <summary>The name of what is in front of the function and in no package.</summary>
    private const string Bundle = "(bundle)";

    /// <summary>Explains a trace. Its source text is shown when a file beside it is the traced one.</summary>
    /// <exception cref="CommandFailure">The trace is invalid, or nothing can be compiled of it.</exception>
    internal static async Task<Explanation> OfTraceAsync(byte[] trace, string path)
    {
        var (_, report) = await CompileCommand.CompileAsync(trace, path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var name = Path.GetFileName(report.Source);
        string[] candidates =
        [
            Path.Combine(folder, name), Path.GetFullPath(name), Path.Combine(folder, "..", "function", "index.js"),
        ];
        var source = candidates.Where(File.Exists).Select(File.ReadAllBytes)
            .FirstOrDefault(bytes => Convert.ToHexStringLower(SHA256.HashData(bytes)) == report.Hashes.Source);
        return Of($"{path}: a trace of {name}", report.Lines, source, PreludeOf(trace));
    }

    /// <summary>
    /// Explains a function: by the trace of its current artifact where this very source was compiled before, and
    /// otherwise by what its syntax alone tells.
    /// </summary>
    /// <exception cref="CommandFailure">The function is refused.</exception>
    internal static async Task<Explanation> OfFunctionAsync(
        string file, Terminal terminal, CancellationToken cancellation)
    {
        var (source, skeleton, hashes) = await terminal.StepAsync($"Reading {file}", progress =>
            Preparing.ReadAsync(file, progress, cancellation));
        if (CompiledBefore(hashes) is { } artifact)
        {
            var (_, report) = await CompileCommand.CompileAsync(artifact.Trace, $"the trace of artifact {artifact.Hash}");
            return Of($"{file}: as artifact {artifact.Hash[..12]} has it", report.Lines, source, PreludeOf(skeleton), file);
        }

        return Of($"{file}: not traced yet", SkeletonCoverage.Of(skeleton), source, PreludeOf(skeleton), file);
    }

    /// <summary>Explains a function by a trace that was just made of it.</summary>
    /// <exception cref="CommandFailure">The trace is invalid, or nothing can be compiled of it.</exception>
    internal static async Task<Explanation> OfTracedAsync(
        string file, byte[] trace, Terminal terminal, CancellationToken cancellation)
    {
        var (source, _, _) = await terminal.StepAsync($"Reading {file}", progress =>
            Preparing.ReadAsync(file, progress, cancellation));
        var (_, report) = await CompileCommand.CompileAsync(trace, $"the trace of {file}");
        return Of($"{file}: as it was traced", report.Lines, source, PreludeOf(trace), file);
    }

    /// <param name="origin">What is explained.</param>
    /// <param name="lines">Coverage, packages included.</param>
    /// <param name="source">The text that was traced, packages included; null where it is not at hand.</param>
    /// <param name="prelude">Lines of packages in front of the function.</param>
    /// <param name="file">The function's own file, where that is at hand.</param>
    private static Explanation Of(
        string origin, IReadOnlyList<LineCoverage> lines, byte[]? source, int prelude, string? file = null)
    {
        string[]? text = source is null ? null : LinesOf(source);
        string[]? own = file is not null ? LinesOf(InputFile.ReadBytes(file, "function"))
            : prelude == 0 ? text
            : text?[prelude..^1]; // the last line closes the bundle
        var last = own is null ? int.MaxValue : prelude + own.Length;
        string[] packageLines = prelude == 0 ? [] : PackageLinesOf(text?[..prelude]);
        return new Explanation
        {
            Origin = origin,
            Lines = [.. lines.Where(l => l.Line > prelude && l.Line <= last).Select(l => l with { Line = l.Line - prelude })],
            Packages = prelude == 0 ? [] : PackagesOf(lines.Where(l => l.Line <= prelude), packageLines),
            PackageLines = packageLines,
            Source = own,
        };
    }

    private static string[] LinesOf(byte[] source) =>
        Encoding.UTF8.GetString(source).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    /// <summary>The package of each line that esbuild put in front: it names each file in a comment above it.</summary>
    private static string[] PackageLinesOf(string[]? text)
    {
        var name = Bundle;
        var names = new List<string>();
        foreach (var line in text ?? [])
        {
            var comment = line.Trim();
            if (comment.StartsWith("// ", StringComparison.Ordinal) && (comment.EndsWith("js", StringComparison.Ordinal) || comment.EndsWith(".json", StringComparison.Ordinal)))
            {
                name = PackageOf(comment[3..]);
            }

            names.Add(name);
        }

        return [.. names];
    }

    private static PackageCoverage[] PackagesOf(IEnumerable<LineCoverage> lines, string[] names) =>
    [
        .. lines.GroupBy(l => l.Line <= names.Length ? names[l.Line - 1] : Bundle).Select(static group => new PackageCoverage(
            group.Key,
            group.Count(static l => l.Status == "compiled"), group.Count(static l => l.Status == "partial"),
            group.Count(static l => l.Status == "unknown"), group.Count(static l => l.Status == "unsupported"),
            [.. group.Select(static l => l.Reason).OfType<string>().Distinct().Order(StringComparer.Ordinal)])),
    ];

    private static string PackageOf(string file)
    {
        const string marker = "node_modules/";
        var start = file.LastIndexOf(marker, StringComparison.Ordinal);
        if (start < 0)
        {
            return file;
        }

        var parts = file[(start + marker.Length)..].Split('/');
        return parts[0].StartsWith('@') && parts.Length > 1 ? $"{parts[0]}/{parts[1]}" : parts[0];
    }

    private static int PreludeOf(byte[] json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 10_000 });
        return document.RootElement.TryGetProperty("prelude", out var prelude) && prelude.TryGetInt32(out var lines) ? lines : 0;
    }

    private static Artifact? CompiledBefore(ProgramHashes hashes)
    {
        if (!Directory.Exists(Preparing.ArtifactsDirectory))
        {
            return null;
        }

        var store = new ArtifactStore(Preparing.ArtifactsDirectory);
        foreach (var folder in Directory.EnumerateDirectories(Preparing.ArtifactsDirectory).Order(StringComparer.Ordinal))
        {
            try
            {
                if (store.ReadCurrent(Path.GetFileName(folder)) is { } artifact && artifact.Hashes == hashes)
                {
                    return artifact;
                }
            }
            catch (ArtifactException)
            {
                // A damaged artifact explains nothing; the invoker reports it when it is to be served.
            }
        }

        return null;
    }
}
