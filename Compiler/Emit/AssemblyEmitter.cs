using System.Collections.Immutable;
using System.Text;
using Containerless.Runtime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Containerless.Compiler.Emit;

/// <summary>An assembly and its portable PDB.</summary>
internal readonly record struct EmittedAssembly(byte[] Assembly, byte[] Symbols);

/// <summary>Turns generated C# into an assembly that can see the runtime and the core library, nothing else.</summary>
internal static class AssemblyEmitter
{
    /// <summary>Simple name of every emitted assembly.</summary>
    public const string AssemblyName = "containerless";

    private static readonly CSharpParseOptions Parse = new(LanguageVersion.CSharp13, DocumentationMode.None);

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        checkOverflow: false,
        allowUnsafe: false,
        deterministic: true,
        concurrentBuild: false, // everything on the caller's stack, which is sized for deep trees
        nullableContextOptions: NullableContextOptions.Disable,
        metadataImportOptions: MetadataImportOptions.Public);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        MetadataReference.CreateFromFile(typeof(object).Assembly.Location),
        MetadataReference.CreateFromFile(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System.Runtime.dll")),
        MetadataReference.CreateFromFile(typeof(Realm).Assembly.Location),
    ];

    /// <summary>Compiles the C#; the same text gives the same bytes.</summary>
    /// <exception cref="InvalidOperationException">It does not compile: a fault of the generator, never of the function.</exception>
    public static EmittedAssembly Emit(string csharp)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(
            SourceText.From(csharp, new UTF8Encoding(false)), Parse, path: "containerless.cs");
        CSharpCompilation compilation = CSharpCompilation.Create(AssemblyName, [tree], References, Options);
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        EmitResult result = compilation.Emit(
            assembly, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        if (!result.Success)
        {
            Diagnostic first = result.Diagnostics.First(static d => d.Severity == DiagnosticSeverity.Error);
            int line = first.Location.GetLineSpan().StartLinePosition.Line;
            throw new InvalidOperationException(
                $"the generated C# does not compile: {first.GetMessage()} ({first.Id}): {tree.GetText().Lines[line]}");
        }

        return new EmittedAssembly(assembly.ToArray(), symbols.ToArray());
    }
}
