using Containerless.Compiler.Resolve;
using Containerless.Shared.Trace;

namespace Containerless.Compiler.Tests.Resolve;

public class CompletionTests
{
    private const string Return = """{ "kind": "return", "at": [1, 0], "value": null }""";
    private const string Nothing = """{ "kind": "expression", "at": [1, 0], "value": { "kind": "null" } }""";

    [Theory]
    [InlineData(Return, Return, null, true)]
    [InlineData(Return, Nothing, null, false)]
    [InlineData(Nothing, Return, null, false)]
    [InlineData(Nothing, Nothing, Return, true)]
    [InlineData(Return, null, Nothing, true)]
    [InlineData(Return, Nothing, Nothing, false)]
    public void A_try_never_completes_where_its_finalizer_or_all_of_the_rest_does_not(
        string body, string? handler, string? finalizer, bool never)
    {
        string attempt = $$"""
            { "kind": "try", "at": [1, 0], "block": {{Block(body)}}, "parameter": null, "handler": {{Block(handler)}}, "finalizer": {{Block(finalizer)}} }
            """;
        TraceDocument trace = TraceText.Read(TraceText.Of("", "", attempt));

        Assert.Equal(never, Completion.NeverCompletes(trace.Functions[0]!.Body.Body[0]));
        Assert.Null(TraceText.Compile(TraceText.Of("", "", attempt)).Error); // C# sees it the same way
    }

    private static string Block(string? statement) => statement is null
        ? "null"
        : $$"""{ "kind": "block", "id": 9, "at": [2, 0], "declares": [], "functions": [], "body": [{{statement}}] }""";
}
