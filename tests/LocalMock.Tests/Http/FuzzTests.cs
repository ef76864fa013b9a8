using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Containerless.LocalMock.Tests.Http;

/// <summary>
/// Random requests, byte by byte on a socket: whatever is wrong with them is the client's fault and answered so.
/// CONTAINERLESS_TEST_SEED (1) chooses them.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Requests = 2000;

    private static readonly string[] Routes =
    [
        "GET /", "POST /upload", "POST /login", "GET /status", "POST /status", "GET /begin", "POST /balance", "POST /commit",
        "GET /files", "LIST /files/b", "PUT /files/a", "GET /files/a", "HEAD /files/a", "DELETE /files/a", "POST /files/b/c",
        "GET /files/b/c", "GET /values", "PUT /values/k", "GET /values/k", "DELETE /values/k", "POST /values/x/y",
        "GET /openapi.json", "GET /files?limit=2&prefix=b", "PATCH /files/a", "OPTIONS /", "GET /nowhere",
    ];

    private static readonly string[] Bodies =
    [
        """{"username":"emily","password":"herbert"}""", """{"state":"success"}""", """{"name":"tea"}""",
        """{"name":"tea","transaction":7}""", """{"transaction":1,"mutation":{"name":"tea","balance":12.5}}""", "[1,2,{}]", "\"x\"",
    ];

    private static readonly (string Name, string Value)[] Headers =
    [
        ("Content-Type", "text/plain"), ("If-Match", "\"1\""), ("If-Match", "*"), ("If-None-Match", "*"), ("If-None-Match", "W/\"a\", \"b\""),
        ("Range", "bytes=0-3"), ("Range", "bytes=-5,1-2"), ("If-Range", "\"1\""), ("If-Modified-Since", "Wed, 21 Oct 2015 07:28:00 GMT"),
        ("If-Unmodified-Since", "Wed, 21 Oct 2015 07:28:00 GMT"), ("Accept-Encoding", "gzip"), ("Expect", "100-continue"),
    ];

    [Fact]
    public async Task No_request_is_answered_with_500()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("CONTAINERLESS_TEST_SEED"), CultureInfo.InvariantCulture, out var given) ? given : 1;
        var random = new Random(seed);
        await using var store = await RunningStore.StartAsync(new StoreOptions { MaxFileBytes = 300 });
        var unanswered = 0;
        var statuses = new SortedDictionary<int, int>();
        for (var i = 0; i < Requests; i++)
        {
            var request = Next(random);
            var answer = await SendAsync(store.Client.BaseAddress!.Port, request);
            var shown = $"seed {seed}, request {i}:\n{Encoding.Latin1.GetString(request)}\nanswered:\n{answer}";
            if (answer.Length == 0)
            {
                unanswered++;
                continue;
            }

            Assert.True(answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal), shown);
            // An interim answer comes before the one that counts.
            var final = answer.StartsWith("HTTP/1.1 100", StringComparison.Ordinal) ? answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..] : answer;
            var status = final.Length == 0 ? 100 : int.Parse(final.AsSpan(9, 3), CultureInfo.InvariantCulture);
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            Assert.True(status < 500, shown);
            if (status >= 400 && final.Contains("application/json", StringComparison.Ordinal)
                && !Encoding.Latin1.GetString(request).StartsWith("HEAD", StringComparison.Ordinal))
            {
                Assert.True(final.Contains("{\"error\":\"", StringComparison.Ordinal), shown);
            }
        }

        Assert.True(unanswered < Requests / 100, $"{unanswered} not answered");
        output.WriteLine(string.Join(", ", statuses.Select(pair => $"{pair.Key}: {pair.Value}")));
        foreach (var expected in (int[])[200, 201, 400, 404, 409, 412, 413])
        {
            Assert.Contains(expected, statuses.Keys);
        }

        Assert.Equal(12345, await store.BalanceAsync("tea")); // and it still serves
    }

    private static byte[] Next(Random random)
    {
        var (method, target) = Routes[random.Next(Routes.Length)].Split(' ') is [var first, var second] ? (first, second) : default;
        var body = Encoding.UTF8.GetBytes(random.Next(8) switch
        {
            0 => "",
            1 => new string('[', random.Next(300)),
            2 => new string('x', 1 + random.Next(600)),
            _ => Bodies[random.Next(Bodies.Length)],
        });
        Mutate(random, body, 3);
        for (var i = random.Next(3) == 0 ? random.Next(1, 4) : 0; i > 0; i--)
        {
            string[] pieces = ["%", "%00", "%ff", "%2e%2e", "/", "..", "\\", "é", "?", "&limit=x", "?prefix=%00", "%2F", "\u0001", new('n', 1100)];
            target = target.Insert(random.Next(1, target.Length + 1), pieces[random.Next(pieces.Length)]);
        }

        var head = new StringBuilder($"{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        for (var i = random.Next(3); i > 0; i--)
        {
            var (name, value) = Headers[random.Next(Headers.Length)];
            var bytes = Encoding.Latin1.GetBytes(value);
            Mutate(random, bytes, 1);
            head.Append($"{name}: {Encoding.Latin1.GetString(bytes).Replace('\r', '?').Replace('\n', '?')}\r\n");
        }

        head.Append($"Content-Length: {body.Length}\r\n\r\n");
        return [.. Encoding.Latin1.GetBytes(head.ToString()), .. body];
    }

    private static void Mutate(Random random, byte[] bytes, int most)
    {
        for (var i = random.Next(most + 1); i > 0 && bytes.Length > 0 && random.Next(2) == 0; i--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }
    }

    private static async Task<string> SendAsync(int port, byte[] request)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", port, timeout.Token);
        await using var stream = socket.GetStream();
        try
        {
            await stream.WriteAsync(request, timeout.Token);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            return await reader.ReadToEndAsync(timeout.Token);
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            return ""; // refused and closed while it was being sent
        }
    }
}
