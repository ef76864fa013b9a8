using System.Globalization;
using System.Net;
using Containerless.Invoker.Egress;
using Containerless.Invoker.Http;
using Containerless.Invoker.Isolation;
using Containerless.Invoker.Journals;
using Containerless.Invoker.Observation;
using Containerless.Shared;

namespace Containerless.Invoker.Dispatch;

/// <summary>How an instance did with a request.</summary>
public enum ForwardOutcome
{
    /// <summary>It answered.</summary>
    Answered,

    /// <summary>It broke the connection before a byte of the answer: the request may be run again elsewhere.</summary>
    Died,

    /// <summary>It took too long or broke the protocol: the answer says so, and the instance is not to be used again.</summary>
    Misbehaved,
}

/// <summary>How an instance did with a request, and what to answer.</summary>
/// <param name="Outcome">How it did.</param>
/// <param name="Answer">The answer; for <see cref="ForwardOutcome.Died"/>, the one when it is not run again.</param>
public readonly record struct ForwardResult(ForwardOutcome Outcome, Answer Answer);

/// <summary>
/// Sends a request to an instance of the function and takes its answer whole, within the limits on time and length.
/// What comes back is made by hostile code: only status, content type and body pass.
/// </summary>
internal sealed class Forwarder(LimitOptions limits)
{
    // Headers that belong to one connection (RFC 9110, section 7.6.1), and what the client writes itself.
    private static readonly HashSet<string> Dropped = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate", "Proxy-Authorization", "TE", "Trailer",
        "Transfer-Encoding", "Upgrade", "Expect", "Content-Length", "HTTP2-Settings",
    };

    // The path reaches the function as it was sent: no dots removed, nothing decoded.
    private static readonly UriCreationOptions Raw = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>How long an instance may take with a request.</summary>
    public TimeSpan Time => limits.Time;

    /// <summary>Has an instance answer a request of which nothing is known or kept.</summary>
    public Task<ForwardResult> ForwardAsync(IIsolatedInstance instance, IncomingRequest incoming, CancellationToken ct) =>
        ForwardAsync(instance, incoming, attempt: null, ct);

    /// <summary>Has an instance answer a request.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="incoming">The request.</param>
    /// <param name="attempt">What the instance's calls are known by.</param>
    /// <param name="ct">Breaks it off.</param>
    public async Task<ForwardResult> ForwardAsync(
        IIsolatedInstance instance, IncomingRequest incoming, Attempt? attempt, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(new HttpMethod(incoming.Method), new Uri("http://function" + incoming.Target, Raw))
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (incoming.Method == "POST")
        {
            request.Content = new ReadOnlyMemoryContent(incoming.Body);
        }

        CopyHeaders(incoming.Headers, request);
        InvokerTelemetry.PassOn(request);
        if (attempt is not null)
        {
            CallIdentity.Write(attempt, request);
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(limits.Time);
        bool began = false;
        try
        {
            using HttpResponseMessage response = await instance.Client.SendAsync(request, deadline.Token).ConfigureAwait(false);
            began = true;
            return await ReadAsync(response, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            string allowed = limits.Time.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return new ForwardResult(ForwardOutcome.Misbehaved, Answer.Error(
                500, "TimeLimitExceeded", $"TimeLimitExceeded: used {allowed} s of {allowed} s"));
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            Answer broken = Answer.Error(500, "InstanceEnded", "the function's process ended before it had answered");
            return new ForwardResult(began ? ForwardOutcome.Misbehaved : ForwardOutcome.Died, broken);
        }
    }

    private async Task<ForwardResult> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        int most = limits.ReplyBytes;
        if (response.Content.Headers.ContentLength > most)
        {
            return TooLong($"{response.Content.Headers.ContentLength} bytes");
        }

        using var body = new MemoryStream();
        Stream stream = await response.Content.ReadAsStreamAsync(ct).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            byte[] buffer = new byte[16 << 10];
            int read;
            while ((read = await stream.ReadAsync(buffer, ct).ConfigureAwait(false)) > 0)
            {
                if (body.Length + read > most)
                {
                    return TooLong($"more than {most} bytes");
                }

                body.Write(buffer, 0, read);
            }
        }

        int status = (int)response.StatusCode;
        if (status is < 200 or > 599)
        {
            return new ForwardResult(ForwardOutcome.Misbehaved,
                Answer.Error(500, "InvalidAnswer", $"the function's process answered with status {status}"));
        }

        string? type = response.Content.Headers.TryGetValues("Content-Type", out IEnumerable<string>? types)
            ? types.FirstOrDefault(IsHeaderSafe)
            : null;
        return new ForwardResult(ForwardOutcome.Answered, new Answer(status, type, body.GetBuffer().AsMemory(0, (int)body.Length)));
    }

    // The instance is sound: it did nothing but answer, and its connection is cut.
    private ForwardResult TooLong(string used) => new(ForwardOutcome.Answered, Answer.Error(
        500, "ReplyLimitExceeded", $"ReplyLimitExceeded: used {used} of {limits.ReplyBytes} bytes"));

    private static void CopyHeaders(IHeaderDictionary from, HttpRequestMessage to)
    {
        foreach (KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues> header in from)
        {
            // A client's header of ours would say whose calls these are.
            if (Dropped.Contains(header.Key) || HeaderRules.IsOurs(header.Key))
            {
                continue;
            }

            foreach (string? value in header.Value)
            {
                // The client sends ASCII; a header beyond it is left out, since a function never sees headers.
                if (value is not null && IsHeaderSafe(value) && !to.Headers.TryAddWithoutValidation(header.Key, value))
                {
                    to.Content?.Headers.TryAddWithoutValidation(header.Key, value);
                }
            }
        }
    }

    private static bool IsHeaderSafe(string value) => !value.AsSpan().ContainsAnyExceptInRange(' ', '~');
}
