using Containerless.Invoker.Http;
using Containerless.Invoker.Isolation;
using Containerless.Shared;

namespace Containerless.Invoker.Dispatch;

/// <summary>An answer and the tier it came from.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Tier">One of <see cref="TierNames"/>.</param>
public readonly record struct ContainerAnswer(Answer Answer, string Tier);

/// <summary>
/// Has Node answer a request: (1) in the tracing instance when one is wanted and free: while the function is traced, and
/// later for what compiled code gave up; (2) otherwise in a plain one, waiting for it in the queue; (3) once more in another
/// one when the first died before a byte of its answer.
/// </summary>
public sealed class ContainerTiers(InstancePool pool, Forwarder forwarder, CancellationToken stopped)
{
    private TracingSlot? tracing;
    private RetraceSlot? retracing;

    /// <summary>The tracing instance; null when nothing is traced.</summary>
    public TracingSlot? Tracing
    {
        get => Volatile.Read(ref tracing);
        set => Volatile.Write(ref tracing, value);
    }

    /// <summary>The tracing instance for what compiled code gives up; null when the function does not learn.</summary>
    public RetraceSlot? Retracing
    {
        get => Volatile.Read(ref retracing);
        set => Volatile.Write(ref retracing, value);
    }

    /// <summary>Answers a request.</summary>
    /// <param name="request">The request; its body must stay as it is, also after the answer.</param>
    /// <param name="bailout">Why compiled code gave it up; null when it did not.</param>
    public async Task<ContainerAnswer> HandleAsync(IncomingRequest request, string? bailout)
    {
        // (1) The tracing instance.
        if (TakeTracing(bailout) is { } slot && await TraceAsync(slot, request).ConfigureAwait(false) is { } traced)
        {
            return new ContainerAnswer(traced, TierNames.Tracing);
        }

        for (int attempt = 1; ; attempt++)
        {
            // (2) A plain one.
            Lease lease = await pool.TakeAsync().ConfigureAwait(false);
            if (lease.Instance is not { } instance)
            {
                return new ContainerAnswer(Answer.Unavailable(lease.Refusal!), TierNames.Container);
            }

            ForwardResult result = await ForwardAsync(instance, request).ConfigureAwait(false);

            // (3) Once more.
            if (result.Outcome != ForwardOutcome.Died || attempt == 2)
            {
                return new ContainerAnswer(result.Answer, TierNames.Container);
            }
        }
    }

    private ITracingSlot? TakeTracing(string? bailout)
    {
        if (bailout is null)
        {
            return Tracing is { } slot && slot.TryTake() ? slot : null;
        }

        return Retracing is { } again && again.TryTake(bailout, mayWait: pool.Cold) ? again : null;
    }

    private async Task<ForwardResult> ForwardAsync(IIsolatedInstance instance, IncomingRequest request)
    {
        bool healthy = false;
        try
        {
            ForwardResult result = await forwarder.ForwardAsync(instance, request, stopped).ConfigureAwait(false);
            healthy = result.Outcome == ForwardOutcome.Answered;
            return result;
        }
        finally
        {
            pool.Release(instance, healthy);
        }
    }

    /// <summary>The tracing instance's answer; null when it died first, so that a plain one is to answer.</summary>
    private async Task<Answer?> TraceAsync(ITracingSlot slot, IncomingRequest request)
    {
        IIsolatedInstance instance;
        try
        {
            instance = await slot.GetAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The slot has counted and kept the cause; a plain instance may still start.
            slot.ReleaseUnused();
            return null;
        }

        ForwardResult result;
        try
        {
            result = await forwarder.ForwardAsync(instance, request, stopped).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            await slot.ReleaseBrokenAsync(instance, error.Message, failed: false).ConfigureAwait(false);
            throw;
        }

        switch (result.Outcome)
        {
            case ForwardOutcome.Answered:
                slot.ReleaseTraced(instance, in request);
                return result.Answer;
            case ForwardOutcome.Misbehaved:
                await slot.ReleaseBrokenAsync(instance, "it broke a limit", failed: false).ConfigureAwait(false);
                return result.Answer;
            default:
                string cause = await CauseOfAsync(instance).ConfigureAwait(false);
                await slot.ReleaseBrokenAsync(instance, cause, failed: true).ConfigureAwait(false);
                return null;
        }
    }

    /// <summary>Why an instance ended, if it says so soon after its connection broke.</summary>
    private static async Task<string> CauseOfAsync(IIsolatedInstance instance)
    {
        Task first = await Task.WhenAny(instance.Exited, Task.Delay(TimeSpan.FromSeconds(1))).ConfigureAwait(false);
        return first == instance.Exited ? await instance.Exited.ConfigureAwait(false) : "it broke the connection";
    }
}
