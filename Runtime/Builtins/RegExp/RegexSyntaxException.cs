namespace Containerless.Runtime.Builtins;

/// <summary>An early error of a pattern, in V8's words. Caught by the RegExp constructor and nobody else.</summary>
internal sealed class RegexSyntaxException(string problem) : Exception(problem)
{
    /// <summary>The SyntaxError's message.</summary>
    internal string Describe(string pattern, RegexFlags flags) =>
        $"Invalid regular expression: /{pattern}/{RegexFlagText.Of(flags)}: {Message}";
}

/// <summary>A valid pattern that we do not run: what it does in the pinned Node is not known exactly, or it is too large.</summary>
internal sealed class RegexDeclined(string cause) : Exception(cause);
