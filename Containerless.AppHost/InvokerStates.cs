using System.Net.Http.Json;
using Containerless.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Containerless.AppHost;

/// <summary>
/// Shows the state of an invoker as its resource's, with the cause: <c>Tracing 4 of 6</c>, <c>Compiling</c>,
/// <c>Decontainerized</c>. The invoker's own status says it.
/// </summary>
internal static partial class InvokerStates
{
    private static readonly string[] States = ["Tracing", "Compiling", "Decontainerized", "Draining", "Aborted"];
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Shows the state whenever the invoker runs.</summary>
    /// <remarks>
    /// From when it was seen healthy, for Aspire looks after the health only of what is <c>Running</c>; until its process
    /// ends, what Aspire says then stays.
    /// </remarks>
    public static IResourceBuilder<ProjectResource> WithInvokerState(
        this IResourceBuilder<ProjectResource> invoker, EndpointReference admin) =>
        invoker.OnResourceReady((resource, ready, ct) =>
        {
            // In the background: who waits for the resource is told when this handler returns.
            _ = Task.Run(() => ShowAsync(resource, admin, ready.Services, ct), ct);
            return Task.CompletedTask;
        });

    /// <summary>The state's text and style.</summary>
    internal static ResourceStateSnapshot StateOf(StatusDocument status) => status.State switch
    {
        "Tracing" => new($"Tracing {status.Tracing.Traced} of {status.Tracing.Of}", KnownResourceStateStyles.Info),
        "Decontainerized" => new(status.State, KnownResourceStateStyles.Success),
        "Aborted" => new(status.State, KnownResourceStateStyles.Warn),
        _ => new(status.State, KnownResourceStateStyles.Info),
    };

    private static async Task ShowAsync(ProjectResource invoker, EndpointReference admin, IServiceProvider services, CancellationToken ct)
    {
        var notifications = services.GetRequiredService<ResourceNotificationService>();
        ILogger log = services.GetRequiredService<ResourceLoggerService>().GetLogger(invoker);
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        StatusDocument? shown = null;
        bool runs = true;
        using var timer = new PeriodicTimer(Interval);
        while (runs && await timer.WaitForNextTickAsync(ct).ConfigureAwait(false))
        {
            StatusDocument? status = await StatusAsync(client, admin, ct).ConfigureAwait(false);
            await notifications.PublishUpdateAsync(invoker, snapshot =>
            {
                runs = snapshot.State?.Text is { } state
                    && (state == KnownResourceStates.Running || States.Contains(state.Split(' ')[0]));
                return runs && status is not null ? With(snapshot, status) : snapshot;
            }).ConfigureAwait(false);
            if (status is not null && (status.State != shown?.State || status.Cause != shown.Cause))
            {
                LogState(log, status.State, status.Cause);
                shown = status;
            }
        }
    }

    private static CustomResourceSnapshot With(CustomResourceSnapshot snapshot, StatusDocument status)
    {
        ResourcePropertySnapshot[] ours =
        [
            new("containerless.cause", status.Cause) { DisplayName = "Cause", IsHighlighted = true },
            new("containerless.isolation", status.Isolation) { DisplayName = "Isolation", IsHighlighted = true },
            new("containerless.warnings", string.Join('\n', status.Warnings)) { DisplayName = "Warnings" },
        ];
        return snapshot with
        {
            State = StateOf(status),
            Properties = [.. snapshot.Properties.Where(each => ours.All(one => one.Name != each.Name)), .. ours],
        };
    }

    /// <summary>The status; null while the invoker does not answer, which its resource tells of.</summary>
    private static async Task<StatusDocument?> StatusAsync(HttpClient client, EndpointReference admin, CancellationToken ct)
    {
        try
        {
            return await client.GetFromJsonAsync<StatusDocument>($"{admin.Url}/_containerless/status", ct).ConfigureAwait(false);
        }
        catch (Exception error) when (error is HttpRequestException || (error is TaskCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{State}: {Cause}")]
    private static partial void LogState(ILogger log, string state, string cause);
}
