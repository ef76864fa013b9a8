using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Containerless.Invoker.Compilation;
using Containerless.Invoker.Compiled;
using Containerless.Invoker.Http;
using Containerless.Runtime.Hosting;
using Containerless.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace Containerless.Invoker.Tests.Fakes;

/// <summary>A real invoker on a free port, reached by real HTTP, with fakes where a test wants a fault.</summary>
internal sealed class TestInvoker : IAsyncDisposable
{
    public static readonly ProgramHashes Hashes = new("s", "t", "l", "v20.20.2");
    private readonly TemporaryFolder folder = new();
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(30) };

    public FakeIsolation Isolation { get; } = new();

    public FakeCompiler Compiler { get; } = new();

    /// <summary>The first version loaded.</summary>
    public FakeTier Tier { get; } = new();

    /// <summary>Makes the versions after the first.</summary>
    public Func<Artifact, ICompiledTier> LoadNext { get; set; } = static artifact => new FakeTier { Hash = artifact.Hash };

    /// <summary>Versions loaded so far, oldest first.</summary>
    public ConcurrentQueue<ICompiledTier> Loaded { get; } = new();

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public Action<Artifact> Check { get; set; } = static _ => { };

    public ConcurrentQueue<StateChange> Changes { get; } = new();

    public InvokerHost Host { get; private set; } = null!;

    public string Folder => folder.Path;

    public InvokerConfiguration Configuration { get; private set; } = null!;

    public static async Task<TestInvoker> StartAsync(
        InitialState initial, Func<InvokerConfiguration, InvokerConfiguration>? change = null, Action<TestInvoker>? setUp = null)
    {
        var invoker = new TestInvoker();
        var configuration = new InvokerConfiguration
        {
            ImageName = "f", BindPort = 0, InitialState = initial, ArtifactsDir = invoker.folder.Path, UtilizationLog = "",
            MaxRequestsToTrace = 3,
        };
        invoker.Configuration = configuration = change?.Invoke(configuration) ?? configuration;
        Prepare(invoker.folder.Path);
        setUp?.Invoke(invoker);
        try
        {
            invoker.Host = await InvokerHost.StartAsync(configuration, invoker.Services());
            return invoker;
        }
        catch
        {
            invoker.http.Dispose();
            invoker.folder.Dispose();
            throw;
        }
    }

    public static void Prepare(string folder)
    {
        string directory = PreparedFunction.DirectoryOf(folder, "f");
        Directory.CreateDirectory(directory);
        File.WriteAllBytes(Path.Combine(directory, "manifest.json"), PreparedFunction.WriteManifest("f", "f.js", Hashes));
    }

    public static Artifact ArtifactOf(byte[] trace, ProgramHashes hashes, string csharp = "class C;") => new(
        trace, Encoding.UTF8.GetBytes(csharp), [1], [2],
        JsonSerializer.SerializeToUtf8Bytes(new { hashes = new { source = hashes.Source, transform = hashes.Transform, library = hashes.Library, node = hashes.Node } }));

    public InvokerServices Services() => new()
    {
        Logs = NullLoggerFactory.Instance,
        CreateIsolation = (_, _, _, _, _) => Task.FromResult<Containerless.Invoker.Isolation.IIsolationProvider>(Isolation),
        CreateCompiler = (_, _) => Compiler,
        Time = Time,
        Check = artifact => Check(artifact),
        Load = (artifact, _, _, _, _) =>
        {
            ICompiledTier tier = Tier;
            if (Loaded.IsEmpty)
            {
                Tier.Hash = artifact.Hash;
            }
            else
            {
                tier = LoadNext(artifact);
            }

            Loaded.Enqueue(tier);
            return tier;
        },
        StateChanged = Changes.Enqueue,
    };

    public Uri Url(string path) => new($"http://127.0.0.1:{Host.Port}{path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    public Task<Reply> PostAsync(string path, string body = "{}", string? type = "application/json") =>
        PostAsync(path, Encoding.UTF8.GetBytes(body), type);

    public async Task<Reply> PostAsync(string path, byte[] body, string? type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Url(path)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        return await SendAsync(request);
    }

    public async Task<Reply> SendAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, Url(path));
        return await SendAsync(request);
    }

    public async Task<Reply> AdminAsync(string path, string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{Host.AdminPort}{path}");
        request.Headers.Host = host;
        return await SendAsync(request);
    }

    public async Task<StatusDocument> StatusAsync() =>
        JsonSerializer.Deserialize((await AdminAsync("/_containerless/status")).Body, ReadableJson.Default.StatusDocument)!;

    public async Task UntilAsync(string state)
    {
        for (int i = 0; i < 500; i++)
        {
            if (Changes.Any(change => change.State == state))
            {
                return;
            }

            await Task.Delay(10);
        }

        Assert.Fail($"never became {state}; was {string.Join(", ", Changes)}");
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        http.Dispose();
        folder.Dispose();
    }

    private async Task<Reply> SendAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage response = await http.SendAsync(request);
        return new Reply(response.StatusCode, await response.Content.ReadAsStringAsync(),
            response.Headers.TryGetValues("Containerless-Tier", out var tier) ? string.Join(",", tier) : null,
            response.Headers.TryGetValues("Containerless-Bailout", out var reason) ? string.Join(",", reason) : null,
            response.Headers.ToString() + response.Content.Headers);
    }
}

internal sealed record Reply(HttpStatusCode Status, string Body, string? Tier, string? Bailout, string Headers);

internal sealed class FakeCompiler : ICompiler
{
    public Func<byte[], Task<Artifact>> Compile { get; set; } =
        static trace => Task.FromResult(TestInvoker.ArtifactOf(trace, TestInvoker.Hashes));

    /// <summary>By default every trace beyond the first is new, and changes the code.</summary>
    public Func<IReadOnlyList<byte[]>, Task<Artifact?>> Grow { get; set; } = static traces =>
    {
        byte[] merged = [.. traces.SelectMany(static trace => trace)];
        return Task.FromResult<Artifact?>(TestInvoker.ArtifactOf(merged, TestInvoker.Hashes, $"class C; // {merged.Length}"));
    };

    public ConcurrentQueue<IReadOnlyList<byte[]>> Grown { get; } = new();

    public Task WarmAsync(CancellationToken ct) => Task.CompletedTask;

    public Task<Artifact?> CompileGrownAsync(IReadOnlyList<byte[]> traces, CancellationToken ct)
    {
        Grown.Enqueue(traces);
        return Grow(traces);
    }

    public Task<Artifact> CompileAsync(byte[] trace, CancellationToken ct) => Compile(trace);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

internal sealed class FakeTier : ICompiledTier
{
    public Func<IncomingRequest, CompiledResult> Handle { get; set; } = static _ => CompiledResult.Answered("compiled answer");

    public TaskCompletionSource<string> Demotion { get; } = new();

    public bool Disposed { get; private set; }

    public bool Retired { get; private set; }

    public string Hash { get; set; } = "";

    public RealmStatus Realms => new(1, 0, 2, 0);

    public Task<string> Demoted => Demotion.Task;

    public Action<IncomingRequest, string, AttemptRecord>? Unfinished { get; set; }

    public IReadOnlyList<IncomingRequest> Warmed { get; private set; } = [];

    public Task WarmAsync(IReadOnlyList<IncomingRequest> recorded)
    {
        Warmed = recorded;
        return Task.CompletedTask;
    }

    public ValueTask<CompiledResult> HandleAsync(in IncomingRequest request) => new(Handle(request));

    public Task RetireAsync()
    {
        Retired = true;
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Disposed = true;
        return ValueTask.CompletedTask;
    }
}
