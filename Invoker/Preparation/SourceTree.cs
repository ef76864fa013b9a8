namespace Containerless.Invoker.Preparation;

/// <summary>Where the parts that are not C# lie: <c>javascript/</c> and, beside it, <c>docker/</c>.</summary>
internal static class SourceTree
{
    /// <summary>Names the <c>javascript</c> folder where it is not above the program.</summary>
    public const string Variable = "CONTAINERLESS_JAVASCRIPT";

    private const string Transform = "js-transform/bin/js-transform.js";

    /// <summary>The <c>javascript</c> folder.</summary>
    /// <exception cref="PreparationException">It is nowhere; the message names the variable.</exception>
    public static string JavaScriptFolder()
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(named))
        {
            return File.Exists(Path.Combine(named, Transform))
                ? Path.GetFullPath(named)
                : throw new PreparationException($"{Variable} is {named}, and there is no {Transform} in it.");
        }

        if (FindAbove(Path.Combine("javascript", Transform)) is { } program)
        {
            return program[..^(Transform.Length + 1)];
        }

        throw new PreparationException(
            $"The folder javascript/ is not above {AppContext.BaseDirectory}; set {Variable} to where it lies.");
    }

    /// <summary>The transform's program.</summary>
    public static string TransformProgram(string javaScriptFolder) => Path.Combine(javaScriptFolder, Transform);

    /// <summary>The script that builds the runner image.</summary>
    /// <exception cref="PreparationException">It is not there.</exception>
    public static string RunnerScript()
    {
        const string relative = "docker/build-runner.sh";
        var named = Environment.GetEnvironmentVariable(Variable);
        var beside = string.IsNullOrEmpty(named) ? null : Path.Combine(Path.GetFullPath(named), "..", relative);
        return File.Exists(beside) ? Path.GetFullPath(beside)
            : FindAbove(relative) ?? throw new PreparationException($"{relative} is not above {AppContext.BaseDirectory}.");
    }

    /// <summary>A file below the program's folder or one that contains it.</summary>
    private static string? FindAbove(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, relative);
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
