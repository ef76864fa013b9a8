using System.Text.Json;

namespace Containerless.Invoker.Preparation;

/// <summary>Installs what <c>javascript/</c> needs from its lock file, once.</summary>
internal static class NodePackages
{
    /// <summary>Runs <c>npm ci</c> unless the packages of the present lock file are installed.</summary>
    /// <exception cref="PreparationException">npm is missing or fails; the message has what it printed.</exception>
    public static async Task EnsureAsync(string javaScriptFolder, IProgress<string> progress, CancellationToken ct)
    {
        var lockFile = Path.Combine(javaScriptFolder, "package-lock.json");
        // npm's own record of what it installed, written last.
        var installed = Path.Combine(javaScriptFolder, "node_modules", ".package-lock.json");
        if (!File.Exists(lockFile))
        {
            throw new PreparationException($"{lockFile} does not exist.");
        }

        if (IsInstalled(lockFile, installed))
        {
            return;
        }

        // Beside node_modules, which npm ci deletes.
        using var held = await FileLock.AcquireAsync(Path.Combine(javaScriptFolder, ".install.lock"), ct);
        if (IsInstalled(lockFile, installed))
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
    }

    /// <summary>Whether every package that must be there is, in the version of the lock file.</summary>
    private static bool IsInstalled(string lockFile, string installed)
    {
        if (!File.Exists(installed))
        {
            return false;
        }

        try
        {
            using var wanted = JsonDocument.Parse(File.ReadAllBytes(lockFile));
            using var present = JsonDocument.Parse(File.ReadAllBytes(installed));
            var packages = present.RootElement.GetProperty("packages");
            return wanted.RootElement.GetProperty("packages").EnumerateObject()
                .Where(static p => p.Name.StartsWith("node_modules/", StringComparison.Ordinal) && !p.Value.TryGetProperty("optional", out _))
                .All(p => packages.TryGetProperty(p.Name, out var own) && Version(own) == Version(p.Value));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or IOException)
        {
            return false;
        }

        // A workspace is a link, without a version.
        static string? Version(JsonElement package) =>
            package.TryGetProperty("version", out var version) ? version.GetString() : null;
    }
}
