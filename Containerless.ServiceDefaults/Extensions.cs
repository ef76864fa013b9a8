using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Microsoft.Extensions.Hosting;

/// <summary>
/// What every ASP.NET Core service of the system has: telemetry, health endpoints, service discovery, resilient outbound
/// HTTP. The invoker has a front of its own and takes only <see cref="Containerless.ServiceDefaults.Telemetry"/>.
/// </summary>
public static class Extensions
{
    private const string Live = "live";

    /// <summary>Adds the defaults to a service.</summary>
    /// <param name="builder">The service.</param>
    /// <param name="names">Names of meters and activity sources of its own, which are exported as well.</param>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder, params string[] names)
        where TBuilder : IHostApplicationBuilder
    {
        builder.ConfigureOpenTelemetry(names);
        // Who asks is told; a service that is still starting is no error.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        builder.Services.AddHealthChecks().AddCheck("self", static () => HealthCheckResult.Healthy(), [Live]);
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(static client =>
        {
            client.AddStandardResilienceHandler();
            client.AddServiceDiscovery();
        });
        return builder;
    }

    /// <summary>Logs, metrics and traces, sent by OTLP to <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> where that is set.</summary>
    /// <param name="builder">The service.</param>
    /// <param name="names">Names of meters and activity sources of its own.</param>
    public static TBuilder ConfigureOpenTelemetry<TBuilder>(this TBuilder builder, params string[] names)
        where TBuilder : IHostApplicationBuilder
    {
        if (!Containerless.ServiceDefaults.Telemetry.HasEndpoint)
        {
            return builder; // Nobody listens: nothing is measured.
        }

        builder.Logging.AddOpenTelemetry(static logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });
        builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation().AddMeter(names))
            .WithTracing(tracing => tracing
                // Health checks come every few seconds and tell nothing.
                .AddAspNetCoreInstrumentation(static options => options.Filter = static http => !IsHealth(http.Request.Path))
                .AddHttpClientInstrumentation().AddSource(names))
            .UseOtlpExporter();
        return builder;
    }

    /// <summary>
    /// Maps <c>/health</c>, 200 when every check is healthy, and <c>/alive</c>, 200 when the process answers at all.
    /// </summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealthChecks("/health");
        app.MapHealthChecks("/alive", new HealthCheckOptions { Predicate = static check => check.Tags.Contains(Live) });
        return app;
    }

    private static bool IsHealth(Microsoft.AspNetCore.Http.PathString path) =>
        path.StartsWithSegments("/health") || path.StartsWithSegments("/alive");
}
