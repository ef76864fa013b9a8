using System.Text.Json.Nodes;
using Containerless.Shared;

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
                // In the background: who waits for the resource is told when this handler returns.
                _ = Task.Run(() => ShowAsync([.. sides.Select(side => (side, new InvokerDisplay(side, ready.Services)))], admin.Url, ct), ct);
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

    /// <summary>Shows both invokers for as long as the multi-invoker answers.</summary>
    private static async Task ShowAsync((SideResource Side, InvokerDisplay Display)[] sides, string admin, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(InvokerDisplay.Interval);
        while (await timer.WaitForNextTickAsync(ct).ConfigureAwait(false))
        {
            MultiStatusDocument? status = await InvokerDisplay.ReadAsync<MultiStatusDocument>(admin, ct).ConfigureAwait(false);
            foreach ((SideResource side, InvokerDisplay display) in sides)
            {
                if (status is null)
                {
                    await display.ShowAsync(KnownResourceStates.Exited, "the multi-invoker does not answer").ConfigureAwait(false);
                    continue;
                }

                SideStatus now = side.Side == "A" ? status.A : status.B;
                StatusDocument? own = now.AdminPort is { } port
                    ? await InvokerDisplay.ReadAsync<StatusDocument>($"http://localhost:{port}", ct).ConfigureAwait(false)
                    : null;
                await (own is null
                    ? display.ShowAsync(StateOf(now.Phase), now.LastEnd ?? status.Cause)
                    : display.ShowAsync(own, $"http://localhost:{now.Port}", $"http://localhost:{now.AdminPort}")).ConfigureAwait(false);
            }

            if (status is null)
            {
                return;
            }
        }
    }

    private static string StateOf(string phase) => phase switch
    {
        "stopped" => KnownResourceStates.NotStarted,
        "ended" => KnownResourceStates.Finished,
        _ => KnownResourceStates.Starting,
    };
}
