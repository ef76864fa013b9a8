namespace Containerless.Runtime;

/// <summary>
/// Something that runs from the microtask queue (ECMA-262 §9.5). It is also a reaction of a promise: a job that waits in
/// the promise's list until the promise is settled, and goes into the queue with the promise's value then.
/// </summary>
internal abstract class Job
{
    /// <summary>The next reaction of the same promise.</summary>
    internal Job? Next;

    /// <summary>Runs the job. <paramref name="value"/> and <paramref name="rejected"/> come from the settled promise.</summary>
    internal abstract void Run(Realm realm, Value value, bool rejected);
}

/// <summary>The microtask queue: a ring, first in, first out.</summary>
internal struct JobQueue
{
    private (Job Job, Value Value, bool Rejected)[]? _ring;
    private int _head;

    internal int Count { get; private set; }

    internal void Add(Realm realm, Job job, Value value, bool rejected)
    {
        if (_ring is null || Count == _ring.Length) Grow(realm);
        _ring![(_head + Count++) & (_ring.Length - 1)] = (job, value, rejected);
    }

    internal Job Take(out Value value, out bool rejected)
    {
        ref (Job Job, Value Value, bool Rejected) first = ref _ring![_head];
        Job job = first.Job;
        value = first.Value;
        rejected = first.Rejected;
        first = default;
        _head = (_head + 1) & (_ring.Length - 1);
        if (--Count == 0 && _ring.Length > 1024) _ring = null;      // a burst is not kept
        return job;
    }

    private void Grow(Realm realm)
    {
        int size = _ring is null ? 16 : _ring.Length * 2;
        realm.Charge(24 + 40L * size);
        var ring = new (Job, Value, bool)[size];
        for (int i = 0; i < Count; i++) ring[i] = _ring![(_head + i) & (_ring.Length - 1)];
        _ring = ring;
        _head = 0;
    }
}
