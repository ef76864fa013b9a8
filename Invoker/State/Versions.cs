using Containerless.Invoker.Compiled;
using Containerless.Invoker.Http;
using Containerless.Shared;

namespace Containerless.Invoker.State;

/// <summary>
/// The compiled versions of the function: the one that serves, and those before it until they are let go. Publishing is one
/// volatile swap in the front; the version it replaces finishes what it has and lets go of its realms. Its code stays
/// loaded (see <see cref="ArtifactLoader"/>), so versions are counted.
/// </summary>
/// <param name="front">Where versions are swapped.</param>
/// <param name="load">Loads an artifact.</param>
/// <param name="demoted">Told the cause when the version that serves turns out not to work.</param>
internal sealed class Versions(RequestHandler front, Func<Artifact, ICompiledTier> load, Action<string> demoted) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<ICompiledTier, Artifact> alive = [];
    private int loaded;
    private bool closed;

    /// <summary>The artifact served last.</summary>
    public Artifact? Served { get; private set; }

    /// <summary>Versions whose code is in this process.</summary>
    public int Loaded => Volatile.Read(ref loaded);

    /// <summary>Loads an artifact. It serves nobody yet.</summary>
    /// <exception cref="ArtifactException">It may not be loaded.</exception>
    /// <exception cref="OperationCanceledException">The invoker has stopped.</exception>
    public ICompiledTier Load(Artifact artifact)
    {
        ICompiledTier tier = load(artifact);
        Interlocked.Increment(ref loaded);
        lock (gate)
        {
            alive.Add(tier, artifact);
            if (!closed)
            {
                return tier;
            }
        }

        _ = DropAsync(tier);
        throw new OperationCanceledException("The invoker has stopped.");
    }

    /// <summary>Swaps a version in, which was loaded here, and retires the one before.</summary>
    /// <exception cref="OperationCanceledException">The invoker has stopped.</exception>
    public void Serve(ICompiledTier tier)
    {
        tier.Unfinished = (request, reason, record) => _ = front.FinishAsync(request, reason, record);
        ICompiledTier? before;
        lock (gate)
        {
            if (closed)
            {
                throw new OperationCanceledException("The invoker has stopped.");
            }

            Served = alive[tier];
            before = front.Compiled;
            front.Compiled = tier;
        }

        _ = WatchAsync(tier);
        if (before is not null)
        {
            _ = RetireAsync(before);
        }
    }

    /// <summary>Takes compiled code off the front; what it is serving is finished.</summary>
    public void Withdraw()
    {
        if (front.Compiled is { } tier)
        {
            front.Compiled = null;
            _ = RetireAsync(tier);
        }
    }

    /// <summary>Lets go of a version that never served.</summary>
    public async Task DropAsync(ICompiledTier tier)
    {
        Forget(tier);
        await tier.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Breaks off every version.</summary>
    public async ValueTask DisposeAsync()
    {
        ICompiledTier[] left;
        lock (gate)
        {
            closed = true;
            front.Compiled = null;
            left = [.. alive.Keys];
        }

        foreach (ICompiledTier tier in left)
        {
            await DropAsync(tier).ConfigureAwait(false);
        }
    }

    private async Task RetireAsync(ICompiledTier tier)
    {
        await tier.RetireAsync().ConfigureAwait(false);
        Forget(tier);
    }

    private void Forget(ICompiledTier tier)
    {
        lock (gate)
        {
            alive.Remove(tier);
        }
    }

    /// <summary>Takes a version off the front when it turns out not to work.</summary>
    private async Task WatchAsync(ICompiledTier tier)
    {
        string cause;
        try
        {
            cause = await tier.Demoted.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It was let go first.
            return;
        }

        if (front.Compiled == tier)
        {
            front.Compiled = null;
            demoted(cause);
            await DropAsync(tier).ConfigureAwait(false);
        }
    }
}
