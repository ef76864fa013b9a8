using System.Reflection;

namespace Containerless.Compiler;

/// <summary>Compiles a small trace that comes with the assembly, which loads Roslyn and compiles its hot paths.</summary>
public static class WarmUp
{
    private const string Resource = "Containerless.Compiler.warm-up.json";

    /// <summary>Runs once, about three seconds.</summary>
    /// <exception cref="InvalidOperationException">The trace does not compile: the installation is broken.</exception>
    public static void Run(TraceCompiler compiler)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"the resource {Resource} is missing");
        using var trace = new MemoryStream();
        stream.CopyTo(trace);
        CompilationOutcome outcome = compiler.Compile(trace.ToArray());
        if (outcome.Error is { } error)
        {
            throw new InvalidOperationException($"the warm-up trace does not compile: {error.Path} {error.Message}");
        }
    }
}
