using Containerless.Invoker.Isolation.Containers;
using Containerless.Invoker.Tests.Egress;

namespace Containerless.Invoker.Tests.Isolation;

public sealed class DockerClientTests
{
    [Fact]
    public async Task An_engine_that_hangs_is_waited_for_no_longer_than_is_allowed()
    {
        await using RawServer engine = RawServer.Start(static request => request.StartsWith("GET /version ", StringComparison.Ordinal)
            ? RawServer.Reply("""{"Version": "20.10.24", "ApiVersion": "1.41"}""", "Content-Type: application/json\r\n")
            : null);
        using DockerClient docker = await DockerClient.ConnectAsync($"tcp://127.0.0.1:{engine.Port}", default);
        Assert.Equal("20.10.24", docker.EngineVersion);
        docker.LongestAnswer = TimeSpan.FromMilliseconds(100);
        var fault = await Assert.ThrowsAsync<IOException>(() => docker.InfoAsync(default).WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal("the engine has not answered GET /v1.41/info within 0.1 s", fault.Message);
        await Assert.ThrowsAsync<IOException>(() => docker.StartContainerAsync("x", default).WaitAsync(TimeSpan.FromSeconds(30)));
    }
}
