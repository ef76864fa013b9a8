using System.Text;
using Containerless.Compiler.Merge;
using FsCheck;
using FsCheck.Fluent;

namespace Containerless.Compiler.Tests.Merge;

/// <summary>Merging is commutative, associative and idempotent, to the byte.</summary>
public sealed class MergeLawTests
{
    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(300);

    [Fact]
    public void What_the_recorder_wrote_is_in_the_fixed_form_already() => Check((a, _, _) =>
        Same(Merge(a), Encoding.UTF8.GetString(a)));

    [Fact]
    public void Merging_is_idempotent() => Check((a, b, _) =>
        Same(Merge(a, a), Merge(a)) & Same(Merge(a, b, b, a), Merge(a, b)));

    [Fact]
    public void Merging_is_commutative() => Check((a, b, _) => Same(Merge(a, b), Merge(b, a)));

    [Fact]
    public void Merging_is_associative() => Check((a, b, c) =>
        Same(Merge(Bytes(Merge(a, b)), c), Merge(a, Bytes(Merge(b, c)))));

    [Fact]
    public void Every_block_that_ran_in_either_is_there_and_no_other() => Prop.ForAll(
        (from skeleton in Tracings.Skeleton from a in Tracings.Run from b in Tracings.Run select (skeleton, a, b)).ToArbitrary(),
        given =>
        {
            // Both saw the same types, so the oracle needs no join of its own.
            Tracings.Seen b = given.b with { Sites = given.a.Sites };
            return Same(
                Merge(Tracings.Trace(given.skeleton, given.a), Tracings.Trace(given.skeleton, b)),
                Encoding.UTF8.GetString(Tracings.Trace(given.skeleton, given.a, b)));
        }).Check(Often);

    private static void Check(Func<byte[], byte[], byte[], bool> law) => Prop.ForAll(
        (from skeleton in Tracings.Skeleton
         from runs in Gen.ListOf(Tracings.Run, 3)
         select runs.Select(run => Tracings.Trace(skeleton, run)).ToArray()).ToArbitrary(),
        traces => law(traces[0], traces[1], traces[2])).Check(Often);

    private static string Merge(params byte[][] traces) =>
        Encoding.UTF8.GetString(TraceMerger.Merge([.. traces.Select(static trace => new ReadOnlyMemory<byte>(trace))]));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static bool Same(string actual, string expected)
    {
        Assert.Equal(expected, actual);
        return true;
    }
}
