using System.Diagnostics;
using System.Text;
using Containerless.Invoker.Observation;

namespace Containerless.Invoker.Isolation;

/// <summary>
/// Forwards what an instance prints to the log. The function is hostile: lines are cut, control characters replaced, and
/// what comes too fast is dropped and counted.
/// </summary>
/// <remarks>
/// A line is logged with the request that the instance was given last when the line is read here; before the first one,
/// with what the instance was started for. The engine's pipes lie in between: what a request printed last may be read
/// when the next has begun, and what its callbacks print after that is taken for the next one's.
/// </remarks>
internal sealed partial class InstanceOutput(ILogger logger, FunctionSource source, TimeProvider time)
{
    private const int MaxLine = 2000, LinesPerSecond = 200, TailLines = 20;

    private readonly Lock gate = new();
    private readonly Queue<string> tail = new();
    private long second;
    private int linesThisSecond;
    private long dropped;
    private volatile Activity? request = Activity.Current;

    /// <summary>The last lines printed, for messages about a failed start.</summary>
    public string Tail
    {
        get
        {
            lock (gate)
            {
                return string.Join('\n', tail);
            }
        }
    }

    /// <summary>From now on what the instance prints belongs to a request.</summary>
    /// <param name="span">The request's span; null when nobody listens.</param>
    public void Serves(Activity? span) => request = span;

    /// <summary>Reads a stream to its end; completes without an exception when the stream breaks.</summary>
    public async Task ForwardAsync(Stream stream, bool isError)
    {
        var lines = new LineSplitter(this, isError);
        var buffer = new byte[4096];
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer)) > 0;)
            {
                lines.Add(buffer.AsSpan(0, read));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            LogBroken(logger, source.Instance, e.Message);
        }

        lines.Finish();
        Finish();
    }

    /// <summary>Says how many lines were dropped since the last time, if any.</summary>
    public void Finish() => ReportDropped();

    /// <summary>A splitter for one of the two streams.</summary>
    public LineSplitter Split(bool isError) => new(this, isError);

    private void Add(string line, bool isError)
    {
        lock (gate)
        {
            tail.Enqueue(line);
            if (tail.Count > TailLines)
            {
                tail.Dequeue();
            }

            var now = time.GetTimestamp() / time.TimestampFrequency;
            if (now != second)
            {
                (second, linesThisSecond) = (now, 0);
                ReportDropped();
            }

            if (++linesThisSecond > LinesPerSecond)
            {
                dropped++;
                return;
            }
        }

        Log(isError, line);
    }

    private void ReportDropped()
    {
        var count = Interlocked.Exchange(ref dropped, 0);
        if (count > 0)
        {
            Log(isError: true, $"{count} more lines dropped.");
        }
    }

    private void Log(bool isError, string line) => FunctionLine.Write(logger, in source, isError, line, request?.Context ?? default);

    [LoggerMessage(LogLevel.Debug, "{Instance}: its output ended early: {Reason}")]
    private static partial void LogBroken(ILogger logger, string instance, string reason);

    /// <summary>Bytes to lines of bounded length.</summary>
    internal sealed class LineSplitter(InstanceOutput output, bool isError)
    {
        private readonly Decoder decoder = Encoding.UTF8.GetDecoder();
        private readonly StringBuilder line = new();
        private readonly char[] characters = new char[4096];
        private bool cut;

        public void Add(ReadOnlySpan<byte> bytes)
        {
            while (!bytes.IsEmpty)
            {
                var part = bytes[..Math.Min(bytes.Length, 4000)];
                bytes = bytes[part.Length..];
                foreach (var c in characters.AsSpan(0, decoder.GetChars(part, characters, flush: false)))
                {
                    Add(c);
                }
            }
        }

        public void Finish()
        {
            if (line.Length > 0)
            {
                Flush();
            }
        }

        private void Add(char c)
        {
            if (c == '\n')
            {
                Flush();
            }
            else if (line.Length >= MaxLine)
            {
                cut = true;
            }
            else if (c != '\r')
            {
                line.Append(char.IsControl(c) && c != '\t' ? '\ufffd' : c);
            }
        }

        private void Flush()
        {
            output.Add(cut ? $"{line}…" : line.ToString(), isError);
            line.Clear();
            cut = false;
        }
    }
}
