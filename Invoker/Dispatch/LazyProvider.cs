using Containerless.Invoker.Isolation;
using Containerless.Shared;

namespace Containerless.Invoker.Dispatch;

/// <summary>
/// The isolation provider, made when it is first needed: compiled code serves without one. A provider that cannot be
/// made is tried again, at most every few seconds, because an engine may be started later.
/// </summary>
public sealed class LazyProvider : IAsyncDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly Func<CancellationToken, Task<IIsolationProvider>> create;
    private readonly TimeProvider time;
    private IIsolationProvider? provider;
    private Exception? failure;
    private string? startFailure;
    private long failedAt;
    private bool disposed;

    /// <summary>Creates the holder; nothing is made yet.</summary>
    public LazyProvider(Func<CancellationToken, Task<IIsolationProvider>> create, TimeProvider time)
    {
        this.create = create;
        this.time = time;
    }

    /// <summary>The provider's name; null while there is none.</summary>
    public string? Name => Volatile.Read(ref provider)?.Name;

    /// <summary>How the provider reaches its instances; null while there is none, and for processes.</summary>
    public TransportStatus? Transport => Volatile.Read(ref provider)?.Transport;

    /// <summary>What an operator should know about that; null for nothing.</summary>
    public string? Warning => Volatile.Read(ref provider)?.Warning;

    /// <summary>Why there is none; null while none was needed, and where there is one.</summary>
    public string? Failure => Volatile.Read(ref failure)?.Message;

    /// <summary>
    /// Why the instance that was started last did not become ready; null where it did. An engine that is away says nothing of the function.
    /// </summary>
    public string? StartFailure => Volatile.Read(ref startFailure);

    /// <summary>The provider.</summary>
    /// <exception cref="IsolationException">None can be made; the message says why.</exception>
    public async Task<IIsolationProvider> GetAsync(CancellationToken ct)
    {
        if (Volatile.Read(ref provider) is { } ready)
        {
            return ready;
        }

        await gate.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            if (provider is { } made)
            {
                return made;
            }

            if (failure is { } known && time.GetElapsedTime(failedAt) < RetryAfter)
            {
                throw new IsolationException(known.Message, known);
            }

            try
            {
                IIsolationProvider created = await create(ct).ConfigureAwait(false);
                Volatile.Write(ref provider, created);
                Volatile.Write(ref failure, null);
                return created;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                failedAt = time.GetTimestamp();
                Volatile.Write(ref failure, error);
                throw new IsolationException(error.Message, error);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Starts an instance.</summary>
    /// <exception cref="IsolationException">There is no provider, or it could not start one.</exception>
    public async Task<IIsolatedInstance> StartAsync(InstanceKind kind, CancellationToken ct)
    {
        IIsolationProvider made = await GetAsync(ct).ConfigureAwait(false);
        try
        {
            IIsolatedInstance instance = await made.StartAsync(kind, ct).ConfigureAwait(false);
            Volatile.Write(ref startFailure, null);
            return instance;
        }
        catch (IsolationException error) when (!error.EngineAway)
        {
            Volatile.Write(ref startFailure, error.Message);
            throw;
        }
    }

    /// <summary>Ends the provider and everything it started.</summary>
    public async ValueTask DisposeAsync()
    {
        await gate.WaitAsync().ConfigureAwait(false);
        try
        {
            disposed = true;
            if (provider is { } made)
            {
                await made.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            gate.Release();
        }
    }
}
