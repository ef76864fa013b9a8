using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Containerless.Runtime.Hosting;
using Containerless.Runtime.Tests.Differential;

namespace Containerless.Runtime.Tests.Hosting;

/// <summary>The same requests through the reader and through the functions' library itself, in Node.</summary>
public class RequestReaderTests
{
    private const string Driver = """
        const { readRequest } = require(process.argv[1]);
        const cases = JSON.parse(require('fs').readFileSync(0, 'utf8'));
        process.stdout.write(JSON.stringify(cases.map(([target, type, hex]) => {
          try {
            const read = readRequest(target, type ?? undefined, Buffer.from(hex, 'hex'));
            return JSON.stringify(read);
          } catch (e) { return 'refused: ' + e.message; }
        })));
        """;

    private static readonly string?[] Types =
    [
        null, "", "application/json", "Application/JSON ; charset=utf-8", "application/ld+json", "text/plain", "text/plain+json;x",
        "application/x-www-form-urlencoded", "APPLICATION/x-www-form-urlencoded;charset=x", "json", "application/jsonx", ";application/json",
    ];

    private static readonly string[] Bodies =
    [
        "", "{}", "{\"a\":[1,2,{\"b\":null}]}", "[1,", "{\"half\":", "text", "\"quoted\"", "5", "a=1&b=2&a=3&a=4", "=&&x&=1&y=", "k=1&k=2&l=%20+x",
        "%zz=%e9&%F0%9F%98%80=%41%", "__proto__=1&__proto__=2", "2=b&1=a&z=c&0=d", "\ufeff{}", "\ufeff", "?a=1", "a=b=c", "a=%ef%bb%bfx", "é=漢&%C3=%28",
        "\n\n  {\"é\": tru}", "{\"a\":\n \"\ud83d\ude00\u0001\"}", "[1,2\n,\n]", "{\"a\":1,}", "-", "1.", "01", "\"\\u12x4\"", "\"abc", "nul", "{\"a\" 1}", "[1]]", "\t",
    ];

    private static Instance NewInstance() =>
        Instance.Start(() => new TestProgram(static (_, _) => { }), new InstanceOptions(), out _)!;

    private static void Compare(List<(string Target, string? Type, byte[] Body)> requests)
    {
        var cases = new JsonArray();
        foreach ((string target, string? type, byte[] body) in requests)
            cases.Add((JsonNode)new JsonArray(target, type, Convert.ToHexString(body)));
        JsonArray expected = RunNode(cases);
        Instance instance = NewInstance();
        for (int i = 0; i < requests.Count; i++)
        {
            (string target, string? type, byte[] body) = requests[i];
            bool read = RequestReader.TryRead(instance, target, type, body, out FunctionRequest request, out RequestError error);
            string got = read
                ? Intrinsics.JsonStringify(instance.Realm, RequestReader.ToArgument(instance.Realm, request)).ToString()
                : $"refused: {error.Message}";
            if (!read) Assert.Equal((400, "BadRequest"), (error.Status, error.Name));
            Assert.True(got == (string?)expected[i], $"{cases[i]!.ToJsonString()}: Node gives {expected[i]}, got {got}");
        }
    }

    private static JsonArray RunNode(JsonArray cases)
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "Containerless.sln"))) root = Path.GetDirectoryName(root);
        var start = new ProcessStartInfo("node")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add("-e");
        start.ArgumentList.Add(Driver);
        start.ArgumentList.Add(Path.Combine(root!, "javascript/containerless/lib/request.js"));
        using Process node = Process.Start(start)!;
        Task<string> output = node.StandardOutput.ReadToEndAsync();
        node.StandardInput.Write(cases.ToJsonString());
        node.StandardInput.Close();
        string text = output.Result;
        node.WaitForExit();
        Assert.Equal(0, node.ExitCode);
        return JsonNode.Parse(text)!.AsArray();
    }

    [Fact]
    public void Bodies_of_every_type_are_read_as_the_library_reads_them() =>
        Compare([.. from t in Types from b in Bodies select ("/p", t, Encoding.UTF8.GetBytes(b))]);

    [Fact]
    public void Targets_are_read_as_the_library_reads_them() => Compare(
    [
        .. new[]
        {
            "/", "", "?", "/a%2Fb/../c?q=1&q=2&r=%C3%BC+%26%3D", "/?", "/??a=1", "/?a", "/?a=1?b=2", "/x?&&", "/x?2=a&1=b", "/x?__proto__=1", "/x?a%00b=c",
            "/x?a=%", "/x?a=%4", "/x?a=%gg", "/x?%E4=%E4", "/x?a=1#b", "*", "http://h/p?x=1", "/x?toString=1&constructor=2",
        }.Select(static t => (t, (string?)null, Array.Empty<byte>())),
    ]);

    [Fact]
    public void Random_bytes_are_read_as_the_library_reads_them()
    {
        Random random = Inputs.Seeded("requests");
        List<(string, string?, byte[])> requests = [];
        for (int i = 0; i < 6000; i++)
        {
            byte[] body;
            if (i % 3 == 0)
            {
                body = new byte[random.Next(12)];
                random.NextBytes(body);
            }
            else
            {
                body = Encoding.UTF8.GetBytes(Bodies[random.Next(Bodies.Length)]);
                for (int k = random.Next(3); k > 0 && body.Length > 0; k--)
                    body[random.Next(body.Length)] = random.Next(2) == 0 ? (byte)random.Next(256) : (byte)"{}[],:\"\\0&=%+ "[random.Next(14)];
            }
            string target = "/" + Inputs.RandomText(random, "ab?&=%+2f0E", 12);
            requests.Add((target, Types[random.Next(Types.Length)], body));
        }
        Compare(requests);
    }

    [Fact]
    public void A_refused_request_leaves_the_instance_usable()
    {
        Instance instance = NewInstance();
        Assert.False(RequestReader.TryRead(instance, "/", "application/json", "{"u8, out _, out RequestError error));
        Assert.Equal("The body is not JSON: line 1, column 2.", error.Message);
        Assert.False(instance.Poisoned);
        Assert.True(RequestReader.TryRead(instance, "/", null, default, out _, out _));
    }

    [Fact]
    public void Very_deep_json_bails_out_and_poisons()
    {
        Instance instance = NewInstance();
        byte[] body = new byte[5_000_000];
        body.AsSpan().Fill((byte)'[');
        Assert.Throws<Bailout>(() => RequestReader.TryRead(instance, "/", null, body, out _, out _));
        Assert.True(instance.Poisoned);
    }

    [Fact]
    public void Reading_is_charged()
    {
        Instance instance = Instance.Start(() => new TestProgram(static (_, _) => { }),
            new InstanceOptions { Limits = new Limits { MemoryBytes = 1 << 20 } }, out _)!;
        byte[] body = Encoding.UTF8.GetBytes("[" + string.Join(",", Enumerable.Repeat("{}", 200_000)) + "]");
        LimitExceeded limit = Assert.Throws<LimitExceeded>(() => RequestReader.TryRead(instance, "/", null, body, out _, out _));
        Assert.Equal("MemoryLimitExceeded", limit.Limit);
        Assert.True(instance.Poisoned);
    }
}
