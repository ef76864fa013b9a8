namespace Containerless.Invoker.Isolation;

/// <summary>The last part of starting an instance, the same for every provider.</summary>
internal static class InstanceStart
{
    /// <summary>Waits for <c>/ping</c>, for the instance's end, or for the time to be over, whichever is first.</summary>
    /// <exception cref="IsolationException">No <c>/ping</c>; the message has what the instance printed last.</exception>
    public static async Task<InstanceListeners> WaitAsync(
        string id, IInstanceAddress address, Task<string> exited, Task forwarding, InstanceOutput output, TimeSpan timeout,
        CancellationToken ct)
    {
        string? lastFailure = null;
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(ct);
        cancel.CancelAfter(timeout);
        var ready = InstanceListeners.WaitAsync(address, output, reason => lastFailure = reason, cancel.Token);
        await Task.WhenAny(ready, exited);
        if (!ready.IsCompleted)
        {
            await cancel.CancelAsync();
        }

        try
        {
            return await ready;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            var what = exited.IsCompleted
                ? $"{id} {await exited} before it was ready"
                : $"{id} did not become ready within {timeout.TotalSeconds:0.#} s; is listen called?"
                    + (lastFailure is null ? "" : $" Its control listener was last asked in vain: {lastFailure}");
            if (exited.IsCompleted)
            {
                // What it printed last may still be on its way.
                await Task.WhenAny(forwarding, Task.Delay(TimeSpan.FromSeconds(1), ct));
            }

            var tail = output.Tail;
            throw new IsolationException(tail.Length == 0 ? what.TrimEnd('.') + "." : $"{what}. It printed:\n{tail}");
        }
    }
}
