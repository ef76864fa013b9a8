using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Containerless.AppHost;

/// <summary>Tells the terminal when requests can be sent.</summary>
internal static partial class ReadyMessage
{
    /// <summary>Says how long the start took once every one of the resources was seen healthy.</summary>
    public static void SayWhenReady(this IDistributedApplicationBuilder builder, params IResourceBuilder<ProjectResource>[] resources)
    {
        int missing = resources.Length;
        foreach (IResourceBuilder<ProjectResource> resource in resources)
        {
            resource.OnResourceReady((_, ready, _) =>
            {
                if (Interlocked.Decrement(ref missing) == 0)
                {
                    ILogger log = ready.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Containerless.AppHost");
                    LogReady(log, (DateTime.Now - Process.GetCurrentProcess().StartTime).TotalSeconds, FixedPorts.Public);
                }

                return Task.CompletedTask;
            });
        }
    }

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Ready after {Seconds:0.0} s. Try: curl -i -X POST localhost:{Port}/hello -d '{{}}'")]
    private static partial void LogReady(ILogger log, double seconds, int port);
}
