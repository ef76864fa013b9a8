using Containerless.Compiler.Emit;
using Containerless.Compiler.Verify;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Containerless.Compiler.Tests.Verify;

public class ArtifactVerifierTests
{
    private const string Using = "using Containerless.Runtime; namespace Containerless.Generated; ";

    [Fact]
    public void Accepts_what_the_compiler_emits()
    {
        EmittedAssembly emitted = AssemblyEmitter.Emit(Using + """
            public sealed class Program : CompiledProgram
            {
                public override int Caches => 1;
                public override string[][] Literals() => new string[][] { new string[] { "a" } };
                public override void Main(Realm realm)
                {
                    int i = 0;
                    while (i < 10) { realm.Tick(1); i = checked(i + 1); }
                    Value v = Op.Add(realm, i, "x");
                    Value w = v.IsUndefined ? Bail.Hole<Value>(1) : Op.Get(realm, v, "length", 0, 1);
                    JsThrow caught = null;
                    JsCompletion pending = null;
                    try
                    {
                        try { throw Op.Throw(realm, w, 1); } catch (JsThrow e) { caught = e; }
                        w = Op.Caught(realm, caught);
                    }
                    catch (JsCompletion e) { pending = e; }
                    if (pending != null) Op.Rethrow(pending);
                }
            }
            """);

        ArtifactVerifier.Verify(emitted.Assembly);
    }

    public static TheoryData<string, string> Hostile() => new()
    {
        { "reads a file", "public sealed class P { public string M() => System.IO.File.ReadAllText(\"/etc/passwd\"); }" },
        { "opens a socket", "public sealed class P { public object M() => new System.Net.Sockets.TcpClient(); }" },
        { "reflects", "public sealed class P { public object M() => typeof(string).Assembly; }" },
        { "asks for a type", "public sealed class P { public object M() => new object().GetType(); }" },
        { "exits", "public sealed class P { public void M() => System.Environment.Exit(1); }" },
        { "starts a thread", "public sealed class P { public void M() => new System.Threading.Thread(() => { }).Start(); }" },
        { "calls the platform", "public sealed class P { [System.Runtime.InteropServices.DllImport(\"c\")] static extern int getpid(); public int M() => getpid(); }" },
        { "uses pointers", "public sealed class P { public unsafe int M(int* p) => *p; }" },
        { "allocates on the stack", "public sealed class P { public unsafe int M() { int* p = stackalloc int[4]; return p[0]; } }" },
        { "keeps static state", "public sealed class P { static int count; public int M() => ++count; }" },
        { "keeps a static array", "public sealed class P { static readonly int[] All = new int[4]; public int M() => All[0]; }" },
        { "finalizes", "public sealed class P { ~P() { } }" },
        { "runs code at load time", "public sealed class P { static P() { } }" },
        { "catches", "public sealed class P { public int M(int[] a) { try { return a[0]; } catch { return 1; } } }" },
        { "catches everything", "public sealed class P { public int M(int[] a) { try { return a[0]; } catch (System.Exception) { return 1; } } }" },
        { "catches bail-outs", "public sealed class P { public int M(int[] a) { try { return a[0]; } catch (Containerless.Runtime.Bailout) { return 1; } } }" },
        { "filters", "public sealed class P { public int M(int[] a) { try { return a[0]; } catch (Containerless.Runtime.JsThrow) when (a.Length > 0) { return 1; } } }" },
        { "finalizes a statement", "public sealed class P { public int M(int[] a) { try { return a[0]; } finally { a[1] = 1; } } }" },
        { "throws on", "public sealed class P { public int M(int[] a) { try { return a[0]; } catch (Containerless.Runtime.JsThrow) { throw; } } }" },
        { "throws what it was given", "public sealed class P { public int M(Containerless.Runtime.JsThrow e) => throw e; }" },
        { "throws", "public sealed class P { public int M() => throw null; }" },
        { "uses a delegate", "public sealed class P { public System.Action M() => () => { }; }" },
        { "uses unsafe helpers", "public sealed class P { public int M(object o) => System.Runtime.CompilerServices.Unsafe.As<int[]>(o)[0]; }" },
        { "uses hosting", "public sealed class P { public object M() => new Containerless.Runtime.Hosting.Limits(); }" },
        { "lives elsewhere", "} namespace Elsewhere { public sealed class P { }" },
        { "writes the console", "public sealed class P { public void M() => System.Console.WriteLine(1); }" },
        { "collects garbage", "public sealed class P { public void M() => System.GC.Collect(); }" },
        { "implements an interface", "public sealed class P : System.IDisposable { public void Dispose() { } }" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Refuses_code_that(string what, string code)
    {
        byte[] assembly = Compile("namespace Containerless.Generated { " + code + " }");

        _ = Assert.Throws<ArtifactRefusedException>(() => ArtifactVerifier.Verify(assembly));
        Assert.NotEmpty(what);
    }

    [Fact]
    public void Refuses_damaged_bytes_without_any_other_exception()
    {
        byte[] assembly = AssemblyEmitter.Emit(Using + "public sealed class P { public int M(int a) => a + 1; }").Assembly;
        var random = new Random(20);
        for (int i = 0; i < 2_000; i++)
        {
            byte[] damaged = [.. assembly];
            for (int j = 0; j < 4; j++)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                ArtifactVerifier.Verify(damaged);
            }
            catch (ArtifactRefusedException)
            {
                // refused: fine; accepted is fine too, where the damage changed a name or a constant
            }
        }
    }

    /// <summary>Compiles with everything a program could want, as our own emitter never would.</summary>
    private static byte[] Compile(string code)
    {
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator).Where(static p => !Path.GetFileName(p).Contains("Tests", StringComparison.Ordinal))
            .Select(static p => MetadataReference.CreateFromFile(p));
        CSharpCompilation compilation = CSharpCompilation.Create(
            "hostile", [CSharpSyntaxTree.ParseText(code)], references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, optimizationLevel: OptimizationLevel.Release));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return stream.ToArray();
    }
}
