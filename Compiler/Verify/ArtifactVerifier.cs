using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Containerless.Compiler.Verify;

/// <summary>
/// Checks an assembly's metadata and code against an allow-list before it may be loaded: types and members of the
/// namespace <c>Containerless.Runtime</c>, a handful of primitives, no platform calls, no reflection, no pointers, no
/// static fields, no finalizers, no code at load time.
/// </summary>
/// <remarks>
/// It does not re-check IL type safety: the bytes come from our own compiler and are tied to their trace by the
/// artifact's hash. It is the second line of defence, against a generator that was talked into something.
/// </remarks>
public static class ArtifactVerifier
{
    private const string RuntimeAssembly = "Containerless.Runtime";
    private const string RuntimeNamespace = "Containerless.Runtime";
    private const string GeneratedNamespace = "Containerless.Generated";

    private static readonly HashSet<string> CoreTypes =
        ["System.Object", "System.String", "System.Double", "System.Int32", "System.UInt32", "System.Boolean", "System.Void", "System.ValueType"];

    /// <summary>Attributes that Roslyn puts on every assembly, and on the members it makes.</summary>
    private static readonly HashSet<string> AttributeTypes =
    [
        "System.Runtime.CompilerServices.CompilationRelaxationsAttribute",
        "System.Runtime.CompilerServices.RuntimeCompatibilityAttribute",
        "System.Runtime.CompilerServices.CompilerGeneratedAttribute",
        "System.Runtime.CompilerServices.IsReadOnlyAttribute",
        "System.Runtime.CompilerServices.RefSafetyRulesAttribute",
        "System.Runtime.InteropServices.InAttribute",
        "System.Diagnostics.DebuggableAttribute",
        "System.Diagnostics.DebuggableAttribute+DebuggingModes",
        "System.Diagnostics.DebuggableAttribute.DebuggingModes",
    ];

    private static readonly HashSet<string> CoreMembers =
    [
        "System.Object..ctor", "System.String.get_Length", "System.String.op_Equality", "System.String.op_Inequality",
        "System.String.CompareOrdinal",
    ];

    /// <summary>Refuses anything that is not plainly within the allow-list.</summary>
    /// <param name="assembly">The very bytes that will be loaded.</param>
    /// <exception cref="ArtifactRefusedException">It reaches for something else, or is not a well-formed assembly.</exception>
    public static void Verify(ReadOnlyMemory<byte> assembly)
    {
        try
        {
            using var stream = new MemoryStream(assembly.ToArray(), writable: false);
            using var image = new PEReader(stream);
            if (!image.HasMetadata || !image.PEHeaders.CorHeader!.Flags.HasFlag(CorFlags.ILOnly)
                || image.PEHeaders.CorHeader.Flags.HasFlag(CorFlags.NativeEntryPoint))
            {
                throw new ArtifactRefusedException("not a pure IL assembly");
            }

            MetadataReader metadata = image.GetMetadataReader();
            Tables(metadata);
            TypeReferences(metadata);
            MemberReferences(metadata);
            foreach (TypeDefinitionHandle type in metadata.TypeDefinitions)
            {
                Type(metadata, image, metadata.GetTypeDefinition(type));
            }
        }
        catch (BadImageFormatException e)
        {
            throw new ArtifactRefusedException($"not a well-formed assembly ({e.Message})");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or OverflowException or IndexOutOfRangeException)
        {
            throw new ArtifactRefusedException($"not a well-formed assembly ({e.Message})");
        }
    }

    private static void Tables(MetadataReader metadata)
    {
        (TableIndex Table, string What)[] forbidden =
        [
            (TableIndex.ModuleRef, "a reference to a native module"), (TableIndex.ImplMap, "a platform call"),
            (TableIndex.FieldRva, "mapped data"), (TableIndex.File, "a second file"),
            (TableIndex.ExportedType, "a forwarded type"), (TableIndex.ManifestResource, "a resource"),
            (TableIndex.Event, "an event"), (TableIndex.FieldMarshal, "marshalling"), (TableIndex.DeclSecurity, "a security declaration"),
            (TableIndex.FieldLayout, "explicit layout"), (TableIndex.ClassLayout, "explicit layout"),
            (TableIndex.GenericParam, "a generic definition"), (TableIndex.MethodImpl, "an explicit override"),
            (TableIndex.InterfaceImpl, "an interface"),
        ];
        foreach ((TableIndex table, string what) in forbidden)
        {
            if (metadata.GetTableRowCount(table) > 0)
            {
                throw new ArtifactRefusedException($"it holds {what}");
            }
        }
    }

    private static void TypeReferences(MetadataReader metadata)
    {
        foreach (TypeReferenceHandle handle in metadata.TypeReferences)
        {
            (string name, bool ofRuntime) = NameOf(metadata, handle);
            if (!(ofRuntime ? IsRuntimeType(name) : CoreTypes.Contains(name) || AttributeTypes.Contains(name)))
            {
                throw new ArtifactRefusedException($"it uses the type {name}");
            }
        }
    }

    private static bool IsRuntimeType(string name) =>
        name.StartsWith(RuntimeNamespace + ".", StringComparison.Ordinal) && name.LastIndexOf('.') == RuntimeNamespace.Length;

    private static void MemberReferences(MetadataReader metadata)
    {
        foreach (MemberReferenceHandle handle in metadata.MemberReferences)
        {
            MemberReference member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind != HandleKind.TypeReference)
            {
                throw new ArtifactRefusedException($"it uses a member of a constructed type ({metadata.GetString(member.Name)})");
            }

            (string type, bool ofRuntime) = NameOf(metadata, (TypeReferenceHandle)member.Parent);
            string name = $"{type}.{metadata.GetString(member.Name)}";
            bool allowed = ofRuntime || CoreMembers.Contains(name)
                || (AttributeTypes.Contains(type) && name.EndsWith("..ctor", StringComparison.Ordinal));
            if (!allowed)
            {
                throw new ArtifactRefusedException($"it uses {name}");
            }

            Signatures.Check(member);
        }

        for (int row = 1; row <= metadata.GetTableRowCount(TableIndex.TypeSpec); row++)
        {
            Signatures.Check(metadata.GetTypeSpecification(MetadataTokens.TypeSpecificationHandle(row)));
        }

        for (int row = 1; row <= metadata.GetTableRowCount(TableIndex.StandAloneSig); row++)
        {
            Signatures.Check(metadata.GetStandaloneSignature(MetadataTokens.StandaloneSignatureHandle(row)));
        }
    }

    private static void Type(MetadataReader metadata, PEReader image, TypeDefinition type)
    {
        string name = metadata.GetString(type.Name);
        string space = metadata.GetString(type.Namespace);
        bool isModule = name == "<Module>" && space.Length == 0;
        if (!isModule && (space != GeneratedNamespace || !type.Attributes.HasFlag(TypeAttributes.Sealed)))
        {
            throw new ArtifactRefusedException($"it defines the type {space}.{name}");
        }

        foreach (FieldDefinitionHandle handle in type.GetFields())
        {
            FieldDefinition field = metadata.GetFieldDefinition(handle);
            if (field.Attributes.HasFlag(FieldAttributes.Static))
            {
                throw new ArtifactRefusedException($"it has the static field {name}.{metadata.GetString(field.Name)}");
            }

            Signatures.Check(field);
        }

        foreach (MethodDefinitionHandle handle in type.GetMethods())
        {
            Method(metadata, image, metadata.GetMethodDefinition(handle), name);
        }
    }

    private static void Method(MetadataReader metadata, PEReader image, MethodDefinition method, string type)
    {
        string name = $"{type}.{metadata.GetString(method.Name)}";
        if (metadata.StringComparer.Equals(method.Name, "Finalize") || metadata.StringComparer.Equals(method.Name, ".cctor"))
        {
            throw new ArtifactRefusedException($"it defines {name}");
        }

        MethodImplAttributes code = method.ImplAttributes & (MethodImplAttributes.CodeTypeMask | MethodImplAttributes.ManagedMask
            | MethodImplAttributes.InternalCall | MethodImplAttributes.ForwardRef | MethodImplAttributes.Synchronized);
        if (code != MethodImplAttributes.IL || method.Attributes.HasFlag(MethodAttributes.PinvokeImpl)
            || method.RelativeVirtualAddress == 0)
        {
            throw new ArtifactRefusedException($"{name} is not plain IL");
        }

        Signatures.Check(method);
        MethodBodyBlock body = image.GetMethodBody(method.RelativeVirtualAddress);
        foreach (ExceptionRegion region in body.ExceptionRegions)
        {
            if (!Catches(metadata, region))
            {
                throw new ArtifactRefusedException($"{name} handles exceptions other than JavaScript's");
            }
        }

        Instructions.Check(body.GetILReader(), name, token => IsOpThrow(metadata, token));
    }

    /// <summary>
    /// Whether it is a catch of what JavaScript throws. Bail-outs and limits pass every handler of generated code; a
    /// filter, finally or fault would run for them.
    /// </summary>
    private static bool Catches(MetadataReader metadata, ExceptionRegion region) =>
        region is { Kind: ExceptionRegionKind.Catch, CatchType.Kind: HandleKind.TypeReference }
        && NameOf(metadata, (TypeReferenceHandle)region.CatchType) is
        {
            OfRuntime: true,
            Name: $"{RuntimeNamespace}.JsThrow" or $"{RuntimeNamespace}.JsCompletion",
        };

    private static bool IsOpThrow(MetadataReader metadata, int token)
    {
        EntityHandle handle = MetadataTokens.EntityHandle(token);
        if (handle.Kind != HandleKind.MemberReference)
        {
            return false;
        }

        MemberReference member = metadata.GetMemberReference((MemberReferenceHandle)handle);
        return metadata.StringComparer.Equals(member.Name, "Throw") && member.Parent.Kind == HandleKind.TypeReference
            && NameOf(metadata, (TypeReferenceHandle)member.Parent) is { OfRuntime: true, Name: $"{RuntimeNamespace}.Op" };
    }

    private static (string Name, bool OfRuntime) NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        TypeReference type = metadata.GetTypeReference(handle);
        string name = metadata.GetString(type.Name);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            (string outer, bool ofRuntime) = NameOf(metadata, (TypeReferenceHandle)type.ResolutionScope);
            return ($"{outer}.{name}", ofRuntime);
        }

        if (type.ResolutionScope.Kind != HandleKind.AssemblyReference)
        {
            throw new ArtifactRefusedException($"it uses the type {name} of no assembly");
        }

        AssemblyReference assembly = metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope);
        string space = metadata.GetString(type.Namespace);
        return (space.Length == 0 ? name : $"{space}.{name}", metadata.StringComparer.Equals(assembly.Name, RuntimeAssembly));
    }
}
