using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Containerless.AppHost;

/// <summary>An invoker as a resource: its configuration, its state on display, what an operator can open.</summary>
internal static class InvokerExtensions
{
    /// <summary>The name of the operators' endpoint.</summary>
    public const string Admin = "admin";

    /// <summary>Gives an invoker its ports, its configuration and its commands, and shows its state as the resource's.</summary>
    /// <param name="invoker">The project.</param>
    /// <param name="port">Where requests arrive; the operators' port is 1000 higher.</param>
    /// <param name="initialState"><c>initial_state</c>.</param>
    /// <param name="requestsToTrace"><c>max_requests_to_trace</c>.</param>
    /// <param name="isolation"><c>isolation</c>.</param>
    /// <param name="compiler">The compiler service.</param>
    /// <param name="store">The store the function may call, as STORE_URL.</param>
    public static IResourceBuilder<ProjectResource> WithInvoker(
        this IResourceBuilder<ProjectResource> invoker, int port, string initialState,
        IResourceBuilder<ParameterResource> requestsToTrace, IResourceBuilder<ParameterResource> isolation,
        IResourceBuilder<ProjectResource> compiler, IResourceBuilder<ProjectResource> store)
    {
        string artifacts = invoker.ApplicationBuilder.ArtifactsDirectory();
        return invoker
            .WithHttpEndpoint(port: port, isProxied: false)
            .WithHttpEndpoint(port: port + 1000, name: Admin, isProxied: false)
            .WithHttpHealthCheck("/ping")
            .WithoutHttpsCertificate()
            .WithReference(compiler)
            .WithReference(store)
            .WithArgs(async context =>
            {
                CancellationToken ct = context.CancellationToken;
                string? storeUrl = await store.GetEndpoint("http").GetValueAsync(ct).ConfigureAwait(false);
                string? requests = await requestsToTrace.Resource.GetValueAsync(ct).ConfigureAwait(false);
                context.Args.Add("--config");
                context.Args.Add(new JsonObject
                {
                    ["image_name"] = FunctionExtensions.Name,
                    ["bind_port"] = port,
                    ["initial_state"] = initialState,
                    // What is no number goes as text: the invoker refuses it, and says what it expects.
                    ["max_requests_to_trace"] = int.TryParse(requests, out int count) ? count : requests,
                    ["isolation"] = await isolation.Resource.GetValueAsync(ct).ConfigureAwait(false),
                    ["artifacts_dir"] = artifacts,
                    ["utilization_log"] = "",
                    ["compiler_url"] = await compiler.GetEndpoint("http").GetValueAsync(ct).ConfigureAwait(false),
                    ["environment"] = new JsonObject { ["STORE_URL"] = storeUrl },
                    ["allowed_hosts"] = new JsonArray("*", new Uri(storeUrl!).Authority),
                }.ToJsonString());
            })
            .WithInvokerState(invoker.GetEndpoint(Admin))
            .WithUrlForEndpoint(Admin, static url =>
            {
                url.Url = "/_containerless/status";
                url.DisplayText = "Status";
            })
            .WithLook("explain", "Explanation", HttpCommandResultMode.Json, "What is compiled, what is not, and why")
            .WithLook("source", "Generated C#", HttpCommandResultMode.Text, "The code that the trace was compiled to")
            .WithLook("trace", "Trace", HttpCommandResultMode.Json, "The trace, as it stands")
            .WithCommand("trace-again", "Trace again", RestartAsync, new CommandOptions
            {
                Description = "Forgets what was compiled and traces from the start",
                ConfirmationMessage = "Requests are refused while the invoker starts again. Go on?",
                IconName = "ArrowClockwise",
            });
    }

    /// <summary>An invoker that starts begins with tracing.</summary>
    private static Task<ExecuteCommandResult> RestartAsync(ExecuteCommandContext context) =>
        context.Services.GetRequiredService<ResourceCommandService>().ExecuteCommandAsync(
            context.ResourceName, KnownResourceCommands.RestartCommand, context.CancellationToken);

    /// <summary>A command that shows what an operators' endpoint answers.</summary>
    private static IResourceBuilder<ProjectResource> WithLook(
        this IResourceBuilder<ProjectResource> invoker, string name, string displayName, HttpCommandResultMode mode,
        string description) =>
        invoker.WithHttpCommand($"/_containerless/{name}", displayName, Admin, name, new HttpCommandOptions
        {
            Method = HttpMethod.Get,
            ResultMode = mode,
            Description = description,
        });
}
