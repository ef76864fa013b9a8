using Containerless.Shared;

namespace Containerless.MultiInvoker.Tests.Configuration;

public sealed class MultiInvokerConfigurationTests
{
    [Fact]
    public void The_seeds_configuration_is_understood()
    {
        MultiInvokerConfiguration c = MultiInvokerConfiguration.Parse(
            """
            {"bind_port":8080,
             "config_a":{"bind_port":8081,"image_name":"serverless-function","max_containers":5,"initial_state":"Tracing","kill_parent":true},
             "config_b":{"bind_port":8082,"image_name":"serverless-function", "initial_state":"Decontainerized","kill_parent":true}}
            """);
        Assert.Equal((8080, 9080, 1024, 30), (c.BindPort, c.EffectiveAdminPort, c.MaxQueuedRequests, c.QueueTimeout.TotalSeconds));
        Assert.Equal((8081, 5, true), (c.A.Options.BindPort, c.A.Options.MaxContainers, c.A.Options.KillParent));
        Assert.Equal((8082, 9082), (c.B.Options.BindPort, c.B.Options.EffectiveAdminPort));
    }

    [Fact]
    public void What_is_left_out_follows_from_the_rest()
    {
        MultiInvokerConfiguration c = MultiInvokerConfiguration.Parse(
            """{"bind_port":7000, "config_a":{"image_name":"f"}, "config_b":{"image_name":"f"}}""");
        Assert.Equal((7001, 7002, true), (c.A.Options.BindPort, c.B.Options.BindPort, c.A.Options.KillParent));
        Assert.Equal(InitialState.Decontainerized, c.B.Options.InitialState);

        // What an invoker is started with says the same to it.
        InvokerConfiguration a = InvokerConfiguration.Parse(c.A.JsonFor(InitialState.DisableTracing, "/s"));
        Assert.Equal((7001, 8001, true, InitialState.DisableTracing, "/s"),
            (a.BindPort, a.EffectiveAdminPort, a.KillParent, a.InitialState, a.BindSocket));
        Assert.Equal(7002, InvokerConfiguration.Parse(c.B.JsonFor(InitialState.Decontainerized, "/s")).BindPort);
    }

    [Theory]
    [InlineData("""{}""", "$.config_a: is required", "$.config_b: is required")]
    [InlineData("""{"config_a":{"image_name":"f","bindport":1},"config_b":[]}""",
        "$.config_a.bindport: is not an option; did you mean \"bind_port\"?", "$.config_b: is an array; expected an object")]
    [InlineData("""{"config_a":{"image_name":"f","limits":{"time":"x"}},"config_b":{"image_name":"f"},"queue_seconds":-1,"x":1}""",
        "$.queue_seconds: is -1", "$.config_a.limits.time: is a string", "$.x: is not an option")]
    [InlineData("""{"config_a":{"image_name":"f","initial_state":"Automatic"},"config_b":{"image_name":"f","initial_state":"Tracing"}}""",
        "$.config_a.initial_state: is \"Automatic\"; expected \"Tracing\"", "$.config_b.initial_state: is \"Tracing\"; expected \"Decontainerized\"")]
    [InlineData("""{"config_a":{"image_name":"f"},"config_b":{"image_name":"g","artifacts_dir":"x"}}""",
        "$.config_b.image_name: is \"g\"; expected \"f\"", "$.config_b.artifacts_dir: is \"x\"")]
    [InlineData("""{"bind_port":8081,"config_a":{"image_name":"f","bind_port":8081},"config_b":{"image_name":"f","admin_port":8081}}""",
        "$.config_a.bind_port: is 8081, the same as bind_port", "$.config_b.admin_port: is 8081, the same as bind_port")]
    [InlineData("""{"bind_port":65000,"config_a":{"image_name":"f","admin_port":1},"config_b":{"image_name":"f","admin_port":2}}""",
        "$.bind_port: is 65000, so the default admin_port")]
    [InlineData("""{"bind_port":""", "$: is not JSON: line 1")]
    public void What_is_wrong_is_told_by_path_all_at_once(string json, params string[] messages)
    {
        ConfigurationException error = Assert.Throws<ConfigurationException>(() => MultiInvokerConfiguration.Parse(json));
        Assert.All(messages, message => Assert.Contains(message, error.Message, StringComparison.Ordinal));
    }
}
