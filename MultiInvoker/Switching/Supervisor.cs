using System.Diagnostics;
using System.Threading.Channels;
using Containerless.MultiInvoker.Forwarding;
using Containerless.MultiInvoker.Observation;
using Containerless.MultiInvoker.Sides;
using Containerless.Shared;

namespace Containerless.MultiInvoker.Switching;

/// <summary>Hands events to the <see cref="SwitchMachine"/>, one after the other, and does what it says.</summary>
internal sealed partial class Supervisor
{
    /// <summary>How many changes the status shows.</summary>
    private const int Kept = 100;

    private readonly Channel<SwitchEvent> events = Channel.CreateUnbounded<SwitchEvent>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SwitchMachine machine = new();
    private readonly Side[] sides;
    private readonly WaitingRoom room;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly Lock gate = new();
    private readonly List<StateChange> history = [];
    private readonly TaskCompletionSource<SwitchCommand.Finish> finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Activity? switching;

    /// <param name="configuration">How to start the two.</param>
    /// <param name="folder">Where their sockets are.</param>
    /// <param name="room">Told where requests go.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where changes are logged.</param>
    public Supervisor(MultiInvokerConfiguration configuration, string folder, WaitingRoom room, TimeProvider time, ILogger log)
    {
        this.room = room;
        this.time = time;
        this.log = log;
        sides =
        [
            new Side(SideName.A, configuration.A, folder, events.Writer, time, log),
            new Side(SideName.B, configuration.B, folder, events.Writer, time, log),
        ];
    }

    /// <summary>Completes when the program is to end by itself.</summary>
    public Task<SwitchCommand.Finish> Finished => finished.Task;

    /// <summary>Why it is as it is, for whoever is refused.</summary>
    public string Cause
    {
        get
        {
            lock (gate)
            {
                return $"{machine.State}: {machine.Cause}";
            }
        }
    }

    /// <summary>Completes the status.</summary>
    public MultiStatusDocument Status(string imageName, ProxyCounters counters)
    {
        lock (gate)
        {
            return new MultiStatusDocument
            {
                ImageName = imageName,
                State = machine.State.ToString(),
                Cause = machine.Cause,
                Since = history[^1].At,
                Serving = room.Current?.Side.ToString(),
                Switches = machine.Switches,
                Queued = room.Waiting,
                A = sides[0].Status,
                B = sides[1].Status,
                Artifact = machine.Artifact,
                Retried = counters.RetriedByCause,
                Refused = counters.RefusedByCause,
                History = [.. history],
            };
        }
    }

    /// <summary>Starts A, and goes on from there until <see cref="StopAsync"/>.</summary>
    public void Begin()
    {
        Step(machine.Begin);
        _ = FollowAsync();
    }

    /// <summary>Sends no more requests anywhere, and ends both invokers.</summary>
    public async Task StopAsync(string cause)
    {
        Step(() =>
        {
            machine.Stop(cause);
            return [];
        });
        events.Writer.TryComplete();
        await Task.WhenAll(sides.Select(static side => side.DisposeAsync().AsTask())).ConfigureAwait(false);
        switching?.Dispose();
    }

    private async Task FollowAsync()
    {
        try
        {
            await foreach (SwitchEvent happened in events.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                Step(() => machine.Handle(happened, time.GetUtcNow()));
            }
        }
        catch (Exception error)
        {
            // A fault of ours: without this nobody would look after the invokers any more.
            LogFailed(log, error);
            finished.TrySetResult(new SwitchCommand.Finish(1, error.Message));
        }
    }

    private void Step(Func<IReadOnlyList<SwitchCommand>> next)
    {
        lock (gate)
        {
            (SwitchState, string) before = (machine.State, machine.Cause);
            IReadOnlyList<SwitchCommand> commands = next();
            if (history.Count == 0 || before != (machine.State, machine.Cause))
            {
                Entered();
            }

            foreach (SwitchCommand command in commands)
            {
                Do(command);
            }
        }
    }

    private void Entered()
    {
        LogChange(log, machine.State, machine.Cause);
        if (history.Count == Kept)
        {
            history.RemoveAt(1);
        }

        history.Add(new StateChange(machine.State.ToString(), machine.Cause, time.GetUtcNow()));
        MultiTelemetry.StateChanged(machine.State, machine.Cause);
        switch (machine.State)
        {
            case SwitchState.StartingB:
                switching ??= MultiTelemetry.StartSwitch(machine.Cause, machine.Artifact);
                break;
            default:
                switching?.SetTag("containerless.state", machine.State.ToString());
                switching?.SetStatus(machine.State == SwitchState.ServingB ? ActivityStatusCode.Ok : ActivityStatusCode.Error, machine.Cause);
                switching?.Dispose();
                switching = null;
                break;
        }
    }

    private void Do(SwitchCommand command)
    {
        switch (command)
        {
            case SwitchCommand.Start start:
                sides[(int)start.Side].Start(start);
                break;
            case SwitchCommand.Route { To: { } to }:
                room.Current = sides[(int)to].Destination;
                break;
            case SwitchCommand.Route:
                room.Current = null;
                break;
            case SwitchCommand.Release release:
                _ = sides[(int)release.Side].ReleaseAsync();
                break;
            case SwitchCommand.Finish finish:
                finished.TrySetResult(finish);
                break;
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "{State}: {Cause}")]
    private static partial void LogChange(ILogger log, SwitchState state, string cause);

    [LoggerMessage(EventId = 2, Level = LogLevel.Critical, Message = "The switch failed")]
    private static partial void LogFailed(ILogger log, Exception error);
}
