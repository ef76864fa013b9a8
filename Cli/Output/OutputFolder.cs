namespace Containerless.Cli.Output;

/// <summary>Writes the files that a command makes, with errors a person understands.</summary>
internal static class OutputFolder
{
    /// <summary>Makes a folder and those above it.</summary>
    /// <exception cref="CommandFailure">It cannot be made.</exception>
    internal static void Create(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"cannot make the folder {directory}: {fault.Message}", inner: fault);
        }
    }

    /// <summary>Writes a whole file.</summary>
    /// <exception cref="CommandFailure">It cannot be written.</exception>
    internal static async Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (Directory.Exists(path))
        {
            throw new CommandFailure($"cannot write {path}: it is a directory");
        }

        try
        {
            await File.WriteAllBytesAsync(path, bytes, cancellation);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"cannot write {path}: {fault.Message}", inner: fault);
        }
    }
}
