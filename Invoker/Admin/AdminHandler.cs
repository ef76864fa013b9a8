using System.Text.Json;
using Containerless.Invoker.Http;
using Containerless.Shared;

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

/// <summary>An invoker's <c>/_containerless/{status,trace,source,explain,artifacts}</c>.</summary>
internal sealed class AdminHandler(IAdminSource source, ILogger log) : OperatorHandler(log)
{
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <inheritdoc/>
    protected override string Endpoints =>
        $"are {Prefix}status, {Prefix}trace, {Prefix}source, {Prefix}explain and {Prefix}artifacts";

    /// <inheritdoc/>
    protected override async Task<Answer?> AnswerAsync(string endpoint)
    {
        switch (endpoint)
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
                return null;
        }
    }

    private static Answer Missing(string what) => Answer.Error(404, "NotFound", $"{what} yet; {Prefix}status tells the state");
}
