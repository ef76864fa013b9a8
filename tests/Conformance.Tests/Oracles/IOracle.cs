namespace Containerless.Conformance.Tests.Oracles;

/// <summary>One way to answer a function's requests: plain Node, instrumented Node, compiled code.</summary>
internal interface IOracle
{
    /// <summary>Answers requests one after the other, beginning with an instance that has served nothing.</summary>
    /// <exception cref="OracleException">The function does not start, or ends by itself.</exception>
    Task<IReadOnlyList<Answer>> AnswersAsync(Function function, IReadOnlyList<Request> requests, CancellationToken cancellation);
}

/// <summary>A request: a POST to <c>/</c>.</summary>
/// <param name="Body">The body's JSON.</param>
internal sealed record Request(string Body);

/// <summary>A function under test.</summary>
internal sealed class Function(string name, string source, IReadOnlyList<Request> traced)
{
    /// <summary>What reports call it.</summary>
    public string Name { get; } = name;

    /// <summary>Its text.</summary>
    public string Source { get; } = source;

    /// <summary>The requests its trace is made from.</summary>
    public IReadOnlyList<Request> Traced { get; } = traced;

    /// <summary>What the instrumented instance recorded; set by <see cref="InstrumentedOracle"/>.</summary>
    public byte[]? Trace { get; set; }
}

/// <summary>One answer.</summary>
/// <param name="Status">The HTTP status; 0 where compiled code gave up.</param>
/// <param name="Body">The body as text.</param>
internal readonly record struct Answer(int Status, string Body)
{
    /// <summary>Why compiled code gave up, so that a container answers; null where it answered itself.</summary>
    public string? Bailout { get; init; }

    /// <summary>The number of the instance that answered: after a bail-out a new one takes over, with fresh state.</summary>
    public int Instance { get; init; }

    /// <summary>Whether status and body are the same.</summary>
    public bool SameAs(Answer other) => Status == other.Status && Body == other.Body;

    public override string ToString() => Bailout is null ? $"{Status} {Body}" : $"fallback: {Bailout}";
}

/// <summary>A function cannot be asked.</summary>
internal sealed class OracleException(string message) : Exception(message);
