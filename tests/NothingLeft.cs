using System.Diagnostics;
using Containerless.Invoker.Isolation;
using Containerless.Invoker.Isolation.Containers;

[assembly: AssemblyFixture(typeof(Containerless.Tests.NothingLeft))]

namespace Containerless.Tests;

/// <summary>
/// Fails the run of an assembly's tests when something of it is left at its end: a process, a container, a network, an image, a
/// socket, a folder. What others on the same machine have is not counted: this run has a folder for temporary files of its
/// own, which its processes inherit, and everything else names the invoker that it belongs to.
/// </summary>
public sealed class NothingLeft : IAsyncLifetime
{
    /// <summary>What has been told to end may take this long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Made by the runtime and the tools that tests run, not by us: .NET's diagnostics and locks, MSBuild, NuGet, and containerd, which
    /// writes its stacks when an engine ends it that has waited for it too long.
    /// </summary>
    private static readonly string[] OfTools = ["containerd.", "clr-debug-pipe-", "dotnet-diagnostic-", ".dotnet", "MSBuildTemp", "NuGetScratch"];

    /// <summary>In the names of functions whose images lie with an engine that others use too.</summary>
    public static string RunId { get; } = Guid.NewGuid().ToString("N")[..8];

    // Short: there are sockets below it, whose paths may have 107 bytes.
    private static string Folder { get; } = $"/tmp/cl-run-{RunId}";

    public ValueTask InitializeAsync()
    {
        if (OperatingSystem.IsLinux())
        {
            Directory.CreateDirectory(Folder);
            Environment.SetEnvironmentVariable("TMPDIR", Folder);
        }

        return default;
    }

    public async ValueTask DisposeAsync()
    {
        if (!OperatingSystem.IsLinux())
        {
            return; // without /proc nobody knows whose a process is
        }

        List<string> left = await FindAsync();
        for (var watch = Stopwatch.StartNew(); left.Count > 0 && watch.Elapsed < Patience; left = await FindAsync())
        {
            await Task.Delay(200);
        }

        if (left.Count > 0)
        {
            throw new InvalidOperationException($"Left when all tests had ended:\n{string.Join('\n', left)}");
        }

        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>What there is of this run, now.</summary>
    public static async Task<List<string>> FindAsync() =>
    [
        .. Processes(),
        .. SocketFolders().Where(static f => IsOurs(f.Owner)).Select(static f => $"folder of sockets {f.Path}"),
        .. Directory.GetFileSystemEntries(Folder)
            .Where(static path => !IsOfTools(path))
            .Select(static path => $"file or folder {path}"),
        .. await InEngineAsync(),
    ];

    /// <summary>A build by the SDK leaves empty folders too, whose names are six characters.</summary>
    private static bool IsOfTools(string path) =>
        OfTools.Any(name => Path.GetFileName(path).StartsWith(name, StringComparison.Ordinal))
        || (Path.GetFileName(path).Length == 6 && Directory.Exists(path) && !Directory.EnumerateFileSystemEntries(path).Any());

    /// <summary>Invokers' folders of sockets, whoever's, now.</summary>
    internal static List<(string Path, Owner Owner)> SocketFolders()
    {
        var found = new List<(string, Owner)>();
        foreach (string folder in new[] { "/dev/shm", "/tmp", Path.GetTempPath() }.Where(Directory.Exists).Distinct()
            .SelectMany(static path => Directory.GetDirectories(path, "containerless-i-*")))
        {
            try
            {
                if (Owner.TryParse(File.ReadAllText(Path.Combine(folder, "owner")), out Owner owner))
                {
                    found.Add((folder, owner));
                }
            }
            catch (IOException)
            {
                // Its invoker removed it meanwhile.
            }
        }

        return found;
    }

    /// <summary>
    /// Whether it is this process, or one that began after it and has ended: what the living own is in use, and they are found as
    /// processes.
    /// </summary>
    private static bool IsOurs(Owner owner) => owner == Owner.Current
        || (owner.IsOfThisBoot && owner.Namespace == Owner.Current.Namespace && owner.StartTicks > Owner.Current.StartTicks && owner.IsGone);

    private static IEnumerable<string> Processes()
    {
        foreach (string path in Directory.GetDirectories("/proc").Where(static p => int.TryParse(Path.GetFileName(p), out int id) && id != Environment.ProcessId))
        {
            string command;
            try
            {
                command = File.ReadAllText(Path.Combine(path, "cmdline")).Replace('\0', ' ');
                if (!command.Contains(Folder, StringComparison.Ordinal)
                    && !File.ReadAllText(Path.Combine(path, "environ")).Contains($"TMPDIR={Folder}", StringComparison.Ordinal))
                {
                    continue;
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                continue; // it has ended, or is another user's
            }

            if (command.Length > 0) // a process that has ended and is not yet reaped has none
            {
                yield return $"process {Path.GetFileName(path)}: {command[..Math.Min(200, command.Length)]}";
            }
        }
    }

    private static async Task<List<string>> InEngineAsync()
    {
        DockerClient docker;
        try
        {
            docker = await DockerClient.ConnectAsync(default);
        }
        catch (IsolationException)
        {
            return []; // no engine, nothing in it
        }

        using (docker)
        {
            return
            [
                .. (await docker.ListContainersAsync(ContainerLabels.Invoker, default))
                    .Where(static c => IsOurs(c.Labels)).Select(static c => $"container {c.Id} of {c.Labels![ContainerLabels.Function]}"),
                .. (await docker.ListNetworksAsync(ContainerLabels.Invoker, default))
                    .Where(static n => IsOurs(n.Labels)).Select(static n => $"network {n.Name}"),
                .. (await ImagesAsync()).Where(static name => name.Contains(RunId, StringComparison.Ordinal)).Select(static name => $"image {name}"),
            ];
        }
    }

    /// <summary>The names of all functions' images.</summary>
    private static async Task<string[]> ImagesAsync()
    {
        using Process process = Process.Start(new ProcessStartInfo(
            "docker", ["images", "--filter", $"label={ContainerLabels.Function}", "--format", "{{.Repository}}:{{.Tag}}"])
        {
            RedirectStandardOutput = true,
        })!;
        string names = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return names.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static bool IsOurs(Dictionary<string, string>? labels) =>
        Owner.TryParse(labels?.GetValueOrDefault(ContainerLabels.Invoker), out Owner owner) && IsOurs(owner);
}
