using System.Text.Json;
using System.Text.Json.Serialization;

namespace Containerless.LocalMock.Http;

// The shapes of answers. What the seed's endpoints say must stay as it is, to the byte; the order of members is the order
// in which they are written.

/// <summary>What the seed's endpoints say.</summary>
internal sealed record Said(string Body);

/// <summary>What is wrong with a request.</summary>
/// <param name="Error">What it is, for a person.</param>
/// <param name="Etag">Where a precondition failed: the ETag of what is there.</param>
internal sealed record Refusal(string Error, string? Etag = null);

/// <summary>A commit that was not done.</summary>
/// <param name="Error">Why, for a person.</param>
/// <param name="Body">"Conflict!" where another commit came first, in the place where a commit that is done has "Done!".</param>
internal sealed record NotCommitted(string Error, string? Body = null);

/// <summary>A user, as given at login.</summary>
internal sealed record User(string Username, string Password);

/// <summary>The latest commit.</summary>
internal sealed record Commit(string Sha);

/// <summary>A transaction that was begun.</summary>
internal sealed record Begun(long Transaction);

/// <summary>The balance of an account.</summary>
internal sealed record Balance([property: JsonPropertyName("balance")] double Amount);

/// <summary>A file without its bytes.</summary>
/// <param name="Name">The name, without the leading /files/.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ContentType">As it was given when the file was stored.</param>
/// <param name="Etag">In quotes, ready for If-Match.</param>
/// <param name="Modified">When it was stored, ISO 8601, UTC.</param>
internal sealed record FileEntry(string Name, long Size, string ContentType, string Etag, string Modified);

/// <summary>Files in the order of their names.</summary>
/// <param name="Files">The files.</param>
/// <param name="Next">Where there are more: what to give as <c>after</c> to get them.</param>
internal sealed record FileList(IReadOnlyList<FileEntry> Files, string? Next);

/// <summary>A key without its value.</summary>
internal sealed record ValueEntry(string Key, string Etag);

/// <summary>Keys in their order.</summary>
/// <param name="Values">The keys.</param>
/// <param name="Next">Where there are more: what to give as <c>after</c> to get them.</param>
internal sealed record ValueList(IReadOnlyList<ValueEntry> Values, string? Next);

/// <summary>A key with its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The JSON that was stored.</param>
/// <param name="Etag">In quotes, ready for If-Match.</param>
internal sealed record StoredValue(string Key, RawJson Value, string Etag);

/// <summary>JSON that goes out as it came in: as text with a lone surrogate, or a number beyond double, could not.</summary>
[JsonConverter(typeof(Converter))]
internal readonly record struct RawJson(string Text)
{
    private sealed class Converter : JsonConverter<RawJson>
    {
        public override RawJson Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            throw new NotSupportedException("values are only written");

        public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.Text, skipInputValidation: true);
    }
}

/// <summary>Something was deleted.</summary>
internal sealed record Deleted(string Name);
