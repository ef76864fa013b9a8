using Containerless.Compiler.Infer;
using Containerless.Compiler.Resolve;
using Containerless.Shared.Trace;

namespace Containerless.Compiler.Tests.Infer;

public class InferenceTests
{
    private const string X = """{ "kind": "identifier", "binding": 0 }""";
    private static readonly string Bindings =
        $"{TraceText.Binding(0, "x", "let")},{TraceText.Binding(1, "f", "const")},{TraceText.Binding(2, "p", "parameter")}";

    [Theory]
    [InlineData("""{ "kind": "number", "value": 1 }""", "Int")]
    [InlineData("""{ "kind": "number", "value": 1.5 }""", "Double")]
    [InlineData("""{ "kind": "number", "value": 3000000000 }""", "Double")]
    [InlineData("""{ "kind": "string", "value": "a" }""", "String")]
    [InlineData("""{ "kind": "boolean", "value": true }""", "Bool")]
    [InlineData("""{ "kind": "undefined" }""", "Value")]
    [InlineData("""{ "kind": "array", "elements": [] }""", "Array")]
    [InlineData("""{ "kind": "primApp", "op": "+", "args": [{ "kind": "string", "value": "a" }, { "kind": "number", "value": 1 }] }""", "Text")]
    [InlineData("""{ "kind": "primApp", "op": "+", "args": [{ "kind": "number", "value": 2147483647 }, { "kind": "number", "value": 1 }] }""", "Double")]
    [InlineData("""{ "kind": "primApp", "op": "*", "args": [{ "kind": "number", "value": 2 }, { "kind": "number", "value": 3 }] }""", "Double")]
    [InlineData("""{ "kind": "primApp", "op": "|", "args": [{ "kind": "null" }, { "kind": "number", "value": 0 }] }""", "Int")]
    [InlineData("""{ "kind": "primApp", "op": "negate", "args": [{ "kind": "number", "value": 0 }] }""", "Double")]
    [InlineData("""{ "kind": "primApp", "op": "typeof", "args": [{ "kind": "null" }] }""", "String")]
    [InlineData("""{ "kind": "conditional", "test": { "kind": "null" }, "then": { "kind": "number", "value": 1 }, "else": { "kind": "unknown", "block": 1, "at": [1, 0] } }""", "Int")]
    [InlineData("""{ "kind": "conditional", "test": { "kind": "null" }, "then": { "kind": "number", "value": 1 }, "else": { "kind": "string", "value": "" } }""", "Value")]
    public void Types_a_variable_by_what_is_assigned(string value, string expected) => Assert.Equal(expected, TypeOfX(value));

    [Fact]
    public void A_counter_stays_an_int() => Assert.Equal("Int", TypeOfX(
        """{ "kind": "number", "value": 0 }""", Set($$"""{ "kind": "primApp", "op": "+", "args": [{{X}}, { "kind": "number", "value": 1 }] }""")));

    [Fact]
    public void A_sum_becomes_a_double() => Assert.Equal("Double", TypeOfX(
        """{ "kind": "number", "value": 0 }""", Set($$"""{ "kind": "primApp", "op": "+", "args": [{{X}}, {{X}}] }""")));

    [Theory]
    [InlineData("\"int32\"", "-", "Double")]
    [InlineData("\"int32\", \"double\"", "-", "Double")]
    [InlineData("\"string\"", "+", "String")]
    [InlineData("\"int32\", \"undefined\"", "-", "Value")]
    [InlineData("\"string\", \"int32\"", "+", "Value")]
    public void A_value_from_outside_has_its_recorded_type_where_arithmetic_wants_it(string types, string op, string expected) =>
        Assert.Equal(expected, TypeOfX(Seen(types), Use(op)));

    [Fact]
    public void A_value_that_only_passes_through_is_not_guarded() => Assert.Equal("Value", TypeOfX(Seen("\"int32\"")));

    [Fact]
    public void A_site_that_never_completed_gives_nothing() => Assert.Equal("Never", TypeOfX(Seen("")));

    [Fact]
    public void Types_a_parameter_by_the_calls_that_name_the_function()
    {
        const string Called = """{ "kind": "expression", "at": [1, 0], "value": { "kind": "call", "callee": { "kind": "identifier", "binding": 1 }, "args": [{ "kind": "number", "value": 5 }], "type": ["int32"] } }""";
        string json = TraceText.Of(
            Bindings, "0, 1",
            $$"""{ "kind": "let", "at": [1, 0], "binding": 1, "value": { "kind": "clos", "function": 1 } }, {{Called}}""",
            TraceText.Function(1, "f", 2, "\"int32\"", """{ "kind": "return", "at": [2, 0], "value": { "kind": "identifier", "binding": 2 } }"""));
        ProgramModel model = ScopeResolver.Resolve(TraceText.Read(json));
        Inference types = Inference.Run(model);

        Assert.False(model.FunctionOf(1).Escapes);
        Assert.Equal((Kind.Int, Kind.Int), (types.Binding(2).Kind, types.Return(1).Kind));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("\"strict\": true, \"this\": 3,", false)] // this is undefined, which a direct call can give
    [InlineData("\"this\": 3,", true)]
    [InlineData("\"arguments\": 3,", true)]
    [InlineData("\"rest\": { \"binding\": 3, \"type\": [] },", false)]
    public void A_function_called_by_name_escapes_where_a_call_has_to_give_it_more(string has, bool escapes)
    {
        string kind = has.Contains("\"rest\"", StringComparison.Ordinal) ? "parameter"
            : has.Contains("arguments", StringComparison.Ordinal) ? "arguments" : "this";
        ProgramModel model = Called(has, kind, """{ "kind": "number", "value": 5 }""");
        Inference types = Inference.Run(model);

        Assert.Equal(escapes, model.FunctionOf(1).Escapes);
        Assert.Equal(escapes ? Kind.Value : Kind.Int, types.Binding(2).Kind);
        Assert.Equal(has.Length == 0 ? Kind.Never : kind == "parameter" ? Kind.Array : Kind.Value, types.Binding(3).Kind);
    }

    [Fact]
    public void A_spread_argument_may_be_any_number_of_arguments() => Assert.True(Called(
        "", "this", """{ "kind": "spread", "at": [1, 0], "value": { "kind": "array", "elements": [] } }""").FunctionOf(1).Escapes);

    [Fact]
    public void What_an_async_function_gives_is_a_promise() =>
        Assert.Equal(Kind.Value, Inference.Run(Called("\"async\": true,", "this", """{ "kind": "number", "value": 5 }""")).Return(1).Kind);

    /// <summary>A program that calls <c>f</c> by its name; <paramref name="has"/> is what the function has, in binding 3.</summary>
    private static ProgramModel Called(string has, string declaration, string argument)
    {
        string call = $$"""{ "kind": "expression", "at": [1, 0], "value": { "kind": "call", "callee": { "kind": "identifier", "binding": 1 }, "args": [{{argument}}], "type": ["int32"] } }""";
        string function = TraceText.Function(
            1, "f", 2, "", """{ "kind": "return", "at": [2, 0], "value": { "kind": "identifier", "binding": 2 } }""");
        if (has.Length > 0)
        {
            function = function.Replace("\"length\": 1,", $"\"length\": 1, {has}", StringComparison.Ordinal)
                .Replace("\"declares\": [2]", "\"declares\": [2, 3]", StringComparison.Ordinal);
        }

        ProgramModel model = ScopeResolver.Resolve(TraceText.Read(TraceText.Of(
            $"{Bindings},{TraceText.Binding(3, "extra", declaration)}", "0, 1",
            $$"""{ "kind": "let", "at": [1, 0], "binding": 1, "value": { "kind": "clos", "function": 1 } }, {{call}}""", function)));
        _ = Inference.Run(model);
        return model;
    }

    [Fact]
    public void Join_is_commutative_associative_and_idempotent()
    {
        StaticType[] all =
        [
            .. Enum.GetValues<Kind>().Select(static k => k == Kind.Closure ? StaticType.Closure(3) : new StaticType(k)),
            StaticType.Closure(4),
        ];
        foreach (StaticType a in all)
        {
            Assert.Equal(a, StaticType.Join(a, a));
            foreach (StaticType b in all)
            {
                StaticType join = StaticType.Join(a, b);
                Assert.Equal(join, StaticType.Join(b, a));
                Assert.Equal(join, StaticType.Join(a, join));
                foreach (StaticType c in all)
                {
                    Assert.Equal(StaticType.Join(join, c), StaticType.Join(a, StaticType.Join(b, c)));
                }
            }
        }
    }

    private static string Seen(string types) => $$"""
        { "kind": "get", "at": [1, 0], "object": { "kind": "global", "name": "o" }, "property": "p", "type": [{{types}}] }
        """;

    private static string Set(string value) => $$"""
        { "kind": "expression", "at": [1, 0], "value": { "kind": "set", "binding": 0, "value": {{value}} } }
        """;

    private static string Use(string op) => $$"""
        { "kind": "expression", "at": [1, 0], "value": { "kind": "primApp", "op": "{{op}}", "args": [{{X}}, {{X}}] } }
        """;

    private static string TypeOfX(string value, string after = "")
    {
        string let = $$"""{ "kind": "let", "at": [1, 0], "binding": 0, "value": {{value}} }""";
        TraceDocument trace = TraceText.Read(TraceText.Of(Bindings, "0, 1", after.Length == 0 ? let : $"{let},{after}"));
        return Inference.Run(ScopeResolver.Resolve(trace)).Binding(0).Kind.ToString();
    }
}
