// The invoker's request handler with a compiled function behind it and nothing in front: no Kestrel, no sockets, and calls of the function
// are answered in the process. Started by bench/telemetry.js:  CONFIG REQUESTS REPLY  (the invoker's configuration, an array of
// {path, body, headers}, what a call is answered; all JSON). Each line on standard input asks for a turn; the answer is a line of JSON: the
// fastest batch's nanoseconds a request, and the bytes that a request of the turn allocated.
using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Containerless.Invoker.Compiled;
using Containerless.Invoker.Egress;
using Containerless.Invoker.Http;
using Containerless.Invoker.Observation;
using Containerless.ServiceDefaults;
using Containerless.Shared;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;

const int batches = 160, requestsInBatch = 50;
using Telemetry telemetry = Telemetry.Start("invoker", [InvokerTelemetry.Name], LogLevel.Warning); // as an invoker does
InvokerConfiguration configuration = InvokerConfiguration.Parse(args[0]);
Request[] requests = [.. JsonSerializer.Deserialize<RequestText[]>(args[1], JsonSerializerOptions.Web)!.Select(r => new Request(r))];
byte[] reply = Encoding.UTF8.GetBytes(args[2]);

using EgressTransport egress = EgressTransport.Create(configuration, NullLoggerFactory.Instance, _ => new Replies(reply));
var counters = new RequestCounters();
Artifact artifact = new ArtifactStore(configuration.ArtifactsDir).ReadCurrent(configuration.ImageName)!;
var handler = new RequestHandler(null!, counters, configuration.Limits.RequestBytes, NullLogger.Instance)
{
    Compiled = CompiledTier.Load(artifact, configuration, new EgressClient(egress), counters, NullLoggerFactory.Instance),
};

// The JIT optimises in the background, in steps, and wants moments without new code: until nothing has become faster for a while.
long best = long.MaxValue;
for (int sinceBest = 0; sinceBest < 80; sinceBest++)
{
    long took = await BatchAsync(8 * requestsInBatch);
    if (took < 0.95 * best)
    {
        (best, sinceBest) = (took, 0);
    }

    await Task.Delay(50);
}

while (Console.ReadLine() is not null)
{
    long fastest = long.MaxValue;
    long before = GC.GetTotalAllocatedBytes(precise: true);
    for (int i = 0; i < batches; i++)
    {
        fastest = Math.Min(fastest, await BatchAsync(requestsInBatch));
    }

    long bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
    Console.WriteLine(FormattableString.Invariant($$"""
        {"ns": {{fastest * 1e9 / Stopwatch.Frequency / requestsInBatch}}, "bytes": {{(double)bytes / batches / requestsInBatch}}}
        """));
}

if (counters.ByTier[TierNames.Compiled] == 0 || counters.Bailouts.Count > 0)
{
    throw new InvalidOperationException($"Not all was compiled: {string.Join(", ", counters.Bailouts.Keys)}");
}

async Task<long> BatchAsync(int count)
{
    long began = Stopwatch.GetTimestamp();
    for (int i = 0; i < count; i++)
    {
        FeatureCollection features = requests[i % requests.Length].Arrive();
        await handler.HandleAsync(features);
        if (features.GetRequiredFeature<IHttpResponseFeature>().StatusCode != 200)
        {
            throw new InvalidOperationException("A request failed.");
        }
    }

    return Stopwatch.GetTimestamp() - began;
}

internal sealed record RequestText(string Path, string Body, Dictionary<string, string> Headers);

/// <summary>A request that arrives again and again.</summary>
internal sealed class Request
{
    private readonly FeatureCollection features = new();
    private readonly HttpRequestFeature request;
    private readonly HttpResponseFeature response = new();
    private readonly Body body;

    public Request(RequestText text)
    {
        body = new Body(Encoding.UTF8.GetBytes(text.Body));
        request = new HttpRequestFeature { Method = "POST", Path = text.Path, RawTarget = text.Path };
        foreach ((string name, string value) in text.Headers)
        {
            request.Headers[name] = value;
        }

        request.Headers.ContentLength = text.Body.Length;
        features.Set<IHttpRequestFeature>(request);
        features.Set<IHttpResponseFeature>(response);
        features.Set<IRequestBodyPipeFeature>(body);
        features.Set<IHttpResponseBodyFeature>(body);
    }

    public FeatureCollection Arrive()
    {
        response.Headers.Clear();
        body.Arrive();
        return features;
    }

    /// <summary>The request's body, and an answer's, which is thrown away.</summary>
    private sealed class Body(byte[] bytes) : IRequestBodyPipeFeature, IHttpResponseBodyFeature
    {
        public PipeReader Reader { get; private set; } = PipeReader.Create(new ReadOnlySequence<byte>(bytes));

        public PipeWriter Writer { get; } = PipeWriter.Create(Stream.Null);

        public Stream Stream => Stream.Null;

        public void Arrive()
        {
            Reader = PipeReader.Create(new ReadOnlySequence<byte>(bytes));
            Writer.FlushAsync().AsTask().Wait(); // Stream.Null has taken the last answer at once.
        }

        public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

        public Task CompleteAsync() => Task.CompletedTask;

        public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public void DisableBuffering()
        {
        }
    }
}

/// <summary>Answers every call with the same reply.</summary>
internal sealed class Replies(byte[] reply) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage { Content = new ByteArrayContent(reply) });
}
