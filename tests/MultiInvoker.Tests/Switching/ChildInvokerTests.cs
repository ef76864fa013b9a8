using Containerless.MultiInvoker.Sides;

namespace Containerless.MultiInvoker.Tests.Switching;

public sealed class ChildInvokerTests
{
    [Theory]
    [InlineData("service.instance.id=x", "containerless.side=A")]
    [InlineData("team=t, service.instance.id=x,stage=s", "team=t,stage=s,containerless.side=A")]
    [InlineData("team=t", "team=t,containerless.side=A")]
    public void Its_telemetry_has_our_attributes_but_not_our_instance(string ours, string expected) =>
        Assert.Equal(expected, ChildInvoker.AttributesOf("A", ours));
}
