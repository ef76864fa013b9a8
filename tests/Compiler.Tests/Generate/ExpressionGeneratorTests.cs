namespace Containerless.Compiler.Tests.Generate;

public class ExpressionGeneratorTests
{
    private const string Undefined = """{ "kind": "undefined" }""";
    private const string Null = """{ "kind": "null" }""";
    private const string Call = """{ "kind": "call", "at": [1, 0], "callee": { "kind": "global", "name": "f" }, "args": [], "type": [TYPES] }""";

    /// <summary>Corners of the generator whose C# must compile and pass the verifier.</summary>
    [Theory]
    [InlineData("==", Undefined, Null)]
    [InlineData("===", Null, Null)]
    [InlineData("!=", Call, Undefined)]
    [InlineData("===", """{ "kind": "string", "value": "a" }""", Call)]
    [InlineData(">>>", """{ "kind": "primApp", "op": "negate", "args": [{ "kind": "number", "value": 1 }] }""", """{ "kind": "number", "value": 0 }""")]
    [InlineData("+", """{ "kind": "number", "value": 2147483647 }""", """{ "kind": "number", "value": 1 }""")]
    [InlineData("/", """{ "kind": "number", "value": 1 }""", """{ "kind": "number", "value": 0 }""")]
    [InlineData("%", """{ "kind": "number", "value": 1 }""", """{ "kind": "number", "value": 0 }""")]
    [InlineData("-", """{ "kind": "unsupported", "reason": "x", "at": [1, 0] }""", """{ "kind": "unknown", "block": 1, "at": [1, 0] }""")]
    [InlineData("<", """{ "kind": "string", "value": "a" }""", """{ "kind": "template", "parts": [{ "kind": "number", "value": 1 }] }""")]
    public void Gives_csharp_that_compiles(string op, string left, string right)
    {
        string application = $$"""{ "kind": "primApp", "at": [1, 0], "op": "{{op}}", "args": [{{left}}, {{right}}] }"""
            .Replace("TYPES", "\"string\"", StringComparison.Ordinal);
        string json = TraceText.Of(
            $"{TraceText.Binding(0, "x", "let")},{TraceText.Binding(1, "y", "let")}", "0, 1",
            $$"""
            { "kind": "let", "at": [1, 0], "binding": 0, "value": {{application}} },
            { "kind": "let", "at": [1, 0], "binding": 1, "value": { "kind": "conditional", "at": [1, 0],
              "test": {{application}}, "then": {{application}}, "else": { "kind": "null" } } },
            { "kind": "if", "at": [1, 0], "test": { "kind": "nullish", "at": [1, 0], "left": {{application}}, "right": {{application}} },
              "then": { "kind": "unknown", "block": 2, "at": [1, 0] }, "else": null }
            """);

        CompilationOutcome outcome = TraceText.Compile(json);

        Assert.Null(outcome.Error);
    }

    [Fact]
    public void Names_of_the_function_cannot_break_out_of_the_generated_code()
    {
        const string Hostile = "a\\u0022; } \\n#line 1\\nclass Realm { //";
        string json = TraceText.Of(
            $"{TraceText.Binding(0, Hostile, "let")},{TraceText.Binding(1, "Realm", "let")},{TraceText.Binding(2, "class", "let")},{TraceText.Binding(3, "p", "parameter")}",
            "0, 1, 2",
            $$"""
            { "kind": "let", "at": [1, 0], "binding": 0, "value": { "kind": "string", "value": "{{Hostile}}" } },
            { "kind": "let", "at": [1, 0], "binding": 1, "value": { "kind": "get", "at": [1, 0], "object": { "kind": "identifier", "binding": 0 }, "property": "{{Hostile}}", "type": ["string"] } },
            { "kind": "let", "at": [1, 0], "binding": 2, "value": { "kind": "clos", "function": 1 } },
            { "kind": "unsupported", "at": [1, 0], "reason": "{{Hostile}}" }
            """,
            TraceText.Function(1, Hostile, 3, "\"int32\"", ""));

        Assert.Null(TraceText.Compile(json).Error);
    }
}
