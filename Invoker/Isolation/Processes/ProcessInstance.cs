using System.Diagnostics;

namespace Containerless.Invoker.Isolation.Processes;

/// <summary>A function in a Node child process.</summary>
internal sealed class ProcessInstance : IIsolatedInstance
{
    /// <summary>Between the closing of its standard input and its end by force.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    private readonly Process process;
    private readonly string folder;
    private readonly InstanceOutput output;
    private readonly Task forwarding;
    private readonly TaskCompletionSource<string> exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lazy<Task> stop;
    private readonly Action<ProcessInstance> onDisposed;
    private InstanceListeners? listeners;
    private volatile bool stopping;

    private ProcessInstance(
        string id, InstanceKind kind, Process process, string folder, InstanceOutput output, Action<ProcessInstance> onDisposed)
    {
        (Id, Kind, this.process, this.folder, this.output, this.onDisposed) = (id, kind, process, folder, output, onDisposed);
        forwarding = Task.WhenAll(
            output.ForwardAsync(process.StandardOutput.BaseStream, isError: false),
            output.ForwardAsync(process.StandardError.BaseStream, isError: true));
        stop = new Lazy<Task>(StopAsync);
        _ = WatchAsync();
    }

    public string Id { get; }

    public InstanceKind Kind { get; }

    public HttpMessageInvoker Client => listeners!.Client;

    public Task<string> Exited => exited.Task;

    /// <summary>The process, while it runs.</summary>
    internal int ProcessId => process.Id;

    /// <summary>Starts the process; <see cref="ReadyAsync"/> waits for it.</summary>
    /// <exception cref="IsolationException">It cannot be started.</exception>
    public static ProcessInstance Start(
        string id, InstanceKind kind, ProcessStartInfo info, string folder, InstanceOutput output, Action<ProcessInstance> onDisposed)
    {
        Process process;
        try
        {
            process = Process.Start(info)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            PrivateFolder.DeleteInstanceFolder(folder);
            throw new IsolationException($"{info.FileName} could not be started: {e.Message}", e);
        }

        PrivateFolder.NoteProcess(folder, process.Id);
        return new ProcessInstance(id, kind, process, folder, output, onDisposed);
    }

    /// <summary>Completes when <c>/ping</c> answers; ends the instance when it never does.</summary>
    /// <exception cref="IsolationException">It ended first, or the time is over.</exception>
    public async Task ReadyAsync(TimeSpan timeout, CancellationToken ct)
    {
        try
        {
            listeners = await InstanceStart.WaitAsync(
                Id, new SocketAddress(folder), exited.Task, forwarding, output, timeout, ct);
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
        // 1. The lifeline: the library ends the process when its standard input ends.
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Grace);
        }
        catch (TimeoutException)
        {
            // 2. It is stuck, or ignores its lifeline.
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        // 3. Nothing of it is left.
        await exited.Task;
        await forwarding;
        listeners?.Dispose();
        process.Dispose();
        PrivateFolder.DeleteInstanceFolder(folder);
        onDisposed(this);
    }

    private async Task WatchAsync()
    {
        await process.WaitForExitAsync();
        // 128 + signal is how the platform reports a signal.
        exited.SetResult(
            stopping ? "stopped"
            : process.ExitCode == 134 ? "aborted, as V8 does when its heap is full (exit code 134)"
            : process.ExitCode > 128 ? $"ended by signal {process.ExitCode - 128}"
            : $"ended by itself with exit code {process.ExitCode}");
    }
}
