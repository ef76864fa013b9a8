using System.Buffers.Binary;

namespace Containerless.Invoker.Isolation.Containers;

/// <summary>
/// Reads an attached container's output: frames of eight bytes (stream, three zeros, big-endian length) and the payload.
/// </summary>
internal static class AttachFrames
{
    private const byte StandardError = 2;

    /// <summary>Forwards frames until the stream ends; completes without an exception when it breaks.</summary>
    public static async Task ForwardAsync(Stream stream, InstanceOutput output)
    {
        var standardOutput = output.Split(isError: false);
        var standardError = output.Split(isError: true);
        var header = new byte[8];
        var payload = new byte[8192];
        try
        {
            while (await stream.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false) == header.Length)
            {
                var target = header[0] == StandardError ? standardError : standardOutput;
                for (var left = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4)); left > 0;)
                {
                    var read = await stream.ReadAsync(payload.AsMemory(0, (int)Math.Min(left, (uint)payload.Length)));
                    if (read == 0)
                    {
                        return;
                    }

                    target.Add(payload.AsSpan(0, read));
                    left -= (uint)read;
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The connection is closed from this side when the instance is stopped.
        }
        finally
        {
            standardOutput.Finish();
            standardError.Finish();
            output.Finish();
        }
    }
}
