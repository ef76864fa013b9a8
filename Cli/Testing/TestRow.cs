using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Containerless.Cli.Testing;

/// <summary>An answer as it is compared.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body's bytes.</param>
public readonly record struct TestAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <summary>Equal status, equal bytes.</summary>
    public bool SameAs(TestAnswer other) => Status == other.Status && Body.Span.SequenceEqual(other.Body.Span);
}

/// <summary>One request, answered by the function and by plain Node.</summary>
public sealed record TestRow
{
    /// <summary>The request's place in its list, from 0.</summary>
    public required int Index { get; init; }

    /// <summary><c>compiled</c>, <c>container</c>, or <c>tracing</c> while the trace is made.</summary>
    public required string Tier { get; init; }

    /// <summary>The function's answer.</summary>
    public required TestAnswer Answer { get; init; }

    /// <summary>The answer of a plain Node process that served exactly what the answering instance served.</summary>
    public required TestAnswer Expected { get; init; }

    /// <summary>Why compiled code gave up; null where it did not.</summary>
    public string? Bailout { get; init; }

    /// <summary>How the outbound calls differ; null where they are the same.</summary>
    public string? Calls { get; init; }

    /// <summary>Whether status, body and outbound calls are those of plain Node.</summary>
    public bool Equal => Calls is null && Answer.SameAs(Expected);

    /// <summary>The row as one line of JSON.</summary>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions
        {
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }))
        {
            json.WriteStartObject();
            json.WriteNumber("index", Index);
            json.WriteString("tier", Tier);
            json.WriteNumber("status", Answer.Status);
            json.WriteString("body", Answer.Text);
            json.WriteStartObject("expected");
            json.WriteNumber("status", Expected.Status);
            json.WriteString("body", Expected.Text);
            json.WriteEndObject();
            json.WriteBoolean("equal", Equal);
            if (Bailout is not null)
            {
                json.WriteString("bailout", Bailout);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
