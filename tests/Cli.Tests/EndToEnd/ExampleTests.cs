using System.Globalization;
using Containerless.Cli.Requests;
using Containerless.Cli.Testing;
using Containerless.LocalMock;
using Containerless.Shared;

namespace Containerless.Cli.Tests.EndToEnd;

/// <summary>
/// Each example, traced with its requests file, then sent 1,000 random requests on traced paths, some unlike them, and one
/// after the store has stopped. Every answer must be plain Node's; at least 95% of the random ones must be compiled. Of the
/// others at least one is answered by a container, unless its trace has every path that they can take. CONTAINERLESS_TEST_SEED (1)
/// chooses the random ones.
/// </summary>
public sealed class ExampleTests(ITestOutputHelper output)
{
    private const int Requests = 1000;
    private const double LeastCompiled = 0.95;

    /// <summary>
    /// Examples whose requests file leaves no path out that a request, or a store that has stopped, can lead to.
    /// </summary>
    private static readonly string[] TracedWhole = ["autocomplete", "echo", "hello", "status"];

    public static TheoryData<string> Names => [.. Directory.GetFiles(Repository.PathOf("javascript", "examples"), "*.js")
        .Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Random_requests_are_answered_as_by_plain_node(string name)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var seed = int.TryParse(
            Environment.GetEnvironmentVariable("CONTAINERLESS_TEST_SEED"), CultureInfo.InvariantCulture, out var given)
            ? given
            : 1;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var store = await StoreApp.BuildAsync(new StoreOptions { Port = 0, MaxDelayMs = 0, Seed = 7 }, cancellation);
        await store.StartAsync(cancellation);
        var host = $"127.0.0.1:{StoreApp.PortOf(store)}";
        var file = Repository.PathOf("javascript", "examples", $"{name}.js");
        await using var tester = await FunctionTester.CreateAsync(
            file, new Dictionary<string, string> { ["STORE_URL"] = $"http://{host}" }, [host], new Progress<string>(),
            cancellation);

        var faults = new List<string>();
        var traced = RequestsFile.Read(Path.ChangeExtension(file, ".requests.json"));
        for (var i = 0; i < traced.Count; i++)
        {
            Check(name, await tester.TraceAsync(i, traced[i], cancellation), traced[i], faults);
        }

        await tester.CompileAsync(cancellation);
        var compiled = 0;
        var bailouts = new Dictionary<string, int>();
        for (var i = 0; i < Requests && faults.Count < 5; i++)
        {
            var call = ExampleInputs.Next(name, random);
            var row = await tester.TestAsync(i, call, cancellation);
            Check(name, row, call, faults);
            compiled += row.Tier == TierNames.Compiled ? 1 : 0;
            if (row.Bailout is { } reason)
            {
                bailouts[reason] = bailouts.GetValueOrDefault(reason) + 1;
            }
        }

        var fellBack = 0;
        List<FunctionCall> others = [.. ExampleInputs.Unlike(name), traced[0]];
        for (var i = 0; i < others.Count; i++)
        {
            if (i == others.Count - 1)
            {
                await store.StopAsync(cancellation);
            }

            var row = await tester.TestAsync(Requests + i, others[i], cancellation);
            output.WriteLine($"other request {i}: {row.Tier} {row.Answer.Status} {row.Bailout}");
            Check(name, row, others[i], faults);
            fellBack += row.Tier == TierNames.Container ? 1 : 0;
        }

        output.WriteLine($"{compiled} of {Requests} compiled; bail-outs: "
            + string.Join("; ", bailouts.Select(pair => $"{pair.Value} {pair.Key}")));
        Assert.True(faults.Count == 0, $"seed {seed}\n{string.Join('\n', faults)}");
        Assert.Equal(TracedWhole.Contains(name), fellBack == 0);
        Assert.True(compiled >= LeastCompiled * Requests,
            $"seed {seed}: {compiled} of {Requests} compiled; {string.Join("; ", bailouts.Keys)} {tester.NotCompiled}");
    }

    /// <summary>hello() is the one call whose answer tells the tier.</summary>
    private static void Check(string name, TestRow row, FunctionCall call, List<string> faults)
    {
        var equal = name == "hello"
            ? row.Answer.Status == 200 && row.Answer.Text == $"Hello from {(row.Tier == TierNames.Compiled ? "C#" : "JavaScript")}!"
            : row.Equal;
        if (!equal)
        {
            faults.Add($"request {row.Index} ({row.Tier}) {call.Target} {System.Text.Encoding.UTF8.GetString(call.Body)}: "
                + $"got {row.Answer.Status} {row.Answer.Text}, expected {row.Expected.Status} {row.Expected.Text} {row.Calls}");
        }
    }
}
