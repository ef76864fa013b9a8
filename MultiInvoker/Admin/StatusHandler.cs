using System.Text.Json;
using Containerless.Invoker.Admin;
using Containerless.Invoker.Http;
using Containerless.Shared;

namespace Containerless.MultiInvoker.Admin;

/// <summary>The multi-invoker's <c>/_containerless/status</c>. The rest is on the invokers' own ports, which it names.</summary>
internal sealed class StatusHandler(Func<MultiStatusDocument> status, ILogger log) : OperatorHandler(log)
{
    /// <inheritdoc/>
    protected override string Endpoints => $"is {Prefix}status; it names the admin_port of either invoker";

    /// <inheritdoc/>
    protected override Task<Answer?> AnswerAsync(string endpoint) => Task.FromResult<Answer?>(endpoint == "status"
        ? new Answer(200, Answer.Json,
            JsonSerializer.SerializeToUtf8Bytes(status(), ReadableJson.Default.MultiStatusDocument))
        : null);
}
