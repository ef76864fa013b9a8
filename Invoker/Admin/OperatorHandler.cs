using Containerless.Invoker.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Containerless.Invoker.Admin;

/// <summary>
/// Operators' endpoints below <c>/_containerless/</c>, read only. Their listener is on loopback, and a request must name
/// loopback as its host: a page in a browser may send requests here under a name it owns.
/// </summary>
internal abstract partial class OperatorHandler(ILogger log)
{
    /// <summary>What their paths begin with.</summary>
    protected const string Prefix = "/_containerless/";

    /// <summary>Answers one request. Never throws.</summary>
    public async Task HandleAsync(IFeatureCollection features)
    {
        Answer answer;
        var http = features.GetRequiredFeature<IHttpRequestFeature>();
        try
        {
            answer = await AnswerAsync(http).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            LogFailed(log, error, http.RawTarget);
            answer = Answer.Error(500, "InternalError", error.Message);
        }

        try
        {
            await ResponseWriter.WriteAsync(features, answer, tier: null).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            LogGone(log, error.Message);
        }
    }

    /// <summary>Answers one of the endpoints; null when there is none of this name.</summary>
    protected abstract Task<Answer?> AnswerAsync(string endpoint);

    /// <summary>The endpoints there are, in words.</summary>
    protected abstract string Endpoints { get; }

    private async Task<Answer> AnswerAsync(IHttpRequestFeature http)
    {
        if (!IsLoopback(http.Headers.Host.ToString()))
        {
            return Answer.Error(403, "Forbidden", "the operators' endpoints answer to localhost only");
        }

        if (!HttpMethods.IsGet(http.Method))
        {
            return Answer.Error(405, "MethodNotAllowed", "the operators' endpoints take GET");
        }

        string path = http.RawTarget.Split('?')[0];
        Answer? answer = path.StartsWith(Prefix, StringComparison.Ordinal)
            ? await AnswerAsync(path[Prefix.Length..]).ConfigureAwait(false)
            : null;
        return answer ?? Answer.Error(404, "NotFound", $"there {Endpoints}");
    }

    private static bool IsLoopback(string host)
    {
        ReadOnlySpan<char> name = host;
        int colon = name.LastIndexOf(':');
        if (colon >= 0 && !name[colon..].Contains(']'))
        {
            name = name[..colon];
        }

        return name is "localhost" or "127.0.0.1" or "[::1]";
    }

    [LoggerMessage(EventId = 70, Level = LogLevel.Error, Message = "The operators' endpoint {Target} failed")]
    private static partial void LogFailed(ILogger log, Exception error, string target);

    [LoggerMessage(EventId = 71, Level = LogLevel.Debug, Message = "A client of the operators' endpoints went away: {Reason}")]
    private static partial void LogGone(ILogger log, string reason);
}
