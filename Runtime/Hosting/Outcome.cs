namespace Containerless.Runtime.Hosting;

/// <summary>How an attempt ended.</summary>
public enum OutcomeKind
{
    /// <summary>The function answered.</summary>
    Answer,

    /// <summary>Nothing is pending and the function has not answered.</summary>
    NoResponse,

    /// <summary>The function's own error, which nothing caught; the instance is as good as before.</summary>
    Error,

    /// <summary>The request must be run again in a container.</summary>
    Bailout,

    /// <summary>A limit was passed; answered as a named error.</summary>
    Limit,

    /// <summary>An error of ours or of the host: log it and demote the function.</summary>
    Fault,
}

/// <summary>The outcome of a request or of a start.</summary>
public readonly struct Outcome
{
    /// <summary>How it ended.</summary>
    public OutcomeKind Kind { get; init; }

    /// <summary>The answer's text where <see cref="Kind"/> is Answer; its JSON, as Node writes it, where it is Error.</summary>
    public string? Body { get; init; }

    /// <summary>The bail-out's reason, the limit's or the error's name, or the fault's message.</summary>
    public string? Reason { get; init; }

    /// <summary>A sentence that says more: the error's message; for a limit how much was used, and of how much.</summary>
    public string? Detail { get; init; }

    /// <summary>Line of the original source, 1-based; 0 where unknown.</summary>
    public int Line { get; init; }

    /// <summary>Gas used so far.</summary>
    public long GasUsed { get; init; }

    /// <summary>Bytes charged so far.</summary>
    public long BytesUsed { get; init; }

    /// <summary>The exception where <see cref="Kind"/> is Fault.</summary>
    public Exception? Fault { get; init; }
}
