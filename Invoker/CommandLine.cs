using Containerless.Shared;

namespace Containerless.Invoker;

/// <summary>The invoker's command line.</summary>
internal static class CommandLine
{
    /// <summary>The JSON text after <c>--config</c>.</summary>
    /// <exception cref="ConfigurationException">There is none, or something else besides.</exception>
    public static string ConfigurationOf(IReadOnlyList<string> arguments) => arguments switch
    {
        ["--config", string json] => json,
        [string option] when option.StartsWith("--config=", StringComparison.Ordinal) => option["--config=".Length..],
        _ => throw new ConfigurationException("--config",
            "is required, and nothing else is taken; expected: --config '{\"image_name\": \"serverless-function\"}'"),
    };
}
