using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Containerless.Compiler.Verify;
using Containerless.Shared;
using Microsoft.AspNetCore.Builder;

namespace Containerless.Compiler.Tests.Service;

public sealed class CompilerServiceTests : IAsyncLifetime
{
    private readonly WebApplication _service = CompilerService.Build(["--urls", "http://127.0.0.1:0"]);
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        await _service.StartAsync();
        _client = new HttpClient { BaseAddress = new Uri(_service.Urls.First()), Timeout = TimeSpan.FromMinutes(3) };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task Health_says_when_it_is_warm()
    {
        HttpStatusCode status = default;
        for (int i = 0; i < 2_400 && status != HttpStatusCode.OK; i++)
        {
            status = (await _client.GetAsync("/health")).StatusCode;
            Assert.True(status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable);
            await Task.Delay(50);
        }

        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Fact]
    public async Task Compiles_a_trace_to_an_artifact_with_its_hash()
    {
        byte[] trace = GoldenTests.Trace("guards");

        HttpResponseMessage answer = await _client.PostAsync("/compile", new ByteArrayContent(trace));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        CompileReply reply = (await answer.Content.ReadFromJsonAsync<CompileReply>())!;
        Assert.Equal(Artifact.HashOf(trace, reply.CSharp, reply.Assembly, reply.Symbols), reply.Hash);
        ArtifactVerifier.Verify(reply.Assembly);
        Dictionary<int, string> lines = reply.Report.GetProperty("lines").EnumerateArray()
            .ToDictionary(static l => l.GetProperty("line").GetInt32(), static l => l.GetProperty("status").GetString()!);
        Assert.Equal(("compiled", "partial", "unknown", "compiled"), (lines[9], lines[10], lines[11], lines[16]));
        JsonElement hashes = JsonDocument.Parse(trace).RootElement.GetProperty("hashes");
        Assert.Equal(hashes.GetProperty("source").GetString(), reply.Report.GetProperty("hashes").GetProperty("source").GetString());
    }

    [Fact]
    public async Task Merges_several_traces_and_says_when_the_later_ones_add_nothing()
    {
        string part = Encoding.UTF8.GetString(GoldenTests.Trace("guards", [GoldenTests.Requests("guards")[0]!.DeepClone()]));
        string whole = Encoding.UTF8.GetString(GoldenTests.Trace("guards"));

        HttpResponseMessage answer = await _client.PostAsync("/compile", new StringContent($" [{part}, {whole}]"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        CompileReply reply = (await answer.Content.ReadFromJsonAsync<CompileReply>())!;
        Assert.Equal(Artifact.HashOf(reply.Trace, reply.CSharp, reply.Assembly, reply.Symbols), reply.Hash);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(whole), JsonNode.Parse(reply.Trace)));

        HttpResponseMessage nothing = await _client.PostAsync("/compile", new StringContent($"[{whole},{part}]"));
        Assert.Equal((HttpStatusCode.NoContent, ""), (nothing.StatusCode, await nothing.Content.ReadAsStringAsync()));

        string other = TraceText.With(whole, static d => d["hashes"]!["library"] = d["hashes"]!["source"]!.GetValue<string>());
        HttpResponseMessage refused = await _client.PostAsync("/compile", new StringContent($"[{whole},{other}]"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        CompileRefusal refusal = (await refused.Content.ReadFromJsonAsync<CompileRefusal>())!;
        Assert.Equal(("$.hashes", "the traces differ in their library hash, and cannot be merged"), (refusal.Error.Path, refusal.Error.Message));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("[]")]
    [InlineData("[1]")]
    [InlineData("[{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}]")]
    public async Task Refuses_a_list_that_holds_no_traces(string list)
    {
        HttpResponseMessage answer = await _client.PostAsync("/compile", new StringContent(list));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("$", (await answer.Content.ReadFromJsonAsync<CompileRefusal>())!.Error.Path);
    }

    [Fact]
    public async Task Refuses_an_invalid_trace_with_the_json_path_of_its_fault()
    {
        HttpResponseMessage answer = await _client.PostAsync("/compile", new StringContent("""{ "version": 7 }"""));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        CompileRefusal refusal = (await answer.Content.ReadFromJsonAsync<CompileRefusal>())!;
        Assert.Equal("$.version", refusal.Error.Path);
    }

    [Fact]
    public async Task Says_why_a_valid_trace_cannot_be_compiled()
    {
        string trace = TraceText.With(TraceText.Of("", "", ""), static d =>
            d["functions"]![0]!["body"] = System.Text.Json.Nodes.JsonNode.Parse("""{ "kind": "unknown", "at": [1, 0] }"""));

        HttpResponseMessage answer = await _client.PostAsync("/compile", new StringContent(trace));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        CompileRefusal refusal = (await answer.Content.ReadFromJsonAsync<CompileRefusal>())!;
        Assert.Null(refusal.Error.Path);
        Assert.Contains("top level", refusal.Error.Message, StringComparison.Ordinal);
    }
}
