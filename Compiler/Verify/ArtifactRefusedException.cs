namespace Containerless.Compiler.Verify;

/// <summary>An assembly reaches for something that generated code may not touch.</summary>
/// <param name="reason">What it is.</param>
public sealed class ArtifactRefusedException(string reason) : Exception($"the artifact is refused: {reason}");
