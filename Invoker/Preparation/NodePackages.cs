namespace Containerless.Invoker.Preparation;

/// <summary>Installs what <c>javascript/</c> needs from its lock file, once.</summary>
internal static class NodePackages
{
    /// <summary>Written last by an installation; holds the lock file that was installed.</summary>
    private const string Stamp = ".containerless-installed";

    /// <summary>Runs <c>npm ci</c> unless the packages of the present lock file are installed.</summary>
    /// <exception cref="PreparationException">npm is missing or fails; the message has what it printed.</exception>
    public static async Task EnsureAsync(string javaScriptFolder, IProgress<string> progress, CancellationToken ct)
    {
        var lockFile = Path.Combine(javaScriptFolder, "package-lock.json");
        var stamp = Path.Combine(javaScriptFolder, "node_modules", Stamp);
        if (!File.Exists(lockFile))
        {
            throw new PreparationException($"{lockFile} does not exist.");
        }

        var wanted = await File.ReadAllTextAsync(lockFile, ct);
        if (IsInstalled(stamp, wanted))
        {
            return;
        }

        // Beside node_modules, which npm ci deletes.
        using var held = await FileLock.AcquireAsync(Path.Combine(javaScriptFolder, ".install.lock"), ct);
        if (IsInstalled(stamp, wanted))
        {
            return;
        }

        progress.Report("Installing the transform's packages (npm ci)");
        var result = await Tool.RunAsync(
            "npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], javaScriptFolder, ct);
        if (result.ExitCode != 0)
        {
            throw new PreparationException($"npm ci in {javaScriptFolder} failed:\n{result.Error}{result.Output}".TrimEnd());
        }

        await File.WriteAllTextAsync(stamp, wanted, ct);
    }

    private static bool IsInstalled(string stamp, string wanted) => File.Exists(stamp) && File.ReadAllText(stamp) == wanted;
}
