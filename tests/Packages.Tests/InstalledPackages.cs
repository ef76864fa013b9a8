using System.Diagnostics;
using Containerless.Cli.Tests;

namespace Containerless.Packages.Tests;

/// <summary>The npm packages of <c>tests/packages</c>, installed from their lock file, and what is generated with them.</summary>
internal static class InstalledPackages
{
    public static string Folder { get; } = Repository.PathOf("tests", "packages");

    /// <summary>Runs <c>npm ci</c> where the lock file is newer than what is installed, and the generator.</summary>
    public static async Task EnsureAsync(CancellationToken cancellation)
    {
        var installed = Path.Combine(Folder, "node_modules", ".package-lock.json");
        var wanted = Path.Combine(Folder, "package-lock.json");
        if (!File.Exists(installed) || File.GetLastWriteTimeUtc(installed) < File.GetLastWriteTimeUtc(wanted))
        {
            await RunAsync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], cancellation);
        }

        await RunAsync("node", ["generate.js"], cancellation);
    }

    /// <summary>A package's version, by its name.</summary>
    public static string VersionOf(string package)
    {
        var manifest = Path.Combine(Folder, "node_modules", package, "package.json");
        using var document = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(manifest));
        return document.RootElement.GetProperty("version").GetString()!;
    }

    private static async Task RunAsync(string program, string[] arguments, CancellationToken cancellation)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {await output}{await error}");
    }
}
