using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Containerless.Invoker.Tests.EndToEnd;
using Containerless.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace Containerless.MultiInvoker.Tests.EndToEnd;

/// <summary>What reaches a function through the multi-invoker is what was sent, and what comes back is what it answered.</summary>
public sealed class ForwardingTests
{
    private const string Program = """
        let containerless = require('containerless');
        containerless.listen(function (request) {
          containerless.respond(request.path + ' ' + JSON.stringify(request.query) + ' ' + (request.body.length || JSON.stringify(request.body)));
        });
        """;

    [Fact]
    public async Task Targets_bodies_and_refusals_pass_unchanged()
    {
        using var function = new RealFunction(Program);
        string side = $$"""
            {"image_name": "f", "bind_port": 0, "admin_port": 0, "artifacts_dir": "{{function.ArtifactsDir}}", "isolation": "process",
             "utilization_log": "", "limits": {"request": "1MB"} }
            """;
        MultiInvokerConfiguration configuration = MultiInvokerConfiguration.Parse(
            $$"""{"bind_port": 0, "config_a": {{side}}, "config_b": {{side}} }""");
        await using MultiInvokerHost host = await MultiInvokerHost.StartAsync(configuration, NullLoggerFactory.Instance);
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unavailable"), await ErrorAsync(await http.GetAsync(Url(host.Port, "/ping"))));

        Assert.Equal("/a/../%41%2f;b {\"x\":[\"1\",\"2\"]} {}", await (await PostAsync("/a/../%41%2f;b?x=1&x=2", "")).Content.ReadAsStringAsync());
        Assert.Equal("/ {} {\"a\":1}", await (await PostAsync("/", "{\"a\":1}", ("Expect", "100-continue"), ("Host", "else.where:1"))).Content.ReadAsStringAsync());
        Assert.Contains("Containerless-Tier", (await PostAsync("/", "")).Headers.Select(static header => header.Key), StringComparer.Ordinal);
        Assert.Equal("/get {} {}", await http.GetStringAsync(Url(host.Port, "/get")));
        // Long enough to be copied, and to arrive in many pieces; with and without a length.
        string text = new('x', 1_000_000);
        Assert.Equal("/long {} 1000000", await (await PostAsync("/long", text)).Content.ReadAsStringAsync());
        Assert.Equal("/long {} 1000000", await (await PostAsync("/long", text, ("Transfer-Encoding", "chunked"))).Content.ReadAsStringAsync());
        string tooLong = new('x', (1 << 20) + 1);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "RequestTooLong"), await ErrorAsync(await PostAsync("/", tooLong)));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "RequestTooLong"),
            await ErrorAsync(await PostAsync("/", tooLong, ("Transfer-Encoding", "chunked"))));
        Assert.Equal((HttpStatusCode.BadRequest, "BadRequest"), await ErrorAsync(await PostAsync("/", "{\"a\" 1}")));
        using (var broken = new TcpClient())
        {
            await broken.ConnectAsync(IPAddress.Loopback, host.Port);
            await broken.GetStream().WriteAsync("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"u8.ToArray());
            using var reader = new StreamReader(broken.GetStream());
            Assert.Equal("HTTP/1.1 400 Bad Request", await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)));
        }

        HttpResponseMessage put = await http.PutAsync(Url(host.Port, "/"), null);
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "MethodNotAllowed"), await ErrorAsync(put));
        Assert.Equal(["GET", "POST"], put.Content.Headers.Allow);
        Assert.Equal("ok", await http.GetStringAsync(Url(host.Port, "/ping")));
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(Url(host.AdminPort, "/_containerless/trace"))).StatusCode);

        async Task<HttpResponseMessage> PostAsync(string target, string body, params (string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Url(host.Port, target)) { Content = new StringContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(body.StartsWith('{') ? "application/json" : "text/plain");
            foreach ((string name, string value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            return await http.SendAsync(request);
        }
    }

    private static Uri Url(int port, string target) =>
        new($"http://127.0.0.1:{port}{target}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    private static async Task<(HttpStatusCode, string)> ErrorAsync(HttpResponseMessage response)
    {
        using var document = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return (response.StatusCode, document.RootElement.GetProperty("error").GetProperty("name").GetString()!);
    }
}
