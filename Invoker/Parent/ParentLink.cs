using Containerless.Shared;

namespace Containerless.Invoker.Parent;

/// <summary>The multi-invoker that started this invoker, over the control socket it inherited.</summary>
public sealed class ParentLink : IDisposable
{
    private static readonly TimeSpan LongestLeave = TimeSpan.FromSeconds(5);

    private readonly ControlChannel channel;
    private readonly TaskCompletionSource successor = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ParentLink(ControlChannel channel)
    {
        this.channel = channel;
        _ = ListenAsync();
    }

    /// <summary>Completes when the parent says that the successor serves.</summary>
    public Task SuccessorReady => successor.Task;

    /// <summary>Completes when the parent has ended or wants this invoker to: nobody sends it requests any more.</summary>
    public Task Gone => gone.Task;

    /// <summary>The parent of this process; null when it has none. Only the first call finds one.</summary>
    public static ParentLink? Find() => InheritedSocket.Take() is { } socket ? new ParentLink(new ControlChannel(socket)) : null;

    /// <summary>Tells the parent that requests are served now.</summary>
    public Task TellListeningAsync(int port, int adminPort) =>
        channel.SendAsync(new ControlMessage(ControlEvents.Listening) { Port = port, AdminPort = adminPort });

    /// <summary>Tells the parent of a state.</summary>
    public Task TellStateAsync(StateChange change) =>
        channel.SendAsync(new ControlMessage(ControlEvents.State) { State = change.State, Cause = change.Cause });

    /// <summary>Tells the parent that an artifact is published.</summary>
    public Task TellCompiledAsync(string artifact) =>
        channel.SendAsync(new ControlMessage(ControlEvents.Compiled) { Artifact = artifact });

    /// <summary>
    /// Tells the parent that this invoker is about to quit, and waits until it sends no more requests; not for long, since it may hang.
    /// </summary>
    public async Task LeaveAsync()
    {
        if (successor.Task.IsCompleted || gone.Task.IsCompleted)
        {
            return;
        }

        await channel.SendAsync(new ControlMessage(ControlEvents.Leaving)).ConfigureAwait(false);
        await Task.WhenAny(successor.Task, gone.Task, Task.Delay(LongestLeave)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => channel.Dispose();

    private async Task ListenAsync()
    {
        await foreach (ControlMessage message in channel.ReadAsync().ConfigureAwait(false))
        {
            if (message.Event == ControlEvents.SuccessorReady)
            {
                successor.TrySetResult();
            }
        }

        gone.TrySetResult();
    }
}
