using System.Buffers;
using System.IO.Pipelines;
using Containerless.Invoker.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Containerless.MultiInvoker.Forwarding;

/// <summary>
/// A request's whole body, read before the request is sent on: then it can be sent again, and no slow client keeps an invoker
/// from quitting. A short body stays where Kestrel has it; a longer one is copied once, to a pooled buffer.
/// </summary>
internal struct RequestBody
{
    /// <summary>Kestrel reads no further when it holds much more than this.</summary>
    private const int MostInPlace = 64 << 10;

    private PipeReader? reader;
    private ReadOnlySequence<byte> bytes;
    private PooledBody copy;

    /// <summary>Reads the body.</summary>
    /// <param name="features">The request.</param>
    /// <param name="most">The longest body there may be, in bytes.</param>
    /// <returns>Null when it is longer. <see cref="Return"/> must be called either way.</returns>
    public static async ValueTask<RequestBody?> ReadAsync(IFeatureCollection features, int most)
    {
        var body = default(RequestBody);
        if (features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            return body;
        }

        if (features.GetRequiredFeature<IHttpRequestFeature>().Headers.ContentLength > most)
        {
            return null;
        }

        PipeReader reader = features.GetRequiredFeature<IRequestBodyPipeFeature>().Reader;
        bool copying = false;
        while (true)
        {
            ReadResult read = await reader.ReadAsync().ConfigureAwait(false);
            if (!copying)
            {
                if (read.Buffer.Length > most)
                {
                    reader.AdvanceTo(read.Buffer.End);
                    return null;
                }

                if (read.IsCompleted)
                {
                    body.reader = reader;
                    body.bytes = read.Buffer;
                    return body;
                }

                if (read.Buffer.Length <= MostInPlace)
                {
                    reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                    continue;
                }

                copying = true;
            }

            if (!body.copy.Append(reader, read.Buffer, most))
            {
                body.copy.Return();
                return null;
            }

            if (read.IsCompleted)
            {
                body.bytes = new ReadOnlySequence<byte>(body.copy.Memory);
                return body;
            }
        }
    }

    /// <summary>The body from its beginning.</summary>
    public readonly Stream Open() => bytes.IsEmpty ? Stream.Null : PipeReader.Create(bytes).AsStream();

    /// <summary>Gives the memory back.</summary>
    public void Return()
    {
        reader?.AdvanceTo(bytes.End);
        reader = null;
        copy.Return();
    }
}
