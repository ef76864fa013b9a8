using System.Text;

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

    /// <summary>A fault at the end of a path of names and indices, the last step on top.</summary>
    internal static TraceInvalidException At(Stack<object> steps, string problem)
    {
        var path = new StringBuilder("$");
        foreach (object step in steps.Reverse())
        {
            _ = step is int index ? path.Append('[').Append(index).Append(']') : path.Append('.').Append((string)step);
        }

        return new TraceInvalidException(path.ToString(), problem);
    }
}
