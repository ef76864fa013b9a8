using Containerless.Shared;

namespace Containerless.Invoker.Tests.Configuration;

public sealed class InvokerConfigurationTests
{
    [Fact]
    public void Defaults_are_the_documented_ones()
    {
        InvokerConfiguration c = InvokerConfiguration.Parse("""{"image_name": "serverless-function"}""");
        Assert.Equal("serverless-function", c.ImageName);
        Assert.Equal(8080, c.BindPort);
        Assert.Equal(9080, c.EffectiveAdminPort);
        Assert.Equal(InitialState.Tracing, c.InitialState);
        Assert.False(c.KillParent);
        Assert.Equal(4, c.MaxContainers);
        Assert.Equal(0, c.MinContainers);
        Assert.Equal(100, c.MaxRequestsToTrace);
        Assert.Equal(TransportMode.Auto, c.ContainerTransport);
        Assert.Equal(3000, c.ContainerInternalPort);
        Assert.Equal("localhost", c.ContainerHostname);
        Assert.Equal(TimeSpan.FromMilliseconds(100), c.MaxContainerBufferDelay);
        Assert.Equal(TimeSpan.FromSeconds(10), c.MinContainerLifespan);
        Assert.Equal(1.0, c.CpuCount);
        Assert.Equal(512L << 20, c.MemoryBytes);
        Assert.Equal("utilization.log", c.UtilizationLog);
        Assert.Empty(c.Environment);
        Assert.Null(c.AllowedHosts);
        Assert.Equal(".containerless/", c.ArtifactsDir);
        Assert.Null(c.CompilerUrl);
        Assert.Equal(TimeSpan.FromSeconds(10), c.Drain);
        Assert.Equal(64, c.MaxRealms);
        Assert.Equal(10, c.MaxRecompilations);
        Assert.Equal(IsolationMode.Auto, c.Isolation);
    }

    [Fact]
    public void Every_option_is_read()
    {
        InvokerConfiguration c = InvokerConfiguration.Parse("""
            {"image_name": "f_1.x", "bind_port": 0, "admin_port": 7, "initial_state": "Automatic", "kill_parent": true,
             "max_containers": 9, "min_containers": 2, "max_requests_to_trace": 6, "container_transport": "tcp", "container_internal_port": 81,
             "container_hostname": "::1", "max_container_buffer_delay": 1.5, "min_container_lifespan": 0.25,
             "cpus": "0.5", "memory": "1GB", "utilization_log": "stdout", "environment": {"STORE_URL": "x", "B": ""},
             "allowed_hosts": ["localhost:7999", "*.example.org", "*:443", "[::1]:80", "::1", "10.0.0.1"], "artifacts_dir": "/tmp/a",
             "compiler_url": "http://127.0.0.1:5/", "drain_seconds": 0, "max_realms": 3, "max_recompilations": 0,
             "isolation": "process", "max_queued_requests": 0, "queue_seconds": 2,
             "limits": {"time": 2.5, "memory": "1MB", "reply": "2KB", "outbound": 3, "request": "4B"}}
            """);
        Assert.Equal((0, 7), (c.BindPort, c.EffectiveAdminPort));
        Assert.Equal(InitialState.Automatic, c.InitialState);
        Assert.True(c.KillParent);
        Assert.Equal((9, 2, 6, 81, "::1"),
            (c.MaxContainers, c.MinContainers, c.MaxRequestsToTrace, c.ContainerInternalPort, c.ContainerHostname));
        Assert.Equal(TransportMode.Tcp, c.ContainerTransport);
        Assert.Equal(TimeSpan.FromMilliseconds(1.5), c.MaxContainerBufferDelay);
        Assert.Equal(TimeSpan.FromMilliseconds(250), c.MinContainerLifespan);
        Assert.Equal((0.5, 1L << 30, "stdout"), (c.CpuCount, c.MemoryBytes, c.UtilizationLog));
        Assert.Equal(["B", "STORE_URL"], c.Environment.Keys);
        Assert.Equal(6, c.AllowedHosts!.Count);
        Assert.Equal("/tmp/a", c.ArtifactsDir);
        Assert.Equal(new Uri("http://127.0.0.1:5/"), c.CompilerUrl);
        Assert.Equal((TimeSpan.Zero, 3, 0), (c.Drain, c.MaxRealms, c.MaxRecompilations));
        Assert.Equal(IsolationMode.Process, c.Isolation);
        Assert.Equal((0, TimeSpan.FromSeconds(2)), (c.MaxQueuedRequests, c.QueueTimeout));
        Assert.Equal(new LimitOptions
        {
            Time = TimeSpan.FromSeconds(2.5), MemoryBytes = 1 << 20, ReplyBytes = 2048, OutboundCalls = 3, RequestBytes = 4,
        }, c.Limits);
    }

    [Theory]
    [InlineData("{", "$", "is not JSON: line 1")]
    [InlineData("[]", "$", "is an array; expected an object")]
    [InlineData("{}", "$.image_name", "is required")]
    [InlineData("{\"image_name\": 5}", "$.image_name", "is a number; expected a string")]
    [InlineData("{\"image_name\": \"../x\"}", "$.image_name", "expected an image's name")]
    [InlineData("{\"image_name\": \"Upper\"}", "$.image_name", "lower-case")]
    [InlineData("{\"image_name\": \"a\", \"max_container\": 4}", "$.max_container", "did you mean \"max_containers\"?")]
    [InlineData("{\"image_name\": \"a\", \"zzz\": 4}", "$.zzz", "is not an option; the options are image_name, bind_port")]
    [InlineData("{\"image_name\": \"a\", \"bind_port\": \"80\"}", "$.bind_port", "is a string; expected an integer from 0 to 65535")]
    [InlineData("{\"image_name\": \"a\", \"bind_port\": 65536}", "$.bind_port", "is 65536; expected an integer from 0 to 65535")]
    [InlineData("{\"image_name\": \"a\", \"bind_port\": 80.5}", "$.bind_port", "is 80.5; expected an integer")]
    [InlineData("{\"image_name\": \"a\", \"bind_port\": 65000}", "$.bind_port", "give admin_port")]
    [InlineData("{\"image_name\": \"a\", \"bind_port\": 80, \"admin_port\": 80}", "$.admin_port", "the same as bind_port")]
    [InlineData("{\"image_name\": \"a\", \"bind_port\": 80, \"bind_port\": 81}", "$.bind_port", "is given twice")]
    [InlineData("{\"image_name\": \"a\", \"initial_state\": \"tracing\"}", "$.initial_state", "one of \"Tracing\", \"Decontainerized\", \"DisableTracing\", \"Automatic\"")]
    [InlineData("{\"image_name\": \"a\", \"kill_parent\": 1}", "$.kill_parent", "is a number; expected true or false")]
    [InlineData("{\"image_name\": \"a\", \"max_containers\": 0}", "$.max_containers", "is 0; expected an integer from 1")]
    [InlineData("{\"image_name\": \"a\", \"min_containers\": 5}", "$.min_containers", "at most max_containers, which is 4")]
    [InlineData("{\"image_name\": \"a\", \"max_requests_to_trace\": 0}", "$.max_requests_to_trace", "from 1")]
    [InlineData("{\"image_name\": \"a\", \"max_container_buffer_delay\": -1}", "$.max_container_buffer_delay", "milliseconds from 0")]
    [InlineData("{\"image_name\": \"a\", \"min_container_lifespan\": \"10s\"}", "$.min_container_lifespan", "number of seconds")]
    [InlineData("{\"image_name\": \"a\", \"drain_seconds\": 1e300}", "$.drain_seconds", "is 1e300; expected a number of seconds")]
    [InlineData("{\"image_name\": \"a\", \"cpus\": \"many\"}", "$.cpus", "number of CPUs")]
    [InlineData("{\"image_name\": \"a\", \"cpus\": 1}", "$.cpus", "is a number; expected a string")]
    [InlineData("{\"image_name\": \"a\", \"memory\": \"512XB\"}", "$.memory", "a size from")]
    [InlineData("{\"image_name\": \"a\", \"memory\": \"1KB\"}", "$.memory", "a size from \"32MB\"")]
    [InlineData("{\"image_name\": \"a\", \"environment\": []}", "$.environment", "is an array; expected an object of strings")]
    [InlineData("{\"image_name\": \"a\", \"environment\": {\"A\": 1}}", "$.environment.A", "is a number; expected a string")]
    [InlineData("{\"image_name\": \"a\", \"environment\": {\"A=B\": \"\"}}", "$.environment.A=B", "no variable's name")]
    [InlineData("{\"image_name\": \"a\", \"environment\": {\"CONTAINERLESS_EGRESS\": \"\"}}", "$.environment.CONTAINERLESS_EGRESS", "is reserved")]
    [InlineData("{\"image_name\": \"a\", \"allowed_hosts\": \"x\"}", "$.allowed_hosts", "expected an array of strings")]
    [InlineData("{\"image_name\": \"a\", \"allowed_hosts\": [\"a\", \"http://b/\"]}", "$.allowed_hosts[1]", "expected a host")]
    [InlineData("{\"image_name\": \"a\", \"compiler_url\": \"/x\"}", "$.compiler_url", "absolute http or https URL")]
    [InlineData("{\"image_name\": \"a\", \"isolation\": \"vm\"}", "$.isolation", "one of \"auto\", \"container\", \"process\"")]
    [InlineData("{\"image_name\": \"a\", \"container_transport\": \"udp\"}", "$.container_transport", "one of \"auto\", \"socket\", \"tcp\"")]
    [InlineData("{\"image_name\": \"a\", \"container_internal_port\": 0}", "$.container_internal_port", "from 1 to 65535")]
    [InlineData("{\"image_name\": \"a\", \"container_hostname\": \"a b\"}", "$.container_hostname", "a host name or an IP address")]
    [InlineData("{\"image_name\": \"a\", \"limits\": 5}", "$.limits", "is a number; expected an object")]
    [InlineData("{\"image_name\": \"a\", \"limits\": {\"tim\": 5}}", "$.limits.tim", "did you mean \"time\"?")]
    [InlineData("{\"image_name\": \"a\", \"limits\": {\"memory\": \"0MB\"}}", "$.limits.memory", "a size such as")]
    public void A_mistake_names_its_option_and_what_is_allowed(string json, string path, string message)
    {
        ConfigurationException error = Assert.Throws<ConfigurationException>(() => InvokerConfiguration.Parse(json));
        ConfigurationProblem problem = Assert.Single(error.Problems);
        Assert.Equal(path, problem.Path);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Contains($"{path}: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mistake_is_reported_at_once()
    {
        ConfigurationException error = Assert.Throws<ConfigurationException>(
            () => InvokerConfiguration.Parse("""{"bind_port": -1, "isolation": null, "limits": {"outbound": -1}, "x": 1}"""));
        Assert.Equal(["$.bind_port", "$.image_name", "$.limits.outbound", "$.x"], error.Problems.Select(p => p.Path).Order());
    }

    [Theory]
    [InlineData("512MB", 512L << 20)]
    [InlineData("512m", 512L << 20)]
    [InlineData("1.5 GiB", 3L << 29)]
    [InlineData("7", 7L)]
    [InlineData("0", null)]
    [InlineData("-1MB", null)]
    [InlineData("MB", null)]
    [InlineData("1e3", null)]
    [InlineData("9999999999999999999GB", null)]
    public void Sizes(string text, long? expected)
    {
        bool read = ByteSize.TryParse(text, out long bytes);
        Assert.Equal(expected is not null, read);
        Assert.Equal(expected ?? 0, bytes);
    }
}
