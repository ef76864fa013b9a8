namespace Containerless.Runtime.Hosting;

/// <summary>What a host decides about an instance.</summary>
public sealed record InstanceOptions
{
    /// <summary>What one request, and the start, may use.</summary>
    public Limits Limits { get; init; } = new();

    /// <summary>The clock of the time limit.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>All that <c>process.env</c> shows, in this order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>Where Math.random comes from, in [0, 1), instead of <see cref="Seeds"/>.</summary>
    public Func<double>? Random { get; init; }

    /// <summary>
    /// Gives each request that uses Math.random a seed, from which it gets its numbers; null, and no <see cref="Random"/>:
    /// using it bails out.
    /// </summary>
    public Func<RandomSeed>? Seeds { get; init; }

    /// <summary>Most bytes of bodies, of calls and of replies, that are kept of a request for its <see cref="AttemptRecord"/>.</summary>
    public long RecordBytes { get; init; } = 4 << 20;
}
