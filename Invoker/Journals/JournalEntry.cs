using System.Security.Cryptography;
using Containerless.Invoker.Egress;

namespace Containerless.Invoker.Journals;

/// <summary>What an outbound call says: two calls that say the same are the same call.</summary>
/// <param name="Method">The method.</param>
/// <param name="Url">The URL, as it is sent.</param>
/// <param name="Headers">The headers that are sent, by name.</param>
/// <param name="Body">SHA-256 of the body; empty where there is none.</param>
internal readonly record struct CallText(string Method, string Url, string Headers, Digest Body)
{
    /// <summary>Whether the call is one that changes nothing (RFC 9110 §9.2.1).</summary>
    public bool IsSafe => Method is "GET" or "HEAD" or "OPTIONS";

    /// <summary>Roughly, what it holds in memory.</summary>
    public long Bytes => 2L * (Method.Length + Url.Length + Headers.Length) + 32;

    public static CallText Of(
        string method, string url, IReadOnlyList<KeyValuePair<string, string>> headers, string? connection, ReadOnlySpan<byte> body) =>
        Of(method, url, headers, connection, body.IsEmpty ? default : Digest.Of(SHA256.HashData(body)));

    public static CallText Of(
        string method, string url, IReadOnlyList<KeyValuePair<string, string>> headers, string? connection, Digest body)
    {
        // Servers of different makes hand out headers in orders of their own.
        var sent = new List<string>(headers.Count);
        foreach (var (name, value) in headers)
        {
            if (!HeaderRules.IsHopByHop(name, connection) && !HeaderRules.IsOurs(name))
            {
                sent.Add($"{name.ToLowerInvariant()}: {value}\n");
            }
        }

        sent.Sort(StringComparer.Ordinal);
        return new CallText(method, url, string.Concat(sent), body);
    }
}

/// <summary>A digest, as a value.</summary>
internal readonly record struct Digest(UInt128 High, UInt128 Low)
{
    public static Digest Of(ReadOnlySpan<byte> digest) => new(
        System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(digest),
        System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(digest[16..]));
}

/// <summary>What became of a call.</summary>
/// <param name="Error">One of <see cref="EgressErrors"/>; null where there was a reply.</param>
/// <param name="Head">The reply's status and headers, where they are known: compiled code has no use for them.</param>
/// <param name="Body">The reply's body.</param>
internal readonly record struct JournalReply(string? Error, HttpResponseMessage? Head, ReadOnlyMemory<byte> Body);

/// <summary>A call that some attempt at the request made. Its journal's lock guards what changes.</summary>
internal sealed class JournalEntry(CallText text)
{
    public CallText Text => text;

    /// <summary>The reply, which may be under way still; null where it was too long to be kept.</summary>
    public required Task<JournalReply>? Reply { get; set; }

    /// <summary>The reply's place among those that the function was given; -1 while it was not given this one.</summary>
    public int Arrival { get; set; } = -1;
}
