namespace Containerless.Invoker.Egress;

/// <summary>
/// Says once per host and reason what became of its calls. A function chooses the hosts, so their number is bounded.
/// </summary>
internal sealed partial class EgressLog(ILogger logger)
{
    private const int MaxHosts = 100;

    private readonly HashSet<(string Host, int Port, string Reason)> seen = [];

    public void Failed(string host, int port, string reason)
    {
        lock (seen)
        {
            if (seen.Count > MaxHosts || !seen.Add((host, port, reason)))
            {
                return;
            }

            if (seen.Count > MaxHosts)
            {
                LogNoMore(logger, MaxHosts);
                return;
            }
        }

        if (reason == EgressErrors.ReservedAddress)
        {
            LogReserved(logger, host, port, reason);
        }
        else if (EgressErrors.IsPolicy(reason))
        {
            LogRefused(logger, host, port, reason, $"{(host.Contains(':') ? $"[{host}]" : host)}:{port}");
        }
        else
        {
            LogFailed(logger, host, port, reason);
        }
    }

    [LoggerMessage(LogLevel.Warning,
        "The function's calls to {Host} port {Port} are refused ({Reason}). To allow them, put \"{Entry}\" into the configuration's \"allowed_hosts\".")]
    private static partial void LogRefused(ILogger logger, string host, int port, string reason, string entry);

    [LoggerMessage(LogLevel.Warning, "The function's calls to {Host} port {Port} are refused ({Reason}).")]
    private static partial void LogReserved(ILogger logger, string host, int port, string reason);

    [LoggerMessage(LogLevel.Warning, "A call of the function to {Host} port {Port} failed ({Reason}); further ones are not logged.")]
    private static partial void LogFailed(ILogger logger, string host, int port, string reason);

    [LoggerMessage(LogLevel.Warning, "The function's calls failed in more than {Count} different ways; no more are logged.")]
    private static partial void LogNoMore(ILogger logger, int count);
}
