namespace Containerless.Invoker.Isolation;

/// <summary>An isolated instance could not be started or did not do what was asked of it.</summary>
public sealed class IsolationException : Exception
{
    /// <summary>Creates the exception; the message names the phase that failed and what the instance printed last.</summary>
    public IsolationException(string message, Exception? inner = null) : base(message, inner)
    {
    }

    /// <summary>Whether the container engine did not answer, which is no fault of the function's.</summary>
    public bool EngineAway { get; init; }
}
