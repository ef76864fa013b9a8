using Containerless.Compiler.Emit;
using Containerless.Compiler.Verify;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Containerless.Compiler.Tests.Verify;

public class ArtifactVerifierTests
{
    private const string Machine = "System.Runtime.CompilerServices.IAsyncStateMachine";
    private const string Set = "public void SetStateMachine(" + Machine + " m) { }";
    private const string Builder = "Containerless.Runtime.JsPromiseBuilder<Containerless.Runtime.Value> b;";
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

    [Fact]
    public void Accepts_async_functions_and_generators()
    {
        EmittedAssembly emitted = AssemblyEmitter.Emit(Using + """
            internal sealed class F : FunctionObject
            {
                internal F(Realm realm) : base(realm, "f", 1, FunctionKind.Async) { }
                public override Value Call(Value thisValue, in Args args) => Invoke(args[0], 1).Promise(Realm);
                internal async JsPromise<Value> Invoke(Value a, int n)
                {
                    Realm.Enter(1);
                    JsThrow caught = null;
                    JsCompletion pending = null;
                    ValueIterator items = Op.Iterate(Realm, a, 1);
                    try
                    {
                        try
                        {
                            Value item = default;
                            while (items.MoveNext(out item)) a = Op.Add(Realm, a, await Realm.Await(Op.Add(Realm, item, await Realm.Await(n))));
                        }
                        catch (JsThrow e) { caught = e; }
                        if (caught != null) { Op.Caught(Realm, caught); a = await Realm.Await(a); }
                    }
                    catch (JsCompletion e) { pending = e; }
                    a = await Realm.Await(a);
                    if (pending != null) Op.Rethrow(pending);
                    return n > 2 ? a : Bail.Hole<Value>(1);
                }
            }

            internal sealed class G : FunctionObject
            {
                internal G(Realm realm) : base(realm, "g", 1, FunctionKind.Generator) { }
                public override Value Call(Value thisValue, in Args args) => Invoke(args[0]).Object(Realm);
                internal async JsGenerator<Value> Invoke(Value a)
                {
                    await Realm.Begin(this);
                    try { a = await Realm.Yield(a); } catch (JsCompletion e) { a = 1; }
                    return await Realm.YieldAll(a, 1);
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
        { "implements an interface in a nested struct", "public sealed class P { private struct S : System.IDisposable { public void Dispose() { } } }" },
        { "nests a class", "public sealed class P { private sealed class Q { } }" },
        { "nests a struct", "public sealed class P { private struct S { int a; } }" },
        { "shows its state machine", "public sealed class P { public struct S : " + Machine + " { public void MoveNext() { } " + Set + " } }" },
        { "implements a state machine outside", "public sealed class P : " + Machine + " { public void MoveNext() { } " + Set + " }" },
        { "swallows every exception", "public sealed class P { private struct S : " + Machine + " { int a; public void MoveNext() { try { a = 1; } catch (System.Exception) { a = 2; } } " + Set + " } }" },
        { "goes on after an exception", "public sealed class P { private struct S : " + Machine + " { " + Builder + " int a; public void MoveNext() { try { a = 1; } catch (System.Exception e) { a = -2; b.SetException(e); } a = 3; a++; } " + Set + " } }" },
        { "catches everything beside MoveNext", "public sealed class P { private struct S : " + Machine + " { " + Builder + " int a; public void Move() { try { a = 1; } catch (System.Exception e) { a = -2; b.SetException(e); } } public void MoveNext() { } " + Set + " } }" },
        { "filters in a state machine", "public sealed class P { private struct S : " + Machine + " { " + Builder + " int a; public void MoveNext() { try { a = 1; } catch (System.Exception e) when (a > 0) { a = -2; b.SetException(e); } } " + Set + " } }" },
        { "finalizes in a state machine", "public sealed class P { private struct S : " + Machine + " { int a; public void MoveNext() { try { a = 1; } finally { a = 2; } } " + Set + " } }" },
        { "runs a state machine", "public sealed class P { public void M(" + Machine + " m) => m.MoveNext(); }" },
        { "builds tasks", "public sealed class P { public async System.Threading.Tasks.Task M() { await System.Threading.Tasks.Task.CompletedTask; } }" },
        { "awaits a task", "public sealed class P { public async Containerless.Runtime.JsPromise<Containerless.Runtime.Value> M() { await System.Threading.Tasks.Task.CompletedTask; return 1; } }" },
        { "finalizes around an await", "public sealed class P { public async Containerless.Runtime.JsPromise<Containerless.Runtime.Value> M(Containerless.Runtime.Realm r) { try { return await r.Await(1); } finally { r.Tick(1); } } }" },
        { "builds promises of something else", "public sealed class P { public Containerless.Runtime.JsPromise<string> M() => default; }" },
        { "constructs a type", "public sealed class P { public int M(System.Collections.Generic.List<int> a) => a[0]; }" },
        { "defines a generic type", "public sealed class P<T> { }" },
        { "defines a generic method", "public sealed class P { public T M<T>(T a) => a; }" },
        { "reads an exception", "public sealed class P { public string M(System.Exception e) => e.StackTrace; }" },
        { "asks for the type of a type", "public sealed class P { public string M(System.Type t) => t.Name; }" },
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
