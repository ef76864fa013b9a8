using System.Collections;
using System.Diagnostics;
using Containerless.ServiceDefaults;

namespace Containerless.Invoker.Observation;

/// <summary>Where a line came from that function code printed.</summary>
/// <param name="Function">The function's name.</param>
/// <param name="Tier">One of <see cref="Shared.TierNames"/>.</param>
/// <param name="Instance">The container, process or realm.</param>
/// <param name="Artifact">The hash of the compiled code; null where Node ran it.</param>
internal readonly record struct FunctionSource(string Function, string Tier, string Instance, string? Artifact = null);

/// <summary>
/// A line that function code printed, as a log record of the request during which it did: <c>INSTANCE: TEXT</c>, with the
/// source as attributes.
/// </summary>
internal sealed class FunctionLine : ISpanState
{
    private readonly KeyValuePair<string, object?>[] attributes;
    private readonly string formatted;

    private FunctionLine(in FunctionSource from, bool isError, string text, ActivityContext span)
    {
        Span = span;
        formatted = $"{from.Instance}: {text}";
        attributes =
        [
            new("containerless.function", from.Function),
            new("containerless.tier", from.Tier),
            new("containerless.instance", from.Instance),
            new("log.iostream", isError ? "stderr" : "stdout"),
            .. from.Artifact is null
                ? (ReadOnlySpan<KeyValuePair<string, object?>>)[]
                : [new KeyValuePair<string, object?>("containerless.artifact", from.Artifact)],
        ];
    }

    /// <inheritdoc/>
    public ActivityContext Span { get; }

    public int Count => attributes.Length;

    public KeyValuePair<string, object?> this[int index] => attributes[index];

    /// <summary>Logs a line: a warning where it went to the standard error stream, else an information.</summary>
    /// <param name="log">Of the category <c>Containerless.Function</c>.</param>
    /// <param name="from">Where it came from.</param>
    /// <param name="isError">Whether it went to the standard error stream.</param>
    /// <param name="text">The line, fit to be shown.</param>
    /// <param name="span">The request's span; the default value where none is known.</param>
    public static void Write(ILogger log, in FunctionSource from, bool isError, string text, ActivityContext span)
    {
        LogLevel level = isError ? LogLevel.Warning : LogLevel.Information;
        if (log.IsEnabled(level))
        {
            log.Log(level, new EventId(91, "FunctionLine"), new FunctionLine(in from, isError, text, span), null,
                static (line, _) => line.formatted);
        }
    }

    public override string ToString() => formatted;

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, object?>>)attributes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => attributes.GetEnumerator();
}
