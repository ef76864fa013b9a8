using System.Collections.Concurrent;

namespace Containerless.Invoker.Isolation.Containers;

/// <summary>
/// Ends containers for good. An engine that is away may have left a container running: it is remembered, and removed when
/// the engine answers again.
/// </summary>
internal sealed class ContainerRemoval(DockerClient docker, ILogger log)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, bool> left = new();

    /// <summary>
    /// Removes a container and waits until the engine has forgotten it. One that the engine does not remove, or cannot since
    /// it is away, is logged and left for <see cref="RemoveLeftAsync"/>.
    /// </summary>
    public async Task RemoveAsync(string container)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        try
        {
            while (await docker.ContainerExistsAsync(container, timeout.Token))
            {
                await docker.RemoveContainerAsync(container, timeout.Token);
                await Task.Delay(10, timeout.Token);
            }

            left.TryRemove(container, out _);
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException or IOException or DockerException)
        {
            left[container] = true;
            log.LogWarning(
                "Container {Id} could not be removed and is left until the engine answers: {Reason}", container[..12],
                timeout.IsCancellationRequested ? $"it was still there after {Timeout.TotalSeconds} s" : e.Message);
        }
    }

    /// <summary>Removes what could not be removed before; to be called when the engine has answered.</summary>
    public Task RemoveLeftAsync() => left.IsEmpty ? Task.CompletedTask : Task.WhenAll(left.Keys.Select(RemoveAsync));
}
