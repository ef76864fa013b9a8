using System.Collections.Concurrent;

namespace Containerless.Invoker.Isolation.Containers;

/// <summary>
/// Makes containers, and ends them for good. An engine that is away may have left a container running: it is remembered, and
/// removed when the engine answers again.
/// </summary>
internal sealed class ContainerRemoval(DockerClient docker, ILogger log)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, bool> left = new();

    /// <summary>Makes a container. One that the engine may have made without saying so is removed.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="DockerException">The engine refused.</exception>
    /// <exception cref="HttpRequestException">The engine does not answer.</exception>
    /// <exception cref="IOException">The engine did not answer in time.</exception>
    public async Task<string> CreateAsync(ContainerSpecification specification, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var name = $"containerless-{Guid.NewGuid():N}";
        // Not for ct to break off: the engine would make the container all the same, a moment later.
        using var timeout = new CancellationTokenSource(Timeout);
        try
        {
            return await docker.CreateContainerAsync(name, specification, timeout.Token);
        }
        catch (OperationCanceledException)
        {
            await RemoveAsync(name);
            throw new IOException($"the engine did not make a container within {Timeout.TotalSeconds} s");
        }
        catch (Exception e) when (e is IOException or HttpRequestException { HttpRequestError: not HttpRequestError.ConnectionError })
        {
            await RemoveAsync(name);
            throw;
        }
    }

    /// <summary>
    /// Removes a container, by id or name, and waits until the engine has forgotten it. One that the engine does not remove, or cannot since
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
                "Container {Id} could not be removed and is left until the engine answers: {Reason}", container,
                timeout.IsCancellationRequested ? $"it was still there after {Timeout.TotalSeconds} s" : e.Message);
        }
    }

    /// <summary>Removes what could not be removed before; to be called when the engine has answered.</summary>
    public Task RemoveLeftAsync() => left.IsEmpty ? Task.CompletedTask : Task.WhenAll(left.Keys.Select(RemoveAsync));
}
