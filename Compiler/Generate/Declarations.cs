using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Containerless.Compiler.Generate;

/// <summary>Short forms for declarations of types and members.</summary>
internal static class Declarations
{
    public static ClassDeclarationSyntax Class(string name, string? baseType, SyntaxKind visibility)
    {
        ClassDeclarationSyntax type = ClassDeclaration(name).AddModifiers(Token(visibility), Token(SyntaxKind.SealedKeyword));
        return baseType is null ? type : type.AddBaseListTypes(SimpleBaseType(Cs.Type(baseType)));
    }

    public static FieldDeclarationSyntax Field(string type, string name, params SyntaxKind[] modifiers) =>
        FieldDeclaration(VariableDeclaration(Cs.Type(type), SingletonSeparatedList(VariableDeclarator(name))))
            .AddModifiers([.. modifiers.Select(Token)]);

    /// <summary>What a method that enters with a frame needs.</summary>
    public static AttributeListSyntax NotInlined() => AttributeList(SingletonSeparatedList(Attribute(
        IdentifierName("MethodImpl"),
        AttributeArgumentList(SingletonSeparatedList(AttributeArgument(Cs.Member("MethodImplOptions", "NoInlining")))))));

    public static MethodDeclarationSyntax Override(TypeSyntax type, string name) => MethodDeclaration(type, name)
        .AddModifiers(Token(SyntaxKind.PublicKeyword), Token(SyntaxKind.OverrideKeyword));
}
