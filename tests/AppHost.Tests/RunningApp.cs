using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Containerless.AppHost.Tests;

/// <summary>The whole application, as <c>dotnet run --project Containerless.AppHost</c> starts it, healthy.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(6);

    private readonly DistributedApplication app;
    private readonly CancellationTokenSource deadline = new(Longest);

    private RunningApp(DistributedApplication app) => this.app = app;

    public ResourceNotificationService Notifications => app.ResourceNotifications;

    /// <summary>What a resource has logged, and what it goes on to log.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> LogsOf(string resource) =>
        app.Services.GetRequiredService<ResourceLoggerService>().WatchAsync(Now(resource).Resource);

    public ResourceCommandService Commands => app.ResourceCommands;

    public CancellationToken Deadline => deadline.Token;

    public static async Task<RunningApp> StartAsync()
    {
        IDistributedApplicationTestingBuilder builder =
            await DistributedApplicationTestingBuilder.CreateAsync<Projects.Containerless_AppHost>();
        var running = new RunningApp(await builder.BuildAsync());
        try
        {
            await running.app.StartAsync(running.Deadline);
            await running.Notifications.WaitForResourceHealthyAsync("store", running.Deadline);
            await running.Notifications.WaitForResourceHealthyAsync("compiler", running.Deadline);
            // Only a healthy invoker shows its own state.
            await running.StateAsync("invoker", "Tracing 0 of 6");

            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    public HttpClient Client(string resource) => app.CreateHttpClient(resource, "http");

    public Task<string> StateAsync(string resource, params string[] states) =>
        Notifications.WaitForResourceAsync(resource, states, Deadline);

    /// <summary>The process of a service: Aspire runs <c>dotnet run</c>, and that the service.</summary>
    public int ProcessOf(string resource)
    {
        int pid = (int)Now(resource).Snapshot.Properties.Single(static each => each.Name == "executable.pid").Value!;
        return int.Parse(File.ReadAllText($"/proc/{pid}/task/{pid}/children").Split(' ')[0], CultureInfo.InvariantCulture);
    }

    private ResourceEvent Now(string resource) => Notifications.TryGetCurrentState(resource, out ResourceEvent? now)
        ? now
        : throw new InvalidOperationException($"{resource} has no state");

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        deadline.Dispose();
    }
}
