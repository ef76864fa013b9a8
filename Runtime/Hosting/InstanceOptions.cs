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

    /// <summary>Where Math.random comes from, in [0, 1); null: using it bails out.</summary>
    public Func<double>? Random { get; init; }
}
