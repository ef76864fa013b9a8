using System.Globalization;

namespace Containerless.Invoker.Utilization;

/// <summary>
/// The seed's utilization log, ten lines a second: Unix time in ms, CPU load, memory load, the loads from 0 to 1.
/// </summary>
public sealed partial class UtilizationLog : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private readonly CancellationTokenSource stopping = new();
    private readonly Task running;

    private UtilizationLog(TextWriter output, bool owned, TimeProvider time, ILogger log) =>
        running = Task.Run(() => RunAsync(output, owned, time, log));

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
            return new UtilizationLog(Console.Out, owned: false, time, log);
        }

        try
        {
            // Shared for reading: people follow it while it grows.
            var stream = new FileStream(target, FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
            return new UtilizationLog(new StreamWriter(stream), owned: true, time, log);
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

    private async Task RunAsync(TextWriter output, bool owned, TimeProvider time, ILogger log)
    {
        try
        {
            var sampler = new LoadSampler();
            using var timer = new PeriodicTimer(Interval, time);
            while (await timer.WaitForNextTickAsync(stopping.Token).ConfigureAwait(false))
            {
                (double cpu, double memory) = sampler.Sample();
                await output.WriteAsync(string.Create(CultureInfo.InvariantCulture,
                    $"{time.GetUtcNow().ToUnixTimeMilliseconds()},{cpu:0.####},{memory:0.####}\n")).ConfigureAwait(false);
                await output.FlushAsync().ConfigureAwait(false);
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
        finally
        {
            if (owned)
            {
                await output.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    [LoggerMessage(EventId = 50, Level = LogLevel.Warning, Message = "No utilization log: this machine has no /proc")]
    private static partial void LogUnsupported(ILogger log);

    [LoggerMessage(EventId = 51, Level = LogLevel.Error, Message = "The utilization log ended")]
    private static partial void LogFailed(ILogger log, Exception error);
}
