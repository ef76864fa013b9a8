using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Text;
using Containerless.Compiler.Emit;
using Containerless.Compiler.Generate;
using Containerless.Compiler.Infer;
using Containerless.Compiler.Merge;
using Containerless.Compiler.Resolve;
using Containerless.Compiler.Validate;
using Containerless.Compiler.Verify;
using Containerless.Shared;
using Containerless.Shared.Trace;

namespace Containerless.Compiler;

/// <summary>What a compilation gave: an artifact with its report, or an error.</summary>
/// <param name="Artifact">The artifact; null where there is an error.</param>
/// <param name="Report">Its report; null where there is an error.</param>
/// <param name="Error">Why nothing was made. It has a path exactly where the trace is invalid.</param>
public sealed record CompilationOutcome(Artifact? Artifact, CompilationReport? Report, CompileError? Error);

/// <summary>Trace in, artifact out.</summary>
/// <remarks>
/// 1. Validate: the trace is hostile input. 2. Resolve: captures, scopes, early uses. 3. Infer: a static type for
/// everything. 4. Generate: C# through Roslyn's syntax factory. 5. Emit: an assembly. 6. Verify: the assembly against
/// the allow-list. Same trace, same bytes.
/// </remarks>
public sealed class TraceCompiler
{
    /// <summary>The name of the activity source: a span for each pass, while somebody listens.</summary>
    public const string ActivityName = "Containerless.Compiler";

    private static readonly ActivitySource Activities = new(ActivityName);

    /// <summary>Trees are walked recursively, by us and by Roslyn: a stack of our own, whoever calls.</summary>
    private const int StackBytes = 256 * 1024 * 1024;

    /// <summary>Compiles a trace; never throws for bad input.</summary>
    /// <param name="traceJson">The trace, UTF-8.</param>
    public CompilationOutcome Compile(ReadOnlyMemory<byte> traceJson) => OnOwnStack(() => Run(traceJson))!;

    /// <summary>Merges traces of one program and compiles what they saw together; never throws for bad input.</summary>
    /// <param name="traces">From 1 to <see cref="TraceMerger.MostTraces"/> traces, UTF-8.</param>
    public CompilationOutcome CompileMerged(IReadOnlyList<ReadOnlyMemory<byte>> traces) =>
        OnOwnStack(() => Run(TraceMerger.Merge(traces)))!;

    /// <summary>
    /// The same, unless the traces after the first add nothing to it: then there is nothing new to compile, and null.
    /// </summary>
    /// <param name="traces">From 1 to <see cref="TraceMerger.MostTraces"/> traces, UTF-8; the first is what is known.</param>
    public CompilationOutcome? CompileGrown(IReadOnlyList<ReadOnlyMemory<byte>> traces) => OnOwnStack(() =>
    {
        byte[] merged = TraceMerger.Merge(traces);
        return merged.AsSpan().SequenceEqual(TraceMerger.Merge([traces[0]])) ? null : Run(merged);
    });

    private static CompilationOutcome? OnOwnStack(Func<CompilationOutcome?> compile)
    {
        CompilationOutcome? outcome = null;
        ExceptionDispatchInfo? fault = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    outcome = compile();
                }
                catch (TraceInvalidException e)
                {
                    outcome = Failed(new CompileError(e.Problem, e.Path));
                }
                catch (InsufficientExecutionStackException)
                {
                    outcome = Failed(new CompileError("the function is too deeply nested to compile"));
                }
                catch (ArtifactRefusedException e)
                {
                    outcome = Failed(new CompileError(e.Message));
                }
                catch (Exception e)
                {
                    fault = ExceptionDispatchInfo.Capture(e);
                }
            },
            StackBytes)
        {
            Name = "compile",
            IsBackground = true,
        };
        thread.Start();
        thread.Join();
        fault?.Throw();
        return outcome;
    }

    private static CompilationOutcome Failed(CompileError error) => new(null, null, error);

    private static CompilationOutcome Run(ReadOnlyMemory<byte> traceJson)
    {
        var clock = new PassClock();
        TraceDocument trace = NotYet.Restrict(clock.Time(0, () => TraceReader.Read(traceJson)));
        if (trace.Functions[0]!.Body.State != BlockState.Known)
        {
            return Failed(new CompileError("the program's top level never ran, or is unsupported: there is nothing to compile"));
        }

        ProgramModel model = clock.Time(1, () => ScopeResolver.Resolve(trace));
        Inference types = clock.Time(2, () => Inference.Run(model));
        string csharp = clock.Time(3, () => ProgramGenerator.Generate(model, types));
        EmittedAssembly emitted = clock.Time(4, () => AssemblyEmitter.Emit(csharp));
        _ = clock.Time(5, () =>
        {
            ArtifactVerifier.Verify(emitted.Assembly);
            return true;
        });

        var report = new CompilationReport(
            trace.Source, trace.Hashes, trace.Functions.Count(static f => f is not null),
            trace.Functions.Count(static f => f is { Body.State: BlockState.Known }), clock.Times, Coverage.Of(trace));
        var artifact = new Artifact(
            traceJson.ToArray(), Encoding.UTF8.GetBytes(csharp), emitted.Assembly, emitted.Symbols, report.ToUtf8Json());
        return new CompilationOutcome(artifact, report, null);
    }

    /// <summary>Times the passes.</summary>
    private sealed class PassClock
    {
        private static readonly string[] Passes = ["validate", "resolve", "infer", "generate", "emit", "verify"];
        private readonly double[] _milliseconds = new double[Passes.Length];

        public PassTimes Times => new(
            _milliseconds[0], _milliseconds[1], _milliseconds[2], _milliseconds[3], _milliseconds[4], _milliseconds[5]);

        public T Time<T>(int pass, Func<T> run)
        {
            using Activity? span = Activities.StartActivity(Passes[pass]);
            long start = Stopwatch.GetTimestamp();
            T result = run();
            _milliseconds[pass] = Math.Round(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 3);
            return result;
        }
    }
}
