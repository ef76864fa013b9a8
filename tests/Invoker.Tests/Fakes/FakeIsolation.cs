using System.Net;
using System.Text;
using Containerless.Invoker.Isolation;

namespace Containerless.Invoker.Tests.Fakes;

/// <summary>Instances whose answers and deaths a test decides: for faults that a real Node cannot be asked to have.</summary>
internal sealed class FakeIsolation : IIsolationProvider
{
    private int started;

    /// <summary>Answers one request of one instance.</summary>
    public Func<FakeInstance, HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Answer { get; set; } =
        static (_, request, _) => Task.FromResult(Text($"{request.Method} {request.RequestUri!.PathAndQuery}"));

    /// <summary>Throws or delays a start.</summary>
    public Func<InstanceKind, Task> BeforeStart { get; set; } = static _ => Task.CompletedTask;

    public byte[] Trace { get; set; } = "{\"version\":1}"u8.ToArray();

    public List<FakeInstance> All { get; } = [];

    public bool Disposed { get; private set; }

    public string Name => "fake";

    public int Live(InstanceKind kind)
    {
        lock (All)
        {
            return All.Count(instance => instance.Kind == kind && !instance.Exited.IsCompleted);
        }
    }

    public async Task<IIsolatedInstance> StartAsync(InstanceKind kind, CancellationToken ct)
    {
        await BeforeStart(kind);
        ct.ThrowIfCancellationRequested();
        var instance = new FakeInstance(this, kind, $"fake-{Interlocked.Increment(ref started)}");
        lock (All)
        {
            All.Add(instance);
        }

        return instance;
    }

    public ValueTask DisposeAsync()
    {
        Disposed = true;
        return ValueTask.CompletedTask;
    }

    public static HttpResponseMessage Text(string text) =>
        new(HttpStatusCode.OK) { Content = new StringContent(text, Encoding.UTF8, "text/plain") };
}

internal sealed class FakeInstance : IIsolatedInstance
{
    private readonly TaskCompletionSource<string> exited = new();
    private readonly FakeIsolation owner;

    public FakeInstance(FakeIsolation owner, InstanceKind kind, string id)
    {
        this.owner = owner;
        Kind = kind;
        Id = id;
        Client = new HttpMessageInvoker(new Handler(this));
    }

    public string Id { get; }

    public InstanceKind Kind { get; }

    public HttpMessageInvoker Client { get; }

    public Task<string> Exited => exited.Task;

    public Task<byte[]> GetTraceAsync(CancellationToken ct) => Exited.IsCompleted
        ? throw new IsolationException("it ended")
        : Task.FromResult(owner.Trace);

    /// <summary>Ends as a crashed process does: the connection breaks, then the exit is noticed.</summary>
    public HttpRequestException Die(string cause = "it crashed")
    {
        exited.TrySetResult(cause);
        return new HttpRequestException("connection reset");
    }

    public ValueTask DisposeAsync()
    {
        exited.TrySetResult("it was stopped");
        return ValueTask.CompletedTask;
    }

    private sealed class Handler(FakeInstance instance) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct) =>
            instance.owner.Answer(instance, request, ct);
    }
}
