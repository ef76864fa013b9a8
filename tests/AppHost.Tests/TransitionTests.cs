using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Containerless.AppHost.Tests;

/// <summary>The application under Aspire's own orchestrator: what a person at the dashboard sees.</summary>
public sealed class TransitionTests
{
    [Fact]
    public async Task A_function_goes_from_tracing_to_compiled_and_its_resource_says_so()
    {
        await using RunningApp app = await RunningApp.StartAsync();
        var states = new List<string>();
        var watching = new TaskCompletionSource();
        Task watch = Task.Run(async () =>
        {
            await foreach (ResourceEvent change in app.Notifications.WatchAsync(app.Deadline))
            {
                if (change.Resource.Name == "invoker" && change.Snapshot.State?.Text is { } state && !states.Contains(state))
                {
                    states.Add(state);
                    watching.TrySetResult();
                    if (state == "Decontainerized")
                    {
                        return;
                    }
                }
            }
        });
        await watching.Task.WaitAsync(app.Deadline);
        using HttpClient client = app.Client("invoker");
        var tiers = new List<string>();
        for (int i = 0; i < 6; i++)
        {
            tiers.Add(await TierAsync(client));
            await app.StateAsync("invoker", i < 5 ? [$"Tracing {i + 1} of 6"] : ["Tracing 6 of 6", "Compiling", "Decontainerized"]);
        }

        await watch;
        Assert.Equal(Enumerable.Repeat("tracing", 6), tiers);
        Assert.Equal("compiled", await TierAsync(client));
        Assert.Equal(
            ["Tracing 0 of 6", "Tracing 1 of 6", "Tracing 2 of 6", "Tracing 3 of 6", "Tracing 4 of 6", "Tracing 5 of 6"],
            states.Where(static each => each.StartsWith("Tracing", StringComparison.Ordinal)).Take(6));

        // The commands show what there is.
        foreach (var (command, part) in new[] { ("explain", "\"hello.js\""), ("source", "Realm"), ("trace", "\"hashes\"") })
        {
            ExecuteCommandResult result = await app.Commands.ExecuteCommandAsync("invoker", command, app.Deadline);
            Assert.True(result.Success, $"{command}: {result.Message}");
            Assert.Contains(part, result.Data?.Value, StringComparison.Ordinal);
        }

        // The log of the resource tells of the change as well.
        await foreach (IReadOnlyList<LogLine> lines in app.LogsOf("invoker").WithCancellation(app.Deadline))
        {
            if (lines.Any(static line => line.Content.Contains("Decontainerized", StringComparison.Ordinal)))
            {
                break;
            }
        }
    }

    [Fact]
    public async Task An_invoker_that_is_killed_is_reported_and_one_that_traces_again_begins_anew()
    {
        await using RunningApp app = await RunningApp.StartAsync();
        using HttpClient client = app.Client("invoker");
        Assert.Equal("tracing", await TierAsync(client));
        await app.StateAsync("invoker", "Tracing 1 of 6");

        ExecuteCommandResult again = await app.Commands.ExecuteCommandAsync("invoker", "trace-again", app.Deadline);
        Assert.True(again.Success, again.Message);
        await app.StateAsync("invoker", "Tracing 0 of 6");
        Assert.Equal("tracing", await TierAsync(client));

        int pid = app.ProcessOf("invoker");
        using (Process process = Process.GetProcessById(pid))
        {
            process.Kill();
        }

        Assert.Equal("Finished", await app.StateAsync("invoker", "Finished", "Exited"));
        Assert.Equal("Running", await app.StateAsync("store", "Running"));
    }

    private static async Task<string> TierAsync(HttpClient client)
    {
        using HttpResponseMessage answer = await client.PostAsync("/hello", new StringContent("{}"));
        answer.EnsureSuccessStatusCode();
        return answer.Headers.GetValues("Containerless-Tier").Single();
    }
}
