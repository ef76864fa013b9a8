using System.Text;
using System.Text.Json.Nodes;
using Containerless.Compiler.Validate;
using Containerless.Shared.Trace;

namespace Containerless.Compiler.Tests;

/// <summary>Small traces written by hand, for tests of one pass.</summary>
internal static class TraceText
{
    private const string Hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    /// <summary>A trace whose program has these bindings and statements, and these further functions.</summary>
    public static string Of(string bindings, string declares, string statements, params string[] functions) => $$"""
        {
          "version": 1, "source": "test.js",
          "hashes": { "source": "{{Hash}}", "transform": "{{Hash}}", "library": "{{Hash}}", "node": "v20.20.2" },
          "bindings": [{{bindings}}],
          "functions": [
            { "id": 0, "name": "", "form": "program", "at": [1, 0], "length": 0, "parameters": [],
              "body": { "kind": "block", "id": 0, "at": [1, 0], "declares": [{{declares}}], "functions": [], "body": [{{statements}}] } }
            {{string.Concat(functions.Select(static f => "," + f))}}
          ]
        }
        """;

    public static string Binding(int id, string name, string declaration) =>
        $$"""{ "id": {{id}}, "name": "{{name}}", "declaration": "{{declaration}}" }""";

    /// <summary>A function of one parameter, with statements.</summary>
    public static string Function(int id, string name, int parameter, string types, string statements) => $$"""
        { "id": {{id}}, "name": "{{name}}", "form": "function", "at": [2, 0], "length": 1,
          "parameters": [ { "binding": {{parameter}}, "type": [{{types}}] } ],
          "body": { "kind": "block", "id": {{id}}, "at": [2, 0], "declares": [{{parameter}}], "functions": [], "body": [{{statements}}] } }
        """;

    public static TraceDocument Read(string json) => TraceReader.Read(Encoding.UTF8.GetBytes(json));

    public static CompilationOutcome Compile(string json) => new TraceCompiler().Compile(Encoding.UTF8.GetBytes(json));

    /// <summary>The trace with one place changed.</summary>
    public static string With(string json, Action<JsonNode> change)
    {
        JsonNode document = JsonNode.Parse(json)!;
        change(document);
        return document.ToJsonString();
    }

    /// <summary>Puts a value at a place such as <c>functions[0].body</c>.</summary>
    public static void Replace(JsonNode document, string place, JsonNode? value)
    {
        JsonNode node = document;
        string[] steps = place.Replace("[", ".[", StringComparison.Ordinal).Split('.');
        foreach (string step in steps[..^1])
        {
            node = step[0] == '[' ? node[int.Parse(step[1..^1])]! : node[step]!;
        }

        node[steps[^1]] = value;
    }
}
