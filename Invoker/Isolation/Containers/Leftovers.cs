namespace Containerless.Invoker.Isolation.Containers;

/// <summary>What invokers that no longer run left at the engine.</summary>
internal static class Leftovers
{
    /// <summary>Removes their containers, then their networks.</summary>
    public static async Task SweepAsync(DockerClient docker, ILogger log, CancellationToken ct)
    {
        foreach (var container in await docker.ListContainersAsync(ContainerLabels.Invoker, ct))
        {
            if (IsLeft(docker, container.Labels, out var owner))
            {
                await docker.RemoveContainerAsync(container.Id, ct);
                log.LogInformation("Removed container {Id}, left by process {ProcessId}.", container.Id[..12], owner.ProcessId);
            }
        }

        foreach (var network in await docker.ListNetworksAsync(ContainerLabels.Invoker, ct))
        {
            if (!IsLeft(docker, network.Labels, out var owner))
            {
                continue;
            }

            try
            {
                await docker.RemoveNetworkAsync(network.Id, ct);
                log.LogInformation("Removed network {Name}, left by process {ProcessId}.", network.Name, owner.ProcessId);
            }
            catch (DockerException e)
            {
                // One of its containers is still on its way out: the next invoker tries again.
                log.LogDebug(e, "Network {Name} was not removed.", network.Name);
            }
        }
    }

    private static bool IsLeft(DockerClient docker, Dictionary<string, string>? labels, out Owner owner) =>
        Owner.TryParse(labels?.GetValueOrDefault(ContainerLabels.Invoker), out owner)
        && owner.IsGone
        // Several machines may use an engine that is reached over TCP, and another's processes cannot be seen from here.
        && (!docker.Address.IsTcp || owner.IsOfThisBoot);
}
