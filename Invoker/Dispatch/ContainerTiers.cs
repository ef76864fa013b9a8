using Containerless.Invoker.Http;
using Containerless.Invoker.Isolation;
using Containerless.Invoker.Journals;
using Containerless.Runtime.Hosting;
using Containerless.Shared;

namespace Containerless.Invoker.Dispatch;

/// <summary>An answer and the tier it came from.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Tier">One of <see cref="TierNames"/>.</param>
/// <param name="Repetition">How the attempt that gave it repeated those before it.</param>
internal readonly record struct ContainerAnswer(Answer Answer, string Tier, Repetition Repetition);

/// <summary>
/// Has Node answer a request: (1) in the tracing instance when one is wanted and free: while the function is traced, and
/// later for what compiled code gave up; (2) otherwise in a plain one, waiting for it in the queue; (3) once more in another
/// one when the first died before a byte of its answer. What an attempt sent is not sent again by the next one.
/// </summary>
internal sealed class ContainerTiers(
    InstancePool pool, OverflowPrestart prestart, Forwarder forwarder, JournalRegistry journals, CancellationToken stopped)
{
    /// <summary>How long, beside what a request may take, an answered one's journal waits for callbacks to repeat it.</summary>
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(30);

    /// <summary>How often a request that has called out asks for an instance again that it was refused.</summary>
    private const int MostStarts = 4;

    private static readonly TimeSpan BetweenStarts = TimeSpan.FromMilliseconds(200);

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
    /// <param name="record">What compiled code sent and was told; null when it began nothing.</param>
    public async Task<ContainerAnswer> HandleAsync(IncomingRequest request, string? bailout, AttemptRecord? record = null)
    {
        RequestJournal journal = journals.Open(record);
        try
        {
            return await HandleAsync(request, bailout, journal).ConfigureAwait(false);
        }
        finally
        {
            JournalRegistry.Close(journal);
        }
    }

    private async Task<ContainerAnswer> HandleAsync(IncomingRequest request, string? bailout, RequestJournal journal)
    {
        // (1) The tracing instance.
        if (TakeTracing(bailout) is { } slot)
        {
            Task<ContainerAnswer?> tracing = TraceAsync(slot, request, journal);
            if (bailout is null)
            {
                prestart.Busy(tracing);
            }

            if (await tracing.ConfigureAwait(false) is { } traced)
            {
                return traced;
            }
        }
        else if (bailout is null)
        {
            prestart.Overflowed();
        }

        for (int attempt = 1; ; attempt++)
        {
            // (2) A plain one.
            Lease lease = await TakeAsync(journal).ConfigureAwait(false);
            if (lease.Instance is not { } instance)
            {
                // A client that comes back would have done again what was done.
                Answer refusal = Answer.Unavailable(lease.Refusal!);
                return new ContainerAnswer(
                    journal.HasCalls ? refusal with { RetryAfter = 0 } : refusal, TierNames.Container, Repetition.None);
            }

            (ForwardResult result, Repetition repetition) = await ForwardAsync(instance, request, journal).ConfigureAwait(false);

            // (3) Once more.
            if (result.Outcome != ForwardOutcome.Died || attempt == 2)
            {
                return new ContainerAnswer(result.Answer, TierNames.Container, repetition);
            }
        }
    }

    /// <summary>
    /// Takes an instance. A request that has called out is not refused because a start failed: it is half done.
    /// </summary>
    private async ValueTask<Lease> TakeAsync(RequestJournal journal)
    {
        Lease lease = await pool.TakeAsync().ConfigureAwait(false);
        for (int again = 1; lease.Instance is null && again <= MostStarts && journal.HasCalls && !stopped.IsCancellationRequested; again++)
        {
            await Task.Delay(again * BetweenStarts, CancellationToken.None).ConfigureAwait(false);
            lease = await pool.TakeAsync().ConfigureAwait(false);
        }

        return lease;
    }

    private ITracingSlot? TakeTracing(string? bailout)
    {
        if (bailout is null)
        {
            return Tracing is { } slot && slot.TryTake() ? slot : null;
        }

        return Retracing is { } again && again.TryTake(bailout, mayWait: pool.Cold) ? again : null;
    }

    private async Task<(ForwardResult Result, Repetition Repetition)> ForwardAsync(
        IIsolatedInstance instance, IncomingRequest request, RequestJournal journal)
    {
        bool healthy = false;
        try
        {
            (ForwardResult Result, Repetition Repetition) done = await AttemptAsync(instance, request, journal).ConfigureAwait(false);
            healthy = done.Result.Outcome == ForwardOutcome.Answered;
            return done;
        }
        finally
        {
            pool.Release(instance, healthy);
        }
    }

    /// <summary>One attempt, with the journal of those before it, which it goes on with.</summary>
    private async Task<(ForwardResult Result, Repetition Repetition)> AttemptAsync(
        IIsolatedInstance instance, IncomingRequest request, RequestJournal journal)
    {
        Attempt attempt = journals.Begin(journal);
        bool answered = false;
        try
        {
            ForwardResult result = await forwarder.ForwardAsync(instance, request, attempt, stopped).ConfigureAwait(false);
            answered = result.Outcome == ForwardOutcome.Answered;
            return (result, attempt.Repetition);
        }
        finally
        {
            _ = answered
                ? journals.AnsweredAsync(attempt, instance.Exited, forwarder.Time + Afterwards)
                : journals.SupersedeAsync(attempt, instance.Exited);
        }
    }

    /// <summary>The tracing instance's answer; null when it died first, so that a plain one is to answer.</summary>
    private async Task<ContainerAnswer?> TraceAsync(ITracingSlot slot, IncomingRequest request, RequestJournal journal)
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
        Repetition repetition;
        try
        {
            (result, repetition) = await AttemptAsync(instance, request, journal).ConfigureAwait(false);
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
                return new ContainerAnswer(result.Answer, TierNames.Tracing, repetition);
            case ForwardOutcome.Misbehaved:
                await slot.ReleaseBrokenAsync(instance, "it broke a limit", failed: false).ConfigureAwait(false);
                return new ContainerAnswer(result.Answer, TierNames.Tracing, repetition);
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
