using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Containerless.Cli.Commands;
using Containerless.Cli.Output;
using Containerless.Cli.Requests;
using Containerless.Compiler;
using Containerless.Shared;

namespace Containerless.Cli.Explaining;

/// <summary>What became of each line of a function, and where that is known from.</summary>
/// <param name="Origin">One line that says what is explained.</param>
/// <param name="Lines">The lines that hold code, in order.</param>
/// <param name="Source">The source's lines; null where the source is not at hand.</param>
internal sealed record Explanation(string Origin, IReadOnlyList<LineCoverage> Lines, IReadOnlyList<string>? Source)
{
    private const int LabelWidth = 12;

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
            .FirstOrDefault(bytes => HashOf(bytes) == report.Hashes.Source);
        return new Explanation($"{path}: a trace of {name}", report.Lines, source is null ? null : LinesOf(source));
    }

    /// <summary>
    /// Explains a function: by the trace of its current artifact where this very source was compiled before, and
    /// otherwise by what its syntax alone tells.
    /// </summary>
    /// <exception cref="CommandFailure">The function is refused.</exception>
    internal static async Task<Explanation> OfFunctionAsync(
        string file, Terminal terminal, CancellationToken cancellation)
    {
        var source = InputFile.ReadBytes(file, "function");
        var (skeleton, hashes) = await terminal.StepAsync($"Reading {file}", progress =>
            Preparing.ReadSkeletonAsync(file, progress, cancellation));
        if (CompiledBefore(hashes) is { } artifact)
        {
            var (_, report) = await CompileCommand.CompileAsync(artifact.Trace, $"the trace of artifact {artifact.Hash}");
            return new Explanation($"{file}: as artifact {artifact.Hash[..12]} has it", report.Lines, LinesOf(source));
        }

        return new Explanation($"{file}: not traced yet", SkeletonCoverage.Of(skeleton), LinesOf(source));
    }

    /// <summary>Prints the explanation and a summary.</summary>
    internal void Print(Terminal terminal)
    {
        terminal.Out.WriteLine(Origin);
        var byLine = Lines.ToDictionary(static line => line.Line);
        var last = Math.Max(Source?.Count ?? 0, Lines.Count == 0 ? 0 : Lines[^1].Line);
        for (var number = 1; number <= last; number++)
        {
            var coverage = byLine.GetValueOrDefault(number);
            if (coverage is not null || Source is not null)
            {
                terminal.Out.WriteLine(Line(terminal, number, coverage));
            }
        }

        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Count("compiled")} lines compiled, {Count("partial")} in part, {Count("unknown")} not seen yet, {Count("unsupported")} unsupported"));
    }

    private int Count(string status) => Lines.Count(line => line.Status == status);

    private string Line(Terminal terminal, int number, LineCoverage? coverage)
    {
        var (label, color) = coverage?.Status switch
        {
            null => ("", 90),
            "compiled" => ("compiled", 32),
            "unknown" => ("not seen yet", 33),
            "partial" => ("in part", 33),
            _ => ("unsupported", 31),
        };
        var text = Source is not null && number <= Source.Count ? Source[number - 1] : "";
        var reason = coverage?.Reason is { } why ? terminal.Paint($"   <- unsupported: {why}", 31) : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{number,5}  {terminal.Paint(label.PadRight(LabelWidth), color)}  {text}{reason}").TrimEnd();
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

    private static string HashOf(byte[] source) => Convert.ToHexStringLower(SHA256.HashData(source));

    private static string[] LinesOf(byte[] source) =>
        Encoding.UTF8.GetString(source).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
