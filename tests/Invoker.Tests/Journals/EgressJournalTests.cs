using System.Net.Sockets;
using System.Text;
using Containerless.Invoker.Egress;
using Containerless.Invoker.Journals;
using Containerless.Invoker.Tests.Egress;
using Microsoft.Extensions.Logging.Abstractions;

namespace Containerless.Invoker.Tests.Journals;

/// <summary>Calls as an instance sends them, hostile ones included, at the egress's socket.</summary>
public sealed class EgressJournalTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("egress-").FullName;
    private readonly RequestJournal journal = new();
    private readonly TaskCompletionSource release = new();
    private RawServer server = null!;
    private EgressTransport transport = null!;
    private EgressProxy proxy = null!;
    private int replies;

    public async ValueTask InitializeAsync()
    {
        server = RawServer.Start(request =>
        {
            if (request.Contains("/slow", StringComparison.Ordinal))
            {
                release.Task.Wait(TimeSpan.FromSeconds(10));
            }

            return $"HTTP/1.1 201 Made\r\nX-Reply: yes\r\nContainerless-Arrival: 7\r\nContent-Length: 1\r\n\r\n{Interlocked.Increment(ref replies)}";
        });
        transport = new EgressTransport(EgressPolicy.Parse(["127.0.0.1"]), new EgressOptions(), NullLogger.Instance);
        proxy = await EgressProxy.StartAsync(transport, Path.Combine(folder, "e.sock"), NullLoggerFactory.Instance, default);
    }

    public async ValueTask DisposeAsync()
    {
        release.TrySetResult();
        await proxy.DisposeAsync();
        transport.Dispose();
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_call_of_the_next_attempt_gets_the_reply_to_the_first_ones_head_and_all()
    {
        Attempt first = transport.Journals.Begin(journal);
        string reply = await SendAsync("/a", $"{first.Token} 0");
        Assert.StartsWith("HTTP/1.1 201 ", reply);
        Assert.EndsWith("\r\n\r\n1", reply);
        Assert.Contains("X-Reply: yes\r\n", reply);
        Assert.Contains("Containerless-Arrival: 0\r\n", reply);
        await EndAsync(first);

        Attempt second = transport.Journals.Begin(journal);
        Assert.Equal(reply, await SendAsync("/a", $"{second.Token} 0"), ignoreLineEndingDifferences: false);
        Assert.Contains("Containerless-Arrival: 1\r\n", await SendAsync("/b", $"{second.Token} 1"));
        Assert.Equal(2, server.Requests.Count);
        Assert.All(server.Requests, static request => Assert.DoesNotContain("ontainerless-", request));
    }

    [Theory]
    [InlineData("00112233445566778899aabbccddeeff 0")]
    [InlineData("{0}")]
    [InlineData("{0} ")]
    [InlineData("{0} -1")]
    [InlineData("{0} 99999999999")]
    [InlineData("{0}0 0")]
    [InlineData(" 0")]
    public async Task Who_does_not_know_a_requests_token_gets_nothing_of_its_journal(string identity)
    {
        Attempt first = transport.Journals.Begin(journal);
        await SendAsync("/a", $"{first.Token} 0");
        await EndAsync(first);
        Attempt second = transport.Journals.Begin(journal);
        string reply = await SendAsync("/a", identity.Replace("{0}", second.Token, StringComparison.Ordinal));
        Assert.EndsWith("\r\n\r\n2", reply);
        Assert.DoesNotContain("Containerless-Arrival", reply);
        // The request itself still has what is its own.
        Assert.EndsWith("\r\n\r\n1", await SendAsync("/a", $"{second.Token} 0"));
    }

    [Fact]
    public async Task The_token_of_a_request_that_is_over_is_good_for_nothing()
    {
        Attempt first = transport.Journals.Begin(journal);
        await SendAsync("/a", $"{first.Token} 0");
        await EndAsync(first);
        Attempt second = transport.Journals.Begin(journal);
        await SendAsync("/a", $"{second.Token} 0");
        await transport.Journals.AnsweredAsync(second, Task.Delay(Timeout.Infinite), TimeSpan.FromMinutes(1));
        Assert.EndsWith("\r\n\r\n2", await SendAsync("/a", $"{second.Token} 0"));
        Assert.EndsWith("\r\n\r\n3", await SendAsync("/a", $"{first.Token} 0"));
    }

    [Fact]
    public async Task One_that_is_run_elsewhere_sends_nothing_any_more()
    {
        Attempt first = transport.Journals.Begin(journal);
        _ = transport.Journals.SupersedeAsync(first, Task.Delay(Timeout.Infinite));
        string reply = await SendAsync("/a", $"{first.Token} 0");
        Assert.StartsWith("HTTP/1.1 502 ", reply);
        Assert.Contains("Containerless-Egress-Error: superseded\r\n", reply);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_call_whose_instance_dies_goes_on_and_is_adopted()
    {
        Attempt first = transport.Journals.Begin(journal);
        using (Socket dying = await ConnectAsync())
        {
            await dying.SendAsync(Request("/slow", $"{first.Token} 0"));
            for (int i = 0; i < 500 && server.Requests.Count == 0; i++)
            {
                await Task.Delay(10);
            }
        }

        await EndAsync(first);
        Attempt second = transport.Journals.Begin(journal);
        Task<string> adopted = SendAsync("/slow", $"{second.Token} 0");
        await Task.Delay(100);
        release.SetResult();
        Assert.EndsWith("\r\n\r\n1", await adopted);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task What_a_call_says_of_the_clock_takes_no_room_from_the_functions_headers()
    {
        Attempt first = transport.Journals.Begin(journal);
        string clock = new('1', RequestJournal.MostClock - 1);
        string reply = await SendAsync("/a", $"{first.Token} 0\r\nContainerless-Clock: {clock}\r\nX: {new string('x', 31_000)}");
        Assert.EndsWith("\r\n\r\n1", reply);
        await EndAsync(first);
        Assert.Equal(clock, transport.Journals.Begin(journal).Clock);
    }

    [Fact]
    public async Task A_failed_call_fails_again()
    {
        Attempt first = transport.Journals.Begin(journal);
        string target = "http://192.0.2.1/x";
        string failed = await SendAsync(target, $"{first.Token} 0");
        Assert.Contains("Containerless-Egress-Error: host-not-allowed\r\n", failed);
        await EndAsync(first);
        Attempt second = transport.Journals.Begin(journal);
        Assert.Equal(failed, await SendAsync(target, $"{second.Token} 0"));
        Assert.Equal(Repetition.Replayed, second.Repetition);
    }

    private Task EndAsync(Attempt attempt) => transport.Journals.SupersedeAsync(attempt, Task.CompletedTask);

    private byte[] Request(string target, string identity) => Encoding.Latin1.GetBytes(
        $"POST {(target[0] == '/' ? $"http://127.0.0.1:{server.Port}{target}" : target)} HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n"
        + $"Connection: close\r\nContainerless-Request: {identity}\r\n\r\n{{}}");

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(proxy.SocketPath));
        return socket;
    }

    private async Task<string> SendAsync(string target, string identity)
    {
        using Socket socket = await ConnectAsync();
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Request(target, identity));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        string reply = await reader.ReadToEndAsync(timeout.Token);
        // The one header that changes from second to second.
        return string.Join("\r\n", reply.Split("\r\n").Where(static line => !line.StartsWith("Date: ", StringComparison.Ordinal)));
    }
}
