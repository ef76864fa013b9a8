namespace Containerless.Shared;

/// <summary>The command line that invoker and multi-invoker share: <c>--config JSON</c>.</summary>
public static class CommandLine
{
    /// <summary>The JSON text after <c>--config</c>.</summary>
    /// <param name="arguments">The program's arguments.</param>
    /// <param name="example">A configuration that would do, for the message.</param>
    /// <exception cref="ConfigurationException">There is none, or something else besides.</exception>
    public static string ConfigurationOf(IReadOnlyList<string> arguments, string example) => arguments switch
    {
        ["--config", string json] => json,
        [string option] when option.StartsWith("--config=", StringComparison.Ordinal) => option["--config=".Length..],
        _ => throw new ConfigurationException("--config",
            $"is required, and nothing else is taken; expected: --config '{example}'"),
    };
}
