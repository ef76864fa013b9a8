namespace Containerless.Cli;

/// <summary>What the command's exit codes mean.</summary>
public static class ExitCodes
{
    /// <summary>Done; for <c>test</c>: every answer was equal.</summary>
    public const int Success = 0;

    /// <summary>It ran, and the result is bad; for <c>test</c>: an answer differed.</summary>
    public const int Differs = 1;

    /// <summary>It could not run: bad arguments, a missing file, a function that is refused.</summary>
    public const int CouldNotRun = 2;
}
