using System.Text.Json;
using System.Text.Json.Serialization;

namespace Containerless.Shared;

/// <summary>A function's folder cannot be used; the message says what is missing and how to make it.</summary>
public sealed class PreparedFunctionException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A prepared function, <c>&lt;artifacts_dir&gt;/&lt;name&gt;/function/</c>, as its manifest describes it.</summary>
/// <param name="Name">The name it was prepared under.</param>
/// <param name="Source">The source file's name, <c>autocomplete.js</c>.</param>
/// <param name="Hashes">What it was made from.</param>
/// <param name="Directory">The folder's full path.</param>
public sealed record PreparedFunction(string Name, string Source, ProgramHashes Hashes, string Directory)
{
    /// <summary>The source, unchanged: <c>index.js</c>.</summary>
    public string IndexPath => Path.Combine(Directory, "index.js");

    /// <summary>The instrumented program: <c>traced.js</c>.</summary>
    public string TracedPath => Path.Combine(Directory, "traced.js");

    /// <summary>The kernel's skeleton: <c>skeleton.json</c>.</summary>
    public string SkeletonPath => Path.Combine(Directory, "skeleton.json");

    /// <summary>Where the function <paramref name="name"/> is prepared.</summary>
    public static string DirectoryOf(string artifactsDir, string name) =>
        Path.GetFullPath(Path.Combine(artifactsDir, name, "function"));

    /// <summary>Whether there is a manifest for the function.</summary>
    public static bool Exists(string artifactsDir, string name) =>
        File.Exists(Path.Combine(DirectoryOf(artifactsDir, name), "manifest.json"));

    /// <summary>Reads the manifest of the function <paramref name="name"/>.</summary>
    /// <exception cref="PreparedFunctionException">It is missing, damaged, or another function's.</exception>
    public static PreparedFunction Load(string artifactsDir, string name)
    {
        string directory = DirectoryOf(artifactsDir, name);
        string path = Path.Combine(directory, "manifest.json");
        Manifest? manifest;
        try
        {
            manifest = JsonSerializer.Deserialize(File.ReadAllBytes(path), ManifestJson.Default.Manifest);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new PreparedFunctionException(
                $"The function \"{name}\" is not prepared: {path} does not exist. "
                + $"Prepare it with: containerless prepare FILE.js --name {name}", error);
        }
        catch (JsonException error)
        {
            throw new PreparedFunctionException($"{path} is damaged ({error.Message}). Prepare the function again.", error);
        }

        if (manifest is not { Name: not null, Source: not null }
            || manifest.Hashes is not { Source: not null, Transform: not null, Library: not null, Node: not null })
        {
            throw new PreparedFunctionException($"{path} leaves out a name, a source or a hash. Prepare the function again.");
        }

        if (manifest.Name != name)
        {
            throw new PreparedFunctionException($"{path} describes \"{manifest.Name}\", not \"{name}\". Prepare the function again.");
        }

        return new PreparedFunction(name, manifest.Source, manifest.Hashes, directory);
    }

    /// <summary>The bytes of a <c>manifest.json</c> that <see cref="Load"/> reads back.</summary>
    public static byte[] WriteManifest(string name, string source, ProgramHashes hashes) =>
        JsonSerializer.SerializeToUtf8Bytes(new Manifest(name, source, hashes), ManifestJson.Default.Manifest);
}

/// <summary><c>manifest.json</c>.</summary>
internal sealed record Manifest(
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("source")] string? Source,
    [property: JsonPropertyName("hashes")] ProgramHashes? Hashes);

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(Manifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
