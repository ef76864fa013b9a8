using System.Diagnostics;
using Containerless.Invoker.Compilation;
using Containerless.Invoker.Compiled;
using Containerless.Invoker.Http;
using Containerless.Invoker.Observation;
using Containerless.Shared;

namespace Containerless.Invoker.State;

/// <summary>What came of looking at a trace.</summary>
internal enum LessonResult
{
    /// <summary>Another version serves.</summary>
    Published,

    /// <summary>Nothing new, or nothing that changes the code.</summary>
    Nothing,

    /// <summary>Another version would be needed, and there have been enough.</summary>
    Exhausted,

    /// <summary>The trace was lost with its instance.</summary>
    Lost,

    /// <summary>No version came of it.</summary>
    Failed,
}

/// <summary>
/// Makes another version of the function from what was traced: (1) the traces are merged with what is known and, if that
/// adds something, compiled; (2) if the code differs, it is counted, loaded and warmed; (3) the artifact is published and
/// swapped in. Not synchronised: one run at a time.
/// </summary>
/// <param name="first">What is served now.</param>
/// <param name="recorded">Requests to warm later versions with.</param>
/// <param name="most">How many there may be.</param>
/// <param name="compiler">Compiles traces.</param>
/// <param name="versions">Where versions are loaded and swapped in.</param>
/// <param name="check">Checks an artifact; throws <see cref="ArtifactException"/>.</param>
/// <param name="publish">Publishes an artifact; throws <see cref="ArtifactException"/>.</param>
/// <param name="counters">Where compile times are noted.</param>
internal sealed class Recompiler(
    Artifact first, IReadOnlyList<IncomingRequest> recorded, int most, ICompiler compiler, Versions versions,
    Action<Artifact> check, Action<Artifact> publish, RequestCounters counters)
{
    /// <summary>Requests kept to warm versions with: the first ones, and in the other half the latest learnt from.</summary>
    private const int MostWarming = 64;

    private readonly List<IncomingRequest> warming = [.. recorded];
    private byte[] code = first.CSharp;
    private int count;

    /// <summary>How many there may be.</summary>
    public int Most => most;

    /// <summary>How many there were, those included that did not come to serve.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>All that was learnt.</summary>
    public byte[] Known { get; private set; } = first.Trace;

    /// <summary>Learns from traces.</summary>
    /// <param name="traces">What was traced: hostile, from 1 to 31.</param>
    /// <param name="lesson">What was traced there.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>What came of it, and in words. When it is <see cref="LessonResult.Exhausted"/>, <see cref="Known"/> includes it.</returns>
    /// <exception cref="CompilationException">Nothing can be compiled of it.</exception>
    /// <exception cref="ArtifactException">What was compiled may not be loaded, does not work, or cannot be published.</exception>
    public async Task<(LessonResult Result, string Text)> RunAsync(IReadOnlyList<byte[]> traces, Lesson lesson, CancellationToken ct)
    {
        // (1) Merge and compile.
        long began = Stopwatch.GetTimestamp();
        Artifact? artifact = await CompileAsync([Known, .. traces], began, ct).ConfigureAwait(false);
        if (artifact is null)
        {
            return (LessonResult.Nothing, "nothing was learnt: the trace has seen it all before");
        }

        TimeSpan took = Stopwatch.GetElapsedTime(began);
        InvokerTelemetry.Compiled(took, succeeded: true);
        counters.CompilationTook(took);
        if (artifact.CSharp.AsSpan().SequenceEqual(code))
        {
            Known = artifact.Trace;
            return (LessonResult.Nothing, "what was learnt changes no code");
        }

        // (2) A version more, unless there have been enough.
        if (count == most)
        {
            Known = artifact.Trace;
            return (LessonResult.Exhausted,
                $"compiled anew {most} times, as often as max_recompilations allows, and it would be needed again: {lesson}");
        }

        check(artifact);
        Interlocked.Increment(ref count);
        ICompiledTier tier = versions.Load(artifact);
        await WarmAsync(tier, lesson).ConfigureAwait(false);
        if (tier.Demoted.IsCompletedSuccessfully)
        {
            await versions.DropAsync(tier).ConfigureAwait(false);
            throw new ArtifactException($"the version {artifact.Hash[..12]} does not work: {await tier.Demoted.ConfigureAwait(false)}");
        }

        // (3) Publish.
        try
        {
            ct.ThrowIfCancellationRequested();
            publish(artifact);
            versions.Serve(tier);
        }
        catch
        {
            await versions.DropAsync(tier).ConfigureAwait(false);
            throw;
        }

        Known = artifact.Trace;
        code = artifact.CSharp;
        return (LessonResult.Published, $"recompiled in {took.TotalMilliseconds:F0} ms to {artifact.Hash[..12]}, {count} of {most}");
    }

    private async Task<Artifact?> CompileAsync(IReadOnlyList<byte[]> traces, long began, CancellationToken ct)
    {
        try
        {
            using Activity? span = InvokerTelemetry.StartStep("compile");
            return await compiler.CompileGrownAsync(traces, ct).ConfigureAwait(false);
        }
        catch (CompilationException)
        {
            InvokerTelemetry.Compiled(Stopwatch.GetElapsedTime(began), succeeded: false);
            throw;
        }
    }

    private Task WarmAsync(ICompiledTier tier, Lesson lesson)
    {
        warming.AddRange(lesson.Recorded);
        if (warming.Count > MostWarming)
        {
            warming.RemoveRange(MostWarming / 2, warming.Count - MostWarming);
        }

        return tier.WarmAsync(warming);
    }
}
