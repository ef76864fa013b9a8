using System.Security.Cryptography;

namespace Containerless.Invoker.Isolation;

/// <summary>
/// A provider's private folder (mode 0700): the egress socket and one folder per instance for its sockets. Its path is
/// short, since a Unix socket's may have 107 bytes at most.
/// </summary>
internal sealed class PrivateFolder : IDisposable
{
    private const string Prefix = "containerless-i-";
    private const string OwnerFile = "owner";
    private const string ProcessFile = "process";
    private const int MaxSocketPath = 107;

    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private int instances;

    private PrivateFolder(string path) => Path = path;

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    /// <summary>Creates a folder below the first usable of <paramref name="bases"/>.</summary>
    /// <exception cref="IsolationException">None can be used.</exception>
    public static PrivateFolder Create(IEnumerable<string> bases)
    {
        var tried = new List<string>();
        foreach (var candidate in bases)
        {
            var path = System.IO.Path.Combine(candidate, Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)));
            try
            {
                if (System.Text.Encoding.UTF8.GetByteCount(path) + "/0000/function.sock".Length > MaxSocketPath)
                {
                    throw new IOException("the path is too long for a socket");
                }

                if (!Directory.Exists(candidate) || System.IO.Path.Exists(path))
                {
                    throw new IOException("it does not exist, or the new folder already does");
                }

                MakePrivate(path);
                File.WriteAllText(System.IO.Path.Combine(path, OwnerFile), Owner.Current.ToString());
                return new PrivateFolder(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                tried.Add($"{candidate}: {e.Message}");
            }
        }

        throw new IsolationException($"No folder for sockets could be made ({string.Join("; ", tried)}).");
    }

    /// <summary>A new, empty folder in it.</summary>
    public string CreateFolder(string name) => MakePrivate(System.IO.Path.Combine(Path, name));

    /// <summary>A new folder for an instance's sockets.</summary>
    public string CreateInstanceFolder() => CreateFolder(Interlocked.Increment(ref instances).ToString("x4", null));

    /// <summary>Notes whose process uses an instance's folder, for <see cref="Sweep"/>.</summary>
    public static void NoteProcess(string instanceFolder, int processId)
    {
        if (Owner.Of(processId) is { } owner)
        {
            // Beside the folder, not in it: the function may write there.
            File.WriteAllText($"{instanceFolder}.{ProcessFile}", owner.ToString());
        }
    }

    /// <summary>Deletes an instance's folder and its note.</summary>
    public static void DeleteInstanceFolder(string instanceFolder)
    {
        Delete(instanceFolder);
        File.Delete($"{instanceFolder}.{ProcessFile}");
    }

    /// <summary>
    /// Removes what invokers that no longer run left below <paramref name="bases"/>, their instances' processes first.
    /// </summary>
    public static void Sweep(IEnumerable<string> bases, ILogger logger)
    {
        foreach (var path in bases.Where(Directory.Exists).SelectMany(b => Directory.EnumerateDirectories(b, Prefix + "*")))
        {
            try
            {
                var file = System.IO.Path.Combine(path, OwnerFile);
                if (!File.Exists(file) || !Owner.TryParse(File.ReadAllText(file), out var owner) || !owner.IsGone)
                {
                    continue;
                }

                foreach (var note in Directory.EnumerateFiles(path, "*." + ProcessFile))
                {
                    Kill(File.ReadAllText(note));
                }

                Delete(path);
                logger.LogInformation("Removed {Path}, left by process {ProcessId}.", path, owner.ProcessId);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another user's folder of the same kind, or another invoker sweeps the same one right now.
                logger.LogDebug(e, "{Path} was not swept.", path);
            }
        }
    }

    /// <summary>Deletes everything; instances must have ended.</summary>
    public void Dispose() => Delete(Path);

    /// <summary>
    /// Lets the user of a container use a folder that is mounted into it, and a socket in it. Outside, the private folder around it still
    /// keeps everybody else out.
    /// </summary>
    public static void OpenToContainer(string folder, string? socket = null)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, Private | (UnixFileMode)0b111_111);
            if (socket is not null)
            {
                File.SetUnixFileMode(socket, (UnixFileMode)0b110_110_110);
            }
        }
    }

    private static string MakePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("Isolated instances need Unix sockets with file permissions.");
        }

        return Directory.CreateDirectory(path, Private).FullName;
    }

    private static void Kill(string note)
    {
        if (!Owner.TryParse(note, out var owner) || Owner.Of(owner.ProcessId) != owner)
        {
            return;
        }

        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(owner.ProcessId);
            process.Kill(entireProcessTree: true);
        }
        catch (ArgumentException)
        {
            // Ended in between.
        }
    }

    private static void Delete(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
        }
    }
}
