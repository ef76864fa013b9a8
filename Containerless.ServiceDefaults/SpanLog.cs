using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace Containerless.ServiceDefaults;

/// <summary>
/// What a log record says that tells of another span than the one that is current where it is logged: its state, with its
/// attributes.
/// </summary>
public interface ISpanState : IReadOnlyList<KeyValuePair<string, object?>>
{
    /// <summary>The span; the default value for none.</summary>
    ActivityContext Span { get; }
}

/// <summary>Gives a log record the span that its state names, so that who reads it finds the trace.</summary>
/// <remarks>It must come before the processors that export: they keep a record as it is when they see it.</remarks>
public sealed class SpanLog : BaseProcessor<LogRecord>
{
    /// <inheritdoc/>
    public override void OnEnd(LogRecord data)
    {
        if (data.Attributes is ISpanState { Span: var span })
        {
            data.TraceId = span.TraceId;
            data.SpanId = span.SpanId;
            data.TraceFlags = span.TraceFlags;
        }
    }
}
