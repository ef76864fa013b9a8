using Containerless.Invoker.Isolation;
using Containerless.Invoker.Isolation.Containers;

namespace Containerless.Invoker.Tests.Isolation;

/// <summary>The Docker engine, for tests that need one.</summary>
internal static class Engine
{
    /// <summary>Connects; skips the test where no engine answers, except in CI, where there must be one.</summary>
    public static async Task<DockerClient> RequireAsync()
    {
        try
        {
            return await DockerClient.ConnectAsync(default);
        }
        catch (IsolationException e) when (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip(e.Message);
            throw;
        }
    }
}
