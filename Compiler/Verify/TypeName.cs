using System.Reflection.Metadata;

namespace Containerless.Compiler.Verify;

/// <summary>The full name of a type of another assembly.</summary>
/// <param name="Name">With its namespace.</param>
/// <param name="OfRuntime">Whether the other assembly is the runtime; if not, it is of the core library.</param>
internal readonly record struct TypeName(string Name, bool OfRuntime)
{
    private const string RuntimeAssembly = "Containerless.Runtime";

    /// <summary>Name of a type reference.</summary>
    public static TypeName Of(MetadataReader metadata, TypeReferenceHandle handle)
    {
        TypeReference type = metadata.GetTypeReference(handle);
        string name = metadata.GetString(type.Name);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            TypeName outer = Of(metadata, (TypeReferenceHandle)type.ResolutionScope);
            return outer with { Name = $"{outer.Name}.{name}" };
        }

        if (type.ResolutionScope.Kind != HandleKind.AssemblyReference)
        {
            throw new ArtifactRefusedException($"it uses the type {name} of no assembly");
        }

        AssemblyReference assembly = metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope);
        string space = metadata.GetString(type.Namespace);
        return new TypeName(
            space.Length == 0 ? name : $"{space}.{name}", metadata.StringComparer.Equals(assembly.Name, RuntimeAssembly));
    }
}
