using Containerless.Invoker.Tests.EndToEnd;

namespace Containerless.MultiInvoker.Tests.EndToEnd;

/// <summary>Short runs of the programs that <c>docs/multi-invoker.md</c> was measured with; they check what they count.</summary>
public sealed class BenchTests
{
    [Fact]
    public void A_that_is_killed_at_a_random_moment_costs_no_request_its_answer() =>
        Run("bench/switch.js", "--requests", "0", "--kills", "5", "--seed", "4", "--port", "18450");

    [Fact]
    public void Balances_are_what_was_answered_across_the_switch() => Run(
        "bench/banking.js", "--requests", "300", "--clients", "8",
        "--store", Path.Combine(AppContext.BaseDirectory, "Containerless.LocalMock.dll"));

    private static void Run(string script, params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "invokers inherit a socket, and their processes are found in /proc");
        if (!Directory.Exists(Path.Combine(RealFunction.Root, "javascript/node_modules")))
        {
            Assert.Skip("javascript/node_modules is missing: run npm ci in javascript/");
        }

        (int code, string output) = RealFunction.Run("node",
        [
            Path.Combine(RealFunction.Root, script), "--no-report",
            "--multi", Path.Combine(AppContext.BaseDirectory, "Containerless.MultiInvoker.dll"), .. arguments,
        ]);
        Assert.True(code == 0, output);
    }
}
