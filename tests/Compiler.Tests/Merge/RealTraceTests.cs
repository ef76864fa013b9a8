using System.Text;
using System.Text.Json.Nodes;
using Containerless.Compiler.Merge;

namespace Containerless.Compiler.Tests.Merge;

/// <summary>Traces that Node made of the programs in <c>Golden/</c>, each of a part of the requests.</summary>
public sealed class RealTraceTests
{
    [Theory]
    [InlineData("closures")]
    [InlineData("guards")]
    [InlineData("control")]
    public void Parts_merge_to_the_trace_of_all_requests(string name)
    {
        JsonArray requests = GoldenTests.Requests(name);
        byte[] whole = GoldenTests.Trace(name);
        byte[][] parts = [.. Enumerable.Range(0, Math.Min(4, requests.Count)).Select(part => GoldenTests.Trace(
            name, [.. requests.Where((_, i) => i % 4 == part).Select(static request => request!.DeepClone())]))];
        string merged = Merge(parts);
        Assert.Equal(merged, Merge([.. parts.Reverse()]));
        Assert.Equal(merged, Merge([.. parts, .. parts]));
        Assert.Equal(Merge(whole), merged);

        // All of them together compile to the same code as the whole.
        CompilationOutcome expected = new TraceCompiler().Compile(whole);
        CompilationOutcome actual = new TraceCompiler().CompileMerged([.. parts.Select(static part => new ReadOnlyMemory<byte>(part))]);
        Assert.Equal(Encoding.UTF8.GetString(expected.Artifact!.CSharp), Encoding.UTF8.GetString(actual.Artifact!.CSharp));
        Assert.Equal(merged, Encoding.UTF8.GetString(actual.Artifact.Trace));
    }

    private static string Merge(params byte[][] traces) =>
        Encoding.UTF8.GetString(TraceMerger.Merge([.. traces.Select(static trace => new ReadOnlyMemory<byte>(trace))]));
}
