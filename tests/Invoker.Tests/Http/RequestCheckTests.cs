using System.Text;
using Containerless.Invoker.Http;

namespace Containerless.Invoker.Tests.Http;

public sealed class RequestCheckTests
{
    // The same table as the functions' library's: both refuse with the same words.
    [Theory]
    [InlineData("{", 1, 2)]
    [InlineData("nope", 1, 2)]
    [InlineData("{\"a\": }", 1, 7)]
    [InlineData("[1,]", 1, 4)]
    [InlineData("[1\n,\n  2 3]", 3, 5)]
    [InlineData("\"\u00e9\ud83d\ude00\\x\"", 1, 6)]
    [InlineData("01", 1, 2)]
    [InlineData("1.", 1, 3)]
    [InlineData("1e+", 1, 4)]
    [InlineData("\"a\tb\"", 1, 3)]
    [InlineData("\"\\u12g4\"", 1, 6)]
    [InlineData("{} x", 1, 4)]
    [InlineData("{\"a\":1,}", 1, 8)]
    [InlineData("  ", 1, 3)]
    [InlineData("\ufeff{}", 1, 1)]
    public void The_position_is_where_no_json_could_go_on(string body, int line, int column)
    {
        Answer refusal = RequestCheck.Refuse("application/json", Encoding.UTF8.GetBytes(body))!.Value;
        Assert.Equal(400, refusal.Status);
        Assert.Equal(
            $$$"""{"error":{"name":"BadRequest","message":"The body is not JSON: line {{{line}}}, column {{{column}}}.","line":null}}""",
            Encoding.UTF8.GetString(refusal.Body.Span));
    }

    [Theory]
    [InlineData("null")]
    [InlineData(" [1, -0.5e+7, \"\\u00e9\\n\", {\"\": [[]]}] \n")]
    [InlineData("\"\\ud800\"")]
    public void Json_is_let_through(string body) =>
        Assert.Null(RequestCheck.Refuse("application/json", Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Depth_is_no_fault()
    {
        string body = new string('[', 200_000) + new string(']', 200_000);
        Assert.Null(RequestCheck.Refuse("application/json", Encoding.UTF8.GetBytes(body)));
    }

    [Fact]
    public void Depth_costs_no_stack_when_looking_for_the_fault() =>
        Assert.Equal((1, 200_001), JsonFault.Find(new string('[', 200_000)));
}
