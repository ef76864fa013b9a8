using System.Net;
using System.Net.Sockets;
using System.Text;
using Containerless.Invoker.Compiled;
using Containerless.Invoker.Http;
using Containerless.Invoker.Isolation;
using Containerless.Invoker.Tests.Fakes;
using Containerless.Shared;

namespace Containerless.Invoker.Tests.Http;

public sealed class FrontTests
{
    [Fact]
    public async Task Ping_is_answered_without_an_instance()
    {
        await using TestInvoker invoker = await TestInvoker.StartAsync(InitialState.Tracing,
            setUp: i => i.Isolation.BeforeStart = static _ => throw new IsolationException("none"));
        Reply reply = await invoker.SendAsync(HttpMethod.Get, "/ping");
        Assert.Equal((HttpStatusCode.OK, "ok"), (reply.Status, reply.Body));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/a/../b//c/./d")]
    [InlineData("/%41%2f%zz?x=%20&x=2&&=")]
    [InlineData("/pings")]
    [InlineData("/ping/")]
    [InlineData("/_containerless/status")]
    public async Task The_target_reaches_the_function_as_it_was_sent(string target)
    {
        await using TestInvoker invoker = await TestInvoker.StartAsync(InitialState.DisableTracing);
        Reply reply = await invoker.PostAsync(target);
        Assert.Equal($"POST {target}", reply.Body);
        Assert.Equal("container", reply.Tier);
    }

    [Fact]
    public async Task A_get_reaches_the_function_without_a_body()
    {
        await using TestInvoker invoker = await TestInvoker.StartAsync(InitialState.DisableTracing, setUp: i =>
            i.Isolation.Answer = static async (_, request, ct) => FakeIsolation.Text(
                $"{request.Method} {(request.Content is null ? "none" : await request.Content.ReadAsStringAsync(ct))}"));
        Assert.Equal("GET none", (await invoker.SendAsync(HttpMethod.Get, "/x")).Body);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    public async Task Other_methods_are_refused(string method)
    {
        await using TestInvoker invoker = await TestInvoker.StartAsync(InitialState.DisableTracing);
        Reply reply = await invoker.SendAsync(new HttpMethod(method), "/x");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, reply.Status);
        Assert.Contains("Allow: GET, POST", reply.Headers, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zz\r\n")]
    [InlineData("2\r\nabcd\r\n")]
    public async Task A_body_that_breaks_the_protocol_is_refused(string chunks)
    {
        await using TestInvoker invoker = await TestInvoker.StartAsync(InitialState.DisableTracing);
        string answer = await RawAsync(invoker.Host.Port, $"POST /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}");
        Assert.StartsWith("HTTP/1.1 400 Bad Request", answer, StringComparison.Ordinal);
        Assert.Contains("\"BadRequest\"", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", "{\"a\": }")]
    [InlineData("application/json; charset=utf-8", "nope")]
    [InlineData("application/problem+json", "[1,]")]
    public async Task Claimed_json_that_is_none_is_refused_with_its_position(string type, string body)
    {
        await using TestInvoker invoker = await TestInvoker.StartAsync(InitialState.DisableTracing);
        Reply reply = await invoker.PostAsync("/x", body, type);
        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Contains("\"error\"", reply.Body, StringComparison.Ordinal);
        Assert.Null(reply.Tier);
    }

    [Theory]
    [InlineData("text/plain", "{\"a\": }", HttpStatusCode.OK)]
    [InlineData(null, "nope", HttpStatusCode.OK)]
    [InlineData("application/json", "", HttpStatusCode.OK)]
    [InlineData("application/json", "[1, {\"a\": \"\\ud800\"}]", HttpStatusCode.OK)]
    public async Task Other_bodies_reach_the_function(string? type, string body, HttpStatusCode status)
    {
        await using TestInvoker invoker = await TestInvoker.StartAsync(InitialState.DisableTracing, setUp: i =>
            i.Isolation.Answer = static async (_, request, ct) => FakeIsolation.Text(await request.Content!.ReadAsStringAsync(ct)));
        Reply reply = await invoker.PostAsync("/x", body, type);
        Assert.Equal((status, body), (reply.Status, reply.Body));
    }

    [Fact]
    public async Task Invalid_utf8_is_refused()
    {
        await using TestInvoker invoker = await TestInvoker.StartAsync(InitialState.DisableTracing);
        Assert.Equal(HttpStatusCode.BadRequest, (await invoker.PostAsync("/x", [0x22, 0xff, 0x22], "text/plain")).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_may_have_as_many_bytes_as_the_limit_and_no_more(bool chunked)
    {
        await using TestInvoker invoker = await TestInvoker.StartAsync(InitialState.DisableTracing,
            c => c with { Limits = c.Limits with { RequestBytes = 100_000 } });
        using var http = new HttpClient();
        foreach ((int length, HttpStatusCode expected) in new[]
        {
            (100_000, HttpStatusCode.OK), (100_001, HttpStatusCode.RequestEntityTooLarge),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, invoker.Url("/x"))
            {
                Content = new StringContent(new string('x', length)),
            };
            request.Headers.TransferEncodingChunked = chunked;
            using HttpResponseMessage response = await http.SendAsync(request);
            Assert.Equal(expected, response.StatusCode);
        }
    }

    [Fact]
    public async Task Only_status_type_and_body_of_a_function_pass()
    {
        await using TestInvoker invoker = await TestInvoker.StartAsync(InitialState.DisableTracing, setUp: i =>
            i.Isolation.Answer = static (_, _, _) =>
            {
                HttpResponseMessage response = FakeIsolation.Text("x");
                response.Headers.Add("Containerless-Tier", "compiled");
                response.Headers.Add("Set-Cookie", "a=b");
                response.StatusCode = HttpStatusCode.InternalServerError;
                return Task.FromResult(response);
            });
        Reply reply = await invoker.PostAsync("/x");
        Assert.Equal((HttpStatusCode.InternalServerError, "container"), (reply.Status, reply.Tier));
        Assert.DoesNotContain("Set-Cookie", reply.Headers, StringComparison.Ordinal);
        Assert.Contains("text/plain; charset=utf-8", reply.Headers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_of_the_connection_and_beyond_ascii_do_not_reach_the_function()
    {
        string? seen = null;
        await using TestInvoker invoker = await TestInvoker.StartAsync(InitialState.DisableTracing, setUp: i =>
            i.Isolation.Answer = (_, request, _) =>
            {
                seen = request.Headers.ToString() + request.Content!.Headers;
                return Task.FromResult(FakeIsolation.Text(""));
            });
        string reply = await RawAsync(invoker.Host.Port,
            "POST /x HTTP/1.1\r\nHost: h\r\nX-Kept: 1\r\nContent-Type: text/x\r\nConnection: close\r\nTE: trailers\r\nX-Odd: \u00e9\r\nContent-Length: 1\r\n\r\na");
        Assert.StartsWith("HTTP/1.1 200", reply, StringComparison.Ordinal);
        Assert.Contains("X-Kept: 1", seen, StringComparison.Ordinal);
        Assert.Contains("Host: h", seen, StringComparison.Ordinal);
        Assert.Contains("Content-Type: text/x", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("TE:", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Odd", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_in_absolute_form_is_its_path()
    {
        await using TestInvoker invoker = await TestInvoker.StartAsync(InitialState.DisableTracing);
        string reply = await RawAsync(invoker.Host.Port, "GET http://h/a?b HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        Assert.EndsWith("GET /a?b", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compiled_code_answers_with_its_tier_and_length()
    {
        await using TestInvoker invoker = await CompiledAsync(request => CompiledResult.Answered($"{request.Target} \u00e9\ud800"));
        Reply reply = await invoker.PostAsync("/hello?a");
        Assert.Equal(("compiled", "/hello?a \u00e9\ufffd"), (reply.Tier, reply.Body));
        Assert.Contains("Content-Length: 14", reply.Headers, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4095)]
    [InlineData(4097)]
    [InlineData(3_000_000)]
    public async Task Compiled_answers_of_any_length_arrive_whole(int length)
    {
        string text = string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i % 26))));
        await using TestInvoker invoker = await CompiledAsync(_ => CompiledResult.Answered(text));
        Assert.Equal(text, (await invoker.PostAsync("/x")).Body);
    }

    [Fact]
    public async Task A_bail_out_is_run_again_in_a_container_with_the_same_bytes()
    {
        await using TestInvoker invoker = await CompiledAsync(
            _ => CompiledResult.FallBack("guard: \u00fc\r\nSet-Cookie: a=b"),
            i => i.Isolation.Answer = static async (_, request, ct) => FakeIsolation.Text(
                $"{request.RequestUri!.PathAndQuery} {await request.Content!.ReadAsStringAsync(ct)}"));
        Reply reply = await invoker.PostAsync("/new?q", "{\"n\": 1.0}");
        Assert.Equal("/new?q {\"n\": 1.0}", reply.Body);
        Assert.Equal(("container", "guard: ???Set-Cookie: a=b"), (reply.Tier, reply.Bailout));
        Assert.DoesNotContain("\nSet-Cookie", reply.Headers, StringComparison.Ordinal);
        StatusDocument status = await invoker.StatusAsync();
        Assert.Equal(1, Assert.Single(status.Bailouts).Value);
        Assert.Equal(1, status.Requests["container"]);
    }

    [Fact]
    public async Task Without_isolation_a_bail_out_is_answered_503_with_its_reason()
    {
        await using TestInvoker invoker = await CompiledAsync(_ => CompiledResult.FallBack("hole"),
            i => i.Isolation.BeforeStart = static _ => throw new IsolationException("no engine and no Node"));
        Reply reply = await invoker.PostAsync("/x");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "hole"), (reply.Status, reply.Bailout));
        Assert.Contains("no engine and no Node", reply.Body, StringComparison.Ordinal);
        Assert.Contains("Retry-After: 1", reply.Headers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_of_compiled_code_is_written_as_it_is()
    {
        await using TestInvoker invoker = await CompiledAsync(
            _ => CompiledResult.Failed(Answer.Error(500, "TimeLimitExceeded", "used 10 s of 10 s", 12)));
        Reply reply = await invoker.PostAsync("/x");
        Assert.Equal((HttpStatusCode.InternalServerError, "compiled"), (reply.Status, reply.Tier));
        Assert.Equal("""{"error":{"name":"TimeLimitExceeded","message":"used 10 s of 10 s","line":12}}""", reply.Body);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData(" a\tb\u0000\u00e9 ", "a?b??")]
    [InlineData("", "")]
    public void A_reason_is_made_safe_for_a_header(string reason, string expected) =>
        Assert.Equal(expected, ResponseWriter.HeaderSafe(reason));

    [Fact]
    public void A_long_reason_is_cut() => Assert.Equal(200, ResponseWriter.HeaderSafe(new string('x', 5000)).Length);

    private static Task<TestInvoker> CompiledAsync(Func<IncomingRequest, CompiledResult> handle, Action<TestInvoker>? setUp = null) =>
        TestInvoker.StartAsync(InitialState.Decontainerized, setUp: invoker =>
        {
            new ArtifactStore(invoker.Folder).Publish("f", TestInvoker.ArtifactOf([1], TestInvoker.Hashes));
            invoker.Tier.Handle = handle;
            setUp?.Invoke(invoker);
        });

    private static async Task<string> RawAsync(int port, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }
}
