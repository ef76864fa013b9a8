using System.Buffers;
using System.IO.Pipelines;
using Containerless.Runtime;
using Containerless.Runtime.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Containerless.Scaffold;

/// <summary>
/// Answers requests as the invoker does, except that nobody takes over where the compiled code gives up: that is 501. The way
/// of one: (1) what is no function's request; (2) the body; (3) a realm, and the function in it; (4) its outcome as an answer.
/// </summary>
internal sealed class RequestHandler(RealmPool pool, IOutbound outbound)
{
    private const int MostBytes = 10_000_000;

    /// <summary>Answers one request.</summary>
    internal async Task HandleAsync(IFeatureCollection features)
    {
        Answer answer;
        try
        {
            answer = await AnswerAsync(features).ConfigureAwait(false);
        }
        catch (BadHttpRequestException error)
        {
            answer = Answer.Error(error.StatusCode, "BadRequest", error.Message);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            return; // the client went away
        }
        catch (Exception error)
        {
            Console.Error.WriteLine($"a fault of the compiled code: {error}");
            answer = Answer.Error(500, "InternalError", "the compiled code failed: a bug of Containerless");
        }
        try
        {
            await answer.WriteAsync(features).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // The client went away.
        }
    }

    private async Task<Answer> AnswerAsync(IFeatureCollection features)
    {
        // (1)
        var http = features.GetRequiredFeature<IHttpRequestFeature>();
        string target = http.RawTarget;
        if (target is "/ping" || target.StartsWith("/ping?", StringComparison.Ordinal)) return Answer.Text("ok");
        bool get = HttpMethods.IsGet(http.Method);
        if (!get && !HttpMethods.IsPost(http.Method)) return Answer.Error(405, "MethodNotAllowed", "a function takes GET and POST");
        if (!target.StartsWith('/')) target = Uri.TryCreate(target, UriKind.Absolute, out Uri? url) ? url.PathAndQuery : "/";

        // (2) A GET's is dropped: the function sees an empty one.
        byte[]? body = get || http.Headers.ContentLength == 0
            ? []
            : await ReadAsync(features.GetRequiredFeature<IRequestBodyPipeFeature>().Reader).ConfigureAwait(false);
        if (body is null) return Answer.Error(413, "RequestTooLong", $"the request's body is longer than {MostBytes} bytes");

        // (3)
        (Instance? instance, Outcome outcome) = await pool.TakeAsync(CancellationToken.None).ConfigureAwait(false);
        if (instance is null)
        {
            pool.Return(null);
            return Of(outcome);
        }
        try
        {
            if (!RequestReader.TryRead(
                instance, target, get ? null : (string?)http.Headers.ContentType, body, out FunctionRequest request, out RequestError error))
                return Answer.Error(error.Status, error.Name, error.Message);
            outcome = await instance.HandleAsync(in request, outbound, CancellationToken.None).ConfigureAwait(false);
            return Of(outcome);
        }
        catch (Bailout bailout)
        {
            return NotCompiled(bailout.Reason, bailout.Line);
        }
        catch (LimitExceeded limit)
        {
            return Answer.Error(500, limit.Limit, limit.Message, limit.Line);
        }
        finally
        {
            // It is this request's until no callback is pending.
            if (instance.Idle.IsCompleted) Settle(instance);
            else _ = SettleLaterAsync(instance);
        }
    }

    /// <summary>(4)</summary>
    private static Answer Of(in Outcome outcome)
    {
        switch (outcome.Kind)
        {
            case OutcomeKind.Answer: return Answer.Text(outcome.Body!);
            case OutcomeKind.NoResponse: return Answer.Error(500, "NoResponse", "The function finished without calling respond.");
            case OutcomeKind.Error: return Answer.ErrorText(outcome.Body!);
            case OutcomeKind.Bailout: return NotCompiled(outcome.Reason ?? "unknown", outcome.Line);
            case OutcomeKind.Limit: return Answer.Error(500, outcome.Reason!, outcome.Detail ?? outcome.Reason!, outcome.Line);
            default: throw outcome.Fault ?? new InvalidOperationException(outcome.Reason);
        }
    }

    private static Answer NotCompiled(string reason, int line)
    {
        string what = line > 0 ? $"{reason} (line {line})" : reason;
        return Answer.Error(501, "NotCompiled",
            $"{what}. This program holds only what was compiled, and has no container to run the rest in: trace such a request and export again.",
            line, what);
    }

    private void Settle(Instance instance)
    {
        foreach (ConsoleLine line in instance.TakeConsole()) (line.Error ? Console.Error : Console.Out).WriteLine(line.Text);
        pool.Return(instance);
    }

    private async Task SettleLaterAsync(Instance instance)
    {
        await instance.Idle.ConfigureAwait(false);
        if (instance.AfterAnswer is { } after)
            Console.Error.WriteLine($"after the answer: {after.Kind}: {after.Detail ?? after.Reason} (line {after.Line})");
        Settle(instance);
    }

    /// <summary>All of the body; null where it is too long.</summary>
    private static async ValueTask<byte[]?> ReadAsync(PipeReader reader)
    {
        while (true)
        {
            ReadResult read = await reader.ReadAsync().ConfigureAwait(false);
            if (read.Buffer.Length > MostBytes)
            {
                reader.AdvanceTo(read.Buffer.End);
                return null;
            }
            if (read.IsCompleted)
            {
                byte[] body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
