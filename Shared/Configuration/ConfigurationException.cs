namespace Containerless.Shared;

/// <summary>One thing wrong with a configuration.</summary>
/// <param name="Path">The JSON path of the option, <c>$.bind_port</c>; <c>$</c> is the whole document.</param>
/// <param name="Message">What was wrong and what is allowed.</param>
public readonly record struct ConfigurationProblem(string Path, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Message}";
}

/// <summary>A configuration that cannot be used. Programs end with <see cref="ExitCode"/> and print the message.</summary>
public sealed class ConfigurationException : Exception
{
    /// <summary>The exit code of a program refused its configuration.</summary>
    public const int ExitCode = 2;

    /// <summary>Reports every problem found, not only the first.</summary>
    public ConfigurationException(IReadOnlyList<ConfigurationProblem> problems)
        : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>Reports one problem.</summary>
    public ConfigurationException(string path, string message)
        : this([new ConfigurationProblem(path, message)]) { }

    /// <summary>What was wrong, in the order of the document.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems { get; }
}
