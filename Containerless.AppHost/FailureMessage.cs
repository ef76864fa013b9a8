using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Containerless.AppHost;

/// <summary>Tells the terminal when a part of the application fails, and what to do.</summary>
internal static partial class FailureMessage
{
    /// <summary>Lines of what the part printed last that are shown.</summary>
    private const int MostLines = 10;

    /// <summary>
    /// Says so when a project ends with another code than 0, or could not be started though it waited for nothing.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="needed">The project without which nothing else starts.</param>
    public static void SayWhenOneFails(this IDistributedApplicationBuilder builder, IResourceBuilder<ProjectResource> needed) =>
        builder.Eventing.Subscribe<BeforeStartEvent>((start, ct) =>
        {
            CancellationToken stopping = start.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
            _ = Task.Run(() => WatchAsync(start.Services, needed.Resource, stopping), stopping);
            return Task.CompletedTask;
        });

    /// <summary>The last lines of a log, without times and empty lines.</summary>
    internal static string Last(IReadOnlyList<string> lines) => string.Join('\n', lines
        .Select(WithoutTime).Where(static line => !string.IsNullOrWhiteSpace(line)).TakeLast(MostLines).Select(static line => $"  {line}"));

    private static async Task WatchAsync(IServiceProvider services, ProjectResource needed, CancellationToken stopping)
    {
        ILogger log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Containerless.AppHost");
        var notifications = services.GetRequiredService<ResourceNotificationService>();
        var logs = services.GetRequiredService<ResourceLoggerService>();
        var failed = new HashSet<string>();
        try
        {
            await foreach (ResourceEvent change in notifications.WatchAsync(stopping).ConfigureAwait(false))
            {
                if (How(change) is not { } how)
                {
                    failed.Remove(change.ResourceId);
                }
                else if (failed.Add(change.ResourceId))
                {
                    // On its standard error: all that our parts log is there, and what the orchestrator adds is not.
                    var lines = new List<string>();
                    await foreach (IReadOnlyList<LogLine> some in logs.GetAllAsync(change.Resource).WithCancellation(stopping).ConfigureAwait(false))
                    {
                        lines.AddRange(some.Where(static line => line.IsErrorMessage).Select(static line => line.Content));
                    }

                    LogFailed(log, change.Resource.Name, how, Last(lines), change.Resource == needed
                        ? "Nothing is served without it. Correct that, stop with Ctrl-C, and start again."
                        : "Its console log at the dashboard has the rest, and it can be started again there.");
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The application stops.
        }
        catch (Exception error)
        {
            LogBlind(log, error);
        }
    }

    /// <summary>How a project failed; null where it did not.</summary>
    private static string? How(ResourceEvent change) => change.Resource is not ProjectResource ? null
        : change.Snapshot.State?.Text is not { } state || !KnownResourceStates.TerminalStates.Contains(state) ? null
        : change.Snapshot.ExitCode is { } code and not 0 ? $"ended with code {code}"
        : state == KnownResourceStates.FailedToStart && !change.Resource.Annotations.OfType<WaitAnnotation>().Any() ? "could not be started"
        : null;

    private static string WithoutTime(string line) =>
        line.IndexOf(' ', StringComparison.Ordinal) is > 0 and int end
        && DateTimeOffset.TryParse(line.AsSpan(0, end), CultureInfo.InvariantCulture, out _)
            ? line[(end + 1)..]
            : line;

    [LoggerMessage(Level = LogLevel.Error, Message = "{Resource} {How}. It printed last:\n{Lines}\n{Advice}")]
    private static partial void LogFailed(ILogger log, string resource, string how, string lines, string advice);

    [LoggerMessage(Level = LogLevel.Error, Message = "Parts that fail are not told here any more; the dashboard shows them")]
    private static partial void LogBlind(ILogger log, Exception error);
}
