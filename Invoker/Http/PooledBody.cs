using System.Buffers;
using System.IO.Pipelines;

namespace Containerless.Invoker.Http;

/// <summary>A request's body in a pooled buffer. Hot path.</summary>
internal struct PooledBody
{
    private byte[]? buffer;
    private int length;

    /// <summary>The body, valid until <see cref="Return"/>.</summary>
    public readonly ReadOnlyMemory<byte> Memory => buffer is null ? default : buffer.AsMemory(0, length);

    /// <summary>Gives the buffer back.</summary>
    public void Return()
    {
        if (buffer is { } rented)
        {
            buffer = null;
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Takes what the pipe holds and leaves the pipe empty.</summary>
    /// <returns>False when the body would be longer than <paramref name="most"/> bytes.</returns>
    public bool Append(PipeReader reader, in ReadOnlySequence<byte> data, int most)
    {
        long total = length + data.Length;
        if (total > most)
        {
            reader.AdvanceTo(data.Start, data.End);
            return false;
        }

        if (data.Length > 0)
        {
            Reserve((int)total, most);
            data.CopyTo(buffer.AsSpan(length));
            length = (int)total;
        }

        reader.AdvanceTo(data.End);
        return true;
    }

    private void Reserve(int needed, int most)
    {
        if (buffer is null)
        {
            buffer = ArrayPool<byte>.Shared.Rent(needed);
        }
        else if (buffer.Length < needed)
        {
            // Doubling, so that a body that arrives in many pieces is copied a bounded number of times.
            byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(most, Math.Max(needed, 2L * buffer.Length)));
            buffer.AsSpan(0, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }
    }
}
