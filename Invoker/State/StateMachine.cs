using Containerless.Invoker.Observation;
using Containerless.Shared;

namespace Containerless.Invoker.State;

/// <summary>
/// The function's state. Every change carries a cause, which the log, the metric and the status show. Safe for use by
/// several threads; a change that is not in the table is refused, so two causes that race cannot undo each other.
/// </summary>
public sealed partial class StateMachine
{
    /// <summary>How many changes the status shows.</summary>
    private const int Kept = 100;

    private readonly Lock gate = new();
    private readonly List<StateChange> history = [];
    private readonly TimeProvider time;
    private readonly ILogger log;
    private FunctionState current;

    /// <summary>Starts in <see cref="FunctionState.NotStarted"/>.</summary>
    public StateMachine(TimeProvider time, ILogger log)
    {
        this.time = time;
        this.log = log;
        history.Add(new StateChange(nameof(FunctionState.NotStarted), "the invoker was started", time.GetUtcNow()));
    }

    /// <summary>Told of each change, in order, on the thread that made it.</summary>
    public event Action<StateChange>? Changed;

    /// <summary>The state now.</summary>
    public FunctionState Current
    {
        get
        {
            lock (gate)
            {
                return current;
            }
        }
    }

    /// <summary>The change that led to the state now.</summary>
    public StateChange Last
    {
        get
        {
            lock (gate)
            {
                return history[^1];
            }
        }
    }

    /// <summary>The latest changes, oldest first.</summary>
    public IReadOnlyList<StateChange> History
    {
        get
        {
            lock (gate)
            {
                return [.. history];
            }
        }
    }

    /// <summary>Enters a state.</summary>
    /// <param name="next">The state to enter.</param>
    /// <param name="cause">Why, in words a person reads.</param>
    /// <returns>False when the table has no such change from the state now; then nothing happened.</returns>
    public bool TryEnter(FunctionState next, string cause)
    {
        lock (gate)
        {
            if (!IsAllowed(current, next))
            {
                return false;
            }

            LogChange(log, current, next, cause);
            current = next;
            var change = new StateChange(next.ToString(), cause, time.GetUtcNow());
            if (history.Count == Kept)
            {
                history.RemoveAt(1);
            }

            history.Add(change);
            InvokerTelemetry.StateChanged(next, cause);
            Changed?.Invoke(change);
            return true;
        }
    }

    /// <summary>The table of changes. Draining is final; Aborted leaves only to drain.</summary>
    public static bool IsAllowed(FunctionState from, FunctionState to) => (from, to) switch
    {
        (FunctionState.NotStarted, FunctionState.Compiling) => false,
        (FunctionState.NotStarted, not FunctionState.NotStarted) => true,
        (FunctionState.Tracing, FunctionState.Compiling or FunctionState.Aborted or FunctionState.Draining) => true,
        (FunctionState.Compiling, FunctionState.Decontainerized or FunctionState.Draining or FunctionState.Aborted) => true,
        (FunctionState.Decontainerized, FunctionState.Aborted or FunctionState.Draining) => true,
        (FunctionState.Aborted, FunctionState.Draining) => true,
        _ => false,
    };

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "{From} -> {To}: {Cause}")]
    private static partial void LogChange(ILogger log, FunctionState from, FunctionState to, string cause);
}
