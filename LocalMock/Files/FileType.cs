using Containerless.LocalMock.Http;
using Microsoft.Net.Http.Headers;

namespace Containerless.LocalMock.Files;

/// <summary>The content type of a file.</summary>
internal static class FileType
{
    private const string Unknown = "application/octet-stream";
    private const int MaxLength = 255;

    /// <summary>The type as it was given; that of any bytes where none was.</summary>
    /// <exception cref="StoreException">400: it is not a media type. It is sent back as a header, so nothing else may be kept.</exception>
    internal static string Check(string? type)
    {
        if (string.IsNullOrEmpty(type))
        {
            return Unknown;
        }

        return type.Length <= MaxLength && type.All(static c => c is >= ' ' and <= '~') && MediaTypeHeaderValue.TryParse(type, out _)
            ? type
            : throw new StoreException(400, "the content type is not a media type such as text/plain");
    }
}
