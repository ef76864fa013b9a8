namespace Containerless.Invoker.Preparation;

/// <summary>Keeps other processes out of a step while it is held. The file stays; the lock ends with its holder.</summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private readonly FileStream stream;

    private FileLock(FileStream stream) => this.stream = stream;

    /// <summary>Waits for the lock.</summary>
    /// <exception cref="PreparationException">The file cannot be made.</exception>
    public static async Task<FileLock> AcquireAsync(string path, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                // On Unix the platform implements FileShare.None with flock(2), which the kernel releases with the process.
                return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(PollInterval, ct);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new PreparationException($"{path} cannot be locked: {e.Message}", e);
            }
        }
    }

    public void Dispose() => stream.Dispose();
}
