namespace Containerless.Cli.Testing;

/// <summary>
/// Sends the outbound calls of the answering instances and records them. What an aborted attempt already sent is its
/// journal: the attempt that repeats it is answered from there, and nothing is sent twice.
/// </summary>
internal sealed class RecordingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private volatile CallLog log = new();
    private volatile CallLog? journal;

    /// <summary>Begins an attempt; <paramref name="aborted"/> is the attempt that it repeats.</summary>
    internal CallLog BeginAttempt(CallLog? aborted = null)
    {
        journal = aborted;
        return log = new CallLog();
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var into = log;
        var from = journal;
        var key = await OutboundKey.OfAsync(request, cancellationToken);
        var entry = into.Begin(key);
        var reply = RecordedReply.Failed("the call was given up");
        try
        {
            reply = from?.Repeat(key) is { } sent
                ? await sent.Reply.WaitAsync(cancellationToken)
                : await RecordedReply.ReadAsync(await base.SendAsync(request, cancellationToken), cancellationToken);
        }
        catch (HttpRequestException fault)
        {
            reply = RecordedReply.Failed(fault.Message);
            throw;
        }
        finally
        {
            into.Complete(entry, reply);
        }

        return reply.Replay(request);
    }
}
