using System.Diagnostics;

namespace Containerless.Invoker.Compiled;

/// <summary>
/// Keeps compiled functions that compute for long from starving everybody else. They run on the thread pool's threads,
/// and the pool adds threads to busy ones only slowly; so a thread of its own sends the pool a probe now and then, and
/// when the probe is not run soon, more threads are allowed at once. Costs the hot path nothing.
/// </summary>
/// <remarks>
/// The bound is what <c>max_realms</c> functions can occupy, and a few for the rest. Threads that are not needed any
/// more are given back by the pool itself once the least number is lowered again. One per process, since the pool is:
/// versions of a function that replace each other share it.
/// </remarks>
internal sealed class StarvationGuard
{
    private static readonly Lock Sharing = new();
    private static readonly List<Lease> Leases = [];
    private static StarvationGuard? shared;

    /// <summary>A probe that waits longer means that every thread is taken.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(40);

    /// <summary>Time between probes, and so the longest time until starvation is noticed.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(40);

    /// <summary>Calm after which the number is lowered again.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(10);

    private readonly ManualResetEventSlim stop = new();
    private readonly Thread thread;
    private int most;

    private StarvationGuard() => thread = new Thread(Watch) { IsBackground = true, Name = "starvation guard" };

    /// <summary>Has the pool watched until the result is disposed of.</summary>
    /// <param name="realms">How many functions may compute at a time.</param>
    public static IDisposable Share(int realms)
    {
        lock (Sharing)
        {
            var lease = new Lease(realms);
            Leases.Add(lease);
            bool first = shared is null;
            shared ??= new StarvationGuard();
            shared.SetBound();
            if (first)
            {
                shared.thread.Start();
            }

            return lease;
        }
    }

    private void SetBound() => Volatile.Write(ref most, Leases.Max(static lease => lease.Realms) + Environment.ProcessorCount + 4);

    /// <summary>Stops watching and leaves the pool as it was found.</summary>
    private void Stop()
    {
        stop.Set();
        thread.Join();
        stop.Dispose();
    }

    private void Watch()
    {
        ThreadPool.GetMinThreads(out int usual, out int ports);
        int allowed = usual;
        long calmSince = Stopwatch.GetTimestamp();
        using var probe = new Probe();
        while (!stop.Wait(Interval))
        {
            probe.Send();
            if (probe.Wait(Late))
            {
                if (allowed > usual && Stopwatch.GetElapsedTime(calmSince) > Calm)
                {
                    allowed = usual;
                    ThreadPool.SetMinThreads(allowed, ports);
                }

                continue;
            }

            // Doubling: a burst of busy functions is met within a few rounds.
            while (!probe.Wait(Late) && !stop.IsSet)
            {
                int bound = Volatile.Read(ref most);
                if (allowed < bound)
                {
                    allowed = Math.Min(bound, allowed * 2);
                    ThreadPool.SetMinThreads(allowed, ports);
                }
            }

            calmSince = Stopwatch.GetTimestamp();
        }

        ThreadPool.SetMinThreads(usual, ports);
        // The probe is disposed of only once the pool has run it.
        probe.Wait(Timeout.InfiniteTimeSpan);
    }

    private sealed class Lease(int realms) : IDisposable
    {
        public int Realms => realms;

        public void Dispose()
        {
            lock (Sharing)
            {
                if (!Leases.Remove(this))
                {
                    return;
                }

                if (Leases.Count > 0)
                {
                    shared!.SetBound();
                    return;
                }

                shared!.Stop();
                shared = null;
            }
        }
    }

    private sealed class Probe : IThreadPoolWorkItem, IDisposable
    {
        private readonly ManualResetEventSlim ran = new(initialState: true);

        public void Send()
        {
            ran.Reset();
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        public bool Wait(TimeSpan time) => ran.Wait(time);

        public void Execute() => ran.Set();

        public void Dispose() => ran.Dispose();
    }
}
