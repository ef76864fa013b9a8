using System.Collections.Concurrent;
using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;

namespace Containerless.AppHost.Tests;

/// <summary>What is shown of a multi-invoker's two invokers, which Aspire does not run, when their multi-invoker is not well.</summary>
public sealed class SidesTests
{
    [Fact]
    public async Task A_multi_invoker_that_stalls_leaves_its_invokers_as_they_were_and_only_its_end_is_theirs()
    {
        await using RunningApp app = await RunningApp.StartAsync();
        await app.StateAsync("tracing-invoker", "Tracing 0 of 6");
        var states = new ConcurrentQueue<string>();
        Task watch = Task.Run(async () =>
        {
            await foreach (ResourceEvent change in app.Notifications.WatchAsync(app.Deadline))
            {
                if (change.Resource.Name == "tracing-invoker" && change.Snapshot.State?.Text is { } state)
                {
                    states.Enqueue(state);
                    if (state == "Exited")
                    {
                        return;
                    }
                }
            }
        });

        int multi = app.ProcessOf("multi-invoker");
        using (StartedApp.Hold(multi))
        {
            await Task.Delay(4_000); // A status is waited for half as long.
        }

        using HttpClient client = app.Client("multi-invoker");
        using HttpResponseMessage answer = await client.PostAsync("/hello", new StringContent("{}"));
        answer.EnsureSuccessStatusCode();
        await app.StateAsync("tracing-invoker", "Tracing 1 of 6");
        using (Process process = Process.GetProcessById(multi))
        {
            process.Kill();
        }

        Assert.Equal("Exited", await app.StateAsync("tracing-invoker", "Exited"));
        Assert.Equal("Exited", await app.StateAsync("compiled-invoker", "Exited"));
        await watch;
        Assert.Equal(["Tracing 0 of 6", "Tracing 1 of 6", "Exited"], states.Distinct());
    }
}
