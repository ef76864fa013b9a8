using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Containerless.Compiler.Verify;

/// <summary>
/// Refuses signatures with pointers, function pointers or pinned variables, and constructed types but for those of async
/// functions and generators.
/// </summary>
internal static class Signatures
{
    /// <summary>The type parameter of a constructed type, in the signatures of its members.</summary>
    private const string OwnParameter = "!0";

    private const string Value = "Containerless.Runtime.Value";

    /// <summary>What an async function or generator gives, and what builds it; each of <c>Value</c> only.</summary>
    private static readonly HashSet<string> Constructed =
    [
        "Containerless.Runtime.JsPromise`1", "Containerless.Runtime.JsPromiseBuilder`1",
        "Containerless.Runtime.JsGenerator`1", "Containerless.Runtime.JsGeneratorBuilder`1",
    ];

    private static readonly Provider Plain = new();

    public static void Check(MemberReference member)
    {
        _ = member.GetKind() == MemberReferenceKind.Method
            ? member.DecodeMethodSignature(Plain, null).ReturnType
            : member.DecodeFieldSignature(Plain, null);
    }

    /// <summary>Name of a constructed type of the runtime; empty for any other type.</summary>
    public static string Check(TypeSpecification type) => type.DecodeSignature(Plain, null);

    public static void Check(MethodSpecification method)
    {
        _ = method.DecodeSignature(Plain, null);
    }

    public static void Check(StandaloneSignature signature)
    {
        if (signature.GetKind() != StandaloneSignatureKind.LocalVariables)
        {
            throw new ArtifactRefusedException("it holds a signature for an indirect call");
        }

        _ = signature.DecodeLocalSignature(Plain, null);
    }

    public static void Check(FieldDefinition field)
    {
        _ = field.DecodeSignature(Plain, null);
    }

    public static void Check(MethodDefinition method)
    {
        _ = method.DecodeSignature(Plain, null);
    }

    /// <summary>Decodes to the names of the runtime's types, and to nothing for others; refuses on the way.</summary>
    private sealed class Provider : ISignatureTypeProvider<string, object?>
    {
        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode is PrimitiveTypeCode.TypedReference
            or PrimitiveTypeCode.IntPtr or PrimitiveTypeCode.UIntPtr
                ? throw Refuse("a raw pointer") : "";

        public string GetPointerType(string elementType) => throw Refuse("a pointer");

        public string GetFunctionPointerType(MethodSignature<string> signature) => throw Refuse("a function pointer");

        public string GetPinnedType(string elementType) => throw Refuse("a pinned variable");

        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => ""; // `in` parameters of overrides

        public string GetArrayType(string elementType, ArrayShape shape) => throw Refuse("a multidimensional array");

        public string GetByReferenceType(string elementType) => "";

        public string GetSZArrayType(string elementType) => "";

        public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) =>
            Constructed.Contains(genericType) && typeArguments is [Value or OwnParameter] ? genericType : throw Refuse("a constructed generic type");

        public string GetGenericMethodParameter(object? genericContext, int index) => "";

        public string GetGenericTypeParameter(object? genericContext, int index) => OwnParameter;

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => "";

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
            TypeName.Of(reader, handle) is { OfRuntime: true } type ? type.Name : "";

        public string GetTypeFromSpecification(
            MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) => "";

        private static ArtifactRefusedException Refuse(string what) => new($"a signature holds {what}");
    }
}
