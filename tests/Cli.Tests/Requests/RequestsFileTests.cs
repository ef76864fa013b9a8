using System.Text;
using Containerless.Cli.Requests;

namespace Containerless.Cli.Tests.Requests;

public class RequestsFileTests
{
    [Fact]
    public void A_path_alone_is_a_post_without_a_body()
    {
        var call = Assert.Single(Parse("""[{"path": "/hello"}]"""));
        Assert.Equal(("/hello", null, 0), (call.Target, call.ContentType, call.Body.Length));
    }

    [Fact]
    public void A_body_is_sent_as_the_very_json_of_the_file()
    {
        var call = Assert.Single(Parse("""[{"path": "/", "body": {"b": 1.0, "a": -0, "a": 1e400}}]"""));
        Assert.Equal("""{"b": 1.0, "a": -0, "a": 1e400}""", Encoding.UTF8.GetString(call.Body));
        Assert.Equal("application/json", call.ContentType);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("false")]
    [InlineData("[1,2]")]
    [InlineData("0.10")]
    public void Every_json_value_but_a_string_is_a_json_body(string json)
    {
        var call = Assert.Single(Parse($$"""[{"path": "/", "body": {{json}}}]"""));
        Assert.Equal(json, Encoding.UTF8.GetString(call.Body));
        Assert.Equal("application/json", call.ContentType);
    }

    [Fact]
    public void A_string_is_a_body_as_it_is()
    {
        var call = Assert.Single(Parse("""[{"path": "/", "body": "a=1\u00e4", "headers": {"content-TYPE": "text/plain", "X-A": "b"}}]"""));
        Assert.Equal("a=1ä", Encoding.UTF8.GetString(call.Body));
        Assert.Equal("text/plain", call.ContentType);
        Assert.Equal(KeyValuePair.Create("X-A", "b"), Assert.Single(call.Headers));
    }

    [Fact]
    public void Queries_are_encoded_and_repeated_names_stay_in_order()
    {
        var call = Assert.Single(Parse("""[{"path": "/p?x=1", "query": {"a": ["1", 2], "b c": "ü&=", "t": true}}]"""));
        Assert.Equal("/p?x=1&a=1&a=2&b%20c=%C3%BC%26%3D&t=true", call.Target);
    }

    [Theory]
    [InlineData("/a%2Fb/../c//", "/a%2Fb/../c//")]
    [InlineData("/ü #", "/%C3%BC%20%23")]
    public void Paths_stay_raw_but_for_what_cannot_be_sent(string path, string target) =>
        Assert.Equal(target, Assert.Single(Parse($$"""[{"path": "{{path}}"}]""")).Target);

    [Fact]
    public void A_byte_order_mark_is_skipped() =>
        Assert.Single(RequestsFile.Parse((byte[])[0xEF, 0xBB, 0xBF, .. "[{\"path\":\"/\"}]"u8], "r.json"));

    [Theory]
    [InlineData("[\n {\"path\": \"/\"},\n {]\n]", "r.json:3:3: not JSON")]
    [InlineData("", "r.json:1:1: not JSON")]
    [InlineData("{}", "r.json: $ must be an array")]
    [InlineData("[]", "r.json: $ holds no request")]
    [InlineData("[1]", "r.json: $[0] must be an object")]
    [InlineData("""[{"path": "/"}, {"body": 1}]""", "r.json: $[1] has no path")]
    [InlineData("""[{"path": "hello"}]""", "r.json: $[0].path must be a string that begins with /")]
    [InlineData("""[{"path": 1}]""", "r.json: $[0].path must be")]
    [InlineData("""[{"path": "/", "bdy": 1}]""", "r.json: $[0].bdy is unknown")]
    [InlineData("""[{"path": "/", "query": []}]""", "r.json: $[0].query must be an object")]
    [InlineData("""[{"path": "/", "query": {"a": ["b", null]}}]""", "r.json: $[0].query.a[1] must be")]
    [InlineData("""[{"path": "/", "headers": {"a": 1}}]""", "r.json: $[0].headers.a must be a string")]
    [InlineData("""[{"path": "/", "headers": {"a b": "c"}}]""", "r.json: $[0].headers.a b cannot be sent")]
    [InlineData("""[{"path": "/", "headers": {"a": "b\r\nc"}}]""", "r.json: $[0].headers.a cannot be sent")]
    [InlineData("""[{"path": "/", "body": "\ud800"}]""", "r.json: $[0].body is not well-formed Unicode")]
    public void Faults_say_where_they_are(string json, string message)
    {
        var failure = Assert.Throws<CommandFailure>(() => Parse(json));
        Assert.StartsWith(message, failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, failure.ExitCode);
    }

    private static IReadOnlyList<FunctionCall> Parse(string json) =>
        RequestsFile.Parse(Encoding.UTF8.GetBytes(json), "r.json");
}
