using System.Reflection;
using System.Reflection.Emit;
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
    private const string RuntimeNamespace = "Containerless.Runtime";
    private const string GeneratedNamespace = "Containerless.Generated";

    private static readonly HashSet<string> CoreTypes =
    [
        "System.Object", "System.String", "System.Double", "System.Int32", "System.UInt32", "System.Boolean", "System.Void",
        "System.ValueType",
        // What state machines are made of; no member of them can be used but by the C# compiler's own code.
        "System.Exception", "System.Type", "System.Runtime.CompilerServices.IAsyncStateMachine",
    ];

    /// <summary>Attributes that Roslyn puts on every assembly, and on the members it makes.</summary>
    private static readonly HashSet<string> AttributeTypes =
    [
        "System.Runtime.CompilerServices.CompilationRelaxationsAttribute",
        "System.Runtime.CompilerServices.RuntimeCompatibilityAttribute",
        "System.Runtime.CompilerServices.CompilerGeneratedAttribute",
        "System.Runtime.CompilerServices.IsReadOnlyAttribute",
        "System.Runtime.CompilerServices.RefSafetyRulesAttribute",
        "System.Runtime.CompilerServices.NullableAttribute",
        "System.Runtime.CompilerServices.NullableContextAttribute",
        "System.Runtime.CompilerServices.AsyncStateMachineAttribute",
        "System.Runtime.InteropServices.InAttribute",
        "System.Diagnostics.DebuggerHiddenAttribute",
        "System.Diagnostics.DebuggableAttribute",
        "System.Diagnostics.DebuggableAttribute+DebuggingModes",
        "System.Diagnostics.DebuggableAttribute.DebuggingModes",
    ];

    private static readonly HashSet<string> CoreMembers =
    [
        "System.Object..ctor", "System.String.get_Length", "System.String.op_Equality", "System.String.op_Inequality",
        "System.String.CompareOrdinal",
        "System.Runtime.CompilerServices.IAsyncStateMachine.MoveNext",
        "System.Runtime.CompilerServices.IAsyncStateMachine.SetStateMachine",
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
            var machines = new StateMachines(metadata);
            foreach (TypeDefinitionHandle type in metadata.TypeDefinitions)
            {
                Type(metadata, image, machines, type);
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
            (TableIndex.GenericParam, "a generic definition"),
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
            (string name, bool ofRuntime) = TypeName.Of(metadata, handle);
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
            (string type, bool ofRuntime) = OwnerOf(metadata, member);
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
            _ = Signatures.Check(metadata.GetTypeSpecification(MetadataTokens.TypeSpecificationHandle(row)));
        }

        for (int row = 1; row <= metadata.GetTableRowCount(TableIndex.MethodSpec); row++)
        {
            Signatures.Check(metadata.GetMethodSpecification(MetadataTokens.MethodSpecificationHandle(row)));
        }

        for (int row = 1; row <= metadata.GetTableRowCount(TableIndex.StandAloneSig); row++)
        {
            Signatures.Check(metadata.GetStandaloneSignature(MetadataTokens.StandaloneSignatureHandle(row)));
        }
    }

    /// <summary>The type a member belongs to, which may be one of the runtime's constructed types.</summary>
    private static TypeName OwnerOf(MetadataReader metadata, MemberReference member) => member.Parent.Kind switch
    {
        HandleKind.TypeReference => TypeName.Of(metadata, (TypeReferenceHandle)member.Parent),
        HandleKind.TypeSpecification
            when Signatures.Check(metadata.GetTypeSpecification((TypeSpecificationHandle)member.Parent)) is { Length: > 0 } type =>
            new TypeName(type, true),
        _ => throw new ArtifactRefusedException($"it uses a member of a constructed type ({metadata.GetString(member.Name)})"),
    };

    private static void Type(MetadataReader metadata, PEReader image, StateMachines machines, TypeDefinitionHandle definition)
    {
        TypeDefinition type = metadata.GetTypeDefinition(definition);
        string name = metadata.GetString(type.Name);
        string space = metadata.GetString(type.Namespace);
        bool isModule = name == "<Module>" && space.Length == 0;
        bool isOwn = space == GeneratedNamespace && type.Attributes.HasFlag(TypeAttributes.Sealed) && !type.IsNested;
        if (!isModule && !isOwn && !machines.Contains(definition))
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
            Method(metadata, image, machines, definition, metadata.GetMethodDefinition(handle));
        }
    }

    private static void Method(
        MetadataReader metadata, PEReader image, StateMachines machines, TypeDefinitionHandle type, MethodDefinition method)
    {
        string name = $"{metadata.GetString(metadata.GetTypeDefinition(type).Name)}.{metadata.GetString(method.Name)}";
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
        List<Instruction> instructions = Instructions.Read(body.GetILReader(), name);
        foreach (ExceptionRegion region in body.ExceptionRegions)
        {
            if (!Catches(metadata, region) && !machines.HandsOn(type, method, region, instructions))
            {
                throw new ArtifactRefusedException($"{name} handles exceptions other than JavaScript's");
            }
        }

        for (int i = 0; i < instructions.Count; i++)
        {
            if (instructions[i].Code == OpCodes.Throw && !(i > 0 && instructions[i - 1].Code == OpCodes.Call && IsOpThrow(metadata, instructions[i - 1].Token)))
            {
                throw new ArtifactRefusedException($"{name} throws what is not JavaScript's");
            }

            if (instructions[i].Code.OperandType == OperandType.InlineMethod && machines.IsOfInterface(MetadataTokens.EntityHandle(instructions[i].Token)))
            {
                throw new ArtifactRefusedException($"{name} runs a state machine");
            }
        }
    }

    /// <summary>
    /// Whether it is a catch of what JavaScript throws. Bail-outs and limits pass every handler of generated code; a
    /// filter, finally or fault would run for them.
    /// </summary>
    private static bool Catches(MetadataReader metadata, ExceptionRegion region) =>
        region is { Kind: ExceptionRegionKind.Catch, CatchType.Kind: HandleKind.TypeReference }
        && TypeName.Of(metadata, (TypeReferenceHandle)region.CatchType) is
        {
            OfRuntime: true,
            Name: $"{RuntimeNamespace}.JsThrow" or $"{RuntimeNamespace}.JsCompletion",
        };

    private static bool IsOpThrow(MetadataReader metadata, int token)
    {
        if (MetadataTokens.EntityHandle(token) is not { Kind: HandleKind.MemberReference } handle)
        {
            return false;
        }

        MemberReference member = metadata.GetMemberReference((MemberReferenceHandle)handle);
        return metadata.StringComparer.Equals(member.Name, "Throw") && member.Parent.Kind == HandleKind.TypeReference
            && TypeName.Of(metadata, (TypeReferenceHandle)member.Parent) is { OfRuntime: true, Name: $"{RuntimeNamespace}.Op" };
    }
}
