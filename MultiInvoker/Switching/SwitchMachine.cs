using Containerless.Shared;
using static Containerless.MultiInvoker.Switching.SwitchCommand;
using static Containerless.MultiInvoker.Switching.SwitchEvent;

namespace Containerless.MultiInvoker.Switching;

/// <summary>
/// Decides who serves, and when which invoker is started. Pure: events in, commands out, no clock, no process; used by one
/// thread at a time. The usual way is
/// (1) A is started and serves; (2) A has compiled: B is started, A serves on; (3) B answers: it serves, and A is released.
/// Where an invoker ends at another moment, the way begins anew with A.
/// </summary>
internal sealed class SwitchMachine
{
    /// <summary>Starts of A in a row after which it never answered; then the multi-invoker gives up.</summary>
    public const int MostFailedStarts = 8;

    /// <summary>Times that B fails, without having served for <see cref="Stable"/>; then containers serve for good.</summary>
    public const int MostFailuresOfB = 5;

    /// <summary>Who has served for so long is not failing any more.</summary>
    public static readonly TimeSpan Stable = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private readonly int[] starts = new int[2];
    private readonly bool[] alive = new bool[2];
    private readonly DateTimeOffset[] readyAt = new DateTimeOffset[2];
    private readonly int[] failures = new int[2];
    private readonly List<SwitchCommand> commands = [];
    private SideName? routed;
    private int failedStarts;
    private bool refused; // A has compiled something that B does not take
    private string? containersOnly;

    /// <summary>Who serves.</summary>
    public SwitchState State { get; private set; } = SwitchState.StartingA;

    /// <summary>Why.</summary>
    public string Cause { get; private set; } = "the multi-invoker was started";

    /// <summary>How often B has taken over.</summary>
    public int Switches { get; private set; }

    /// <summary>The artifact that A published last.</summary>
    public string? Artifact { get; private set; }

    /// <summary>Begins with A.</summary>
    public IReadOnlyList<SwitchCommand> Begin()
    {
        StartA(Cause, TimeSpan.Zero);
        return Take();
    }

    /// <summary>What is to be done after something happened.</summary>
    /// <param name="happened">What happened.</param>
    /// <param name="now">When.</param>
    public IReadOnlyList<SwitchCommand> Handle(SwitchEvent happened, DateTimeOffset now)
    {
        if (State == SwitchState.Stopped || happened.Start != starts[(int)happened.Side])
        {
            return [];
        }

        switch (happened)
        {
            case Ready ready:
                OnReady(ready.Side, now);
                break;
            case Compiled compiled when State is SwitchState.ServingA:
                Artifact = compiled.Artifact;
                StartB($"A has compiled {Short(compiled.Artifact)}", TimeSpan.Zero);
                break;
            case Leaving leaving:
                Unroute(leaving.Side);
                commands.Add(new Release(leaving.Side));
                break;
            case Ended { Side: SideName.A } ended:
                OnEndOfA(ended, now);
                break;
            case Ended ended:
                OnEndOfB(ended, now);
                break;
        }

        return Take();
    }

    /// <summary>Ends everything.</summary>
    public void Stop(string cause) => Enter(SwitchState.Stopped, cause);

    private void OnReady(SideName side, DateTimeOffset now)
    {
        readyAt[(int)side] = now;
        if (side == SideName.A && State == SwitchState.StartingA)
        {
            failedStarts = 0;
            Enter(SwitchState.ServingA, containersOnly ?? Cause);
            Route(SideName.A);
        }
        else if (side == SideName.B && State == SwitchState.StartingB)
        {
            Switches++;
            Enter(SwitchState.ServingB, Cause);
            Route(SideName.B);
            if (alive[(int)SideName.A])
            {
                commands.Add(new Release(SideName.A));
            }
        }
    }

    private void OnEndOfA(Ended ended, DateTimeOffset now)
    {
        alive[(int)SideName.A] = false;
        Unroute(SideName.A);
        string cause = Describe(ended);
        switch (State)
        {
            case SwitchState.StartingA when starts[0] == 1 && ended.Code == ConfigurationException.ExitCode:
                Finish(ConfigurationException.ExitCode, ended.Message);
                break;
            case SwitchState.StartingA when ++failedStarts == MostFailedStarts:
                Finish(1, $"{failedStarts} starts in a row failed: {cause}");
                break;
            case SwitchState.StartingA:
                StartA(cause, Delay(failedStarts));
                break;
            case SwitchState.ServingA when ended.Code == 0 && !refused && containersOnly is null:
                // Without kill_parent it says nothing before it quits.
                StartB("A has compiled and quit", TimeSpan.Zero);
                break;
            case SwitchState.ServingA when refused:
                StartA($"{Cause}; A has drained", TimeSpan.Zero);
                break;
            case SwitchState.ServingA:
                StartA(cause, Delay(Failed(SideName.A, now) - 1));
                break;
        }
    }

    private void OnEndOfB(Ended ended, DateTimeOffset now)
    {
        alive[(int)SideName.B] = false;
        Unroute(SideName.B);
        bool served = State == SwitchState.ServingB;
        if (!served && State != SwitchState.StartingB)
        {
            return;
        }

        string cause = Describe(ended);
        int failed = Failed(SideName.B, now);
        if (failed >= MostFailuresOfB)
        {
            containersOnly = $"{failed} failures of B in a row, the last: {cause}; containers serve from here on";
            cause = containersOnly;
        }

        if (served)
        {
            StartA(cause, Delay(failed - 1));
        }
        else if (ended.Code == ConfigurationException.ExitCode || containersOnly is not null)
        {
            // It will not take this artifact, however often it is asked.
            if (alive[(int)SideName.A])
            {
                refused = true;
                Enter(SwitchState.ServingA, $"{cause}; A serves until it has drained, and then traces anew");
            }
            else
            {
                StartA(cause, Delay(failed - 1));
            }
        }
        else
        {
            StartB(cause, Delay(failed - 1));
        }
    }

    private void StartA(string cause, TimeSpan delay)
    {
        refused = false;
        Enter(SwitchState.StartingA, cause);
        Start(SideName.A, containersOnly is null ? InitialState.Tracing : InitialState.DisableTracing, delay);
    }

    private void StartB(string cause, TimeSpan delay)
    {
        Enter(SwitchState.StartingB, cause);
        Start(SideName.B, InitialState.Decontainerized, delay);
    }

    private void Start(SideName side, InitialState state, TimeSpan delay)
    {
        alive[(int)side] = true;
        readyAt[(int)side] = DateTimeOffset.MaxValue;
        commands.Add(new Start(side, ++starts[(int)side], state, delay));
    }

    private void Route(SideName? to)
    {
        routed = to;
        commands.Add(new SwitchCommand.Route(to));
    }

    private void Unroute(SideName side)
    {
        if (routed == side)
        {
            Route(null);
        }
    }

    private void Finish(int code, string message)
    {
        Enter(SwitchState.Stopped, message);
        commands.Add(new Finish(code, message));
    }

    /// <summary>Counts a failure; one that follows a minute of service is the first.</summary>
    private int Failed(SideName side, DateTimeOffset now)
    {
        bool stable = readyAt[(int)side] != DateTimeOffset.MaxValue && now - readyAt[(int)side] >= Stable;
        return failures[(int)side] = stable ? 1 : failures[(int)side] + 1;
    }

    private void Enter(SwitchState state, string cause) => (State, Cause) = (state, cause);

    private IReadOnlyList<SwitchCommand> Take()
    {
        SwitchCommand[] taken = [.. commands];
        commands.Clear();
        return taken;
    }

    /// <summary>None, 0.5 s, 1 s, 2 s, up to 30 s.</summary>
    private static TimeSpan Delay(int failures) => failures <= 0
        ? TimeSpan.Zero
        : TimeSpan.FromSeconds(Math.Min(LongestDelay.TotalSeconds, 0.25 * (1L << Math.Min(failures, 20))));

    private static string Describe(Ended ended)
    {
        string how = ended.Code is { } code ? $"{ended.Side} ended with code {code}" : $"{ended.Side} could not be started";
        return ended.Message.Length == 0 || ended.Code > 128 ? how : $"{how}: {ended.Message}";
    }

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;
}
