using System.Diagnostics;
using Containerless.Invoker.Observation;
using Containerless.Runtime.Hosting;
using Containerless.Shared;

namespace Containerless.Invoker.Compiled;

/// <summary>
/// Forwards what compiled functions print to the log. The function is hostile: lines are cut, control characters
/// replaced, and what comes too fast is dropped and counted, as for the instances in containers.
/// </summary>
/// <param name="log">Of the category <c>Containerless.Function</c>.</param>
/// <param name="function">The function's name.</param>
/// <param name="artifact">The compiled code's hash.</param>
/// <param name="time">The clock.</param>
internal sealed class FunctionOutput(ILogger log, string function, string artifact, TimeProvider time)
{
    private const int MaxLine = 2000, LinesPerSecond = 200;
    private readonly Lock gate = new();
    private long second;
    private int linesThisSecond;
    private long dropped;

    /// <summary>Logs the lines of one request, on its thread or one that it began: its span is the current one.</summary>
    /// <param name="realm">The realm that served it.</param>
    /// <param name="lines">What it printed.</param>
    public void Write(string realm, IReadOnlyList<ConsoleLine> lines)
    {
        var source = new FunctionSource(function, TierNames.Compiled, realm, artifact);
        ActivityContext span = Activity.Current?.Context ?? default;
        foreach (ConsoleLine line in lines)
        {
            if (!MayWrite(out long lost))
            {
                continue;
            }

            if (lost > 0)
            {
                FunctionLine.Write(log, in source, isError: true, $"{lost} more lines dropped.", span);
            }

            FunctionLine.Write(log, in source, line.Error, Clean(line.Text), span);
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
}
