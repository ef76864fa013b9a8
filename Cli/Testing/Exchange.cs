using Containerless.Cli.Requests;
using Containerless.Invoker.Dispatch;
using Containerless.Invoker.Http;
using Containerless.Invoker.Isolation;
using Containerless.Shared;
using Microsoft.AspNetCore.Http;

namespace Containerless.Cli.Testing;

/// <summary>Sends a request to a Node instance the way the invoker does: the same checks, forwarding and limits.</summary>
internal sealed class Exchange(LimitOptions limits)
{
    private readonly Forwarder forwarder = new(limits);

    /// <summary>The instance's answer.</summary>
    /// <exception cref="CommandFailure">The instance ended before it had answered.</exception>
    internal async Task<TestAnswer> SendAsync(
        IIsolatedInstance instance, FunctionCall call, CancellationToken cancellation)
    {
        var incoming = Incoming(call);
        if (RequestCheck.Refuse(incoming.ContentType, incoming.Body.Span) is { } refusal)
        {
            return new TestAnswer(refusal.Status, refusal.Body);
        }

        var result = await forwarder.ForwardAsync(instance, incoming, cancellation);
        return result.Outcome == ForwardOutcome.Died
            ? throw new CommandFailure($"the function's process ended: {await instance.Exited.WaitAsync(cancellation)}")
            : new TestAnswer(result.Answer.Status, result.Answer.Body);
    }

    /// <summary>The request as the invoker's front would have read it.</summary>
    internal static IncomingRequest Incoming(FunctionCall call)
    {
        IHeaderDictionary headers = new HeaderDictionary { ["Host"] = "function" };
        if (call.ContentType is not null)
        {
            headers.ContentType = call.ContentType;
        }

        foreach (var (name, value) in call.Headers)
        {
            headers.Append(name, value);
        }

        return new IncomingRequest("POST", call.Target, call.ContentType, headers, call.Body);
    }
}
