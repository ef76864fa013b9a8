using System.Diagnostics;

namespace Containerless.Invoker.Compiled;

/// <summary>
/// Keeps compiled functions that compute for long from starving everybody else. They run on the thread pool's threads,
/// and the pool adds threads to busy ones only slowly; so a thread of its own sends the pool a probe now and then, and
/// when the probe is not run soon, more threads are allowed at once. Costs the hot path nothing.
/// </summary>
/// <remarks>
/// The bound is what <c>max_realms</c> functions can occupy, and a few for the rest. Threads that are not needed any
/// more are given back by the pool itself once the least number is lowered again. One per process: the pool is.
/// </remarks>
internal sealed class StarvationGuard : IDisposable
{
    /// <summary>A probe that waits longer means that every thread is taken.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(40);

    /// <summary>Time between probes, and so the longest time until starvation is noticed.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(40);

    /// <summary>Calm after which the number is lowered again.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(10);

    private readonly ManualResetEventSlim stop = new();
    private readonly Thread thread;
    private readonly int most;

    /// <summary>Starts watching.</summary>
    /// <param name="realms">How many functions may compute at a time.</param>
    public StarvationGuard(int realms)
    {
        most = realms + Environment.ProcessorCount + 4;
        thread = new Thread(Watch) { IsBackground = true, Name = "starvation guard" };
        thread.Start();
    }

    /// <summary>Stops watching and leaves the pool as it was found.</summary>
    public void Dispose()
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
                if (allowed < most)
                {
                    allowed = Math.Min(most, allowed * 2);
                    ThreadPool.SetMinThreads(allowed, ports);
                }
            }

            calmSince = Stopwatch.GetTimestamp();
        }

        ThreadPool.SetMinThreads(usual, ports);
        // The probe is disposed of only once the pool has run it.
        probe.Wait(Timeout.InfiniteTimeSpan);
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
