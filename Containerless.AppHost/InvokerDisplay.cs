using System.Net.Http.Json;
using System.Text.Json;
using Containerless.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Containerless.AppHost;

/// <summary>
/// Shows the state of an invoker as a resource's, with the cause: <c>Tracing 4 of 6</c>, <c>Compiling</c>,
/// <c>Decontainerized</c>. The invoker's own status says it.
/// </summary>
internal sealed partial class InvokerDisplay(IResource resource, IServiceProvider services)
{
    /// <summary>How often a status is read.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>How the warning of an invoker begins whose instances do not start.</summary>
    private const string DoesNotStart = "The function does not start";

    private static readonly string[] States = ["Tracing", "Compiling", "Decontainerized", "Draining", "Aborted"];
    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(2) };

    private readonly ResourceNotificationService notifications = services.GetRequiredService<ResourceNotificationService>();
    private readonly ILogger log = services.GetRequiredService<ResourceLoggerService>().GetLogger(resource);
    private readonly ILogger terminal = services.GetRequiredService<ILoggerFactory>().CreateLogger("Containerless.AppHost");
    private StatusDocument? shown;

    /// <summary>Shows the state of a process that Aspire runs, until Aspire says that it does not run any more.</summary>
    /// <remarks>
    /// Begun when the process was seen healthy, for Aspire looks after the health only of what is <c>Running</c>.
    /// </remarks>
    /// <param name="admin">Where the operators' endpoints are.</param>
    /// <param name="ct">Ends it.</param>
    public async Task ShowAsync(string admin, CancellationToken ct)
    {
        bool runs = true;
        using var timer = new PeriodicTimer(Interval);
        while (runs && await timer.WaitForNextTickAsync(ct).ConfigureAwait(false))
        {
            StatusDocument? status = await ReadAsync<StatusDocument>(admin, ct).ConfigureAwait(false);
            await notifications.PublishUpdateAsync(resource, snapshot =>
            {
                runs = snapshot.State?.Text is { } state
                    && (state == KnownResourceStates.Running || States.Contains(state.Split(' ')[0]));
                return runs && status is not null ? With(snapshot, status) : snapshot;
            }).ConfigureAwait(false);
            Log(status);
        }
    }

    /// <summary>Shows what an invoker that Aspire does not run says of itself.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="address">Where its requests arrive.</param>
    /// <param name="admin">Where its operators' endpoints are.</param>
    public Task ShowAsync(StatusDocument status, string address, string admin)
    {
        Log(status);
        return notifications.PublishUpdateAsync(resource, snapshot => With(snapshot, status) with
        {
            Urls =
            [
                new UrlSnapshot("http", address, IsInternal: false),
                new UrlSnapshot("status", $"{admin}/_containerless/status", IsInternal: false)
                {
                    DisplayProperties = new UrlDisplayPropertiesSnapshot("Status"),
                },
            ],
        });
    }

    /// <summary>Shows that an invoker does not run.</summary>
    /// <param name="state">One of Aspire's states.</param>
    /// <param name="cause">Why.</param>
    public Task ShowAsync(string state, string cause)
    {
        shown = null;
        return notifications.PublishUpdateAsync(resource, snapshot => snapshot with
        {
            State = state,
            Urls = [],
            Properties = Properties(snapshot, new ResourcePropertySnapshot("containerless.cause", cause) { DisplayName = "Cause", IsHighlighted = true }),
        });
    }

    /// <summary>A status from <c>/_containerless/status</c>; null while nobody answers in time, which is shown by other means.</summary>
    public static async Task<T?> ReadAsync<T>(string admin, CancellationToken ct) where T : class
    {
        try
        {
            return await Client.GetFromJsonAsync<T>($"{admin}/_containerless/status", ct).ConfigureAwait(false);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or JsonException
            || (error is TaskCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <summary>The state's text and style.</summary>
    internal static ResourceStateSnapshot StateOf(StatusDocument status) => status.State switch
    {
        "Tracing" => new(
            $"Tracing {status.Tracing.Traced} of {status.Tracing.Of}",
            status.Warnings.Any(static each => each.StartsWith(DoesNotStart, StringComparison.Ordinal))
                ? KnownResourceStateStyles.Warn
                : KnownResourceStateStyles.Info),
        "Decontainerized" => new(status.State, KnownResourceStateStyles.Success),
        "Aborted" => new(status.State, KnownResourceStateStyles.Warn),
        _ => new(status.State, KnownResourceStateStyles.Info),
    };

    /// <summary>The warnings of a status that the one before it had not; the details after the first colon may differ.</summary>
    internal static IEnumerable<string> NewWarnings(StatusDocument status, StatusDocument? before) =>
        status.Warnings.ExceptBy((before?.Warnings ?? []).Select(Kind), Kind);

    private static string Kind(string warning) => warning.Split(':')[0];

    private static CustomResourceSnapshot With(CustomResourceSnapshot snapshot, StatusDocument status) => snapshot with
    {
        State = StateOf(status),
        Properties = Properties(snapshot,
            new ResourcePropertySnapshot("containerless.cause", status.Cause) { DisplayName = "Cause", IsHighlighted = true },
            new ResourcePropertySnapshot("containerless.isolation", status.Isolation) { DisplayName = "Isolation", IsHighlighted = true },
            new ResourcePropertySnapshot("containerless.warnings", string.Join('\n', status.Warnings)) { DisplayName = "Warnings", IsHighlighted = status.Warnings.Count > 0 }),
    };

    private static System.Collections.Immutable.ImmutableArray<ResourcePropertySnapshot> Properties(
        CustomResourceSnapshot snapshot, params ResourcePropertySnapshot[] ours) =>
        [.. snapshot.Properties.Where(each => ours.All(one => one.Name != each.Name)), .. ours];

    private void Log(StatusDocument? status)
    {
        if (status is null)
        {
            return;
        }

        if (status.State != shown?.State || status.Cause != shown.Cause)
        {
            LogState(log, status.State, status.Cause);
            if (status.State == "Aborted")
            {
                LogAborted(terminal, resource.Name, status.Cause);
            }
        }

        foreach (string warning in NewWarnings(status, shown))
        {
            LogWarning(terminal, resource.Name, warning);
        }

        shown = status;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{State}: {Cause}")]
    private static partial void LogState(ILogger log, string state, string cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Resource} is Aborted, so Node answers instead of compiled code: {Cause}. "
        + "The command Explanation of its row at the dashboard says which lines are not compiled and why.")]
    private static partial void LogAborted(ILogger log, string resource, string cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Resource}: {Warning}")]
    private static partial void LogWarning(ILogger log, string resource, string warning);
}
