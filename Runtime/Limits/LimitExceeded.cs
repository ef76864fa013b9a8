namespace Containerless.Runtime;

/// <summary>A request used more than it may; answered as a named error, never seen by the function's handlers.</summary>
public sealed class LimitExceeded : Exception
{
    internal const string Time = "TimeLimitExceeded";
    internal const string Memory = "MemoryLimitExceeded";
    internal const string Reply = "ReplyLimitExceeded";
    internal const string Outbound = "OutboundLimitExceeded";

    internal LimitExceeded(string limit, string used, string allowed, int line)
        : base(Describe(limit, used, allowed, line))
    {
        Limit = limit;
        Used = used;
        Allowed = allowed;
        Line = line;
    }

    /// <summary>The error's name: TimeLimitExceeded, MemoryLimitExceeded, ReplyLimitExceeded, OutboundLimitExceeded.</summary>
    public string Limit { get; }

    /// <summary>How much was used, with its unit.</summary>
    public string Used { get; }

    /// <summary>How much was allowed, with its unit.</summary>
    public string Allowed { get; }

    /// <summary>The message with another line.</summary>
    internal string MessageAt(int line) => Describe(Limit, Used, Allowed, line);

    private static string Describe(string limit, string used, string allowed, int line) =>
        $"{limit}: used {used} of {allowed}" + (line > 0 ? $" at line {line}" : "");

    /// <summary>Line of the original source, 1-based; 0 where unknown.</summary>
    public int Line { get; }
}
