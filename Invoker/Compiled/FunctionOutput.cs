using Containerless.Runtime.Hosting;

namespace Containerless.Invoker.Compiled;

/// <summary>
/// Forwards what compiled functions print to the log. The function is hostile: lines are cut, control characters
/// replaced, and what comes too fast is dropped and counted, as for the instances in containers.
/// </summary>
internal sealed partial class FunctionOutput(ILogger log, TimeProvider time)
{
    private const int MaxLine = 2000, LinesPerSecond = 200;
    private readonly Lock gate = new();
    private long second;
    private int linesThisSecond;
    private long dropped;

    /// <summary>Logs the lines of one request.</summary>
    public void Write(IReadOnlyList<ConsoleLine> lines)
    {
        foreach (ConsoleLine line in lines)
        {
            if (!MayWrite(out long lost))
            {
                continue;
            }

            if (lost > 0)
            {
                LogDropped(log, lost);
            }

            LogLine(log, line.Error ? LogLevel.Warning : LogLevel.Information, Clean(line.Text));
        }
    }

    private bool MayWrite(out long lost)
    {
        lock (gate)
        {
            lost = 0;
            long now = time.GetUtcNow().ToUnixTimeSeconds();
            if (now != second)
            {
                second = now;
                linesThisSecond = 0;
                lost = dropped;
                dropped = 0;
            }

            if (linesThisSecond >= LinesPerSecond)
            {
                dropped++;
                return false;
            }

            linesThisSecond++;
            return true;
        }
    }

    private static string Clean(string text)
    {
        int length = Math.Min(text.Length, MaxLine);
        return text.Length == length && !text.AsSpan().ContainsAnyInRange('\0', '\u001f') && !text.Contains('\u007f', StringComparison.Ordinal)
            ? text
            : string.Create(length, text, static (span, from) =>
            {
                for (int i = 0; i < span.Length; i++)
                {
                    span[i] = char.IsControl(from[i]) ? ' ' : from[i];
                }
            });
    }

    [LoggerMessage(EventId = 91, Message = "{Text}")]
    private static partial void LogLine(ILogger log, LogLevel level, string text);

    [LoggerMessage(EventId = 93, Level = LogLevel.Warning, Message = "{Lines} lines of the function's output were dropped: too many at once")]
    private static partial void LogDropped(ILogger log, long lines);
}
