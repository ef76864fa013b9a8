namespace Containerless.LocalMock;

/// <summary>Keeps the last uploaded body as the file <c>upload</c> of a folder.</summary>
internal sealed class FileStore : IDisposable
{
    private readonly string directory;
    private readonly bool temporary;
    private int uploads;

    internal FileStore(string? directory)
    {
        temporary = directory is null;
        this.directory = directory is null
            ? Directory.CreateTempSubdirectory("containerless-store-").FullName
            : Directory.CreateDirectory(directory).FullName;
    }

    /// <summary>Where the file lies.</summary>
    internal string Folder => directory;

    /// <summary>Stores a body; of concurrent ones the last to finish stays.</summary>
    internal async Task SaveAsync(Stream body, CancellationToken cancellation)
    {
        // Written aside and renamed, so that nobody reads half a file.
        var part = Path.Combine(directory, $"upload.{Interlocked.Increment(ref uploads)}.part");
        try
        {
            await using (var file = File.Create(part))
            {
                await body.CopyToAsync(file, cancellation);
            }

            File.Move(part, Path.Combine(directory, "upload"), overwrite: true);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    public void Dispose()
    {
        if (temporary && Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
