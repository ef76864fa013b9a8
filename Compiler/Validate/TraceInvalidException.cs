namespace Containerless.Compiler.Validate;

/// <summary>The trace is not one this compiler accepts.</summary>
/// <param name="path">JSON path of the fault, as in <c>$.functions[3].body.body[0]</c>.</param>
/// <param name="problem">What is wrong there.</param>
public sealed class TraceInvalidException(string path, string problem) : Exception($"{path}: {problem}")
{
    /// <summary>JSON path of the fault.</summary>
    public string Path { get; } = path;

    /// <summary>What is wrong there.</summary>
    public string Problem { get; } = problem;
}
