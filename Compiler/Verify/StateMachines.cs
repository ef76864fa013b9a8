using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Containerless.Compiler.Verify;

/// <summary>
/// The state machines that the C# compiler makes of async functions and generators: nested structs that implement
/// <c>IAsyncStateMachine</c> and nothing else. Their <c>MoveNext</c> is the one place that may catch every exception,
/// and what it does with one is give it to the builder, which passes on what is not JavaScript's.
/// </summary>
internal sealed class StateMachines
{
    private const string Interface = "System.Runtime.CompilerServices.IAsyncStateMachine";

    private readonly MetadataReader _metadata;
    private readonly HashSet<TypeDefinitionHandle> _types = [];

    /// <summary>Finds them, and refuses any other implementation of an interface and any other explicit override.</summary>
    public StateMachines(MetadataReader metadata)
    {
        _metadata = metadata;
        foreach (TypeDefinitionHandle handle in metadata.TypeDefinitions)
        {
            TypeDefinition type = metadata.GetTypeDefinition(handle);
            foreach (InterfaceImplementationHandle each in type.GetInterfaceImplementations())
            {
                if (!IsInterface(metadata.GetInterfaceImplementation(each).Interface) || !IsNestedStruct(type))
                {
                    throw new ArtifactRefusedException($"{metadata.GetString(type.Name)} implements an interface");
                }

                _ = _types.Add(handle);
            }

            foreach (MethodImplementationHandle each in type.GetMethodImplementations())
            {
                MethodImplementation method = metadata.GetMethodImplementation(each);
                if (!_types.Contains(handle) || method.MethodDeclaration.Kind != HandleKind.MemberReference
                    || !IsInterface(metadata.GetMemberReference((MemberReferenceHandle)method.MethodDeclaration).Parent))
                {
                    throw new ArtifactRefusedException($"{metadata.GetString(type.Name)} holds an explicit override");
                }
            }
        }
    }

    /// <summary>Whether the type is one of them.</summary>
    public bool Contains(TypeDefinitionHandle type) => _types.Contains(type);

    /// <summary>Whether the member is one of the interface, which code may not call.</summary>
    public bool IsOfInterface(EntityHandle member) => member.Kind == HandleKind.MemberReference
        && IsInterface(_metadata.GetMemberReference((MemberReferenceHandle)member).Parent);

    /// <summary>
    /// Whether a region that catches every exception only hands it on: it sets fields of its own struct to constants,
    /// gives the exception to <c>SetException</c> of a builder and returns.
    /// </summary>
    public bool HandsOn(TypeDefinitionHandle type, MethodDefinition method, ExceptionRegion region, List<Instruction> code)
    {
        if (!Contains(type) || !_metadata.StringComparer.Equals(method.Name, "MoveNext")
            || region is not { Kind: ExceptionRegionKind.Catch, CatchType.Kind: HandleKind.TypeReference }
            || TypeName.Of(_metadata, (TypeReferenceHandle)region.CatchType) is not { OfRuntime: false, Name: "System.Exception" })
        {
            return false;
        }

        List<Instruction> handler = code.FindAll(i =>
            i.Offset >= region.HandlerOffset && i.Offset < region.HandlerOffset + region.HandlerLength);
        return handler.Count >= 5
            && handler[^1].Code.Name!.StartsWith("leave", StringComparison.Ordinal)
            && code[^1].Code == OpCodes.Ret && handler[^1].Target == code[^1].Offset
            && handler[^2].Code == OpCodes.Call && IsSetException(handler[^2].Token)
            && handler.Take(handler.Count - 2).All(IsConstantAssignment);
    }

    private static bool IsConstantAssignment(Instruction instruction) => instruction.Code.Name is { } name
        && (name.StartsWith("stloc", StringComparison.Ordinal) || name.StartsWith("ldloc", StringComparison.Ordinal)
            || name.StartsWith("ldc.i4", StringComparison.Ordinal)
            || name is "ldarg.0" or "ldnull" or "ldflda" or "stfld" or "initobj");

    private bool IsSetException(int token)
    {
        if (MetadataTokens.EntityHandle(token) is not { Kind: HandleKind.MemberReference } handle)
        {
            return false;
        }

        MemberReference member = _metadata.GetMemberReference((MemberReferenceHandle)handle);
        return _metadata.StringComparer.Equals(member.Name, "SetException")
            && member.Parent.Kind == HandleKind.TypeSpecification
            && Signatures.Check(_metadata.GetTypeSpecification((TypeSpecificationHandle)member.Parent)).EndsWith("Builder`1", StringComparison.Ordinal);
    }

    private bool IsInterface(EntityHandle type) => type.Kind == HandleKind.TypeReference
        && TypeName.Of(_metadata, (TypeReferenceHandle)type) is { OfRuntime: false, Name: Interface };

    private bool IsNestedStruct(TypeDefinition type) =>
        !type.GetDeclaringType().IsNil
        && (type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.NestedPrivate
        && type.Attributes.HasFlag(TypeAttributes.Sealed)
        && type.BaseType.Kind == HandleKind.TypeReference
        && TypeName.Of(_metadata, (TypeReferenceHandle)type.BaseType) is { OfRuntime: false, Name: "System.ValueType" };
}
