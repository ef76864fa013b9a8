using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Containerless.Invoker.Observation;
using Containerless.Shared;

namespace Containerless.Invoker.Compilation;

/// <summary>Speaks to a compiler service (<c>docs/wire.md</c>).</summary>
public sealed class CompilerClient : IDisposable
{
    /// <summary>How long one compilation may take; the first after a cold start needs about 3 s.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly HttpClient http;

    /// <summary>Creates a client of the service at <paramref name="address"/>, reached through a handler it owns.</summary>
    /// <param name="address">Where the service listens.</param>
    /// <param name="handler">Reaches it.</param>
    /// <param name="longest">How long it may take to answer; two minutes by default.</param>
    public CompilerClient(Uri address, HttpMessageHandler handler, TimeSpan? longest = null) =>
        http = new HttpClient(handler) { BaseAddress = address, Timeout = longest ?? Longest, MaxResponseContentBufferSize = 256 << 20 };

    /// <summary>Whether the service answers that it is warm. One that stands still does not.</summary>
    public async Task<bool> IsHealthyAsync(CancellationToken ct)
    {
        try
        {
            using HttpResponseMessage response = await http.GetAsync(new Uri("health", UriKind.Relative), ct).ConfigureAwait(false);
            return response.IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }

    /// <summary>Has a trace compiled.</summary>
    /// <exception cref="CompilationException">No artifact came of it.</exception>
    public async Task<Artifact> CompileAsync(byte[] trace, CancellationToken ct) =>
        await SendAsync(trace, _ => trace, ct).ConfigureAwait(false)
        ?? throw new CompilationException("the compiler answered a single trace with nothing");

    /// <summary>Has traces of one program merged, and what they saw together compiled.</summary>
    /// <returns>Null when the later traces add nothing to the first.</returns>
    /// <exception cref="CompilationException">No artifact came of them.</exception>
    public Task<Artifact?> CompileGrownAsync(IReadOnlyList<byte[]> traces, CancellationToken ct)
    {
        // A trace that is not one JSON value can only damage the list or lengthen it, and each that is added must be of
        // the same program.
        using var list = new MemoryStream();
        for (int i = 0; i < traces.Count; i++)
        {
            list.Write(i == 0 ? "["u8 : ","u8);
            list.Write(traces[i]);
        }

        list.Write("]"u8);
        return SendAsync(list.ToArray(), static reply => reply.Trace, ct);
    }

    private async Task<Artifact?> SendAsync(byte[] sent, Func<CompileReply, byte[]?> traceOf, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("compile", UriKind.Relative))
        {
            Content = new ByteArrayContent(sent) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        InvokerTelemetry.PassOn(request);
        byte[] body;
        HttpStatusCode status;
        try
        {
            using HttpResponseMessage response = await http.SendAsync(request, ct).ConfigureAwait(false);
            status = response.StatusCode;
            body = await response.Content.ReadAsByteArrayAsync(ct).ConfigureAwait(false);
        }
        catch (HttpRequestException error)
        {
            throw new CompilationException($"the compiler cannot be reached: {error.Message}", error);
        }
        catch (OperationCanceledException error) when (!ct.IsCancellationRequested)
        {
            throw new CompilationException($"the compiler did not answer within {http.Timeout.TotalSeconds} s", error);
        }

        try
        {
            return status switch
            {
                HttpStatusCode.OK => ArtifactOf(body, traceOf),
                HttpStatusCode.NoContent => null,
                HttpStatusCode.BadRequest => throw Refused("the trace is invalid", body),
                HttpStatusCode.UnprocessableEntity => throw Refused("the trace cannot be compiled", body),
                _ => throw new CompilationException($"the compiler failed with status {(int)status}"),
            };
        }
        catch (JsonException error)
        {
            throw new CompilationException($"the compiler's answer is damaged: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private static Artifact ArtifactOf(byte[] body, Func<CompileReply, byte[]?> traceOf)
    {
        CompileReply? reply = JsonSerializer.Deserialize(body, WireJson.Default.CompileReply);
        if (reply is not { CSharp: not null, Assembly: not null, Symbols: not null }
            || reply.Report.ValueKind != JsonValueKind.Object || traceOf(reply) is not { } trace)
        {
            throw new CompilationException("the compiler's answer leaves out a part of the artifact");
        }

        var artifact = new Artifact(trace, Encoding.UTF8.GetBytes(reply.CSharp), reply.Assembly, reply.Symbols,
            JsonSerializer.SerializeToUtf8Bytes(reply.Report, ReadableJson.Default.JsonElement));
        return reply.Hash == artifact.Hash
            ? artifact
            : throw new CompilationException(
                $"the compiler's answer is damaged: it says its hash is {reply.Hash}, and it is {artifact.Hash}");
    }

    private static CompilationException Refused(string what, byte[] body)
    {
        CompileError? error = JsonSerializer.Deserialize(body, WireJson.Default.CompileRefusal)?.Error;
        return new CompilationException(error is null
            ? what
            : $"{what}: {(error.Path is null ? "" : error.Path + ": ")}{error.Message}") { IsRefusal = true };
    }
}
