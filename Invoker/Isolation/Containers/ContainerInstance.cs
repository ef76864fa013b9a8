using Containerless.Invoker.Isolation.Containers.Transports;

namespace Containerless.Invoker.Isolation.Containers;

/// <summary>A function in a container.</summary>
internal sealed class ContainerInstance : IIsolatedInstance
{
    /// <summary>Between the closing of its standard input and its end by force.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    private readonly ContainerRemoval removal;
    private readonly string container;
    private readonly AttachedStream attached;
    private readonly IContainerLink link;
    private readonly InstanceOutput output;
    private readonly Task forwarding;
    private readonly Task<string> exited;
    private readonly Lazy<Task> stop;
    private readonly Action<ContainerInstance> onDisposed;
    private InstanceListeners? listeners;
    private volatile bool stopping;

    private ContainerInstance(
        string id, InstanceKind kind, ContainerRemoval removal, string container, AttachedStream attached, Task<long?> exit,
        IContainerLink link, InstanceOutput output, Action<ContainerInstance> onDisposed)
    {
        (Id, Kind, this.removal, this.container, this.attached, this.link, this.output, this.onDisposed) =
            (id, kind, removal, container, attached, link, output, onDisposed);
        forwarding = AttachFrames.ForwardAsync(attached.Output, output);
        exited = WatchAsync(exit);
        stop = new Lazy<Task>(StopAsync);
    }

    public string Id { get; }

    public InstanceKind Kind { get; }

    public HttpMessageInvoker Client => listeners!.Client;

    public Task<string> Exited => exited;

    /// <summary>The engine's id of the container.</summary>
    internal string ContainerId => container;

    /// <summary>Creates and starts the container; <see cref="ReadyAsync"/> waits for it.</summary>
    /// <exception cref="IsolationException">The engine refused, or does not answer; nothing of the container is left.</exception>
    public static async Task<ContainerInstance> StartAsync(
        string id, InstanceKind kind, DockerClient docker, ContainerRemoval removal, ContainerSpecification specification,
        IContainerLink link, InstanceOutput output, Action<ContainerInstance> onDisposed, CancellationToken ct)
    {
        string? container = null;
        AttachedStream? attached = null;
        try
        {
            container = await removal.CreateAsync(specification, ct);
            // Both before the start, so that no output and no early end is missed.
            attached = await docker.AttachAsync(container, ct);
            var exit = await docker.WaitAsync(container, ct);
            await docker.StartContainerAsync(container, ct);
            return new ContainerInstance(id, kind, removal, container, attached, exit, link, output, onDisposed);
        }
        catch (Exception e)
        {
            if (attached is not null)
            {
                await attached.DisposeAsync();
            }

            if (container is not null)
            {
                await removal.RemoveAsync(container);
            }

            await link.DisposeAsync();
            if (e is DockerException or HttpRequestException or IOException)
            {
                throw new IsolationException($"The container could not be started: {e.Message}", e) { EngineAway = e is not DockerException };
            }

            throw;
        }
    }

    /// <summary>Completes when <c>/ping</c> answers; ends the instance when it never does.</summary>
    /// <exception cref="IsolationException">It ended first, or the time is over.</exception>
    public async Task ReadyAsync(TimeSpan timeout, CancellationToken ct)
    {
        try
        {
            listeners = await InstanceStart.WaitAsync(
                Id, link.AddressOf(container), exited, forwarding, output, timeout, ct);
            link.Open(listeners);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public Task<byte[]> GetTraceAsync(CancellationToken ct) => Kind == InstanceKind.Tracing
        ? listeners!.GetTraceAsync(ct)
        : throw new IsolationException($"{Id} runs the plain program, which has no trace.");

    public ValueTask DisposeAsync() => new(stop.Value);

    private async Task StopAsync()
    {
        stopping = true;
        // 1. The lifeline: the engine closes the container's standard input, and the library ends the process.
        attached.CloseInput();
        await Task.WhenAny(exited, Task.Delay(Grace));
        // 2. By force when it is stuck; in any case until it is gone.
        await removal.RemoveAsync(container);
        await Task.WhenAny(exited, Task.Delay(Grace));
        // 3. What it printed last; the engine ends the connection with the container.
        await Task.WhenAny(forwarding, Task.Delay(Grace));
        await attached.DisposeAsync();
        await forwarding;
        await link.DisposeAsync();
        listeners?.Dispose();
        onDisposed(this);
    }

    private async Task<string> WatchAsync(Task<long?> exit)
    {
        var code = await exit;
        return stopping ? "stopped" : code switch
        {
            null => "was lost: the engine no longer knows it",
            134 => "aborted, as V8 does when its heap is full (exit code 134)",
            137 => "was killed (exit code 137), as happens to a container at its memory limit",
            > 128 => $"was ended by signal {code - 128}",
            _ => $"ended by itself with exit code {code}",
        };
    }
}
