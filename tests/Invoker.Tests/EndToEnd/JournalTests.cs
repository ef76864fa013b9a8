namespace Containerless.Invoker.Tests.EndToEnd;

/// <summary>
/// Requests that are run again half-way, with real effects: <c>bench/journal.js</c>, of which
/// <c>docs/journal.md</c> is a longer run.
/// </summary>
[Collection("Automatic")]
public sealed class JournalTests
{
    [Fact]
    public void Every_effect_happens_once_and_every_answer_is_nodes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "finds the processes to kill in /proc");
        if (!Directory.Exists(Path.Combine(RealFunction.Root, "javascript/node_modules")))
        {
            Assert.Skip("javascript/node_modules is missing: run npm ci in javascript/");
        }

        (int code, string output) = RealFunction.Run(
            "node", Path.Combine(RealFunction.Root, "bench/journal.js"), "--runs", "200", "--seed", "7",
            "--invoker", Path.Combine(AppContext.BaseDirectory, "Containerless.Invoker.dll"));
        Assert.True(code == 0, output);
    }
}
