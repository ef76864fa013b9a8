using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Containerless.ServiceDefaults;

/// <summary>
/// Logs, metrics and traces of one process, the same for every part of the system: plain lines on the console, and
/// OTLP to <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> when it is set. Without it nothing listens, so no spans are made.
/// </summary>
public sealed class Telemetry : IDisposable
{
    private readonly MeterProvider? meters;
    private readonly TracerProvider? traces;

    private Telemetry(ILoggerFactory logs, MeterProvider? meters, TracerProvider? traces)
    {
        Logs = logs;
        this.meters = meters;
        this.traces = traces;
    }

    /// <summary>Where the process logs.</summary>
    public ILoggerFactory Logs { get; }

    /// <summary>Whether an OTLP endpoint is configured.</summary>
    public static bool HasEndpoint =>
        !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT"));

    /// <summary>Starts the telemetry of a process.</summary>
    /// <param name="service">The service's name; <c>OTEL_SERVICE_NAME</c> comes first.</param>
    /// <param name="names">Names of the meters and activity sources that are exported.</param>
    /// <param name="least">The least severe level that is logged.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "Owned by the result, which disposes them.")]
    public static Telemetry Start(string service, IReadOnlyList<string> names, LogLevel least = LogLevel.Information)
    {
        service = Environment.GetEnvironmentVariable("OTEL_SERVICE_NAME") is { Length: > 0 } given ? given : service;
        bool export = HasEndpoint;
        ILoggerFactory logs = LoggerFactory.Create(builder =>
        {
            builder.SetMinimumLevel(least);
            // Standard output stays free for what a program prints on purpose, the utilization log for one.
            builder.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss.fff ";
                console.UseUtcTimestamp = true;
            });
            builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
                console =>
                {
                    console.LogToStandardErrorThreshold = LogLevel.Trace;
                    // Whoever reads the log may stop reading: lines are dropped then, and counted, and nobody waits.
                    console.QueueFullMode = Microsoft.Extensions.Logging.Console.ConsoleLoggerQueueFullMode.DropWrite;
                });
            if (export)
            {
                builder.AddOpenTelemetry(options =>
                {
                    options.IncludeFormattedMessage = true;
                    options.SetResourceBuilder(Resource(service));
                    options.AddProcessor(new SpanLog());
                    options.AddOtlpExporter();
                });
            }
        });
        if (!export)
        {
            return new Telemetry(logs, null, null);
        }

        MeterProvider meters = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(Resource(service)).AddMeter([.. names]).AddOtlpExporter().Build();
        TracerProvider traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(Resource(service)).AddSource([.. names]).AddOtlpExporter().Build();
        return new Telemetry(logs, meters, traces);
    }

    /// <summary>Sends what is left, for a short while, and stops.</summary>
    /// <remarks>
    /// Side by side: each would try for five seconds where nobody listens any more, and who asks a process to end kills it
    /// after about ten.
    /// </remarks>
    public void Dispose()
    {
        const int longest = 2_000; // ms
        Task.WaitAll(
            [
                Task.Run(() => traces?.Shutdown(longest)),
                Task.Run(() => meters?.Shutdown(longest)),
                Task.Run(Logs.Dispose),
            ],
            longest);
        traces?.Dispose();
        meters?.Dispose();
    }

    /// <summary>
    /// Who sends. Whoever starts the process with <c>OTEL_RESOURCE_ATTRIBUTES</c> decides there whether the instance has an id;
    /// otherwise it gets one.
    /// </summary>
    private static ResourceBuilder Resource(string service) => ResourceBuilder.CreateDefault().AddService(
        service,
        autoGenerateServiceInstanceId: string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_RESOURCE_ATTRIBUTES")));
}
