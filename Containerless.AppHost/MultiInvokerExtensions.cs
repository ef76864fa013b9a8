using System.Text.Json.Nodes;
using Containerless.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Containerless.AppHost;

/// <summary>One of a multi-invoker's two invokers. The multi-invoker starts and stops it; here it is only shown.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="side">A or B.</param>
internal sealed class SideResource(string name, string side) : Resource(name)
{
    /// <summary>A or B.</summary>
    public string Side => side;
}

/// <summary>A multi-invoker as a resource, with its two invokers below it.</summary>
internal static class MultiInvokerExtensions
{
    /// <summary>Makes a project a multi-invoker.</summary>
    /// <param name="multi">The project.</param>
    /// <param name="port">Where requests arrive. Its invokers' ports are the next two, operators' ports 1000 higher.</param>
    /// <param name="settings">What both invokers are told.</param>
    public static IResourceBuilder<ProjectResource> WithMultiInvoker(
        this IResourceBuilder<ProjectResource> multi, int port, InvokerSettings settings)
    {
        EndpointReference admin = multi.GetEndpoint(InvokerExtensions.Admin);
        SideResource[] sides =
        [
            multi.AddSide("tracing-invoker", "A", port + 1), multi.AddSide("compiled-invoker", "B", port + 2),
        ];
        return multi
            .WithOperators(port)
            .WithReference(settings.Compiler)
            .WithReference(settings.Store)
            .WithArgs(async context =>
            {
                CancellationToken ct = context.CancellationToken;
                context.Args.Add("--config");
                context.Args.Add(new JsonObject
                {
                    ["bind_port"] = port,
                    ["config_a"] = await settings.ConfigurationAsync(port + 1, "Tracing", ct).ConfigureAwait(false),
                    ["config_b"] = await settings.ConfigurationAsync(port + 2, "Decontainerized", ct).ConfigureAwait(false),
                }.ToJsonString());
            })
            .OnResourceReady((resource, ready, ct) =>
            {
                // Not the token of the event, which is cancelled when the resource ends: its end is shown, too.
                CancellationToken stopping = ready.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
                Task ended = ready.Services.GetRequiredService<ResourceNotificationService>()
                    .WaitForResourceAsync(resource.Name, KnownResourceStates.TerminalStates, stopping);
                // In the background: who waits for the resource is told when this handler returns.
                _ = Task.Run(
                    () => ShowAsync([.. sides.Select(side => (side, new InvokerDisplay(side, ready.Services)))], admin.Url, ended, stopping),
                    stopping);
                return Task.CompletedTask;
            });
    }

    /// <summary>Adds an invoker that the multi-invoker starts. Its telemetry comes under the resource's name.</summary>
    private static SideResource AddSide(this IResourceBuilder<ProjectResource> multi, string name, string side, int port)
    {
        var resource = new SideResource(name, side);
        multi.ApplicationBuilder.AddResource(resource)
            .WithParentRelationship(multi)
            .WithIconName(side == "A" ? "Record" : "Flash")
            .WithInitialState(new CustomResourceSnapshot
            {
                ResourceType = "Invoker",
                State = KnownResourceStates.NotStarted,
                Properties = [],
            })
            .WithLooks(() => $"http://localhost:{port + 1000}")
            .ExcludeFromManifest();
        return resource;
    }

    /// <summary>
    /// Shows both invokers until Aspire says that the multi-invoker has ended. A status that cannot be read, because a process is busy or
    /// held, changes nothing.
    /// </summary>
    private static async Task ShowAsync(
        (SideResource Side, InvokerDisplay Display)[] sides, string admin, Task ended, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(InvokerDisplay.Interval);
        while (!ended.IsCompleted && await timer.WaitForNextTickAsync(ct).ConfigureAwait(false))
        {
            if (await InvokerDisplay.ReadAsync<MultiStatusDocument>(admin, ct).ConfigureAwait(false) is not { } status)
            {
                continue;
            }

            foreach ((SideResource side, InvokerDisplay display) in sides)
            {
                await ShowAsync(side.Side == "A" ? status.A : status.B, status.Cause, display, ct).ConfigureAwait(false);
            }
        }

        foreach ((_, InvokerDisplay display) in sides)
        {
            await display.ShowAsync(KnownResourceStates.Exited, "the multi-invoker has ended").ConfigureAwait(false);
        }
    }

    private static async Task ShowAsync(SideStatus side, string cause, InvokerDisplay display, CancellationToken ct)
    {
        if (side.Phase != "ready")
        {
            await display.ShowAsync(StateOf(side.Phase), side.LastEnd ?? cause).ConfigureAwait(false);
        }
        else if (await InvokerDisplay.ReadAsync<StatusDocument>($"http://localhost:{side.AdminPort}", ct).ConfigureAwait(false) is { } own)
        {
            await display.ShowAsync(own, $"http://localhost:{side.Port}", $"http://localhost:{side.AdminPort}").ConfigureAwait(false);
        }
    }

    private static string StateOf(string phase) => phase switch
    {
        "stopped" => KnownResourceStates.NotStarted,
        "ended" => KnownResourceStates.Finished,
        _ => KnownResourceStates.Starting,
    };
}
