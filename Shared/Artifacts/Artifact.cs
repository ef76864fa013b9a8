using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Containerless.Shared;

/// <summary>An artifact is missing or damaged; the message names the file.</summary>
public sealed class ArtifactException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>What a compilation leaves: the files of one artifact folder.</summary>
/// <param name="Trace"><c>trace.json</c>, the trace it was compiled from.</param>
/// <param name="CSharp"><c>containerless.cs</c>, UTF-8.</param>
/// <param name="Assembly"><c>containerless.dll</c>.</param>
/// <param name="Symbols"><c>containerless.pdb</c>.</param>
/// <param name="Report"><c>report.json</c>.</param>
public sealed record Artifact(byte[] Trace, byte[] CSharp, byte[] Assembly, byte[] Symbols, byte[] Report)
{
    private string? hash;

    /// <summary>The artifact's hash, and its folder's name.</summary>
    public string Hash => hash ??= HashOf(Trace, CSharp, Assembly, Symbols);

    /// <summary>The hashes the report names.</summary>
    /// <exception cref="ArtifactException">The report holds none.</exception>
    public ProgramHashes Hashes
    {
        get
        {
            try
            {
                using JsonDocument report = JsonDocument.Parse(Report);
                if (report.RootElement.ValueKind == JsonValueKind.Object
                    && report.RootElement.TryGetProperty("hashes", out JsonElement hashes)
                    && hashes.Deserialize(WireJson.Default.ProgramHashes)
                        is { Source: not null, Transform: not null, Library: not null, Node: not null } found)
                {
                    return found;
                }
            }
            catch (JsonException error)
            {
                throw new ArtifactException($"report.json of artifact {Hash} is damaged: {error.Message}", error);
            }

            throw new ArtifactException($"report.json of artifact {Hash} does not name the hashes of its function.");
        }
    }

    /// <summary>
    /// An artifact's hash, lower-case hexadecimal: SHA-256 over trace, C#, assembly and symbols in this order, each
    /// preceded by its length as eight bytes, least significant first. The report is left out: it holds times.
    /// </summary>
    public static string HashOf(
        ReadOnlySpan<byte> trace, ReadOnlySpan<byte> csharp, ReadOnlySpan<byte> assembly, ReadOnlySpan<byte> symbols)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(sha, trace);
        Append(sha, csharp);
        Append(sha, assembly);
        Append(sha, symbols);
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    /// <summary>The same, with the C# as text.</summary>
    public static string HashOf(
        ReadOnlySpan<byte> trace, string csharp, ReadOnlySpan<byte> assembly, ReadOnlySpan<byte> symbols) =>
        HashOf(trace, Encoding.UTF8.GetBytes(csharp), assembly, symbols);

    private static void Append(IncrementalHash sha, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, part.Length);
        sha.AppendData(length);
        sha.AppendData(part);
    }
}
