namespace Containerless.Shared;

/// <summary>Header and tier names on answers.</summary>
public static class TierNames
{
    /// <summary>Names the tier that made the answer.</summary>
    public const string TierHeader = "Containerless-Tier";

    /// <summary>On fallback: why the compiled code gave up.</summary>
    public const string BailoutHeader = "Containerless-Bailout";

    /// <summary>
    /// On an answer of an attempt before which others had called out: whether it did as they had.
    /// </summary>
    public const string ReexecutedHeader = "Containerless-Reexecuted";

    /// <summary>It repeated their calls, which were answered from the journal.</summary>
    public const string Replayed = "replayed";

    /// <summary>It called out in another way, or not everything could be kept: something may have been sent twice.</summary>
    public const string Diverged = "diverged";

    /// <summary>Answered by compiled code in the invoker's process.</summary>
    public const string Compiled = "compiled";

    /// <summary>Answered by the tracing instance.</summary>
    public const string Tracing = "tracing";

    /// <summary>Answered by a plain instance.</summary>
    public const string Container = "container";
}
