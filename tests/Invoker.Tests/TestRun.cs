using Containerless.Invoker.Isolation;

namespace Containerless.Invoker.Tests;

/// <summary>What tells this run of the tests from others on the same machine.</summary>
internal static class TestRun
{
    /// <summary>In the names of functions whose images and containers lie with an engine that others use too.</summary>
    public static string Id { get; } = Guid.NewGuid().ToString("N")[..8];

    /// <summary>A function's name that nobody else uses.</summary>
    public static string UniqueName(string prefix) => $"{prefix}-{Id}-{Guid.NewGuid().ToString("N")[..8]}";

    /// <summary>Invokers' folders of sockets, whoever's, now.</summary>
    public static List<(string Path, Owner Owner)> SocketFolders()
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
}
