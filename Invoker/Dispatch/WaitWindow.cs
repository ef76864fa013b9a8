namespace Containerless.Invoker.Dispatch;

/// <summary>The mean wait for an instance over the last 30 seconds. Not synchronised: the pool's lock guards it.</summary>
internal sealed class WaitWindow(TimeProvider time)
{
    /// <summary>The seed's window.</summary>
    private const int Seconds = 30;

    private readonly (long Second, double Sum, long Count)[] buckets = new (long, double, long)[Seconds];

    /// <summary>Notes how long a request waited.</summary>
    public void Add(TimeSpan wait)
    {
        long second = Now();
        ref (long Second, double Sum, long Count) bucket = ref buckets[second % Seconds];
        if (bucket.Second != second)
        {
            bucket = (second, 0, 0);
        }

        bucket.Sum += wait.TotalMilliseconds;
        bucket.Count++;
    }

    /// <summary>The mean; zero when nobody waited in the window.</summary>
    public TimeSpan Mean()
    {
        long oldest = Now() - Seconds + 1;
        double sum = 0;
        long count = 0;
        foreach ((long second, double bucketSum, long bucketCount) in buckets)
        {
            if (second >= oldest)
            {
                sum += bucketSum;
                count += bucketCount;
            }
        }

        return count == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(sum / count);
    }

    // Counted from 1: an untouched bucket holds second 0, which no window reaches.
    private long Now() => (long)time.GetElapsedTime(0).TotalSeconds + Seconds;
}
