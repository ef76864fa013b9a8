using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Containerless.LocalMock.Http;

/// <summary>
/// The names of files and keys, as they stand in the request target. Nothing here is ever a path of the file system;
/// what would be a way out of a folder is refused all the same, as clients may make files of names.
/// </summary>
internal static class ItemName
{
    private const int MaxBytes = 1024;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The name behind a prefix such as <c>/files/</c>.</summary>
    /// <exception cref="StoreException">400: it is none.</exception>
    internal static string Of(HttpContext context, string prefix)
    {
        // Not the path that the server has normalised: there %2e%2e has already done its work, and %2F differs from /.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? target : target[..query];
        var scheme = path.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0 && path[0] != '/')
        {
            var slash = path.IndexOf('/', scheme + 3);
            path = slash < 0 ? "/" : path[slash..];
        }

        if (!path.StartsWith(prefix, StringComparison.Ordinal))
        {
            throw new StoreException(400, $"write the path as it is, {prefix} and a name, without dot segments or escapes before the name");
        }

        return Check(Decode(path.AsSpan(prefix.Length)));
    }

    /// <summary>The name, when it is one.</summary>
    /// <exception cref="StoreException">400: it is none.</exception>
    internal static string Check(string name)
    {
        if (name.Length == 0)
        {
            throw new StoreException(400, "the name is empty");
        }

        if (Encoding.UTF8.GetByteCount(name) > MaxBytes)
        {
            throw new StoreException(400, $"the name is longer than {MaxBytes} bytes");
        }

        if (name.Any(char.IsControl) || name.Contains('\\', StringComparison.Ordinal))
        {
            throw new StoreException(400, "the name has a control character or a backslash");
        }

        if (name.Split('/').Any(static segment => segment is "" or "." or ".."))
        {
            throw new StoreException(400, "the name has a segment that is empty, . or ..");
        }

        return name;
    }

    private static string Decode(ReadOnlySpan<char> escaped)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(escaped.Length)];
        var length = 0;
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != '%')
            {
                length += Encoding.UTF8.GetBytes(escaped.Slice(i, 1), bytes.AsSpan(length));
                continue;
            }

            if (i + 2 >= escaped.Length || !char.IsAsciiHexDigit(escaped[i + 1]) || !char.IsAsciiHexDigit(escaped[i + 2]))
            {
                throw new StoreException(400, "the name has a % that is not followed by two hexadecimal digits");
            }

            bytes[length++] = Convert.FromHexString(escaped.Slice(i + 1, 2))[0];
            i += 2;
        }

        try
        {
            return Strict.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            throw new StoreException(400, "the name is not UTF-8");
        }
    }
}
