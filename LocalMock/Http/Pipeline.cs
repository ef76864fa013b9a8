using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;

namespace Containerless.LocalMock.Http;

/// <summary>What surrounds every endpoint: the log, the delay, and an answer for whatever goes wrong.</summary>
internal static class Pipeline
{
    /// <summary>Adds it to an application, whose endpoints come after it.</summary>
    internal static void Use(WebApplication app, StoreOptions options, RequestLog? log)
    {
        if (log is not null)
        {
            app.Use((context, next) => log.RunAsync(context, next));
        }

        app.Use(async (context, next) =>
        {
            try
            {
                await Delay(options, context.RequestAborted);
                await next(context);
            }
            catch (Exception) when (context.RequestAborted.IsCancellationRequested)
            {
                // Nobody is there to be answered.
            }
            catch (Exception fault) when (!context.Response.HasStarted)
            {
                await AnswerAsync(context, fault, app.Logger);
            }
        });
    }

    private static async Task Delay(StoreOptions options, CancellationToken cancellation)
    {
        // The delay has its own randomness: it must not disturb what a seed promises.
        var delay = Random.Shared.Next(options.MinDelayMs, options.MaxDelayMs + 1);
        if (delay > 0)
        {
            await Task.Delay(delay, cancellation);
        }
    }

    private static Task AnswerAsync(HttpContext context, Exception fault, ILogger logger)
    {
        switch (fault)
        {
            case StoreException refusal:
                return Reply.RefuseAsync(context, refusal.Status, refusal.Message, refusal.Current);
            case BadHttpRequestException malformed:
                return Reply.RefuseAsync(context, malformed.StatusCode, malformed.Message);
            case ConnectionResetException:
                return Task.CompletedTask;
            case SqliteException database:
                logger.LogError(database, "The database failed at {Method} {Path}", context.Request.Method, context.Request.Path);
                return Reply.RefuseAsync(context, 503, $"the database failed, nothing was changed: {database.Message}");
            default:
                logger.LogError(fault, "A fault of the store at {Method} {Path}", context.Request.Method, context.Request.Path);
                return Reply.RefuseAsync(context, 500, "a fault of the store, which is in its log");
        }
    }
}
