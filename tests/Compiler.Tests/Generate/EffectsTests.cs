using System.Text;

namespace Containerless.Compiler.Tests.Generate;

/// <summary>What must not happen before the method of a call is looked up, and what may.</summary>
public class EffectsTests
{
    private const string X = """{ "kind": "identifier", "binding": 0 }""";
    private const string Global = """{ "kind": "global", "name": "mine" }""";

    [Theory]
    [InlineData("""{ "kind": "number", "value": 1 }""", true)]
    [InlineData(X, true)]
    [InlineData("""{ "kind": "object", "properties": [{ "key": "a", "value": { "kind": "identifier", "binding": 0 } }] }""", true)]
    [InlineData("""{ "kind": "primApp", "op": "+", "args": [{ "kind": "string", "value": "a" }, { "kind": "number", "value": 1 }] }""", true)]
    [InlineData("""{ "kind": "primApp", "op": "===", "args": [{ "kind": "identifier", "binding": 0 }, { "kind": "null" }] }""", true)]
    [InlineData("""{ "kind": "unknown", "block": 3, "at": [1, 0] }""", true)]
    [InlineData("""{ "kind": "primApp", "op": "+", "args": [{ "kind": "identifier", "binding": 0 }, { "kind": "number", "value": 1 }] }""", false)]
    [InlineData("""{ "kind": "get", "object": { "kind": "identifier", "binding": 0 }, "property": "p", "type": ["int32"] }""", false)]
    [InlineData("""{ "kind": "spread", "at": [1, 0], "value": { "kind": "identifier", "binding": 0 } }""", false)]
    [InlineData("""{ "kind": "set", "binding": 0, "value": { "kind": "null" } }""", false)]
    [InlineData("""{ "kind": "object", "properties": [{ "spread": { "kind": "identifier", "binding": 0 } }] }""", false)]
    [InlineData(Global, false)] // it may not exist
    public void A_method_is_looked_up_together_with_the_call_only_for_plain_arguments(string argument, bool together)
    {
        string csharp = Compile(X, argument);

        Assert.Equal(together, csharp.Contains("Op.CallMethod(", StringComparison.Ordinal));
        Assert.Equal(!together, csharp.Contains("Op.CallOn(", StringComparison.Ordinal));
    }

    [Fact]
    public void Methods_of_globals_are_there_before_and_after() => Assert.Contains(
        "Op.CallMethod(", Compile("""{ "kind": "global", "name": "Reflect" }""", Global), StringComparison.Ordinal);

    private static string Compile(string receiver, string argument)
    {
        CompilationOutcome outcome = TraceText.Compile(TraceText.Of(
            TraceText.Binding(0, "x", "let"), "0",
            $$"""
            { "kind": "let", "at": [1, 0], "binding": 0, "value": { "kind": "global", "name": "start" } },
            { "kind": "expression", "at": [1, 0], "value": { "kind": "methodCall", "object": {{receiver}}, "method": "m", "args": [{{argument}}], "type": ["int32"] } }
            """));
        Assert.Null(outcome.Error);
        return Encoding.UTF8.GetString(outcome.Artifact!.CSharp);
    }
}
