using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Containerless.Compiler.Verify;

/// <summary>Refuses signatures with pointers, function pointers, modifiers or pinned variables.</summary>
internal static class Signatures
{
    private static readonly Provider Plain = new();

    public static void Check(MemberReference member)
    {
        _ = member.GetKind() == MemberReferenceKind.Method
            ? member.DecodeMethodSignature(Plain, null).ReturnType
            : member.DecodeFieldSignature(Plain, null);
    }

    public static void Check(TypeSpecification type)
    {
        _ = type.DecodeSignature(Plain, null);
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

    /// <summary>Decodes to nothing; only refuses.</summary>
    private sealed class Provider : ISignatureTypeProvider<byte, object?>
    {
        public byte GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode is PrimitiveTypeCode.TypedReference
            or PrimitiveTypeCode.IntPtr or PrimitiveTypeCode.UIntPtr
                ? throw Refuse("a raw pointer") : (byte)0;

        public byte GetPointerType(byte elementType) => throw Refuse("a pointer");

        public byte GetFunctionPointerType(MethodSignature<byte> signature) => throw Refuse("a function pointer");

        public byte GetPinnedType(byte elementType) => throw Refuse("a pinned variable");

        public byte GetModifiedType(byte modifier, byte unmodifiedType, bool isRequired) => 0; // `in` parameters of overrides

        public byte GetArrayType(byte elementType, ArrayShape shape) => throw Refuse("a multidimensional array");

        public byte GetByReferenceType(byte elementType) => 0;

        public byte GetSZArrayType(byte elementType) => 0;

        public byte GetGenericInstantiation(byte genericType, ImmutableArray<byte> typeArguments) =>
            throw Refuse("a constructed generic type");

        public byte GetGenericMethodParameter(object? genericContext, int index) => 0;

        public byte GetGenericTypeParameter(object? genericContext, int index) => 0;

        public byte GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => 0;

        public byte GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => 0;

        public byte GetTypeFromSpecification(
            MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) => 0;

        private static ArtifactRefusedException Refuse(string what) => new($"a signature holds {what}");
    }
}
