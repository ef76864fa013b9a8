using Containerless.Shared;

namespace Containerless.Invoker.Journals;

/// <summary>How an attempt repeated what those before it had done.</summary>
internal enum Repetition
{
    /// <summary>There was nothing to repeat.</summary>
    None,

    /// <summary>It repeated what there was.</summary>
    Replayed,

    /// <summary>It did something else, or not all that was sent could be kept.</summary>
    Diverged,
}

/// <summary>What it is called to clients and operators.</summary>
internal static class RepetitionNames
{
    extension(Repetition repetition)
    {
        /// <summary>The header's value; null for none.</summary>
        public string? Name => repetition switch
        {
            Repetition.None => null,
            Repetition.Replayed => TierNames.Replayed,
            _ => TierNames.Diverged,
        };
    }
}
