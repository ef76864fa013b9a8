namespace Containerless.Invoker.Isolation.Containers;

/// <summary>Ends containers for good.</summary>
internal static class ContainerRemoval
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <summary>Removes a container and waits until the engine has forgotten it.</summary>
    /// <exception cref="IsolationException">It did not in time.</exception>
    public static async Task RemoveAsync(DockerClient docker, string container)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        try
        {
            while (await docker.ContainerExistsAsync(container, timeout.Token))
            {
                await docker.RemoveContainerAsync(container, timeout.Token);
                await Task.Delay(10, timeout.Token);
            }
        }
        catch (OperationCanceledException e)
        {
            throw new IsolationException($"The engine did not remove container {container} within {Timeout.TotalSeconds} s.", e);
        }
    }
}
