using System.Text;
using Containerless.Runtime.Hosting;

namespace Containerless.Runtime.Tests.Hosting;

/// <summary>Answers calls with what a function says, later, and remembers them.</summary>
internal sealed class FakeOutbound(Func<OutboundCall, CancellationToken, Task<byte[]?>> answer) : IOutbound
{
    internal List<OutboundCall> Calls { get; } = [];

    internal static FakeOutbound None { get; } = new(static (_, _) => throw new InvalidOperationException("no calls here"));

    internal static FakeOutbound Always(string? reply) => new(async (_, _) =>
    {
        await Task.Yield();
        return reply is null ? null : Encoding.UTF8.GetBytes(reply);
    });

    public async Task<OutboundReply> SendAsync(OutboundCall call, CancellationToken ct)
    {
        Calls.Add(call);
        return new OutboundReply(await answer(call, ct));
    }
}
