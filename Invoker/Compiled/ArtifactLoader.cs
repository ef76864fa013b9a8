using System.Runtime.Loader;
using Containerless.Compiler.Verify;
using Containerless.Runtime;
using Containerless.Shared;

namespace Containerless.Invoker.Compiled;

/// <summary>
/// Loads artifacts. The verifier runs on the very bytes that are loaded, every time: what lies on a disk may have been
/// put there by somebody else.
/// </summary>
/// <remarks>
/// Into ordinary load contexts, which cannot be unloaded: code in a collectible one runs 1.4 to 4.5 times slower. Their
/// number is bounded by <c>max_recompilations</c>, and memory comes back when the process is replaced.
/// </remarks>
public static class ArtifactLoader
{
    private const string ProgramName = "Containerless.Generated.Program";

    /// <summary>Checks an artifact's assembly against the allow-list.</summary>
    /// <exception cref="ArtifactException">It may not be loaded; the message says why.</exception>
    public static void Check(Artifact artifact)
    {
        try
        {
            ArtifactVerifier.Verify(artifact.Assembly);
        }
        catch (ArtifactRefusedException error)
        {
            throw new ArtifactException($"The artifact {artifact.Hash} was refused: {error.Message}", error);
        }
    }

    /// <summary>Checks and loads an artifact.</summary>
    /// <returns>Makes a program for one realm.</returns>
    /// <exception cref="ArtifactException">It may not be loaded, or holds no program.</exception>
    public static Func<CompiledProgram> Load(Artifact artifact)
    {
        Check(artifact);
        Type? type;
        try
        {
            var context = new AssemblyLoadContext($"artifact {artifact.Hash[..12]}", isCollectible: false);
            using var assembly = new MemoryStream(artifact.Assembly, writable: false);
            using var symbols = new MemoryStream(artifact.Symbols, writable: false);
            type = context.LoadFromStream(assembly, symbols).GetType(ProgramName);
        }
        catch (Exception error) when (error is BadImageFormatException or FileLoadException or IOException)
        {
            throw new ArtifactException($"The artifact {artifact.Hash} cannot be loaded: {error.Message}", error);
        }

        return type is not null && type.IsSubclassOf(typeof(CompiledProgram)) && type.GetConstructor([]) is not null
            ? () => (CompiledProgram)Activator.CreateInstance(type)!
            : throw new ArtifactException($"The artifact {artifact.Hash} holds no {ProgramName}.");
    }
}
