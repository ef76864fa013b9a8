using System.Threading.Channels;
using Containerless.MultiInvoker.Forwarding;
using Containerless.MultiInvoker.Switching;
using Containerless.Shared;

namespace Containerless.MultiInvoker.Sides;

/// <summary>
/// One of the two places for an invoker: starts it, waits until it answers, hears what it says, sees it end, and reports all that
/// as events. There is one at a time: the next is started when the one before it has ended.
/// </summary>
internal sealed partial class Side(
    SideName name, SideConfiguration configuration, string folder, ChannelWriter<SwitchEvent> events, TimeProvider time, ILogger log)
    : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    /// <summary>An invoker lets requests finish for 30 s.</summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(40);

    private readonly Lock gate = new();
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;
    private ChildInvoker? child;
    private Destination? destination;
    private SideStatus status = new(name.ToString(), "stopped");
    private long answeredBefore;

    /// <summary>Where its requests go; null when it does not answer.</summary>
    public Destination? Destination => Volatile.Read(ref destination);

    /// <summary>How it stands.</summary>
    public SideStatus Status
    {
        get
        {
            lock (gate)
            {
                return status with { InFlight = Destination?.InFlight ?? 0, Answered = Answered };
            }
        }
    }

    /// <summary>Requests that it has answered, in all its starts.</summary>
    public long Answered => Interlocked.Read(ref answeredBefore) + (Destination?.Answered ?? 0);

    /// <summary>Starts an invoker after a delay, when the one before it has ended.</summary>
    public void Start(SwitchCommand.Start command)
    {
        Task before = running;
        running = RunAsync(command, before);
    }

    /// <summary>Lets it finish what it has of ours, then tells it to quit. It must get no more.</summary>
    public async Task ReleaseAsync()
    {
        ChildInvoker? released = Volatile.Read(ref child);
        Destination? from = Destination;
        // It has a deadline of its own, drain_seconds.
        while (from?.InFlight > 0 && released?.Exited.IsCompleted == false)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), time).ConfigureAwait(false);
        }

        await (released?.SendAsync(new ControlMessage(ControlEvents.SuccessorReady)) ?? Task.CompletedTask).ConfigureAwait(false);
    }

    /// <summary>Ends the invoker, as SIGTERM does.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        if (await Task.WhenAny(running, Task.Delay(LongestStop, time)).ConfigureAwait(false) != running)
        {
            Volatile.Read(ref child)?.Kill();
        }

        await running.ConfigureAwait(false);
        stopping.Dispose();
    }

    private async Task RunAsync(SwitchCommand.Start command, Task before)
    {
        await before.ConfigureAwait(false);
        try
        {
            await Task.Delay(command.Delay, time, stopping.Token).ConfigureAwait(false);
            Update(last => new SideStatus(name.ToString(), "starting") { Starts = command.Number, LastEnd = last.LastEnd });
            var listening = new TaskCompletionSource<ControlMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
            string socket = Path.Combine(folder, $"{name}{command.Number}");
            using ChildInvoker started = ChildInvoker.Start(
                name.ToString(), configuration.JsonFor(command.State, socket), message => Receive(command.Number, message, listening));
            Volatile.Write(ref child, started);
            Update(now => now with { ProcessId = started.Id });
            using CancellationTokenRegistration stop = stopping.Token.Register(started.Stop);
            Task ready = BecomeReadyAsync(command.Number, started, socket, listening.Task);
            ChildExit exit = await started.Exited.ConfigureAwait(false);
            await ready.ConfigureAwait(false);
            File.Delete(socket);
            Volatile.Write(ref child, null);
            End(command.Number, exit.Code, exit.Errors);
        }
        catch (OperationCanceledException)
        {
            Update(static now => now with { Phase = "stopped" });
        }
        catch (Exception error) when (error is IOException or PlatformNotSupportedException)
        {
            End(command.Number, null, error.Message);
        }
    }

    private void End(int start, int? code, string message)
    {
        string how = code is { } number ? $"ended with code {number}" : "could not be started";
        Update(now => now with { Phase = "ended", ProcessId = null, LastEnd = message.Length == 0 ? how : $"{how}: {message}" });
        if (Interlocked.Exchange(ref destination, null) is { } gone)
        {
            Interlocked.Add(ref answeredBefore, gone.Answered);
            _ = DisposeWhenIdleAsync(gone);
        }

        LogEnded(log, name.ToString(), how);
        events.TryWrite(new SwitchEvent.Ended(name, start, code, message));
    }

    /// <summary>Requests may still be reading what it sent last.</summary>
    private async Task DisposeWhenIdleAsync(Destination gone)
    {
        while (gone.InFlight > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), time).ConfigureAwait(false);
        }

        gone.Dispose();
    }

    private void Receive(int start, ControlMessage message, TaskCompletionSource<ControlMessage> listening)
    {
        switch (message.Event)
        {
            case ControlEvents.Listening:
                listening.TrySetResult(message);
                break;
            case ControlEvents.State:
                Update(now => now with { State = message.State, Cause = message.Cause });
                break;
            case ControlEvents.Compiled:
                events.TryWrite(new SwitchEvent.Compiled(name, start, message.Artifact ?? ""));
                break;
            case ControlEvents.Leaving:
                events.TryWrite(new SwitchEvent.Leaving(name, start));
                break;
        }
    }

    /// <summary>Waits until it says that it listens, then until it answers.</summary>
    private async Task BecomeReadyAsync(int start, ChildInvoker started, string socket, Task<ControlMessage> listening)
    {
        using var longest = new CancellationTokenSource(LongestStart, time);
        try
        {
            Task first = await Task.WhenAny(listening.WaitAsync(longest.Token), started.Exited).ConfigureAwait(false);
            if (first == started.Exited)
            {
                return;
            }

            ControlMessage says = await listening.WaitAsync(longest.Token).ConfigureAwait(false);
            var to = new Destination(name, socket);
            while (!await to.AnswersAsync(longest.Token).ConfigureAwait(false))
            {
                if (started.Exited.IsCompleted)
                {
                    to.Dispose();
                    return;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(20), time, longest.Token).ConfigureAwait(false);
            }

            Update(now => now with { Phase = "ready", Port = says.Port, AdminPort = says.AdminPort });
            Volatile.Write(ref destination, to);
            events.TryWrite(new SwitchEvent.Ready(name, start));
        }
        catch (OperationCanceledException)
        {
            LogNotReady(log, name.ToString(), LongestStart.TotalSeconds);
            started.Kill();
        }
    }

    private void Update(Func<SideStatus, SideStatus> change)
    {
        lock (gate)
        {
            status = change(status);
        }
    }

    [LoggerMessage(EventId = 20, Level = LogLevel.Information, Message = "{Side} {How}")]
    private static partial void LogEnded(ILogger log, string side, string how);

    [LoggerMessage(EventId = 21, Level = LogLevel.Warning, Message = "{Side} was not ready within {Seconds} s and is ended")]
    private static partial void LogNotReady(ILogger log, string side, double seconds);
}
