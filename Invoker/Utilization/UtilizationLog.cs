using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Containerless.Invoker.Utilization;

/// <summary>
/// The seed's utilization log, ten lines a second: Unix time in ms, CPU load, memory load, the loads from 0 to 1. Lines that
/// cannot be written, on a full disk, are left out; it goes on when there is room again.
/// </summary>
public sealed partial class UtilizationLog : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private readonly CancellationTokenSource stopping = new();
    private readonly Task running;

    private UtilizationLog(Stream output, TimeProvider time, ILogger log) => running = Task.Run(() => RunAsync(output, time, log));

    /// <summary>Starts logging; null when <paramref name="target"/> is empty or the machine has no <c>/proc</c>.</summary>
    /// <param name="target">A file, which is begun anew, or <c>stdout</c>.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where a failure is logged.</param>
    /// <exception cref="InvokerStartException">The file cannot be written.</exception>
    public static UtilizationLog? Start(string target, TimeProvider time, ILogger log)
    {
        if (target.Length == 0)
        {
            return null;
        }

        if (!LoadSampler.IsSupported)
        {
            LogUnsupported(log);
            return null;
        }

        if (target == "stdout")
        {
            return new UtilizationLog(Console.OpenStandardOutput(), time, log);
        }

        try
        {
            // Shared for reading: people follow it while it grows. Without a buffer, in which a line that failed would stay.
            return new UtilizationLog(new FileStream(target, FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0), time, log);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvokerStartException($"The file {target} (utilization_log) cannot be written: {error.Message}", error);
        }
    }

    /// <summary>Stops, with every line written.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
        stopping.Dispose();
    }

    private async Task RunAsync(Stream output, TimeProvider time, ILogger log)
    {
        await using ConfiguredAsyncDisposable owned = output.ConfigureAwait(false);
        bool failing = false;
        try
        {
            var sampler = new LoadSampler();
            using var timer = new PeriodicTimer(Interval, time);
            while (await timer.WaitForNextTickAsync(stopping.Token).ConfigureAwait(false))
            {
                (double cpu, double memory) = sampler.Sample();
                bool written = await WriteAsync(output, string.Create(CultureInfo.InvariantCulture,
                    $"{time.GetUtcNow().ToUnixTimeMilliseconds()},{cpu:0.####},{memory:0.####}\n"), failing ? null : log).ConfigureAwait(false);
                failing = !written;
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Asked to stop.
        }
        catch (Exception error) when (error is IOException or FormatException or UnauthorizedAccessException)
        {
            LogFailed(log, error);
        }
    }

    /// <summary>Writes a line; false when it could not be, which the log is told.</summary>
    private static async Task<bool> WriteAsync(Stream output, string line, ILogger? log)
    {
        long end = output.CanSeek ? output.Position : 0;
        try
        {
            await output.WriteAsync(Encoding.ASCII.GetBytes(line)).ConfigureAwait(false);
            return true;
        }
        catch (IOException error)
        {
            if (log is not null)
            {
                LogNotWritten(log, error.Message);
            }

            if (output.CanSeek)
            {
                output.SetLength(end); // no half lines
                output.Position = end;
            }

            return false;
        }
    }

    [LoggerMessage(EventId = 50, Level = LogLevel.Warning, Message = "No utilization log: this machine has no /proc")]
    private static partial void LogUnsupported(ILogger log);

    [LoggerMessage(EventId = 51, Level = LogLevel.Error, Message = "The utilization log ended")]
    private static partial void LogFailed(ILogger log, Exception error);

    [LoggerMessage(EventId = 52, Level = LogLevel.Warning, Message = "Lines of the utilization log are left out until they can be written: {Reason}")]
    private static partial void LogNotWritten(ILogger log, string reason);
}
