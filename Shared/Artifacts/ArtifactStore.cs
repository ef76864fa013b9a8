
namespace Containerless.Shared;

/// <summary>
/// The artifacts below <c>artifacts_dir</c>, laid out as <c>docs/wire.md</c> says. Writers publish by renaming a
/// finished temporary folder, so a reader sees a whole artifact or none, and several processes may share the folder.
/// </summary>
public sealed class ArtifactStore
{
    private const string TraceFile = "trace.json";
    private const string CSharpFile = "containerless.cs";
    private const string AssemblyFile = "containerless.dll";
    private const string SymbolsFile = "containerless.pdb";
    private const string ReportFile = "report.json";
    private readonly string root;

    /// <summary>Opens the store at <paramref name="artifactsDir"/>, which need not exist yet.</summary>
    public ArtifactStore(string artifactsDir) => root = Path.GetFullPath(artifactsDir);

    /// <summary>The folder of a function: its artifacts, <c>current</c> and <c>function/</c>.</summary>
    public string DirectoryOf(string name) => Path.Combine(root, name);

    /// <summary>The folder of one artifact.</summary>
    public string DirectoryOf(string name, string hash) => Path.Combine(root, name, hash);

    /// <summary>
    /// Writes an artifact and makes it the current one.
    /// </summary>
    /// <returns>The artifact's folder.</returns>
    /// <exception cref="ArtifactException">The disk refused it.</exception>
    public string Publish(string name, Artifact artifact)
    {
        string directory = DirectoryOf(name, artifact.Hash);
        string temporary = Path.Combine(root, name, $".tmp-{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(temporary);
            File.WriteAllBytes(Path.Combine(temporary, TraceFile), artifact.Trace);
            File.WriteAllBytes(Path.Combine(temporary, CSharpFile), artifact.CSharp);
            File.WriteAllBytes(Path.Combine(temporary, AssemblyFile), artifact.Assembly);
            File.WriteAllBytes(Path.Combine(temporary, SymbolsFile), artifact.Symbols);
            File.WriteAllBytes(Path.Combine(temporary, ReportFile), artifact.Report);
            Install(name, artifact.Hash, temporary, directory);
            string pointer = Path.Combine(root, name, $".tmp-{Guid.NewGuid():N}");
            File.WriteAllText(pointer, artifact.Hash + "\n");
            File.Move(pointer, Path.Combine(root, name, "current"), overwrite: true);
            return directory;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ArtifactException($"The artifact could not be written to {directory}: {error.Message}", error);
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    /// <summary>The hash that <c>current</c> names; null when nothing was published.</summary>
    /// <exception cref="ArtifactException"><c>current</c> is damaged.</exception>
    public string? CurrentHash(string name)
    {
        string path = Path.Combine(root, name, "current");
        string text;
        try
        {
            text = File.ReadAllText(path).Trim();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        // The text becomes a folder's name: nothing but a hash may pass.
        return text.Length == 64 && text.All(char.IsAsciiHexDigitLower)
            ? text
            : throw new ArtifactException($"{path} is damaged: it does not hold an artifact's hash.");
    }

    /// <summary>The hashes of the artifacts on disk, in no particular order.</summary>
    public IReadOnlyList<string> List(string name) => !Directory.Exists(DirectoryOf(name))
        ? []
        : [.. Directory.EnumerateDirectories(DirectoryOf(name)).Select(path => Path.GetFileName(path)!)
            .Where(folder => folder.Length == 64 && folder.All(char.IsAsciiHexDigitLower))];

    /// <summary>The current artifact, verified; null when nothing was published.</summary>
    /// <exception cref="ArtifactException">It is incomplete, or its files do not add up to its hash.</exception>
    public Artifact? ReadCurrent(string name) => CurrentHash(name) is { } hash ? Read(name, hash) : null;

    /// <summary>One artifact, verified against its hash.</summary>
    /// <exception cref="ArtifactException">It is incomplete, or its files do not add up to its hash.</exception>
    public Artifact Read(string name, string hash)
    {
        string directory = DirectoryOf(name, hash);
        Artifact artifact;
        try
        {
            artifact = new Artifact(
                File.ReadAllBytes(Path.Combine(directory, TraceFile)),
                File.ReadAllBytes(Path.Combine(directory, CSharpFile)),
                File.ReadAllBytes(Path.Combine(directory, AssemblyFile)),
                File.ReadAllBytes(Path.Combine(directory, SymbolsFile)),
                File.ReadAllBytes(Path.Combine(directory, ReportFile)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ArtifactException($"The artifact {hash} cannot be read: {error.Message}", error);
        }

        return artifact.Hash == hash
            ? artifact
            : throw new ArtifactException($"The artifact in {directory} was changed: its files hash to {artifact.Hash}.");
    }

    /// <summary>Leaves a trace where a reader finds it, when no artifact came of it: <c>&lt;name&gt;/trace.json</c>.</summary>
    /// <returns>The file's path.</returns>
    public string KeepTrace(string name, byte[] trace)
    {
        Directory.CreateDirectory(DirectoryOf(name));
        string path = Path.Combine(DirectoryOf(name), TraceFile);
        string temporary = path + $".tmp-{Guid.NewGuid():N}";
        File.WriteAllBytes(temporary, trace);
        File.Move(temporary, path, overwrite: true);
        return path;
    }

    /// <summary>Renames the finished folder into place; an intact artifact that is already there stays.</summary>
    private void Install(string name, string hash, string temporary, string directory)
    {
        if (Directory.Exists(directory))
        {
            try
            {
                Read(name, hash);
                return;
            }
            catch (ArtifactException)
            {
                // Damaged: moved aside and replaced. A reader in between sees it missing, never half written.
                string aside = Path.Combine(root, name, $".tmp-{Guid.NewGuid():N}");
                Directory.Move(directory, aside);
                Directory.Delete(aside, recursive: true);
            }
        }

        try
        {
            Directory.Move(temporary, directory);
        }
        catch (IOException) when (Directory.Exists(directory))
        {
            // Another process published the same artifact meanwhile; equal hashes mean equal files.
        }
    }
}
