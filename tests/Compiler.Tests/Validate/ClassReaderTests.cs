using System.Text.Json.Nodes;
using Containerless.Compiler.Validate;
using Containerless.Shared.Trace;

namespace Containerless.Compiler.Tests.Validate;

/// <summary>Functions beyond plain ones, classes, and what else came with them.</summary>
public class ClassReaderTests
{
    private const string Bindings = """
        { "id": 0, "name": "A", "declaration": "let" }, { "id": 1, "name": "this", "declaration": "let" },
        { "id": 2, "name": "new.target", "declaration": "newTarget" }, { "id": 3, "name": "self", "declaration": "var" },
        { "id": 4, "name": "key", "declaration": "var" }, { "id": 5, "name": "this", "declaration": "this" },
        { "id": 6, "name": "rest", "declaration": "parameter" }, { "id": 7, "name": "t", "declaration": "temporary" }
        """;

    private static readonly string Valid = TraceText.Of(
        Bindings, "0, 3, 4, 7",
        """
        { "kind": "let", "at": [1, 0], "binding": 0, "value": { "kind": "class", "at": [1, 0], "name": "A",
          "binding": null, "proto": null, "self": 3, "heritage": { "kind": "global", "at": [1, 0], "name": "Map" },
          "constructor": 1, "members": [
            { "kind": "key", "at": [2, 0], "static": false, "binding": 4, "key": { "kind": "string", "units": [55296] } },
            { "kind": "method", "at": [3, 0], "static": true, "key": "m", "function": 3 } ],
          "fields": 2, "statics": null, "privateNames": true } },
        { "kind": "arrayPattern", "at": [4, 0], "iterable": { "kind": "array", "at": [4, 0], "elements": [
            { "kind": "spread", "at": [4, 0], "value": { "kind": "null" } } ] },
          "steps": [ { "before": [], "binding": 7, "rest": true, "after": [] } ] }
        """,
        """
        { "id": 1, "name": "A", "form": "derived", "at": [1, 0], "length": 0, "parameters": [],
          "rest": { "binding": 6, "type": [] }, "this": 1, "newTarget": 2,
          "body": { "kind": "block", "id": 1, "at": [1, 0], "declares": [1, 2, 6], "functions": [], "body": [
            { "kind": "expression", "at": [1, 0], "value": { "kind": "set", "at": [1, 0], "binding": 1, "initialize": true,
              "value": { "kind": "superConstruct", "at": [1, 0], "class": { "kind": "identifier", "binding": 3 },
                "newTarget": { "kind": "identifier", "binding": 2 }, "args": [
                  { "kind": "spread", "at": [1, 0], "value": { "kind": "identifier", "binding": 6 } } ],
                "site": 0, "type": ["object"] } } } ] } }
        """,
        """
        { "id": 2, "name": "", "form": "fields", "at": [1, 0], "length": 0, "parameters": [], "this": 5,
          "body": { "kind": "block", "id": 2, "at": [1, 0], "declares": [5], "functions": [], "body": [
            { "kind": "expression", "at": [1, 0], "value": { "kind": "define", "at": [1, 0], "accessor": "field",
              "object": { "kind": "identifier", "binding": 5 }, "value": { "kind": "null" },
              "key": { "kind": "private", "at": [1, 0], "name": "#x:1" } } } ] } }
        """,
        """
        { "id": 3, "name": "m", "form": "method", "at": [3, 0], "length": 0, "generator": true, "parameters": [],
          "body": { "kind": "block", "id": 3, "at": [3, 0], "declares": [], "functions": [], "body": [
            { "kind": "expression", "at": [3, 0], "value": { "kind": "yield", "at": [3, 0], "delegate": false,
              "value": { "kind": "regex", "at": [3, 0], "pattern": "a", "flags": "g" }, "site": 1, "type": [] } } ] } }
        """);

    [Fact]
    public void Reads_a_class()
    {
        TraceDocument trace = TraceText.Read(Valid);

        var made = (ClassCreation)((Let)trace.Functions[0]!.Body.Body[0]).Value;
        Assert.Equal((1, 3, 2), (made.Constructor, made.Self, made.Fields));
        Assert.Equal([ClassMemberKind.Key, ClassMemberKind.Method], made.Members.Select(static m => m.Kind));
        Assert.Equal("\uD800", Assert.IsType<StringLiteral>(made.Members[0].Key).Value);
        Assert.Equal("m", Assert.IsType<StringLiteral>(made.Members[1].Key).Value);
        var pattern = (ArrayPattern)trace.Functions[0]!.Body.Body[1];
        Assert.Equal((7, true), (pattern.Steps[0].Binding, pattern.Steps[0].Rest));
        Assert.IsType<Spread>(((ArrayLiteral)pattern.Iterable).Elements[0]);
    }

    [Fact]
    public void Reads_functions_of_every_form()
    {
        TraceDocument trace = TraceText.Read(Valid);

        Function derived = trace.Functions[1]!;
        Assert.Equal((FunctionForm.Derived, 1, 2, 6), (derived.Form, derived.This, derived.NewTarget, derived.Rest?.Binding));
        var set = (SetBinding)((ExpressionStatement)derived.Body.Body[0]).Value;
        Assert.True(set.Initialize);
        Assert.IsType<Spread>(Assert.IsType<SuperConstruct>(set.Value).Args[0]);
        Assert.Equal((FunctionForm.Fields, 5), (trace.Functions[2]!.Form, trace.Functions[2]!.This));
        var define = (Define)((ExpressionStatement)trace.Functions[2]!.Body.Body[0]).Value;
        Assert.Equal((DefineKind.Field, "#x:1"), (define.Kind, Assert.IsType<PrivateName>(define.Key).Name));
        Assert.True(trace.Functions[3]!.Generator);
        Assert.IsType<RegexLiteral>(Assert.IsType<Yield>(((ExpressionStatement)trace.Functions[3]!.Body.Body[0]).Value).Value);
    }

    public static TheoryData<string, string, string> Faults() => new()
    {
        { "functions[0].body.body[0].value.constructor", "2", "$.functions[0].body.body[0].value.constructor" },
        { "functions[0].body.body[0].value.heritage", "null", "$.functions[0].body.body[0].value.constructor" },
        { "functions[0].body.body[0].value.fields", "1", "$.functions[0].body.body[0].value.fields" },
        { "functions[0].body.body[0].value.self", "1", "$.functions[0].body.body[0].value.self" },
        { "functions[0].body.body[0].value.members[1].kind", "\"field\"", "$.functions[0].body.body[0].value.members[1]" },
        { "functions[0].body.body[0].value.members[1].kind", "\"getter\"", "$.functions[0].body.body[0].value.members[1].function" },
        { "functions[0].body.body[0].value.members[1].key", "{ \"kind\": \"string\", \"units\": [56320, 64] }", "$.functions[0].body.body[0].value.members[1].key" },
        { "functions[0].body.body[0].value.members[0].key", "{ \"kind\": \"string\", \"units\": [65536] }", "$.functions[0].body.body[0].value.members[0].key.units[0]" },
        { "functions[0].body.body[1].steps[0].binding", "1", "$.functions[0].body.body[1].steps[0].binding" },
        { "functions[0].body.body[0].value", "{ \"kind\": \"spread\", \"value\": { \"kind\": \"null\" } }", "$.functions[0].body.body[0].value" },
        { "functions[0].body.body[0].value", "{ \"kind\": \"await\", \"value\": { \"kind\": \"null\" }, \"type\": [] }", "$.functions[0].body.body[0].value" },
        { "functions[0].body.body[0].value", "{ \"kind\": \"raise\", \"type\": \"Error\", \"message\": \"\" }", "$.functions[0].body.body[0].value.type" },
        { "functions[0].body.body[0].value", "{ \"kind\": \"templateObject\", \"id\": 0, \"cooked\": [null], \"raw\": [] }", "$.functions[0].body.body[0].value" },
        { "functions[0].body.body[0].value", "{ \"kind\": \"object\", \"properties\": [{ \"key\": \"a\", \"getter\": { \"kind\": \"null\" } }] }", "$.functions[0].body.body[0].value.properties[0].getter" },
        { "functions[1].this", "6", "$.functions[1].this" },
        { "functions[1].rest.binding", "7", "$.functions[1]" },
        { "functions[1].prologue", "2", "$.functions[1].prologue" },
        { "functions[2].body.body[0].value.key.name", "\"x:1\"", "$.functions[2].body.body[0].value.key.name" },
        { "functions[2].body.body[0].value.key.name", "\"#x\"", "$.functions[2].body.body[0].value.key.name" },
        { "functions[2].body.body[0].value.accessor", "\"value\"", "$.functions[2].body.body[0].value.accessor" },
        { "functions[3].generator", "false", "$.functions[3].body.body[0].value" },
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
    public void What_is_not_compiled_yet_bails_out()
    {
        CompilationOutcome outcome = TraceText.Compile(Valid);

        Assert.Null(outcome.Error);
    }
}
