using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Containerless.Compiler.Emit;
using Containerless.Shared;

namespace Containerless.Compiler.Tests.Emit;

public sealed class AssemblyEmitterTests
{
    /// <summary>A debugger finds the JavaScript by these: the file's name, and the lines of what stands in control.js.</summary>
    [Fact]
    public void The_symbols_lead_back_to_the_lines_of_the_javascript()
    {
        Artifact artifact = new TraceCompiler().Compile(GoldenTests.Trace("control")).Artifact!;
        using var assembly = new PEReader(ImmutableArray.Create(artifact.Assembly));

        // Opened as the debugger does: only symbols whose identity the assembly names are taken.
        Assert.True(assembly.TryOpenAssociatedPortablePdb("containerless.dll", _ => new MemoryStream(artifact.Symbols), out var provider, out _));
        using MetadataReaderProvider opened = provider!;
        MetadataReader symbols = opened.GetMetadataReader();
        var lines = new SortedDictionary<string, SortedSet<int>>(StringComparer.Ordinal);
        foreach (MethodDebugInformationHandle method in symbols.MethodDebugInformation)
        {
            foreach (SequencePoint point in symbols.GetMethodDebugInformation(method).GetSequencePoints().Where(static p => !p.IsHidden))
            {
                string document = symbols.GetString(symbols.GetDocument(point.Document).Name);
                lines.TryAdd(document, []);
                lines[document].Add(point.StartLine);
            }
        }

        // Each line of a statement is there, none beyond the file's end. What is not the function's stays in the C#.
        Assert.Equal(["containerless.cs", "control.js"], lines.Keys);
        Assert.Superset(new HashSet<int> { 2, 4, 5, 6, 7, 8, 9, 12, 13, 14, 15, 16, 17, 18, 20, 23, 24, 25 }, lines["control.js"]);
        Assert.InRange(lines["control.js"].Max, 25, 26);
    }

    [Fact]
    public void What_does_not_compile_is_told_with_the_compilers_words_and_the_line_of_the_csharp()
    {
        var fault = Assert.Throws<InvalidOperationException>(static () =>
            AssemblyEmitter.Emit("class A\n{\n    int f() => \"text\";\n}\n"));
        Assert.Equal(
            "the generated C# does not compile: Cannot implicitly convert type 'string' to 'int' (CS0029):     int f() => \"text\";",
            fault.Message);
    }

    [Fact]
    public void Only_the_runtime_and_the_core_library_can_be_seen()
    {
        var fault = Assert.Throws<InvalidOperationException>(static () =>
            AssemblyEmitter.Emit("class A { void f() => System.Console.WriteLine(); }"));
        Assert.StartsWith("the generated C# does not compile: ", fault.Message, StringComparison.Ordinal);
    }
}
