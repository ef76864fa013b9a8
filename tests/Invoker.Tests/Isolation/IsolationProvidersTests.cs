using Containerless.Invoker.Egress;
using Containerless.Invoker.Isolation;
using Containerless.Shared;

namespace Containerless.Invoker.Tests.Isolation;

[Collection("Containers of this process")] // one after the other: they look what this process has
public sealed class IsolationProvidersTests
{
    [Theory]
    [InlineData("unix:///nonexistent/docker.sock", "No Docker engine answers at /nonexistent/docker.sock")]
    [InlineData("tcp://127.0.0.1:1", "No Docker engine answers at tcp://127.0.0.1:1")]
    [InlineData("ssh://user@host", "DOCKER_HOST is ssh://user@host; expected unix://PATH or tcp://HOST:PORT")]
    public async Task Without_an_engine_auto_takes_processes_and_says_so_and_container_fails(string engine, string reason)
    {
        using var function = await TestFunction.CreateAsync("containerless.listen((request, respond) => respond('ok'));");
        using var logs = new RecordingLogs();
        var configuration = function.Configuration(IsolationMode.Auto);
        using var transport = EgressTransport.Create(configuration, logs);
        await using (var provider = await IsolationProviders.CreateAsync(
            configuration, function.Prepared, transport, ownsTransport: false, engine, logs, default))
        {
            Assert.Equal("process", provider.Name);
            await using var instance = await provider.StartAsync(InstanceKind.Plain, default);
            Assert.Equal("ok", await instance.AskAsync());
        }

        Assert.Contains(logs.Lines, l => l.StartsWith("Warning", StringComparison.Ordinal) && l.Contains(reason));
        var error = await Assert.ThrowsAsync<IsolationException>(() => IsolationProviders.CreateAsync(
            function.Configuration(IsolationMode.Container), function.Prepared, transport, ownsTransport: false, engine, logs, default));
        Assert.Contains(reason, error.Message);
    }

    [Fact]
    public void An_allowed_host_of_no_known_form_is_a_fault_of_the_configuration()
    {
        var configuration = new InvokerConfiguration { ImageName = "f", AllowedHosts = ["a..b"] };
        using var logs = new RecordingLogs();
        var error = Assert.Throws<ConfigurationException>(() => EgressTransport.Create(configuration, logs));
        Assert.Equal("$.allowed_hosts", Assert.Single(error.Problems).Path);
    }
}
