using Containerless.Invoker.Http;

namespace Containerless.Invoker.Dispatch;

/// <summary>
/// The first requests of many, to warm compiled code with: without their headers, which no function sees, and without those
/// whose bodies are long. Not synchronised.
/// </summary>
internal sealed class RecordedRequests(int most)
{
    /// <summary>The longest body kept, in bytes.</summary>
    private const int LongestBody = 64 << 10;

    private static readonly HeaderDictionary NoHeaders = new() { IsReadOnly = true };

    private readonly List<IncomingRequest> kept = [];

    /// <summary>Those kept.</summary>
    public IReadOnlyList<IncomingRequest> Kept => [.. kept];

    /// <summary>Keeps a request, if there is room; its body must stay as it is.</summary>
    public void Add(in IncomingRequest request)
    {
        if (kept.Count < most && request.Body.Length <= LongestBody)
        {
            kept.Add(request with { Headers = NoHeaders });
        }
    }
}
