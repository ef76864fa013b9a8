using System.ComponentModel;
using System.Diagnostics;

namespace Containerless.AppHost.Tests;

/// <summary>
/// What invokers have beside their processes: containers, networks, folders of sockets. Each names the process of the invoker that it
/// belongs to (<c>Owner</c>: boot, namespace, process, start time).
/// </summary>
internal static class Belongings
{
    private const string Label = "containerless.invoker";

    /// <summary>What there is now of these processes, whether they still run or not.</summary>
    public static List<string> Of(IReadOnlySet<int> processes) =>
    [
        .. InEngine("ps", "--all").Concat(InEngine("network", "ls")).Concat(Folders())
            .Where(each => each.Owner.Split('/') is [_, _, var process, _] && int.TryParse(process, out int id) && processes.Contains(id))
            .Select(static each => each.What),
    ];

    private static IEnumerable<(string Owner, string What)> InEngine(params string[] list)
    {
        string[] arguments = [.. list, "--filter", $"label={Label}", "--format", $"{{{{.Label \"{Label}\"}}}} {{{{.ID}}}}"];
        try
        {
            using Process docker = Process.Start(new ProcessStartInfo("docker", arguments) { RedirectStandardOutput = true })!;
            string output = docker.StandardOutput.ReadToEnd();
            docker.WaitForExit();
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(static line => line.Split(' ')).Select(line => (line[0], $"docker {list[0]} {line[1]}"));
        }
        catch (Win32Exception)
        {
            return []; // Without docker there is nothing of it.
        }
    }

    private static IEnumerable<(string Owner, string What)> Folders()
    {
        foreach (string folder in new[] { "/dev/shm", "/tmp", Path.GetTempPath() }.Where(Directory.Exists).Distinct()
            .SelectMany(static place => Directory.GetDirectories(place, "containerless-i-*")))
        {
            string owner;
            try
            {
                owner = File.ReadAllText(Path.Combine(folder, "owner"));
            }
            catch (IOException)
            {
                continue; // Its invoker removed it meanwhile.
            }

            yield return (owner, folder);
        }
    }
}
