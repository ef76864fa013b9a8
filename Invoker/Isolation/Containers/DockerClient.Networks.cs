using System.Globalization;
using System.Net;

namespace Containerless.Invoker.Isolation.Containers;

/// <summary>What concerns networks.</summary>
internal sealed partial class DockerClient
{
    public async Task CreateNetworkAsync(NetworkSpecification specification, CancellationToken ct)
    {
        using var response = await PostAsync("/networks/create", specification, DockerJson.Default.NetworkSpecification, ct);
    }

    /// <summary>Removes a network; one that is gone is fine.</summary>
    /// <exception cref="DockerException">A container is on it.</exception>
    public async Task RemoveNetworkAsync(string name, CancellationToken ct)
    {
        try
        {
            await SendEmptyAsync(HttpMethod.Delete, $"/networks/{name}", ct);
        }
        catch (DockerException e) when (e.Status == HttpStatusCode.NotFound)
        {
        }
    }

    /// <summary>All networks that carry a label.</summary>
    public Task<NetworkSummary[]> ListNetworksAsync(string label, CancellationToken ct) =>
        GetAsync($"/networks?filters={WithLabel(label)}", DockerJson.Default.NetworkSummaryArray, ct);

    /// <summary>The engine's port that a container's TCP port is published at; null while, or when, there is none.</summary>
    public async Task<int?> FindPublishedPortAsync(string container, int port, CancellationToken ct)
    {
        try
        {
            var details = await GetAsync($"/containers/{container}/json", DockerJson.Default.ContainerDetails, ct);
            return details.NetworkSettings?.Ports?.GetValueOrDefault(PortName(port)) is [{ HostPort: { Length: > 0 } published }, ..]
                ? int.Parse(published, CultureInfo.InvariantCulture)
                : null;
        }
        catch (DockerException e) when (e.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>The API's name of a TCP port: <c>80/tcp</c>.</summary>
    public static string PortName(int port) => string.Create(CultureInfo.InvariantCulture, $"{port}/tcp");
}
