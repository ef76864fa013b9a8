namespace Containerless.Invoker.Egress;

/// <summary>
/// Bytes that all calls together may hold in buffers. One call is limited by itself; a function that makes a thousand at
/// once is limited by this.
/// </summary>
internal sealed class MemoryBudget(long total)
{
    private long taken;

    /// <summary>Bytes in use.</summary>
    public long Taken => Interlocked.Read(ref taken);

    /// <summary>Takes bytes; false, with nothing taken, when too few are left.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref taken, bytes) <= total)
        {
            return true;
        }

        Interlocked.Add(ref taken, -bytes);
        return false;
    }

    /// <summary>Gives bytes back.</summary>
    public void Return(long bytes) => Interlocked.Add(ref taken, -bytes);
}
