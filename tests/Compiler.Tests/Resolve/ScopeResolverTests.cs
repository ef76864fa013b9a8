using System.Text.Json.Nodes;
using Containerless.Compiler.Resolve;

namespace Containerless.Compiler.Tests.Resolve;

public class ScopeResolverTests
{
    private const string Read0 = """{ "kind": "expression", "at": [3, 0], "value": { "kind": "identifier", "at": [3, 0], "binding": 0 } }""";
    private const string Let0 = """{ "kind": "let", "at": [2, 0], "binding": 0, "value": { "kind": "number", "value": 1 } }""";
    private const string Call = """{ "kind": "expression", "at": [4, 0], "value": { "kind": "call", "callee": { "kind": "global", "name": "f" }, "args": [], "type": ["undefined"] } }""";
    private const string Closure = """{ "kind": "let", "at": [2, 0], "binding": 1, "value": { "kind": "clos", "function": 1 } }""";
    private static readonly string Bindings = $"{TraceText.Binding(0, "x", "let")},{TraceText.Binding(1, "f", "let")},{TraceText.Binding(2, "p", "parameter")},{TraceText.Binding(3, "hoisted", "function")}";
    private static readonly string Reader = TraceText.Function(1, "f", 2, "\"int32\"", Read0);

    [Fact]
    public void A_variable_of_one_function_stays_a_local()
    {
        ProgramModel model = Resolve($"{Let0},{Read0}");

        Assert.False(model.Binding(0).Captured);
        Assert.False(model.Binding(0).SeenUninitialized);
        Assert.Empty(model.Scopes);
    }

    [Fact]
    public void A_variable_used_by_a_closure_is_captured_and_its_scope_reaches_the_closure()
    {
        ProgramModel model = Resolve($"{Let0},{Closure}", Reader);

        Assert.True(model.Binding(0).Captured);
        Assert.False(model.Binding(0).SeenUninitialized); // the closure is made after the let
        Assert.Same(model.FunctionOf(0).Function.Body, Assert.Single(model.FunctionOf(1).OuterScopes));
    }

    [Fact]
    public void A_read_before_the_let_is_checked() => Assert.Single(Resolve($"{Read0},{Let0}").CheckedUses);

    [Fact]
    public void A_closure_made_before_the_let_checks_its_reads() =>
        Assert.True(Resolve($"{Closure},{Let0}", Reader).Binding(0).SeenUninitialized);

    [Fact]
    public void A_let_in_one_branch_initialises_nothing_after_it() =>
        Assert.True(Resolve($"{If(Let0, null)},{Read0}").Binding(0).SeenUninitialized);

    [Fact]
    public void A_branch_that_never_gets_past_the_if_does_not_count() => Assert.False(
        Resolve($$"""{{If("""{ "kind": "return", "at": [2, 0], "value": null }""", Let0)}},{{Read0}}""").Binding(0).SeenUninitialized);

    [Fact]
    public void A_hoisted_function_may_rely_on_what_comes_before_the_first_call() =>
        Assert.False(Hoisted($"{Let0},{Call}").Binding(0).SeenUninitialized);

    [Fact]
    public void A_hoisted_function_may_not_rely_on_what_comes_after_a_call() =>
        Assert.True(Hoisted($"{Call},{Let0}").Binding(0).SeenUninitialized);

    [Fact]
    public void What_may_throw_is_not_quiet() =>
        Assert.True(Hoisted($"{Read("o.p")},{Let0}").Binding(0).SeenUninitialized);

    [Fact]
    public void A_known_global_is_quiet() => Assert.False(Hoisted($"{Read("Math")},{Let0}").Binding(0).SeenUninitialized);

    [Fact]
    public void A_let_in_a_try_initialises_nothing_after_it() =>
        Assert.True(Resolve($"{Try(Let0, "")},{Read0}").Binding(0).SeenUninitialized);

    [Fact]
    public void What_was_initialised_before_a_try_is_so_in_its_handler() =>
        Assert.False(Resolve($"{Let0},{Try(Call, Read0)}").Binding(0).SeenUninitialized);

    [Theory]
    [InlineData("""{ "kind": "string", "value": "m" }""", false)]
    [InlineData("""{ "kind": "get", "at": [1, 0], "object": { "kind": "global", "name": "Symbol" }, "property": "iterator", "type": ["symbol"] }""", false)]
    [InlineData("""{ "kind": "global", "name": "key" }""", true)]
    public void A_class_sees_its_own_name_uninitialised_only_while_computed_keys_run(string key, bool seen)
    {
        string body = """{ "kind": "expression", "at": [3, 0], "value": { "kind": "identifier", "at": [3, 0], "binding": 0 } }""";
        string json = TraceText.Of(
            Bindings, "0, 1",
            $$"""
            { "kind": "expression", "at": [2, 0], "value": { "kind": "class", "at": [2, 0], "name": "x", "binding": 0, "proto": null, "self": null,
              "heritage": null, "constructor": null, "members": [{ "kind": "method", "at": [2, 0], "static": false, "key": {{key}}, "function": 1 }],
              "fields": null, "statics": null, "privateNames": false } }
            """,
            TraceText.Function(1, "m", 2, "", body).Replace("\"function\", \"at\"", "\"method\", \"at\"", StringComparison.Ordinal));

        Assert.Equal(seen, ScopeResolver.Resolve(TraceText.Read(json)).Binding(0).SeenUninitialized);
    }

    private static string Read(string what) => what == "Math"
        ? """{ "kind": "let", "at": [2, 0], "binding": 1, "value": { "kind": "global", "name": "Math" } }"""
        : """{ "kind": "let", "at": [2, 0], "binding": 1, "value": { "kind": "get", "at": [2, 0], "object": { "kind": "global", "name": "Math" }, "property": "p", "type": ["int32"] } }""";

    private static string Try(string body, string handler) => $$"""
        { "kind": "try", "at": [2, 0], "block": {{Block(body)}}, "parameter": null, "handler": {{Block(handler)}}, "finalizer": null }
        """;

    private static string If(string then, string? otherwise) => $$"""
        { "kind": "if", "at": [2, 0], "test": { "kind": "global", "name": "a" }, "then": {{Block(then)}},
          "else": {{(otherwise is null ? "null" : Block(otherwise))}} }
        """;

    private static string Block(string statements) =>
        $$"""{ "kind": "block", "id": 9, "at": [2, 0], "declares": [], "functions": [], "body": [{{statements}}] }""";

    private static ProgramModel Resolve(string statements, params string[] functions) =>
        ScopeResolver.Resolve(TraceText.Read(TraceText.Of(Bindings, "0, 1", statements, functions)));

    private static ProgramModel Hoisted(string statements) => ScopeResolver.Resolve(TraceText.Read(TraceText.With(
        TraceText.Of(Bindings, "0, 1, 3", statements, Reader),
        static d => d["functions"]![0]!["body"]!["functions"] = JsonNode.Parse("""[{ "binding": 3, "function": 1 }]"""))));
}
