namespace Containerless.Cli.Testing;

/// <summary>The outbound calls of one attempt at a request, in the order they were made. Safe to use from several threads.</summary>
internal sealed class CallLog
{
    private readonly Lock gate = new();
    private readonly List<Entry> entries = [];
    private int arrivals;

    /// <summary>One call, and its reply once it is there.</summary>
    internal sealed class Entry(OutboundKey key)
    {
        private readonly TaskCompletionSource<RecordedReply> reply =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal OutboundKey Key { get; } = key;

        /// <summary>Completes with the reply, never faulted.</summary>
        internal Task<RecordedReply> Reply => reply.Task;

        /// <summary>The how-manieth reply of the attempt this was; -1 before it came.</summary>
        internal int Arrival { get; private set; } = -1;

        /// <summary>Whether an attempt that repeats this one has made the call.</summary>
        internal bool Repeated { get; set; }

        internal void Arrived(int order, RecordedReply value)
        {
            Arrival = order;
            reply.SetResult(value);
        }
    }

    /// <summary>Notes a call as it is made.</summary>
    internal Entry Begin(OutboundKey key)
    {
        lock (gate)
        {
            var entry = new Entry(key);
            entries.Add(entry);
            return entry;
        }
    }

    /// <summary>Notes the reply to a call.</summary>
    internal void Complete(Entry entry, RecordedReply reply)
    {
        lock (gate)
        {
            entry.Arrived(arrivals++, reply);
        }
    }

    /// <summary>The first equal call that was not repeated yet, marked as repeated; null where there is none.</summary>
    internal Entry? Repeat(OutboundKey key)
    {
        lock (gate)
        {
            var entry = entries.Find(candidate => !candidate.Repeated && candidate.Key == key);
            if (entry is not null)
            {
                entry.Repeated = true;
            }

            return entry;
        }
    }

    /// <summary>Lets every call be repeated once more.</summary>
    internal void Rewind()
    {
        lock (gate)
        {
            entries.ForEach(static entry => entry.Repeated = false);
        }
    }

    /// <summary>The calls so far.</summary>
    internal IReadOnlyList<Entry> Snapshot()
    {
        lock (gate)
        {
            return [.. entries];
        }
    }

    /// <summary>Completes when no call is in flight and none was begun for a moment.</summary>
    internal async Task QuietAsync(TimeSpan moment, CancellationToken cancellation)
    {
        int before;
        do
        {
            var snapshot = Snapshot();
            before = snapshot.Count;
            if (before == 0)
            {
                return;
            }

            await Task.WhenAll(snapshot.Select(entry => entry.Reply)).WaitAsync(cancellation);
            await Task.Delay(moment, cancellation);
        }
        while (Snapshot().Count != before);
    }
}
