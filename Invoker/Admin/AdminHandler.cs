using System.Text.Json;
using Containerless.Invoker.Http;
using Containerless.Shared;
using Microsoft.AspNetCore.Http.Features;

namespace Containerless.Invoker.Admin;

/// <summary>What the operators' endpoints show.</summary>
public interface IAdminSource
{
    /// <summary>The status now.</summary>
    StatusDocument Status();

    /// <summary>The trace: as it stands while tracing, otherwise the one of the artifact; null when there is none.</summary>
    Task<byte[]?> TraceAsync(CancellationToken ct);

    /// <summary>The current artifact; null when there is none.</summary>
    Artifact? CurrentArtifact();

    /// <summary>The artifacts on disk, the current one marked.</summary>
    IReadOnlyList<ArtifactEntry> Artifacts();
}

/// <summary>An artifact on disk.</summary>
/// <param name="Hash">Its hash.</param>
/// <param name="Directory">Its folder.</param>
/// <param name="Current">Whether <c>current</c> names it.</param>
/// <param name="Served">Whether this invoker serves it.</param>
public sealed record ArtifactEntry(string Hash, string Directory, bool Current, bool Served);

/// <summary>
/// <c>/_containerless/{status,trace,source,explain,artifacts}</c>, read only. Its listener is on loopback, and a
/// request must name loopback as its host: a page in a browser may send requests here under a name it owns.
/// </summary>
internal sealed partial class AdminHandler(IAdminSource source, ILogger log)
{
    private const string Prefix = "/_containerless/";
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

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
        if (!path.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return NotFound();
        }

        switch (path[Prefix.Length..])
        {
            case "status":
                return new Answer(200, Answer.Json,
                    JsonSerializer.SerializeToUtf8Bytes(source.Status(), ReadableJson.Default.StatusDocument));
            case "trace":
                return await source.TraceAsync(CancellationToken.None).ConfigureAwait(false) is { } trace
                    ? new Answer(200, Answer.Json, trace)
                    : Missing("nothing was traced");
            case "source":
                return source.CurrentArtifact() is { } compiled
                    ? new Answer(200, "text/plain; charset=utf-8", compiled.CSharp)
                    : Missing("nothing is compiled");
            case "explain":
                return source.CurrentArtifact() is { } explained
                    ? new Answer(200, Answer.Json, explained.Report)
                    : Missing("nothing is compiled");
            case "artifacts":
                return new Answer(200, Answer.Json, JsonSerializer.SerializeToUtf8Bytes(source.Artifacts(), Indented));
            default:
                return NotFound();
        }
    }

    private static Answer NotFound() => Answer.Error(404, "NotFound",
        $"there are {Prefix}status, {Prefix}trace, {Prefix}source, {Prefix}explain and {Prefix}artifacts");

    private static Answer Missing(string what) => Answer.Error(404, "NotFound", $"{what} yet; {Prefix}status tells the state");

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
