using System.Security.Cryptography;

namespace Containerless.Invoker.Isolation.Containers.Transports;

/// <summary>
/// The network that an invoker's containers are on, for the engine publishes ports of no others. Nothing is translated on
/// the way out and containers do not reach each other, as far as the engine manages the machine's packet filter; what
/// functions cannot do all the same is <see cref="SeccompProfile"/>'s to say.
/// </summary>
internal sealed class ContainerNetwork : IAsyncDisposable
{
    private static readonly TimeSpan RemovalTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(50);

    private readonly DockerClient docker;
    private readonly ILogger log;

    private ContainerNetwork(DockerClient docker, string name, ILogger log) => (this.docker, Name, this.log) = (docker, name, log);

    /// <summary>The name, which no other network has.</summary>
    public string Name { get; }

    /// <exception cref="DockerException">The engine refused; it may have no more address ranges.</exception>
    public static async Task<ContainerNetwork> CreateAsync(DockerClient docker, string function, ILogger log, CancellationToken ct)
    {
        var name = $"containerless-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}";
        await docker.CreateNetworkAsync(
            new NetworkSpecification(
                name,
                "bridge",
                new Dictionary<string, string>
                {
                    ["com.docker.network.bridge.enable_ip_masquerade"] = "false",
                    ["com.docker.network.bridge.enable_icc"] = "false",
                },
                new Dictionary<string, string>
                {
                    [ContainerLabels.Function] = function,
                    [ContainerLabels.Invoker] = Owner.Current.ToString(),
                }),
            ct);
        return new ContainerNetwork(docker, name, log);
    }

    /// <summary>Removes the network; the containers on it must have ended.</summary>
    public async ValueTask DisposeAsync()
    {
        using var timeout = new CancellationTokenSource(RemovalTimeout);
        for (var removed = false; !removed;)
        {
            try
            {
                await docker.RemoveNetworkAsync(Name, timeout.Token);
                removed = true;
            }
            catch (DockerException) when (!timeout.IsCancellationRequested)
            {
                // The engine lets go of a container's address a little after the container.
                await Task.Delay(RetryAfter);
            }
            catch (Exception e) when (e is DockerException or HttpRequestException or IOException or OperationCanceledException)
            {
                log.LogWarning("Network {Name} stays until the next invoker starts: {Reason}", Name, e.Message);
                return;
            }
        }
    }
}
