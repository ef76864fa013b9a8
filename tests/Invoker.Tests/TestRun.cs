using Containerless.Tests;

namespace Containerless.Invoker.Tests;

/// <summary>What tells this run of the tests from others on the same machine.</summary>
internal static class TestRun
{
    /// <summary>A function's name that nobody else uses, for images and containers of an engine that others use too.</summary>
    public static string UniqueName(string prefix) => $"{prefix}-{NothingLeft.RunId}-{Guid.NewGuid().ToString("N")[..8]}";
}
