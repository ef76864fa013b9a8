using Containerless.Invoker.Compilation;
using Containerless.Invoker.Tests.Egress;

namespace Containerless.Invoker.Tests.Compilation;

public sealed class CompilerClientTests
{
    [Fact]
    public async Task A_compiler_that_stands_still_is_waited_for_no_longer_than_may_be()
    {
        await using RawServer silent = RawServer.Start(static _ => null);
        using var client = new CompilerClient(new Uri($"http://127.0.0.1:{silent.Port}"), new SocketsHttpHandler(), TimeSpan.FromMilliseconds(300));
        CompilationException error = await Assert.ThrowsAsync<CompilationException>(() => client.CompileAsync("{}"u8.ToArray(), default));
        Assert.Equal("the compiler did not answer within 0.3 s", error.Message);
        Assert.False(error.IsRefusal); // It is asked again.
        Assert.False(await client.IsHealthyAsync(default));
    }

    [Fact]
    public async Task Who_stops_waiting_is_not_told_that_it_took_too_long()
    {
        await using RawServer silent = RawServer.Start(static _ => null);
        using var client = new CompilerClient(new Uri($"http://127.0.0.1:{silent.Port}"), new SocketsHttpHandler());
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.CompileAsync("{}"u8.ToArray(), stop.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.IsHealthyAsync(stop.Token));
    }
}
