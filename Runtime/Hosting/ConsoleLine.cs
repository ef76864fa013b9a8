namespace Containerless.Runtime.Hosting;

/// <summary>One call of console.log or its kin.</summary>
/// <param name="Error">Whether Node would have written it to the standard error stream.</param>
/// <param name="Text">The formatted text, without the line feed at its end.</param>
public readonly record struct ConsoleLine(bool Error, string Text);
