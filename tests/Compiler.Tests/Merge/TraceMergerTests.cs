using System.Text;
using System.Text.Json.Nodes;
using Containerless.Compiler.Merge;
using Containerless.Compiler.Validate;

namespace Containerless.Compiler.Tests.Merge;

public sealed class TraceMergerTests
{
    [Fact]
    public void A_hole_gives_way_to_what_stands_there_in_the_other()
    {
        string known = TraceText.Of("", "", """{ "kind": "expression", "at": [2, 0], "value": { "kind": "global", "name": "x" } }""");
        string hole = TraceText.With(known, static d => d["functions"]![0]!["body"] = JsonNode.Parse(
            """{ "kind": "unknown", "block": 0, "at": [1, 0] }"""));
        Assert.Equal(Merge(known), Merge(hole, known));
        Assert.Equal(Merge(known), Merge(known, hole));
    }

    [Theory]
    [InlineData("""["int32"]""", """["double","int32"]""", """["double","int32"]""")]
    [InlineData("""[]""", """[{"closure":3}]""", """[{"closure":3}]""")]
    [InlineData("""[{"closure":10}]""", """[{"closure":2},"function"]""", """["function",{"closure":10},{"closure":2}]""")]
    [InlineData("""[{"array":["string"]}]""", """[{"array":[]},{"array":["int32"]}]""", """[{"array":["int32","string"]}]""")]
    [InlineData("""[{"object":{"a":["int32"],"b":[]}}]""", """[{"object":{"a":["null"],"b":["string"]}}]""",
        """[{"object":{"a":["int32","null"],"b":["string"]}}]""")]
    [InlineData("""[{"object":{"a":[],"b":[]}}]""", """[{"object":{"b":[],"a":[]}}]""",
        """[{"object":{"a":[],"b":[]}},{"object":{"b":[],"a":[]}}]""")]
    [InlineData("""["object"]""", """[{"object":{"a":["int32"]}},"string"]""", """["object","string"]""")]
    [InlineData("""[{"object":{"a":[]}},{"object":{"b":[]}},{"object":{"c":[]}}]""", """[{"object":{"d":[]}},{"object":{"e":[]}}]""", """["object"]""")]
    [InlineData("""[{"setOf":["string"]}]""", """[{"setOf":["int32"]}]""", """[{"setOf":["int32","string"]}]""")]
    public void Types_join(string a, string b, string joined)
    {
        Assert.Equal(Merge(WithType(joined)), Merge(WithType(a), WithType(b)));
        Assert.Contains($"\"type\":{joined}", Merge(WithType(a), WithType(b)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("source", "source")]
    [InlineData("node", "node")]
    public void Traces_of_different_programs_are_refused(string hash, string named)
    {
        string trace = TraceText.Of("", "", "");
        string other = TraceText.With(trace, d => d["hashes"]![hash] = "other");
        TraceInvalidException error = Assert.Throws<TraceInvalidException>(() => Merge(trace, other));
        Assert.Equal(("$.hashes", $"the traces differ in their {named} hash, and cannot be merged"), (error.Path, error.Problem));
    }

    [Fact]
    public void Traces_of_different_versions_are_refused()
    {
        string trace = TraceText.Of("", "", "");
        TraceInvalidException error = Assert.Throws<TraceInvalidException>(
            () => Merge(trace, TraceText.With(trace, static d => d["version"] = 2)));
        Assert.Equal("$.version", error.Path);
    }

    [Theory]
    [InlineData("""{ "kind": "return", "value": null }""", """{ "kind": "break", "value": null }""", "$.functions[0].body.body[0].kind")]
    [InlineData("""{ "kind": "return", "value": null }""", """{ "kind": "return" }""", "$.functions[0].body.body[0]")]
    [InlineData("""{ "kind": "return", "at": [1, 2] }""", """{ "kind": "return", "at": [1, 3] }""", "$.functions[0].body.body[0].at[1]")]
    [InlineData("""{ "kind": "return", "at": [1, 2] }""", """{ "kind": "return", "at": [1] }""", "$.functions[0].body.body[0].at")]
    [InlineData("""{ "kind": "unknown", "block": 3 }""", """{ "kind": "unknown", "block": 4 }""", "$.functions[0].body.body[0].block")]
    [InlineData("""{ "kind": "get", "type": [] }""", """{ "kind": "get", "type": {} }""", "$.functions[0].body.body[0].type")]
    [InlineData("""{ "kind": "get", "type": [] }""", """{ "kind": "get", "type": [7] }""", "$.functions[0].body.body[0].type")]
    [InlineData("""{ "kind": "string", "value": "a" }""", """{ "kind": "string", "value": "\ud800" }""", "$.functions[0].body.body[0].value")]
    public void Whatever_else_differs_is_refused_with_its_path(string a, string b, string path)
    {
        TraceInvalidException error = Assert.Throws<TraceInvalidException>(
            () => Merge(TraceText.Of("", "", a), TraceText.Of("", "", b)));
        Assert.Equal(path, error.Path);
    }

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""{""")]
    [InlineData("""{ "version": 1, "version": 1 }""")]
    [InlineData("""{ "version": 1 }""")]
    [InlineData("""{ "version": 1, "hashes": { "source": 1 } }""")]
    public void What_is_no_trace_is_refused(string text) => Assert.Throws<TraceInvalidException>(() => Merge(text));

    [Fact]
    public void Depth_and_number_are_bounded()
    {
        string deep = new string('[', 2_000) + new string(']', 2_000);
        Assert.Throws<TraceInvalidException>(() => Merge(TraceText.Of("", "", deep)));
        string types = string.Concat(Enumerable.Repeat("[{\"array\":", 50)) + "[]" + string.Concat(Enumerable.Repeat("}]", 50));
        Assert.Contains("nested deeper", Assert.Throws<TraceInvalidException>(() => Merge(WithType(types))).Problem, StringComparison.Ordinal);
        Assert.Throws<TraceInvalidException>(() => Merge([.. Enumerable.Repeat(TraceText.Of("", "", ""), 33)]));
        Assert.Throws<TraceInvalidException>(() => Merge());
        string nearly = new string('[', 900) + new string(']', 900);
        Assert.Contains("[[[", Merge(TraceText.Of("", "", nearly)), StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_are_written_as_they_were()
    {
        const string odd = """{"kind":"string","value":"\"\\\b\f\n\r\t\u0001\u001f\u2028ä😀<>&'/"}""";
        Assert.Contains(
            """{"kind":"string","value":"\"\\\b\f\n\r\t\u0001\u001f""" + "\u2028ä😀<>&'/\"}",
            Merge(TraceText.Of("", "", odd)), StringComparison.Ordinal);
    }

    private static string WithType(string types) =>
        TraceText.Of("", "", $$"""{"kind":"get","type":{{types}}}""");

    private static string Merge(params string[] traces) => Encoding.UTF8.GetString(TraceMerger.Merge(
        [.. traces.Select(static trace => new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(trace)))]));
}
