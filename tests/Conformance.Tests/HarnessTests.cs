using Containerless.Conformance.Tests.Fuzzing;
using Containerless.Conformance.Tests.Oracles;

namespace Containerless.Conformance.Tests;

/// <summary>The harness itself: that it sees differences, keeps instances apart and makes programs smaller.</summary>
public sealed class HarnessTests
{
    private static readonly IReadOnlyList<Request> Twice = [new("{\"n\":1}"), new("{\"n\":1}")];

    [Fact]
    public async Task A_difference_of_the_instrumented_program_is_seen()
    {
        await using var node = NodeHost.Start();
        var result = await CompareAsync(node, "respond('' + Math.random());", Twice, Twice);
        Assert.Equal(["traced", "traced"], result.Runs.Select(static run => run.Tier));
        Assert.All(result.Runs, static run => Assert.False(run.Equal));
    }

    [Fact]
    public async Task A_difference_of_compiled_code_is_seen()
    {
        await using var node = NodeHost.Start();
        var result = await CompareAsync(node, "respond(['same', '' + Math.random()][served++]);", Twice.Take(1).ToList(), Twice);
        Assert.Equal([true, true, false], result.Runs.Select(static run => run.Equal));
        Assert.Equal("compiled", result.Runs[2].Tier);
        Assert.NotNull(result.Different);
        Assert.False(result.AllCompiled);
    }

    [Fact]
    public async Task A_realm_that_took_over_is_compared_with_a_process_that_served_as_much()
    {
        await using var node = NodeHost.Start();
        var requests = new Request[] { new("{\"n\":1}"), new("{\"n\":\"never traced\"}"), new("{\"n\":1}") };
        var result = await CompareAsync(node, "served++; if (body.n !== 1) served = 'other path'; respond('' + served);", Twice, requests);
        Assert.Null(result.Different);
        Assert.Equal(["compiled", "container", "compiled"], result.Served.Select(static run => run.Tier));
        Assert.Equal(["1", "1"], result.Served.Where(static run => run.Tier == "compiled").Select(static run => run.Got.Body));
    }

    [Fact]
    public async Task Errors_have_the_librarys_form()
    {
        await using var node = NodeHost.Start();
        var answers = await new PlainOracle(node).AnswersAsync(
            Function("if (body.n) null.x;"), [new("{\"n\":1}"), new("{\"n\":0}")], TestContext.Current.CancellationToken);
        Assert.Equal(new Answer(500, """{"error":{"name":"TypeError","message":"Cannot read properties of null (reading 'x')","line":4}}"""), answers[0]);
        Assert.Equal(new Answer(500, """{"error":{"name":"NoResponse","message":"The function finished without calling respond.","line":null}}"""), answers[1]);
    }

    [Fact]
    public async Task A_function_that_does_not_start_is_a_fault()
    {
        await using var node = NodeHost.Start();
        var result = await new ThreeWays(node).CompareAsync(
            new Function("broken", "const { listen } = require('containerless');\nif (false) listen(() => 1);\nthrow new Error('at the top');", Twice),
            Twice, TestContext.Current.CancellationToken);
        Assert.Contains("at the top", result.Fault);
    }

    [Fact]
    public async Task What_differs_is_made_smaller()
    {
        await using var node = NodeHost.Start();
        var cancellation = TestContext.Current.CancellationToken;
        var function = Function("const list = [1, 2, 3].map(x => x * 2);\nif (body.n > 0) { list.push(Math.random()); }\nfor (const v of list) served += v;\nrespond('' + served);");
        var (smaller, requests) = await new Reducer(node, new ThreeWays(node), TimeSpan.FromMinutes(3))
            .ReduceAsync(function, Twice, cancellation);
        Assert.Single(requests);
        Assert.Contains("Math.random", smaller.Source);
        Assert.DoesNotContain("map", smaller.Source);
        Assert.True(smaller.Source.Length < function.Source.Length, smaller.Source);
    }

    [Fact]
    public async Task Random_programs_depend_on_seed_and_number_only()
    {
        await using var node = NodeHost.Start();
        var cancellation = TestContext.Current.CancellationToken;
        var several = await Batch.MakeAsync(node, 5, 10, 3, cancellation);
        var one = await Batch.MakeAsync(node, 5, 11, 1, cancellation);
        var other = await Batch.MakeAsync(node, 6, 11, 1, cancellation);
        var text = one.Function.Source.Split("programs.push(")[1].Split("\nlisten(")[0];
        Assert.Contains(text.Trim(), several.Function.Source);
        Assert.DoesNotContain(text.Trim(), other.Function.Source);
        Assert.Equal(one.Features[0], several.Features[1]);
    }

    private static Task<Comparison> CompareAsync(
        NodeHost node, string handler, IReadOnlyList<Request> traced, IReadOnlyList<Request> requests) =>
        new ThreeWays(node).CompareAsync(
            new Function("test", Function(handler).Source, traced), requests, TestContext.Current.CancellationToken);

    private static Function Function(string handler) => new(
        "test", $"const {{ listen, respond }} = require('containerless');\nlet served = 0;\nlisten(({{ body }}) => {{\n{handler}\n}});\n", Twice);
}
