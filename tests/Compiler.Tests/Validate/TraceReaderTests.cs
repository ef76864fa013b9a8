using System.Text;
using System.Text.Json.Nodes;
using Containerless.Compiler.Validate;
using Containerless.Shared.Trace;

namespace Containerless.Compiler.Tests.Validate;

public class TraceReaderTests
{
    private const string One = """{ "kind": "number", "value": 1 }""";

    private static readonly string Valid = TraceText.Of(
        TraceText.Binding(0, "x", "let"), "0",
        """
        { "kind": "let", "at": [1, 0], "binding": 0, "value": { "kind": "number", "value": 1 } },
        { "kind": "while", "at": [2, 0], "label": "L1", "test": { "kind": "identifier", "binding": 0 },
          "body": { "kind": "block", "id": 1, "at": [2, 9], "declares": [], "functions": [], "body": [
            { "kind": "break", "at": [3, 0], "label": "L1" } ] },
          "update": null, "perIteration": [], "post": false }
        """);

    [Fact]
    public void Reads_a_valid_trace()
    {
        TraceDocument trace = TraceText.Read(Valid);

        Assert.Equal("test.js", trace.Source);
        Assert.Equal(DeclarationKind.Let, trace.Bindings[0].Declaration);
        Assert.IsType<Let>(trace.Functions[0]!.Body.Body[0]);
        While loop = Assert.IsType<While>(trace.Functions[0]!.Body.Body[1]);
        Assert.Equal(new Position(2, 0), loop.At);
        Assert.Equal("L1", Assert.IsType<Break>(loop.Body.Body[0]).Label);
    }

    [Fact]
    public void Reads_holes_and_types()
    {
        TraceDocument trace = TraceText.Read(TraceText.Of("", "", """
            { "kind": "expression", "at": [1, 0], "value": { "kind": "get", "at": [1, 0],
              "object": { "kind": "global", "name": "Math" }, "property": "PI", "site": 0,
              "type": ["double", { "array": ["int32"] }, { "object": { "a": ["string"] } }] } },
            { "kind": "unknown", "block": 7, "at": [2, 0], "end": [5, 1] }
            """));

        var get = (Get)((ExpressionStatement)trace.Functions[0]!.Body.Body[0]).Value;
        Assert.Equal(ValueKinds.Double | ValueKinds.Array | ValueKinds.Object, get.Type.Kinds);
        var hole = (Block)trace.Functions[0]!.Body.Body[1];
        Assert.Equal((BlockState.Unknown, 7, 5), (hole.State, hole.Id, hole.EndLine));
    }

    public static TheoryData<string, string, string> Faults() => new()
    {
        { "version", "2", "$.version" },
        { "source", "\"a\\nb.js\"", "$.source" },
        { "source", "\"../a.js\"", "$.source" },
        { "hashes", "{}", "$.hashes" },
        { "bindings", "[{ \"id\": 1, \"name\": \"x\", \"declaration\": \"let\" }]", "$" },
        { "bindings", "[{ \"id\": 0, \"name\": \"x\", \"declaration\": \"lett\" }]", "$.bindings[0].declaration" },
        { "functions", "[]", "$" },
        { "functions[0].form", "\"lambda\"", "$.functions[0].form" },
        { "functions[0].form", "\"method\"", "$" },
        { "functions[0].body.kind", "\"blok\"", "$.functions[0].body" },
        { "functions[0].body.declares", "[0, 0]", "$.functions[0].body.declares[1]" },
        { "functions[0].body.declares", "[]", "$.functions[0].body.body[0].binding" },
        { "functions[0].body.body[0].binding", "7", "$.functions[0].body.body[0].binding" },
        { "functions[0].body.body[0].kind", "\"import\"", "$.functions[0].body.body[0]" },
        { "functions[0].body.body[0].value", "{ \"kind\": \"number\", \"value\": -1 }", "$.functions[0].body.body[0].value.value" },
        { "functions[0].body.body[0].value", "{ \"kind\": \"primApp\", \"op\": \"<=>\", \"args\": [] }", "$.functions[0].body.body[0].value" },
        { "functions[0].body.body[0].value", "{ \"kind\": \"clos\", \"function\": 0 }", "$.functions[0].body.body[0].value.function" },
        { "functions[0].body.body[1].body.body[0].label", "\"L2\"", "$.functions[0].body.body[1].body.body[0]" },
        { "functions[0].body.body[1].test", "{ \"kind\": \"get\", \"object\": { \"kind\": \"null\" }, \"property\": \"a\", \"type\": [\"int\"] }", "$.functions[0].body.body[1].test.type[0]" },
        { "functions[0].body.body[1].at", "[1]", "$.functions[0].body.body[1].at" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Names_the_json_path_of_a_fault(string place, string value, string path)
    {
        string json = TraceText.With(Valid, document => TraceText.Replace(document, place, JsonNode.Parse(value)));

        var fault = Assert.Throws<TraceInvalidException>(() => TraceText.Read(json));

        Assert.Equal(path, fault.Path);
    }

    [Fact]
    public void Refuses_text_that_is_not_json()
    {
        var fault = Assert.Throws<TraceInvalidException>(() => TraceText.Read("{ \"version\": 1,"));
        Assert.Equal("$", fault.Path);
        Assert.StartsWith("not valid JSON", fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_function_created_in_two_places()
    {
        string create = """{ "kind": "expression", "at": [1, 0], "value": { "kind": "clos", "function": 1 } }""";
        string json = TraceText.Of(
            TraceText.Binding(0, "x", "parameter"), "", $"{create}, {create}", TraceText.Function(1, "f", 0, "", ""));

        var fault = Assert.Throws<TraceInvalidException>(() => TraceText.Read(json));

        Assert.Equal("$.functions[0].body.body[1].value.function", fault.Path);
    }

    [Fact]
    public void Refuses_a_function_that_creates_itself()
    {
        string create = """{ "kind": "expression", "at": [1, 0], "value": { "kind": "clos", "function": 1 } }""";
        string json = TraceText.Of(
            TraceText.Binding(0, "x", "parameter"), "", create, TraceText.Function(1, "f", 0, "", create));

        _ = Assert.Throws<TraceInvalidException>(() => TraceText.Read(json));
    }

    [Fact]
    public void Refuses_nesting_beyond_any_program()
    {
        var value = new StringBuilder(One);
        for (int i = 0; i < 2_000; i++)
        {
            _ = value.Insert(0, """{"kind":"template","parts":[""").Append("]}");
        }

        string json = TraceText.Of("", "", $$"""{ "kind": "expression", "value": {{value}} }""");

        Assert.Equal("$", Assert.Throws<TraceInvalidException>(() => TraceText.Read(json)).Path);
    }

    [Fact]
    public void Refuses_a_temporary_of_another_function()
    {
        string json = TraceText.Of(
            $"{TraceText.Binding(0, "x", "parameter")},{TraceText.Binding(1, "", "temporary")}", "1",
            """{ "kind": "expression", "at": [1, 0], "value": { "kind": "clos", "function": 1 } }""",
            TraceText.Function(1, "f", 0, "", """{ "kind": "return", "value": { "kind": "identifier", "binding": 1 } }"""));

        var fault = Assert.Throws<TraceInvalidException>(() => TraceText.Read(json));

        Assert.Equal("$.functions[1].body.body[0].value.binding", fault.Path);
    }
}
