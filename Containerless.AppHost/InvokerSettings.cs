using System.Text.Json.Nodes;
using Containerless.AppHost.Publishing;

namespace Containerless.AppHost;

/// <summary>What every invoker of the application is told.</summary>
/// <param name="RequestsToTrace"><c>max_requests_to_trace</c>.</param>
/// <param name="Isolation"><c>isolation</c>.</param>
/// <param name="Compiler">The compiler service.</param>
/// <param name="Store">The store the function may call, as STORE_URL.</param>
internal sealed record InvokerSettings(
    IResourceBuilder<ParameterResource> RequestsToTrace, IResourceBuilder<ParameterResource> Isolation,
    IResourceBuilder<ProjectResource> Compiler, IResourceBuilder<ProjectResource> Store)
{
    /// <summary>The configuration of an invoker, as <c>--config</c> takes it.</summary>
    /// <param name="port">Where its requests arrive; the operators' port is 1000 higher.</param>
    /// <param name="initialState"><c>initial_state</c>.</param>
    /// <param name="ct">Ends the wait for parameters and addresses.</param>
    public async Task<JsonObject> ConfigurationAsync(int port, string initialState, CancellationToken ct)
    {
        string storeUrl = await Store.AddressAsync(ct).ConfigureAwait(false);
        bool published = Store.ApplicationBuilder.ExecutionContext.IsPublishMode;
        string? isolation = await Isolation.Resource.GetValueAsync(ct).ConfigureAwait(false);
        string? requests = await RequestsToTrace.Resource.GetValueAsync(ct).ConfigureAwait(false);
        return new JsonObject
        {
            ["image_name"] = FunctionExtensions.Name,
            ["bind_port"] = port,
            ["initial_state"] = initialState,
            // What is no number goes as text: the invoker refuses it, and says what it expects.
            ["max_requests_to_trace"] = int.TryParse(requests, out int count) ? count : requests,
            ["isolation"] = published ? ComposeDeployment.IsolationFor(isolation) : isolation,
            ["artifacts_dir"] = published ? ComposeDeployment.ArtifactsDirectory : FunctionExtensions.ArtifactsDirectory,
            ["utilization_log"] = "",
            ["compiler_url"] = await Compiler.AddressAsync(ct).ConfigureAwait(false),
            ["environment"] = new JsonObject { ["STORE_URL"] = storeUrl },
            ["allowed_hosts"] = new JsonArray("*", new Uri(storeUrl).Authority),
        };
    }
}
