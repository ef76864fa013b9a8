namespace Containerless.AppHost;

/// <summary>The programs that a function is prepared with.</summary>
internal static class RequiredTools
{
    /// <summary>Ends the program with code 2 and a message when one is missing.</summary>
    public static void Require(IDistributedApplicationBuilder builder)
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            return;
        }

        string javaScript = Environment.GetEnvironmentVariable("CONTAINERLESS_JAVASCRIPT") is { Length: > 0 } named
            ? named
            : Path.Combine(builder.AppHostDirectory, "..", "javascript");
        if (Missing(Environment.GetEnvironmentVariable("PATH") ?? "", javaScript) is { } missing)
        {
            Console.Error.WriteLine(missing);
            Environment.Exit(2);
        }
    }

    /// <summary>What is missing and what to do; null for nothing.</summary>
    /// <param name="path">Folders, as in <c>PATH</c>.</param>
    /// <param name="javaScript">The folder of the transform.</param>
    internal static string? Missing(string path, string javaScript)
    {
        string[] folders = path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        if (!IsThere("node"))
        {
            return "There is no node on the PATH, and functions are instrumented with it.\n"
                + "Install Node 20 (https://nodejs.org), see that `node --version` answers in this terminal, and start again.";
        }

        // npm's own record of what it installed: without it the transform's packages are installed first.
        if (!IsThere("npm") && !File.Exists(Path.Combine(javaScript, "node_modules", ".package-lock.json")))
        {
            return "There is no npm on the PATH, and the transform's packages have yet to be installed with it.\n"
                + "Install npm (it comes with Node 20, https://nodejs.org), see that `npm --version` answers in this terminal, "
                + "and start again.";
        }

        return null;

        bool IsThere(string program) => folders.Any(folder => OperatingSystem.IsWindows()
            ? File.Exists(Path.Combine(folder, $"{program}.exe")) || File.Exists(Path.Combine(folder, $"{program}.cmd"))
            : File.Exists(Path.Combine(folder, program)));
    }
}
