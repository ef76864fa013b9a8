using System.Diagnostics;
using System.Globalization;
using Containerless.Invoker.Egress;

namespace Containerless.Invoker.Journals;

/// <summary>
/// What ties a call at the egress to the request that makes it (<c>docs/wire.md</c>, "The journal"): the invoker gives it to
/// the instance with the request, and the library puts it on the request's calls.
/// </summary>
internal readonly struct CallIdentity
{
    /// <summary>On a reply: its place among the attempt's replies.</summary>
    public const string ArrivalHeader = "Containerless-Arrival";

    private const string RequestHeader = "Containerless-Request";
    private const string ClockHeader = "Containerless-Clock";
    private const string RandomHeader = "Containerless-Random";

    private readonly Attempt attempt;
    private readonly int number;
    private readonly string readings;

    private CallIdentity(Attempt attempt, int number, string readings) =>
        (this.attempt, this.number, this.readings) = (attempt, number, readings);

    /// <summary>Tells the instance which attempt it is at.</summary>
    public static void Write(Attempt attempt, HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation(RequestHeader, attempt.Token);
        request.Headers.TryAddWithoutValidation(RandomHeader, attempt.Seed);
        if (attempt.Clock is { Length: > 0 } clock)
        {
            request.Headers.TryAddWithoutValidation(ClockHeader, clock);
        }
    }

    /// <summary>Reads <c>Containerless-Request: TOKEN NUMBER</c>; false where that is of no attempt that goes on.</summary>
    public static bool TryRead(IHeaderDictionary headers, JournalRegistry journals, out CallIdentity identity)
    {
        identity = default;
        if (headers[RequestHeader] is not [{ } text])
        {
            return false;
        }

        int blank = text.IndexOf(' ', StringComparison.Ordinal);
        if (blank < 0 || !int.TryParse(text.AsSpan(blank + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            || journals.Find(text[..blank]) is not { } attempt)
        {
            return false;
        }

        identity = new CallIdentity(attempt, number, headers[ClockHeader].ToString());
        return true;
    }

    /// <summary>Has the call answered: from the journal, or by sending it.</summary>
    public Task<OrderedReply> CallAsync(
        EgressTransport transport, string method, string url, IReadOnlyList<KeyValuePair<string, string>> headers,
        string? connection, ReadOnlyMemory<byte>? body)
    {
        var text = CallText.Of(method, url, headers, connection, body.GetValueOrDefault().Span);
        ActivityContext span = attempt.Span;
        return attempt.CallAsync(number, text, readings, async () =>
        {
            using var reply = await transport.SendAsync(method, url, headers, connection, body, CancellationToken.None, span);
            return new JournalReply(reply.Error, reply.Head, reply.Body);
        });
    }
}
